#include "test/http/tls_stream.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>

namespace souk::test {

namespace {

constexpr std::string_view offered_protocols = "\x02h2\x08http/1.1";

std::string last_error() {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_peek_last_error(), text.data(), text.size());
  return text.data();
}

} // namespace

tls_stream::tls_stream(std::unique_ptr<byte_stream> below, int version_max)
  : below_(std::move(below)), context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
    ssl_(nullptr, SSL_free), in_(BIO_new(BIO_s_mem())), out_(BIO_new(BIO_s_mem())) {
  // Without it OpenSSL would not even offer what the server is to refuse.
  SSL_CTX_set_security_level(context_.get(), 0);
  SSL_CTX_set_min_proto_version(context_.get(), 0);
  SSL_CTX_set_max_proto_version(context_.get(), version_max);
  ssl_.reset(SSL_new(context_.get()));
  SSL_set_bio(ssl_.get(), in_, out_);
  BIO_set_mem_eof_return(in_, -1);
  SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<const unsigned char*>(offered_protocols.data()),
                      static_cast<unsigned>(offered_protocols.size()));
  ending how{};
  if (complete([this] { return SSL_connect(ssl_.get()); }, how) != 1)
    throw connection_lost{"raw client: no TLS: " + last_error()};
}

tls_stream::~tls_stream() = default;

void tls_stream::send(std::string_view bytes) {
  if (bytes.empty())
    return;
  ending how{};
  if (complete([&] { return SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())); },
               how)
      <= 0)
    throw connection_lost{"raw client: TLS does not send: " + last_error()};
}

std::string tls_stream::receive(ending& how) {
  std::array<char, 16 * 1024> buffer;
  const int count = complete(
    [&] { return SSL_read(ssl_.get(), buffer.data(), static_cast<int>(buffer.size())); }, how);
  return {buffer.data(), static_cast<std::size_t>(std::max(count, 0))};
}

bool tls_stream::wait_for_bytes(std::chrono::milliseconds at_most) {
  return SSL_has_pending(ssl_.get()) || BIO_pending(in_) > 0 || below_->wait_for_bytes(at_most);
}

void tls_stream::finish_sending() {
  SSL_shutdown(ssl_.get());
  flush();
}

std::string tls_stream::peer_name() const {
  std::unique_ptr<X509, void (*)(X509*)> shown{SSL_get1_peer_certificate(ssl_.get()), X509_free};
  std::unique_ptr<BIO, int (*)(BIO*)> text{BIO_new(BIO_s_mem()), BIO_free};
  X509_NAME_print_ex(text.get(), X509_get_subject_name(shown.get()), 0, XN_FLAG_ONELINE);
  char* begin = nullptr;
  const auto size = BIO_get_mem_data(text.get(), &begin);
  return {begin, static_cast<std::size_t>(size)};
}

std::string tls_stream::chosen_protocol() const {
  const unsigned char* name = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(ssl_.get(), &name, &size);
  return {reinterpret_cast<const char*>(name), size};
}

std::string tls_stream::version() const {
  return SSL_get_version(ssl_.get());
}

template <class Step>
int tls_stream::complete(Step step, ending& how) {
  while (true) {
    ERR_clear_error();
    const int result = step();
    flush();
    if (result > 0)
      return result;
    const int why = SSL_get_error(ssl_.get(), result);
    if (why == SSL_ERROR_ZERO_RETURN)
      return how = ending::closed, result;
    if (why != SSL_ERROR_WANT_READ)
      throw connection_lost{"raw client: TLS is broken: " + last_error()};
    const auto bytes = below_->receive(how);
    if (bytes.empty()) {
      how = how == ending::closed ? ending::truncated : how;
      return 0;
    }
    BIO_write(in_, bytes.data(), static_cast<int>(bytes.size()));
  }
}

void tls_stream::flush() {
  std::array<char, 16 * 1024> buffer;
  int count = 0;
  while ((count = BIO_read(out_, buffer.data(), static_cast<int>(buffer.size()))) > 0)
    below_->send({buffer.data(), static_cast<std::size_t>(count)});
}

} // namespace souk::test
