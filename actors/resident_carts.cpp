#include "actors/resident_carts.hpp"

#include <algorithm>
#include <utility>

namespace souk {

// A last handle may end its actor, which may answer somebody: none is dropped under the lock.

cart_actor resident_carts::next_command_to(const std::string& user) {
  std::lock_guard lock{mutex_};
  return count_command_to(user);
}

cart_actor resident_carts::next_direct_command_to(const std::string& user) {
  std::lock_guard lock{mutex_};
  auto cart = waiting_.contains(user) ? cart_actor{} : count_command_to(user);
  if (!cart)
    ++waiting_[user];
  return cart;
}

void resident_carts::handed_on(const std::string& user) {
  std::lock_guard lock{mutex_};
  if (auto found = waiting_.find(user); found != waiting_.end() && --found->second == 0)
    waiting_.erase(found);
}

cart_actor resident_carts::count_command_to(const std::string& user) {
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
  if (carts_.try_emplace(user, resident{std::move(cart), 1, sweeps_}).second)
    ++*count_;
}

resident_carts::slice resident_carts::unused_for(uint32_t sweeps) {
  slice result;
  std::lock_guard lock{mutex_};
  if (next_bucket_ == 0)
    ++sweeps_;
  const auto end = std::min(next_bucket_ + buckets_per_slice, carts_.bucket_count());
  for (; next_bucket_ < end && result.unused.size() < unused_per_slice; ++next_bucket_)
    for (auto each = carts_.begin(next_bucket_); each != carts_.end(next_bucket_); ++each)
      if (sweeps_ - each->second.used_in_sweep >= sweeps)
        result.unused.emplace_back(each->first, each->second.cart);
  result.is_last = next_bucket_ >= carts_.bucket_count();
  if (result.is_last)
    next_bucket_ = 0;
  return result;
}

template <class Condition>
resident_carts::map::node_type resident_carts::take(const std::string& user,
                                                    const caf::actor_addr& cart, Condition may_go) {
  auto found = carts_.find(user);
  if (found == carts_.end() || found->second.cart.address() != cart || !may_go(found->second))
    return {};
  --*count_;
  return carts_.extract(found);
}

bool resident_carts::leave(const std::string& user, const caf::actor_addr& cart,
                           uint64_t commands) {
  map::node_type left;
  std::lock_guard lock{mutex_};
  left = take(user, cart, [commands](auto& each) { return each.commands == commands; });
  return !left.empty();
}

void resident_carts::remove(const std::string& user, const caf::actor_addr& ended) {
  map::node_type left;
  std::lock_guard lock{mutex_};
  left = take(user, ended, [](auto&) { return true; });
}

void resident_carts::clear() {
  map left;
  std::lock_guard lock{mutex_};
  left.swap(carts_);
  *count_ -= left.size();
}

std::size_t resident_carts::size() const {
  std::lock_guard lock{mutex_};
  return carts_.size();
}

} // namespace souk
