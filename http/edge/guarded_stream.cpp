#include "http/edge/guarded_stream.hpp"

#include "http/header_block.hpp"
#include "http/request_id.hpp"

#include <asio/dispatch.hpp>
#include <asio/post.hpp>
#include <asio/write.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace souk {

namespace {

constexpr std::chrono::seconds handshake_time{5};
/// How much and how long is read on behind a refused request: closing on unread bytes would reset
/// the connection, and the answer with it. Source: nginx, lingering_close.
constexpr std::size_t drained_bytes_max = std::size_t{1024} * 1024;
constexpr std::chrono::seconds drain_time{2};
/// The first byte of a TLS handshake. Source: RFC 8446, 5.1.
constexpr char handshake_byte = 0x16;
/// Bytes asked for at once where a request does not fit into the reader's buffer.
constexpr std::size_t read_size = 16 * 1024;

constexpr std::string_view broken_off = "The connection ended in the middle of the request.";

/// What is too large is told with the limit; empty: the general text of the kind.
std::string detail_of(const framing_fault& fault, const edge_limits& limits) {
  if (fault.kind == &problems::body_too_large)
    return "The body may have at most " + std::to_string(limits.body_bytes_max) + " bytes.";
  if (fault.kind == &problems::target_too_long)
    return "The first line may have at most " + std::to_string(limits.request_line_bytes_max)
           + " bytes.";
  if (fault.kind == &problems::fields_too_large)
    return "A request may have at most " + std::to_string(limits.fields_max) + " fields, of "
           + std::to_string(limits.header_bytes_max) + " bytes together.";
  return std::string{fault.detail};
}

} // namespace

guarded_stream::guarded_stream(asio::ip::tcp::socket socket, asio::any_io_executor executor)
  : socket_(std::move(socket)), executor_(std::move(executor)),
    is_unbound_(executor_ == asio::any_io_executor{socket_.get_executor()}) {}

guarded_stream::~guarded_stream() {
  if (entry_.descriptor >= 0)
    edge_->connections.leave(entry_);
}

template <class Operation, class Handler>
void guarded_stream::start(Operation operation, Handler handler) {
  if (is_unbound_)
    operation(std::move(handler));
  else
    operation(asio::bind_executor(executor_, std::move(handler)));
}

template <class Handler>
void guarded_stream::read_raw(asio::mutable_buffer into, Handler handler) {
  start(
    [&](auto bound) {
      if (tls_)
        tls_->async_read_some(into, std::move(bound));
      else
        socket_.async_read_some(into, std::move(bound));
    },
    std::move(handler));
}

/// All of `out_`.
template <class Handler>
void guarded_stream::write_raw(Handler handler) {
  entry_.begin(connection_phase::writing, edge_->limits.write_stall_time);
  start(
    [&](auto bound) {
      if (tls_)
        asio::async_write(*tls_, asio::buffer(out_), std::move(bound));
      else
        asio::async_write(socket_, asio::buffer(out_), std::move(bound));
    },
    std::move(handler));
}

void guarded_stream::read(asio::mutable_buffer into, read_handler done) {
  into_ = into;
  if (!edge_)
    return open(std::move(done));
  if (delivered_ < out_.size())
    return deliver(std::move(done));
  if (!pending_.empty())
    return go_on(reader_->read(pending_), std::move(done));
  entry_.begin(connection_phase::idle, edge_->limits.idle_time);
  read_into_owner(std::move(done));
}

void guarded_stream::open(read_handler done) {
  asio::error_code failed;
  const auto local = socket_.local_endpoint(failed);
  const auto remote = socket_.remote_endpoint(failed);
  auto& context =
    static_cast<asio::io_context&>(asio::query(socket_.get_executor(), asio::execution::context));
  edge_ = failed ? nullptr : asio::use_service<edges>(context).find(local.port());
  if (!edge_)
    return asio::post(executor_, [done = std::move(done)] { done(asio::error::eof, 0); });
  entry_.address = remote.address();
  entry_.descriptor = socket_.native_handle();
  reader_.emplace(edge_->limits);
  if (!edge_->connections.enter(entry_))
    return refuse({&problems::too_many_connections}, std::move(done));
  if (edge_->tls)
    return start_tls(std::move(done));
  entry_.begin(connection_phase::idle, edge_->limits.idle_time);
  read_more(std::move(done));
}

void guarded_stream::start_tls(read_handler done) {
  entry_.begin(connection_phase::reading, handshake_time);
  start([&](auto bound) { socket_.async_wait(socket_.wait_read, std::move(bound)); },
        [this, done = std::move(done)](const asio::error_code& failed) mutable {
          char first = handshake_byte;
          if (!failed)
            ::recv(entry_.descriptor, &first, 1, MSG_PEEK | MSG_DONTWAIT);
          if (first != handshake_byte)
            return refuse({&problems::tls_required}, std::move(done));
          identity_ = edge_->tls->current();
          tls_ = std::make_unique<tls_stream>(socket_, *identity_);
          start([&](auto bound) { tls_->async_handshake(tls_stream::server, std::move(bound)); },
                [this, done = std::move(done)](const asio::error_code& refused) mutable {
                  if (refused) {
                    tls_.reset();
                    return done(asio::error::eof, 0);
                  }
                  entry_.begin(connection_phase::idle, edge_->limits.idle_time);
                  read_more(std::move(done));
                });
        });
}

void guarded_stream::go_on(message_reader::result reading, read_handler done) {
  switch (reading) {
    case message_reader::result::refused:
      return refuse(reader_->fault(), std::move(done));
    case message_reader::result::whole:
      return hand_on(std::move(done));
    case message_reader::result::partial:
      break;
  }
  keep_time();
  if (!has_continued_ && reader_->wants_continue(pending_))
    return send_continue(std::move(done));
  read_more(std::move(done));
}

/// The time of a request runs from its first byte, not from the last one that came.
void guarded_stream::keep_time() {
  if (!reader_->has_begun())
    return;
  if (request_since_ == connection_entry::clock::time_point{})
    request_since_ = connection_entry::clock::now();
  const auto at_most =
    reader_->is_in_body() ? edge_->limits.request_time : edge_->limits.header_time;
  entry_.phase = connection_phase::reading;
  entry_.until = request_since_ + at_most;
}

void guarded_stream::read_more(read_handler done) {
  if (pending_.empty())
    return read_into_owner(std::move(done));
  const auto before = pending_.size();
  pending_.resize(before + read_size);
  read_raw({pending_.data() + before, read_size},
           [this, before, done = std::move(done)](const asio::error_code& failed,
                                                  std::size_t size) mutable {
             pending_.resize(before + size);
             on_bytes(failed, std::move(done));
           });
}

/// Most requests come in one piece and are canonical: they stay where they were read.
void guarded_stream::read_into_owner(read_handler done) {
  read_raw(into_, [this, done = std::move(done)](const asio::error_code& failed,
                                                 std::size_t size) mutable {
    const std::string_view bytes{static_cast<const char*>(into_.data()), size};
    const auto reading = failed ? message_reader::result::partial : reader_->read(bytes);
    if (reading == message_reader::result::whole && reader_->size() == size
        && reader_->is_canonical() && requests_ + 1 < edge_->limits.requests_per_connection_max) {
      ++requests_;
      reader_.emplace(edge_->limits);
      entry_.be_busy();
      return done(failed, size);
    }
    pending_ = bytes;
    if (failed || entry_.is_overdue)
      return on_bytes(failed, std::move(done));
    go_on(reading, std::move(done));
  });
}

void guarded_stream::on_bytes(const asio::error_code& failed, read_handler done) {
  if (entry_.is_overdue && reader_->has_begun())
    return refuse({&problems::request_timeout}, std::move(done));
  if (failed && failed != asio::error::operation_aborted && reader_->has_begun())
    return refuse({&problems::malformed_request, broken_off}, std::move(done));
  if (failed || entry_.is_overdue)
    return done(failed ? failed : asio::error::eof, 0);
  go_on(reader_->read(pending_), std::move(done));
}

void guarded_stream::hand_on(read_handler done) {
  const bool closes = ++requests_ >= edge_->limits.requests_per_connection_max;
  const auto size = reader_->size();
  if (closes || !reader_->is_canonical())
    out_ = reader_->canonical(pending_, closes);
  else if (size == pending_.size())
    out_.swap(pending_);
  else
    out_ = pending_.substr(0, size);
  pending_.erase(0, size);
  delivered_ = 0;
  reader_.emplace(edge_->limits);
  request_since_ = {};
  has_continued_ = false;
  entry_.be_busy();
  deliver(std::move(done));
}

void guarded_stream::deliver(read_handler done) {
  const auto size = std::min(into_.size(), out_.size() - delivered_);
  std::memcpy(into_.data(), out_.data() + delivered_, size);
  delivered_ += size;
  if (delivered_ == out_.size()) {
    out_.clear();
    delivered_ = 0;
  }
  asio::post(executor_, [size, done = std::move(done)] { done({}, size); });
}

/// Source: RFC 9110, 10.1.1.
void guarded_stream::send_continue(read_handler done) {
  has_continued_ = true;
  out_ = "HTTP/1.1 100 Continue\r\n\r\n";
  write_raw([this, done = std::move(done)](const asio::error_code& failed, std::size_t) mutable {
    out_.clear();
    if (failed)
      return done(failed, 0);
    keep_time();
    read_more(std::move(done));
  });
}

void guarded_stream::refuse(const framing_fault& fault, read_handler done) {
  edge_->refused(*fault.kind);
  auto answer = problem_answer(*fault.kind, detail_of(fault, edge_->limits));
  answer.answers_request(next_request_id());
  const auto body = answer.text();
  out_ = header_block(answer, body.size(), false);
  if (!reader_->is_head())
    out_ += body;
  write_raw([this, done = std::move(done)](const asio::error_code& failed, std::size_t) mutable {
    out_.clear();
    if (failed)
      return done(failed, 0);
    finish_sending(std::move(done));
  });
}

void guarded_stream::finish_sending(read_handler done) {
  asio::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  pending_.resize(read_size);
  entry_.is_overdue = false;
  entry_.begin(connection_phase::reading, drain_time);
  drain(std::move(done));
}

void guarded_stream::drain(read_handler done) {
  start([&](auto bound) { socket_.async_read_some(asio::buffer(pending_), std::move(bound)); },
        [this, done = std::move(done)](const asio::error_code& failed, std::size_t size) mutable {
          drained_ += size;
          if (!failed && drained_ < drained_bytes_max && !entry_.is_overdue)
            return drain(std::move(done));
          pending_.clear();
          done(asio::error::eof, 0);
        });
}

void guarded_stream::cancel() {
  asio::error_code ignored;
  socket_.cancel(ignored);
}

void guarded_stream::close() {
  asio::error_code ignored;
  if (!socket_.is_open())
    return;
  if (entry_.descriptor >= 0)
    edge_->connections.leave(entry_);
  entry_.descriptor = -1;
  // What a client did not take within its time is not kept for it.
  if (entry_.is_overdue && entry_.phase == connection_phase::writing)
    socket_.set_option(asio::socket_base::linger{true, 0}, ignored);
  else if ((tls_ || !pending_.empty() || socket_.available(ignored) > 0)
           && edge_->lingering < edge_->lingering_max)
    return linger();
  socket_.close(ignored);
}

/// The client may still be sending what nobody will read.
void guarded_stream::linger() {
  ++edge_->lingering;
  timer_.emplace(executor_, drain_time);
  timer_->async_wait([weak = weak_from_this()](const asio::error_code& stopped) {
    auto self = weak.lock();
    asio::error_code nothing;
    if (!stopped && self)
      self->socket_.close(nothing);
  });
  const auto finish = [self = shared_from_this()](const asio::error_code&) {
    self->drained_ = 0;
    self->finish_sending([self](const asio::error_code&, std::size_t) {
      asio::error_code nothing;
      --self->edge_->lingering;
      self->timer_->cancel();
      self->socket_.close(nothing);
    });
  };
  if (tls_)
    start([&](auto bound) { tls_->async_shutdown(std::move(bound)); }, finish);
  else
    finish({});
}

} // namespace souk
