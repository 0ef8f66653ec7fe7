#pragma once

#include "test/http/byte_stream.hpp"

#include <memory>

struct bio_st;
struct ssl_ctx_st;
struct ssl_st;

namespace souk::test {

/// A client's side of TLS above a plain stream. It believes any certificate.
class tls_stream final : public byte_stream {
public:
  /// Throws connection_lost where the server and TLS up to that version (0: any) do not agree.
  explicit tls_stream(std::unique_ptr<byte_stream> below, int version_max = 0);
  ~tls_stream() override;

  tls_stream(const tls_stream&) = delete;
  tls_stream& operator=(const tls_stream&) = delete;

  void send(std::string_view bytes) override;
  std::string receive(ending& how) override;
  bool wait_for_bytes(std::chrono::milliseconds at_most) override;
  bool wait_for_reset(std::chrono::milliseconds at_most) override {
    return below_->wait_for_reset(at_most);
  }
  /// Sends close_notify.
  void finish_sending() override;
  std::string peer_name() const override;

  /// What the server chose of the protocols "h2" and "http/1.1".
  std::string chosen_protocol() const;
  /// As in `TLSv1.3`.
  std::string version() const;

private:
  /// Repeats a step until it is done; its last result.
  template <class Step>
  int complete(Step step, ending& how);
  void flush();

  std::unique_ptr<byte_stream> below_;
  std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> context_;
  std::unique_ptr<ssl_st, void (*)(ssl_st*)> ssl_;
  /// What came from the server, and what is to go there; the connection owns them.
  bio_st* in_;
  bio_st* out_;
};

} // namespace souk::test
