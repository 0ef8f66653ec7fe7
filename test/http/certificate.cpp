#include "test/http/certificate.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace souk::test {

namespace {

using file_ptr = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
using key_ptr = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using x509_ptr = std::unique_ptr<X509, void (*)(X509*)>;

void check(bool is_right) {
  if (!is_right)
    throw std::runtime_error{"OpenSSL makes no certificate"};
}

file_ptr open_for_writing(const std::string& path) {
  file_ptr result{std::fopen(path.c_str(), "w"), std::fclose};
  check(result != nullptr);
  return result;
}

x509_ptr make(const std::string& name, EVP_PKEY* key) {
  constexpr long seconds_valid = 3600;
  x509_ptr result{X509_new(), X509_free};
  X509_set_version(result.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(result.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(result.get()), -seconds_valid);
  X509_gmtime_adj(X509_getm_notAfter(result.get()), seconds_valid);
  auto* subject = X509_get_subject_name(result.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(result.get(), subject);
  X509_set_pubkey(result.get(), key);
  std::unique_ptr<X509_EXTENSION, void (*)(X509_EXTENSION*)> names{
    X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost"),
    X509_EXTENSION_free};
  X509_add_ext(result.get(), names.get(), -1);
  check(X509_sign(result.get(), key, EVP_sha256()) > 0);
  return result;
}

} // namespace

certificate::certificate(const std::string& name) {
  replace(name);
}

void certificate::replace(const std::string& name, const std::string& password) {
  key_ptr key{EVP_EC_gen("P-256"), EVP_PKEY_free};
  check(key != nullptr);
  const auto made = make(name, key.get());
  const auto [chain_path, key_path] = files();
  check(PEM_write_X509(open_for_writing(chain_path).get(), made.get()) == 1);
  const auto* secret = reinterpret_cast<const unsigned char*>(password.data());
  check(PEM_write_PrivateKey(open_for_writing(key_path).get(), key.get(),
                             password.empty() ? nullptr : EVP_aes_128_cbc(), secret,
                             static_cast<int>(password.size()), nullptr, nullptr)
        == 1);
}

void certificate::replace_key() {
  const key_ptr key{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free};
  check(key != nullptr);
  check(PEM_write_PrivateKey(open_for_writing(files().key).get(), key.get(), nullptr, nullptr, 0,
                             nullptr, nullptr)
        == 1);
}

} // namespace souk::test
