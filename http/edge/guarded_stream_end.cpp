// How a guarded stream ends: its time is up, a request is refused, the last answer is written.

#include "http/edge/guarded_stream.hpp"

#include "http/edge/partial_message.hpp"
#include "http/header_block.hpp"

#include <openssl/ssl.h>

#include <linux/sockios.h>
#include <sys/ioctl.h>

namespace souk {

namespace {

/// How long is read on behind the last answer, however much comes: closing on unread bytes would
/// reset the connection, and the answer with it. Source: RFC 9112, 9.6.
constexpr std::chrono::seconds drain_time{2};
constexpr std::size_t drained_at_once = std::size_t{16} * 1024;

/// How often it is looked what a client has taken, within the time in which it may take nothing.
constexpr int looks_at_writing = 4;

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

/// What a read would meet: nothing wrong, `would_block`, or the end of what the client sends.
asio::error_code peek(asio::ip::tcp::socket& socket) {
  asio::error_code met;
  socket.non_blocking(true, met);
  char next = 0;
  socket.receive(asio::buffer(&next, 1), asio::socket_base::message_peek, met);
  return met;
}

} // namespace

void guarded_stream::begin(connection_phase what, connection_entry::clock::duration at_most) {
  is_overdue_ = false;
  entry_.begin(what, at_most);
}

void guarded_stream::begin_writing() {
  untaken_ = -1;
  looks_in_vain_ = 0;
  go_on_writing();
}

void guarded_stream::go_on_writing() {
  begin(connection_phase::writing, edge_->limits.write_stall_time / looks_at_writing);
}

/// The kernel has more written only when a third of what it holds is gone, which may take a client
/// that reads all the time longer than it has. Source: tcp(7), SIOCOUTQ.
bool guarded_stream::is_taking() {
  int untaken = 0;
  if (::ioctl(socket_.native_handle(), SIOCOUTQ, &untaken) != 0)
    return false;
  const int before = std::exchange(untaken_, untaken);
  const bool has_taken = before < 0 || untaken < before;
  looks_in_vain_ = has_taken ? 0 : looks_in_vain_ + 1;
  return looks_in_vain_ < looks_at_writing - 1;
}

void guarded_stream::be_busy() {
  is_overdue_ = false;
  entry_.be_busy();
}

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

void guarded_stream::end_if_overdue() {
  if (!is_in_table_ || !edge_->connections.is_overdue(entry_, connection_entry::clock::now()))
    return;
  if (entry_.phase == connection_phase::writing && is_taking())
    return go_on_writing();
  is_overdue_ = true;
  asio::error_code ignored;
  // After reading, an answer may still be sent.
  if (entry_.phase == connection_phase::writing)
    socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  else
    socket_.cancel(ignored);
}

void guarded_stream::refuse_unfinished(std::shared_ptr<void> held) {
  if (!is_in_table_ || has_said_goodbye_)
    return;
  asio::error_code ignored;
  if (entry_.phase == connection_phase::reading && reader_->has_begun()) {
    held_ = std::move(held);
    is_overdue_ = true;
    cancel();
  } else if (entry_.phase == connection_phase::idle && socket_.available(ignored) > 0) {
    // What has come and was not looked at yet is refused when it is.
    held_ = std::move(held);
  }
}

std::string guarded_stream::refusal_of(const problem_kind& why, std::string_view detail,
                                       bool keep_alive) {
  const bool has_waited = request_since_ != connection_entry::clock::time_point{};
  const auto time = has_waited ? connection_entry::clock::now() - request_since_
                               : connection_entry::clock::duration{};
  const auto head = reader_->head_in(pending_);
  const partial_message read{head, {peer_.address(), peer_.port()}};
  const auto target = reader_->has_line() ? reader_->line_in(pending_).path : std::string_view{};
  auto answer = edge_->refuse(read, target, why, detail, time);
  if (tls_ && !edge_->transport_security.empty())
    answer.with("Strict-Transport-Security", edge_->transport_security);
  const auto body = answer.text();
  auto result = header_block(answer, body.size(), keep_alive);
  if (!head.starts_with("HEAD "))
    result += body;
  return result;
}

void guarded_stream::refuse(const framing_fault& fault, read_handler done) {
  out_ = refusal_of(*fault.kind, detail_of(fault, edge_->limits), false);
  write_raw([this, done = std::move(done)](const asio::error_code& failed, std::size_t) mutable {
    out_.clear();
    if (failed)
      return done(failed, 0);
    say_goodbye();
    drain(std::move(done));
  });
}

void guarded_stream::turn_away(read_handler done) {
  out_ = refusal_of(problem_of(errc::overloaded), {}, true);
  drop_pending(reader_->size());
  begin_next();
  write_raw([this, done = std::move(done)](const asio::error_code& failed, std::size_t) mutable {
    out_.clear();
    if (failed)
      return done(failed, 0);
    read(into_, std::move(done));
  });
}

void guarded_stream::say_goodbye() {
  has_said_goodbye_ = true;
  asio::error_code ignored;
  if (tls_) {
    // As if the client had said goodbye already: whether it does makes no difference to HTTP.
    SSL_set_shutdown(tls_->native_handle(), SSL_RECEIVED_SHUTDOWN);
    // A few bytes, which fit unless the client takes nothing anyway: nobody waits for it.
    socket_.non_blocking(true, ignored);
    tls_->shutdown(ignored);
  }
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  pending_.resize(drained_at_once);
  pending_.shrink_to_fit();
  release_room();
  // Of those that one client has too many of, the answer may be lost rather than keep others out.
  begin(is_one_too_many_ ? connection_phase::idle : connection_phase::reading, drain_time);
}

void guarded_stream::drain(read_handler done) {
  start(
    [&](auto&& bound) {
      socket_.async_read_some(asio::buffer(pending_), std::forward<decltype(bound)>(bound));
    },
    [this, done = std::move(done)](const asio::error_code& failed, std::size_t) mutable {
      if (!failed && !is_overdue_)
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
  leave_table();
  const bool is_stuck = is_overdue_ && entry_.phase == connection_phase::writing;
  // What comes for a connection that is gone is answered with a reset, which may cost the client
  // the answer that it has not read yet. Source: RFC 9112, 9.6.
  const auto next = peek(socket_);
  const bool is_open_still = next == asio::error::would_block;
  const bool may_send = !next || (is_open_still && (!pending_.empty() || !is_overdue_));
  // What a client did not take within its time is not kept for it.
  if (is_stuck)
    socket_.set_option(asio::socket_base::linger{true, 0}, ignored);
  else if (edge_ && !has_said_goodbye_ && (tls_ || may_send)) {
    say_goodbye();
    if (may_send && edge_->lingering < edge_->lingering_max)
      return linger();
  }
  socket_.close(ignored);
}

void guarded_stream::leave_table() {
  if (std::exchange(is_in_table_, false))
    edge_->connections.leave(entry_);
  held_.reset();
}

/// The client may still be sending what nobody will read.
void guarded_stream::linger() {
  ++edge_->lingering;
  timer_.emplace(executor_, drain_time);
  timer_->async_wait([weak = weak_from_this()](const asio::error_code& stopped) {
    auto self = weak.lock();
    asio::error_code ignored;
    if (!stopped && self)
      self->socket_.close(ignored);
  });
  drain([self = shared_from_this()](const asio::error_code&, std::size_t) {
    asio::error_code ignored;
    --self->edge_->lingering;
    self->timer_->cancel();
    self->socket_.close(ignored);
  });
}

} // namespace souk
