#include "http/edge/edge.hpp"

#include "messages/countable_time.hpp"

namespace souk {

edge_limits with_countable_times(edge_limits limits) {
  for (auto* each : {&limits.handshake_time, &limits.header_time, &limits.request_time,
                     &limits.write_stall_time, &limits.idle_time})
    *each = countable(*each);
  return limits;
}

std::future<void> edge::refuse_unfinished() {
  // Broken, and so ready, when nobody holds it any more.
  const auto ended = std::make_shared<std::promise<void>>();
  is_draining = true;
  connections.refuse_unfinished(ended);
  return ended->get_future();
}

void edges::add(std::uint16_t port, edge& what) {
  std::lock_guard lock{mutex_};
  by_port_[port] = &what;
}

void edges::remove(const edge& what) {
  std::lock_guard lock{mutex_};
  std::erase_if(by_port_, [&](auto& each) { return each.second == &what; });
}

edge* edges::find(std::uint16_t port) {
  std::lock_guard lock{mutex_};
  auto found = by_port_.find(port);
  return found == by_port_.end() ? nullptr : found->second;
}

} // namespace souk
