#include "http/edge/tls.hpp"
#include "main/machine.hpp"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <sys/stat.h>

#include <ctime>
#include <memory>

namespace souk {

namespace {

struct deleter {
  void operator()(BIO* x) const { BIO_free(x); }
  void operator()(X509* x) const { X509_free(x); }
  void operator()(EVP_PKEY* x) const { EVP_PKEY_free(x); }
};

template <class T>
using owned = std::unique_ptr<T, deleter>;

wall_time time_of(const ASN1_TIME* time) {
  std::tm parts{};
  ASN1_TIME_to_tm(time, &parts);
  return std::chrono::system_clock::from_time_t(::timegm(&parts));
}

bool is_readable_by_all(const std::string& file) {
  struct stat found {};
  return ::stat(file.c_str(), &found) == 0 && (found.st_mode & S_IROTH) != 0;
}

} // namespace

certificate_facts certificate_of(const tls_files& files) {
  certificate_facts result;
  result.is_key_open = is_readable_by_all(files.key);
  const owned<BIO> certificate_file{BIO_new_file(files.certificate.c_str(), "r")};
  const owned<BIO> key_file{BIO_new_file(files.key.c_str(), "r")};
  if (!certificate_file || !key_file) {
    result.fault = "Cannot read " + (certificate_file ? files.key : files.certificate) + ".";
    return result;
  }
  const owned<X509> certificate{
    PEM_read_bio_X509(certificate_file.get(), nullptr, no_password, nullptr)};
  const owned<EVP_PKEY> key{PEM_read_bio_PrivateKey(key_file.get(), nullptr, no_password, nullptr)};
  if (!certificate)
    result.fault = files.certificate + " holds no certificate in PEM.";
  else if (!key)
    result.fault = files.key + " holds no private key in PEM without a password.";
  else if (X509_check_private_key(certificate.get(), key.get()) != 1)
    result.fault = files.key + " is not the key of " + files.certificate + ".";
  if (!result.fault.empty())
    return result;
  result.valid_from = time_of(X509_get0_notBefore(certificate.get()));
  result.valid_to = time_of(X509_get0_notAfter(certificate.get()));
  return result;
}

} // namespace souk
