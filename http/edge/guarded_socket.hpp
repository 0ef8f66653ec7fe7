#pragma once

#include "http/edge/guarded_stream.hpp"

#include <asio/bind_executor.hpp>

#include <memory>
#include <utility>

namespace souk {

/// What RESTinio takes for the socket of a connection. It is moved about until it has found its
/// connection; from its first read on, a guarded stream stands in for it.
class guarded_socket : public asio::ip::tcp::socket {
public:
  using asio::ip::tcp::socket::socket;

  /// RESTinio asks for both as soon as it has accepted a connection. A client that has reset it by
  /// then has no address any more: an exception there would cost the connection limiter a place for
  /// good. `guarded_stream` ends what has no peer.
  guarded_socket& lowest_layer() { return *this; }
  endpoint_type remote_endpoint() const {
    asio::error_code gone;
    return asio::ip::tcp::socket::remote_endpoint(gone);
  }

  /// RESTinio binds all handlers of a connection to one executor. The stream is given it once: a
  /// handler without it is moved in half the time.
  template <class Buffers, class Handler, class Executor>
  void async_read_some(const Buffers& buffers, asio::executor_binder<Handler, Executor> done) {
    if (!stream_)
      stream_ = std::make_shared<guarded_stream>(
        std::move(static_cast<asio::ip::tcp::socket&>(*this)), done.get_executor());
    stream_->read(*asio::buffer_sequence_begin(buffers), std::move(done.get()));
  }

  template <class Buffers, class Handler>
  void async_write_some(const Buffers& buffers, Handler&& done) {
    stream_->write_some(buffers, std::forward<Handler>(done));
  }

  bool is_open() const { return stream_ ? stream_->is_open() : asio::ip::tcp::socket::is_open(); }

  void cancel(asio::error_code& failed) {
    if (stream_)
      return stream_->cancel();
    asio::ip::tcp::socket::cancel(failed);
  }

  /// RESTinio shuts both directions down before it closes, and what was written may be lost so;
  /// `close` does it in order.
  void shutdown(shutdown_type, asio::error_code&) {}

  void close() {
    if (stream_)
      return stream_->close();
    asio::ip::tcp::socket::close();
  }

private:
  std::shared_ptr<guarded_stream> stream_;
};

} // namespace souk
