#include "http/edge/request_room.hpp"

namespace souk {

bool request_room::take(std::optional<std::uint64_t> client, std::size_t bytes) {
  std::lock_guard lock{mutex_};
  if (bytes > most_ - taken_ || bytes > left_for(client))
    return false;
  if (client)
    by_client_[*client] += bytes;
  taken_ += bytes;
  return true;
}

std::size_t request_room::left_for(std::optional<std::uint64_t> client) const {
  if (!client)
    return most_;
  const auto found = by_client_.find(*client);
  return found == by_client_.end() ? per_client_max_ : per_client_max_ - found->second;
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
