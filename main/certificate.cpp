#include "http/edge/tls.hpp"
#include "main/machine.hpp"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <sys/stat.h>

#include <algorithm>
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

/// Takes the time in which both this one and those before it are valid.
void narrow(certificate_facts& facts, const X509* certificate) {
  facts.valid_from = std::max(facts.valid_from, time_of(X509_get0_notBefore(certificate)));
  facts.valid_to = std::min(facts.valid_to, time_of(X509_get0_notAfter(certificate)));
}

/// All that a client is shown, of which one that has expired spoils the others.
void take_dates(certificate_facts& facts, SSL_CTX* identity) {
  facts.valid_from = std::chrono::sys_seconds::min();
  facts.valid_to = std::chrono::sys_seconds::max();
  narrow(facts, SSL_CTX_get0_certificate(identity));
  STACK_OF(X509)* chain = nullptr;
  SSL_CTX_get0_chain_certs(identity, &chain);
  for (int i = 0; i < sk_X509_num(chain); ++i)
    narrow(facts, sk_X509_value(chain, i));
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
    take_dates(result, identity->native_handle());
  } catch (const std::runtime_error& err) {
    result.fault = err.what();
  }
  return result;
}

} // namespace souk
