#include "http/observe/admin_port.hpp"

namespace souk {

namespace {

using namespace std::chrono_literals;

/// Nothing here waits for anything, so that only a client that does not read keeps an answer.
constexpr auto answer_time = 1s;
constexpr std::size_t in_flight_max = 64;

/// Few look, and the files of these connections are among those that the public port leaves to the
/// rest of the program.
constexpr std::size_t admin_connections_max = 32;

/// Some are left for who comes from elsewhere.
constexpr std::size_t admin_connections_per_address_max = 24;

/// Far more than the name of a level needs.
constexpr std::size_t admin_body_bytes_max = 1024;

/// A request is a packet or two. Whoever holds a connection without one, holds it for no longer
/// than the next look at a shop that is well can wait.
constexpr auto admin_request_time = 2s;
constexpr auto admin_idle_time = 5s;

listener_options options_of(const admin_options& given, bool has_one_thread) {
  listener_options result{given.host, static_cast<std::uint16_t>(given.port), has_one_thread};
  auto& limits = result.limits;
  limits.connections_max = admin_connections_max;
  limits.connections_per_address_max = admin_connections_per_address_max;
  limits.body_bytes_max = admin_body_bytes_max;
  limits.header_time = limits.request_time = limits.write_stall_time = admin_request_time;
  limits.idle_time = admin_idle_time;
  return result;
}

} // namespace

admin_port::admin_port(asio::io_context& io, const admin_options& options, bool has_one_thread,
                       const admin_desk& desk, logbook* log)
  : watch_(nullptr, log, log_level::debug),
    admission_(
      in_flight_max, answer_time,
      [&io](std::function<void()> task) { asio::post(io, std::move(task)); }, &watch_),
    sockets_(io, options_of(options, has_one_thread), admission_, [this, &desk](responder to) {
      if (admission_.is_full())
        return to.turn_away(problem_of(errc::overloaded));
      desk.answer(std::move(to));
    }) {}

void admin_port::close() {
  admission_.drain();
  sockets_.close();
  admission_.wait_until_empty(answer_time);
}

} // namespace souk
