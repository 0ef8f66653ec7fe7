#include "http/edge/edge.hpp"

namespace souk {

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
