#include "http/edge/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <stdexcept>

namespace souk {

namespace {

/// Mozilla's "intermediate" recommendation, version 5.7, without its DHE suite, which needs
/// parameters and serves clients of before 2014.
constexpr const char* ciphers =
  "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
  "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* groups = "X25519:P-256:P-384";

/// Of those that a client offers, HTTP/1.1 is the one there is; without it, there is nothing to
/// say. Source: RFC 7301, 3.2.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned offered_size, void*) {
  static constexpr unsigned char known[] = "\x8http/1.1";
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, size, known, sizeof known - 1, offered, offered_size)
      != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

std::shared_ptr<asio::ssl::context> read_identity(const tls_files& files) {
  auto result = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  auto* native = result->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET);
  // The order of the ciphers is the server's, but for a client without AES in its hardware.
  SSL_CTX_set_options(native, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  if (SSL_CTX_set_cipher_list(native, ciphers) != 1
      || SSL_CTX_set1_groups_list(native, groups) != 1)
    throw std::runtime_error{"This OpenSSL knows none of the ciphers that souk would use."};
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(native, no_password);
  asio::error_code failed;
  if (result->use_certificate_chain_file(files.certificate, failed))
    throw std::runtime_error{"Cannot read the certificate chain " + files.certificate
                             + " as PEM: " + failed.message() + '.'};
  if (result->use_private_key_file(files.key, asio::ssl::context::pem, failed))
    throw std::runtime_error{"Cannot use the private key " + files.key + " with the certificate "
                             + files.certificate + ": " + failed.message()
                             + ". It has to be PEM, and without a password."};
  // OpenSSL takes a key of another kind than the certificate's without a word.
  if (SSL_CTX_check_private_key(native) != 1)
    throw std::runtime_error{"The private key " + files.key + " is not that of the certificate "
                             + files.certificate + '.'};
  return result;
}

} // namespace

int no_password(char*, int, int, void*) {
  return -1;
}

tls_identity::tls_identity(tls_files files)
  : files_(std::move(files)), current_(read_identity(files_)) {}

void tls_identity::reload() {
  auto next = read_identity(files_);
  std::lock_guard lock{mutex_};
  current_ = std::move(next);
}

std::shared_ptr<asio::ssl::context> tls_identity::current() const {
  std::lock_guard lock{mutex_};
  return current_;
}

} // namespace souk
