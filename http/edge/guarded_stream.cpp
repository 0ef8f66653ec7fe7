#include "http/edge/guarded_stream.hpp"

#include <asio/post.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace souk {

namespace {

/// The first byte of a TLS handshake. Source: RFC 8446, 5.1.
constexpr char handshake_byte = 0x16;
/// Bytes asked for at once where a request does not fit into the reader's buffer: as many again as
/// are there, so that a client that drips holds little, and one that sends much is read in few
/// steps.
std::size_t read_size(std::size_t already) {
  return std::clamp(already, std::size_t{512}, std::size_t{64} * 1024);
}

/// An idle connection does not keep the memory of a large request.
void forget(std::string& bytes) {
  constexpr std::size_t kept_bytes = 4'096;
  bytes.clear();
  if (bytes.capacity() > kept_bytes)
    bytes.shrink_to_fit();
}

constexpr std::string_view broken_off = "The connection ended in the middle of the request.";

} // namespace

guarded_stream::guarded_stream(asio::ip::tcp::socket socket, asio::any_io_executor executor)
  : socket_(std::move(socket)), executor_(std::move(executor)),
    is_unbound_(executor_ == asio::any_io_executor{socket_.get_executor()}) {}

guarded_stream::~guarded_stream() {
  leave_table();
  release_room();
}

bool guarded_stream::begin_new_read() {
  if (!edge_ || delivered_ < out_.size())
    return false;
  begin(connection_phase::idle, edge_->limits.idle_time);
  return pending_.empty();
}

void guarded_stream::go_on_reading(read_handler done) {
  if (!edge_)
    open(std::move(done));
  else if (delivered_ < out_.size())
    deliver(std::move(done));
  else
    go_on(reader_->read(pending_), std::move(done));
}

void guarded_stream::open(read_handler done) {
  asio::error_code failed;
  const auto local = socket_.local_endpoint(failed);
  peer_ = socket_.remote_endpoint(failed);
  auto& context =
    static_cast<asio::io_context&>(asio::query(socket_.get_executor(), asio::execution::context));
  edge_ = failed ? nullptr : asio::use_service<edges>(context).find(local);
  if (!edge_)
    return asio::post(executor_, [done = std::move(done)] { done(asio::error::eof, 0); });
  reader_.emplace(edge_->limits, &last_fields_);
  entry_.client = edge_->client_of(peer_.address());
  // The table may call for the time in which nothing but it keeps this stream.
  entry_.look_at_time = [this] {
    if (auto self = weak_from_this().lock())
      asio::post(executor_, [self = std::move(self)] { self->end_if_overdue(); });
  };
  entry_.refuse_unfinished = [this](auto& held) {
    if (auto self = weak_from_this().lock())
      asio::post(executor_, [self = std::move(self), held] { self->refuse_unfinished(held); });
  };
  is_one_too_many_ = !edge_->connections.enter(entry_);
  is_in_table_ = true;
  if (edge_->tls)
    return start_tls(std::move(done));
  await_first(std::move(done));
}

void guarded_stream::start_tls(read_handler done) {
  // While connections are scarce, whoever is silent makes room, and whoever has too many of them.
  begin(connection_phase::idle, edge_->limits.handshake_time);
  start(
    [&](auto&& bound) {
      socket_.async_wait(socket_.wait_read, std::forward<decltype(bound)>(bound));
    },
    [this, done = std::move(done)](const asio::error_code& failed) mutable {
      if (failed)
        return done(asio::error::eof, 0);
      char first = handshake_byte;
      ::recv(socket_.native_handle(), &first, 1, MSG_PEEK | MSG_DONTWAIT);
      if (first != handshake_byte)
        return refuse({&problems::tls_required}, std::move(done));
      if (!is_one_too_many_)
        entry_.phase = connection_phase::reading;
      identity_ = edge_->tls->current();
      tls_ = std::make_unique<tls_stream>(socket_, *identity_);
      start(
        [&](auto&& bound) {
          tls_->async_handshake(tls_stream::server, std::forward<decltype(bound)>(bound));
        },
        [this, done = std::move(done)](const asio::error_code& refused) mutable {
          if (!refused)
            return await_first(std::move(done));
          tls_.reset();
          done(asio::error::eof, 0);
        });
    });
}

void guarded_stream::await_first(read_handler done) {
  if (is_one_too_many_)
    return refuse({&problems::too_many_connections}, std::move(done));
  begin(connection_phase::idle, edge_->limits.idle_time);
  read_more(std::move(done));
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
  if (edge_->is_draining && reader_->has_begun())
    return refuse({&problems::shutting_down}, std::move(done));
  keep_time();
  if (!has_continued_ && reader_->wants_continue(pending_))
    return send_continue(std::move(done));
  read_more(std::move(done));
}

void guarded_stream::read_more(read_handler done) {
  if (pending_.empty())
    return read_into_owner(std::move(done));
  const auto before = pending_.size();
  const auto more = read_size(before);
  if (!reserve_room())
    return refuse({&problem_of(errc::overloaded)}, std::move(done));
  pending_.resize(before + more);
  read_raw(
    {pending_.data() + before, more}, [this, before, done = std::move(done)](
                                        const asio::error_code& failed, std::size_t size) mutable {
      pending_.resize(before + size);
      const auto reading = failed ? message_reader::result::partial : reader_->read(pending_);
      on_bytes(failed, reading, std::move(done));
    });
}

message_reader::result guarded_stream::read_in_place(const asio::error_code& failed,
                                                     std::size_t size) {
  return failed ? message_reader::result::partial
                : reader_->read({static_cast<const char*>(into_.data()), size});
}

bool guarded_stream::reserve_room() {
  const auto size = pending_.size() + reader_->decoded_bytes();
  if (size <= std::max(edge_->limits.header_bytes_max, reserved_))
    return true;
  const auto most = reader_->memory_most();
  const auto wanted = std::max(reserved_, std::min(most, 8 * size));
  if (!edge_->room.take(entry_.client, wanted - reserved_))
    return false;
  reserved_ = wanted;
  // A string that grows by itself may take twice as much.
  if (wanted == most)
    pending_.reserve(std::min(most, edge_->limits.body_bytes_max) + pending_.size());
  return true;
}

void guarded_stream::release_room() {
  if (reserved_ > 0)
    edge_->room.give_back(entry_.client, std::exchange(reserved_, 0));
}

guarded_stream::in_place guarded_stream::deliver_in_place(message_reader::result reading,
                                                          std::size_t size) {
  const std::string_view bytes{static_cast<const char*>(into_.data()), size};
  const bool is_ready = reading == message_reader::result::whole && reader_->size() == size
                        && reader_->is_canonical()
                        && requests_ + 1 < edge_->limits.requests_per_connection_max;
  if (is_ready && !is_turned_away(bytes)) {
    begin_next();
    be_busy();
    return in_place::delivered;
  }
  pending_ = bytes;
  return is_ready ? in_place::turned_away : in_place::pending;
}

void guarded_stream::on_bytes(const asio::error_code& failed, message_reader::result reading,
                              read_handler done) {
  if (is_overdue_ && reader_->has_begun())
    return refuse({held_ ? &problems::shutting_down : &problems::request_timeout}, std::move(done));
  if (is_overdue_)
    return done(asio::error::eof, 0);
  if (!failed)
    return go_on(reading, std::move(done));
  if (reader_->has_begun() && failed != asio::error::operation_aborted)
    return refuse({&problems::malformed_request, broken_off}, std::move(done));
  done(failed, 0);
}

/// While the shop has too much to do, a refusal must cost as little as possible. One that ends the
/// connection is left to the dispatcher.
bool guarded_stream::is_turned_away(std::string_view input) const {
  if (!edge_->is_crowded() || !reader_->keeps_alive()
      || requests_ + 1 >= edge_->limits.requests_per_connection_max)
    return false;
  const auto line = reader_->line_in(input);
  return edge_->is_full_for(line.method, line.path);
}

void guarded_stream::drop_pending(std::size_t size) {
  pending_.erase(0, size);
  if (pending_.empty())
    forget(pending_);
}

/// The request at hand is over, as far as this side goes.
void guarded_stream::begin_next() {
  ++requests_;
  release_room();
  reader_.emplace(edge_->limits, &last_fields_);
  request_since_ = {};
  has_continued_ = false;
}

void guarded_stream::hand_on(read_handler done) {
  if (is_turned_away(pending_))
    return turn_away(std::move(done));
  const bool closes = requests_ + 1 >= edge_->limits.requests_per_connection_max;
  const auto size = reader_->size();
  if (closes || !reader_->is_canonical())
    out_ = reader_->canonical(pending_, closes);
  else if (size == pending_.size())
    out_.swap(pending_);
  else
    out_ = pending_.substr(0, size);
  drop_pending(size);
  delivered_ = 0;
  begin_next();
  be_busy();
  deliver(std::move(done));
}

void guarded_stream::deliver(read_handler done) {
  const auto size = std::min(into_.size(), out_.size() - delivered_);
  std::memcpy(into_.data(), out_.data() + delivered_, size);
  delivered_ += size;
  if (delivered_ == out_.size()) {
    forget(out_);
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
    go_on(message_reader::result::partial, std::move(done));
  });
}

} // namespace souk
