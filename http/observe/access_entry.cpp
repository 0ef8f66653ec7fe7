#include "http/observe/access_entry.hpp"

#include "http/trace_context.hpp"

namespace souk {

namespace {

std::size_t sent_bytes(const answered_request& what) {
  return what.message.method() == "HEAD" ? 0 : what.body_bytes;
}

/// What was read of it: the rest of a later version may be anything.
std::string_view traceparent_of(const answered_request& what) {
  const auto field = what.message.field("traceparent");
  return field && parse_traceparent(*field) ? field->substr(0, traceparent_bytes)
                                            : std::string_view{};
}

} // namespace

log_level level_of(const answered_request& what) {
  const bool is_fault = what.status >= 500 && what.refused_for.empty();
  return is_fault ? log_level::error : log_level::info;
}

access_entry entry_of(const answered_request& what, const asio::ip::address& client,
                      std::chrono::system_clock::time_point now) {
  auto& message = what.message;
  const auto peer = message.peer();
  return {{level_of(what), what.status, now,
           std::chrono::duration_cast<std::chrono::microseconds>(what.duration),
           message.body().size(), sent_bytes(what), client, peer.address, peer.port},
          {message.protocol(), message.method(), message.field("Host").value_or(""),
           message.target(), what.request_id, traceparent_of(what)}};
}

} // namespace souk
