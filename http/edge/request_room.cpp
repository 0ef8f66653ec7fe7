#include "http/edge/request_room.hpp"

namespace souk {

bool request_room::take(std::optional<std::uint64_t> client, std::size_t bytes) {
  std::lock_guard lock{mutex_};
  if (bytes > most_ - taken_)
    return false;
  if (client) {
    const auto [found, is_new] = by_client_.try_emplace(*client, 0);
    const bool fits = bytes <= per_client_max_ - found->second;
    if (fits)
      found->second += bytes;
    else if (is_new)
      by_client_.erase(found);
    if (!fits)
      return false;
  }
  taken_ += bytes;
  return true;
}

void request_room::give_back(std::optional<std::uint64_t> client, std::size_t bytes) {
  std::lock_guard lock{mutex_};
  taken_ -= bytes;
  if (!client)
    return;
  const auto found = by_client_.find(*client);
  if ((found->second -= bytes) == 0)
    by_client_.erase(found);
}

} // namespace souk
