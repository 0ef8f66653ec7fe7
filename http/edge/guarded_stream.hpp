#pragma once

#include "http/edge/edge.hpp"
#include "http/edge/message_reader.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/bind_executor.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/ssl/stream.hpp>
#include <asio/steady_timer.hpp>
#include <asio/write.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace souk {

/// The bytes of one connection, plain or through TLS, as the parser behind is to see them: one
/// whole request at a time, in canonical form. Whatever else comes is answered here, and ends the
/// connection. All members are called on the connection's executor.
///
/// Whoever reads must not read again before it has answered what it read: so an answer given here
/// is in its turn, and nobody else is writing then.
class guarded_stream : public std::enable_shared_from_this<guarded_stream> {
public:
  /// Called with what `asio::ip::tcp::socket::async_read_some` would give. It keeps the owner of
  /// this stream alive, so it is handed on from step to step and never kept here.
  using read_handler = std::function<void(const asio::error_code&, std::size_t)>;

  guarded_stream(asio::ip::tcp::socket socket, asio::any_io_executor executor);
  ~guarded_stream();

  /// Gets the next bytes of a canonical request. `done` is never called inside the call.
  template <class Handler>
  void read(asio::mutable_buffer into, Handler&& done) {
    into_ = into;
    if (begin_new_read())
      read_into_owner(std::forward<Handler>(done));
    else
      go_on_reading(std::forward<Handler>(done));
  }

  template <class Buffers, class Handler>
  void write_some(const Buffers& buffers, Handler&& done) {
    begin_writing();
    if (tls_)
      tls_->async_write_some(buffers, std::forward<Handler>(done));
    else
      socket_.async_write_some(buffers, std::forward<Handler>(done));
  }

  bool is_open() const { return socket_.is_open(); }
  void cancel();
  /// Ends the connection so that what was written arrives.
  void close();

private:
  using tls_stream = asio::ssl::stream<asio::ip::tcp::socket&>;

  /// Begins the time of what comes next, if nothing is there of it; false if there is.
  bool begin_new_read();
  void go_on_reading(read_handler done);
  void open(read_handler done);
  void start_tls(read_handler done);
  /// Waits for the first request of a connection that stands.
  void await_first(read_handler done);
  /// Acts on what the reader makes of the bytes at hand.
  void go_on(message_reader::result reading, read_handler done);
  void read_more(read_handler done);
  /// Most requests come in one piece and are canonical: they stay where they were read, and nothing
  /// is allocated for their handler.
  template <class Handler>
  void read_into_owner(Handler&& done) {
    read_raw(into_, [this, done = std::forward<Handler>(done)](const asio::error_code& failed,
                                                               std::size_t size) mutable {
      const auto reading = read_in_place(failed, size);
      switch (deliver_in_place(reading, size)) {
        case in_place::delivered:
          return done(failed, size);
        case in_place::turned_away:
          return turn_away(std::move(done));
        case in_place::pending:
          return on_bytes(failed, reading, std::move(done));
      }
    });
  }
  message_reader::result read_in_place(const asio::error_code& failed, std::size_t size);
  enum class in_place { delivered, turned_away, pending };
  /// Counts what was read as delivered if it is a request as it is to be handed on; otherwise it is
  /// pending now.
  in_place deliver_in_place(message_reader::result reading, std::size_t size);
  /// Reserves room for the rest of a large request, in steps of eight times what has come: whoever
  /// wants to take all of it must send an eighth. False: there is none.
  bool reserve_room();
  void release_room();
  void on_bytes(const asio::error_code& failed, message_reader::result reading, read_handler done);
  void hand_on(read_handler done);
  void deliver(read_handler done);
  void send_continue(read_handler done);

  /// Whether the whole request at hand is refused for want of time.
  bool is_turned_away(std::string_view input) const;
  /// Answers a whole request with 503, and goes on behind it.
  void turn_away(read_handler done);
  /// Lets go of the request at hand, which is the beginning of what is pending.
  void drop_pending(std::size_t size);
  void begin_next();
  void refuse(const framing_fault& fault, read_handler done);
  /// The bytes of the answer to the request that is pending.
  std::string refusal_of(const problem_kind& why, std::string_view detail, bool keep_alive);
  /// Tells the client that nothing more comes.
  void say_goodbye();
  /// Reads on for a while what the client still sends.
  void drain(read_handler done);
  void leave_table();
  void linger();

  void begin(connection_phase what, connection_entry::clock::duration at_most);
  void begin_writing();
  /// Lets the time run until the next look at what the client takes.
  void go_on_writing();
  /// Looks whether the client still takes what was written; false: it has not for too long.
  bool is_taking();
  void be_busy();
  /// The time of a request runs from its first byte, not from the last one that came.
  void keep_time();
  void end_if_overdue();
  /// Refuses the request that is being read, if one is, and holds this until the connection ends.
  void refuse_unfinished(std::shared_ptr<void> held);

  /// Runs an operation on the plain socket or through TLS, its handler on the connection's
  /// executor. Handlers are dear to move, so they are handed on by reference.
  template <class Operation, class Handler>
  void start(Operation operation, Handler&& handler) {
    if (is_unbound_)
      operation(std::forward<Handler>(handler));
    else
      operation(asio::bind_executor(executor_, std::forward<Handler>(handler)));
  }
  template <class Handler>
  void read_raw(asio::mutable_buffer into, Handler&& handler) {
    start(
      [&](auto&& bound) {
        if (tls_)
          tls_->async_read_some(into, std::forward<decltype(bound)>(bound));
        else
          socket_.async_read_some(into, std::forward<decltype(bound)>(bound));
      },
      std::forward<Handler>(handler));
  }
  /// Sends all of `out_`.
  template <class Handler>
  void write_raw(Handler&& handler) {
    begin_writing();
    start(
      [&](auto&& bound) {
        if (tls_)
          asio::async_write(*tls_, asio::buffer(out_), std::forward<decltype(bound)>(bound));
        else
          asio::async_write(socket_, asio::buffer(out_), std::forward<decltype(bound)>(bound));
      },
      std::forward<Handler>(handler));
  }

  asio::ip::tcp::socket socket_;
  std::unique_ptr<tls_stream> tls_;
  std::shared_ptr<asio::ssl::context> identity_;
  const asio::any_io_executor executor_;
  /// Whether the io_context alone is the executor: its operations need not be bound to it.
  const bool is_unbound_;
  edge* edge_ = nullptr;
  connection_entry entry_;
  asio::ip::tcp::endpoint peer_;
  bool is_in_table_ = false;
  bool is_one_too_many_ = false;
  /// The time of the phase is up: what was being read or written has been ended.
  bool is_overdue_ = false;
  bool has_said_goodbye_ = false;
  /// Bytes written that the client had not taken at the last look; -1: there was none.
  int untaken_ = -1;
  /// Looks since it has taken anything.
  int looks_in_vain_ = 0;
  last_fields last_fields_;
  std::optional<message_reader> reader_;
  /// The buffer of whoever reads.
  asio::mutable_buffer into_;
  /// What came and was not handed on.
  std::string pending_;
  /// Bytes that the edge keeps free for the request at hand.
  std::size_t reserved_ = 0;
  /// What is handed on, or sent, and how much of it was.
  std::string out_;
  std::size_t delivered_ = 0;
  std::size_t requests_ = 0;
  connection_entry::clock::time_point request_since_;
  bool has_continued_ = false;
  std::optional<asio::steady_timer> timer_;
  /// Of whoever waits for the end of this connection.
  std::shared_ptr<void> held_;
};

} // namespace souk
