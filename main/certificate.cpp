#include "http/edge/tls.hpp"
#include "main/machine.hpp"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <sys/stat.h>

#include <ctime>
#include <stdexcept>

namespace souk {

namespace {

std::chrono::sys_seconds time_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1)
    throw std::runtime_error{"Cannot read the dates of the certificate."};
  return std::chrono::sys_seconds{std::chrono::seconds{::timegm(&parts)}};
}

bool is_readable_by_all(const std::string& file) {
  struct stat found {};
  return ::stat(file.c_str(), &found) == 0 && (found.st_mode & S_IROTH) != 0;
}

} // namespace

certificate_facts certificate_of(const tls_files& files) {
  certificate_facts result;
  result.is_key_open = is_readable_by_all(files.key);
  try {
    const auto identity = tls_identity{files}.current();
    const auto* certificate = SSL_CTX_get0_certificate(identity->native_handle());
    result.valid_from = time_of(X509_get0_notBefore(certificate));
    result.valid_to = time_of(X509_get0_notAfter(certificate));
  } catch (const std::runtime_error& err) {
    result.fault = err.what();
  }
  return result;
}

} // namespace souk
