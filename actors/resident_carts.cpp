#include "actors/resident_carts.hpp"

#include <algorithm>
#include <utility>

namespace souk {

// A last handle may end its actor, which may answer somebody: none is dropped under the lock.

cart_actor resident_carts::next_command_to(const std::string& user) {
  std::lock_guard lock{mutex_};
  auto found = carts_.find(user);
  if (found == carts_.end())
    return {};
  ++found->second.commands;
  found->second.used_in_sweep = sweeps_;
  return found->second.cart;
}

cart_actor resident_carts::find(const std::string& user) const {
  std::lock_guard lock{mutex_};
  auto found = carts_.find(user);
  return found == carts_.end() ? cart_actor{} : found->second.cart;
}

void resident_carts::enter(const std::string& user, cart_actor cart) {
  std::lock_guard lock{mutex_};
  carts_.try_emplace(user, resident{std::move(cart), 1, sweeps_});
}

std::vector<std::pair<std::string, cart_actor>> resident_carts::unused_for(uint32_t sweeps) {
  std::vector<std::pair<std::string, cart_actor>> result;
  std::lock_guard lock{mutex_};
  ++sweeps_;
  for (auto& [user, entry] : carts_)
    if (sweeps_ - entry.used_in_sweep >= sweeps)
      result.emplace_back(user, entry.cart);
  return result;
}

bool resident_carts::leave(const std::string& user, const caf::actor_addr& cart,
                           uint64_t commands) {
  map::node_type left;
  std::lock_guard lock{mutex_};
  auto found = carts_.find(user);
  if (found == carts_.end() || found->second.cart.address() != cart
      || found->second.commands != commands)
    return false;
  left = carts_.extract(found);
  return true;
}

void resident_carts::remove(const caf::actor_addr& ended) {
  map::node_type left;
  std::lock_guard lock{mutex_};
  auto found = std::find_if(carts_.begin(), carts_.end(),
                            [&](auto& each) { return each.second.cart.address() == ended; });
  if (found != carts_.end())
    left = carts_.extract(found);
}

void resident_carts::clear() {
  map left;
  std::lock_guard lock{mutex_};
  left.swap(carts_);
}

std::size_t resident_carts::size() const {
  std::lock_guard lock{mutex_};
  return carts_.size();
}

} // namespace souk
