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

void edges::add(const asio::ip::tcp::endpoint& listening, edge& what) {
  std::lock_guard lock{mutex_};
  by_endpoint_[listening] = &what;
}

void edges::remove(const edge& what) {
  std::lock_guard lock{mutex_};
  std::erase_if(by_endpoint_, [&](auto& each) { return each.second == &what; });
}

edge* edges::find(const asio::ip::tcp::endpoint& local) {
  std::lock_guard lock{mutex_};
  // The kernel lets nobody listen on one address and on all of them.
  for (const asio::ip::address& address :
       {local.address(), asio::ip::address{asio::ip::address_v4::any()},
        asio::ip::address{asio::ip::address_v6::any()}})
    if (auto found = by_endpoint_.find({address, local.port()}); found != by_endpoint_.end())
      return found->second;
  return nullptr;
}

} // namespace souk
