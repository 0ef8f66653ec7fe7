#include "http/edge/request_room.hpp"

namespace souk {

bool request_room::take(const asio::ip::address& who, std::size_t bytes) {
  std::lock_guard lock{mutex_};
  const auto [found, is_new] = by_address_.try_emplace(who, 0);
  const bool fits = bytes <= most_ - taken_ && bytes <= per_address_max_ - found->second;
  if (fits) {
    taken_ += bytes;
    found->second += bytes;
  } else if (is_new) {
    by_address_.erase(found);
  }
  return fits;
}

void request_room::give_back(const asio::ip::address& who, std::size_t bytes) {
  std::lock_guard lock{mutex_};
  taken_ -= bytes;
  const auto found = by_address_.find(who);
  if ((found->second -= bytes) == 0)
    by_address_.erase(found);
}

} // namespace souk
