#include "test/main/self_signed.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>

namespace souk::test {

namespace {

void must(bool is_done) {
  if (!is_done)
    throw std::runtime_error{"OpenSSL cannot make a certificate."};
}

using file = std::unique_ptr<BIO, decltype(&BIO_free)>;

file open_file(const std::string& path) {
  file result{BIO_new_file(path.c_str(), "w"), BIO_free};
  must(result != nullptr);
  return result;
}

} // namespace

void write_self_signed(const tls_files& files, std::chrono::sys_seconds valid_from,
                       std::chrono::sys_seconds valid_to, unsigned rsa_bits) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{
    rsa_bits == 0 ? EVP_EC_gen("P-256") : EVP_RSA_gen(rsa_bits), EVP_PKEY_free};
  const std::unique_ptr<X509, decltype(&X509_free)> made{X509_new(), X509_free};
  must(key && made);
  ASN1_TIME_set(X509_getm_notBefore(made.get()), valid_from.time_since_epoch().count());
  ASN1_TIME_set(X509_getm_notAfter(made.get()), valid_to.time_since_epoch().count());
  must(X509_set_pubkey(made.get(), key.get()) == 1);
  must(X509_sign(made.get(), key.get(), EVP_sha256()) > 0);
  must(PEM_write_bio_X509(open_file(files.certificate).get(), made.get()) == 1);
  must(PEM_write_bio_PrivateKey(open_file(files.key).get(), key.get(), nullptr, nullptr, 0, nullptr,
                                nullptr)
       == 1);
}

} // namespace souk::test
