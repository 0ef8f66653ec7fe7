#pragma once

#include "messages/interfaces.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace souk {

/// A sweep looks at the carts of so many buckets at a time, and finds no more than about so many of
/// them unused: whoever works through those keeps nobody waiting for longer than a millisecond or
/// two.
inline constexpr std::size_t buckets_per_slice = 1'000;
inline constexpr std::size_t unused_per_slice = 100;

/// The carts in memory, by user. Thread-safe: CARTS changes it, and whoever sends a command looks
/// its cart up.
class resident_carts {
public:
  using counter = std::shared_ptr<std::atomic<std::size_t>>;

  /// `count` tells how many there are in all directories that share it.
  explicit resident_carts(counter count = std::make_shared<std::atomic<std::size_t>>(0))
    : count_(std::move(count)) {}

  /// The cart that the next command of the user goes to, and counts that command; null if it is
  /// not in memory.
  cart_actor next_command_to(const std::string& user);

  /// The same for a command that may pass CARTS by. Null also where others of the user wait in its
  /// mailbox, which came before; and then this one does, until `handed_on`.
  cart_actor next_direct_command_to(const std::string& user);

  /// A command of the user's that waited in the mailbox of CARTS has left it.
  void handed_on(const std::string& user);

  /// The cart of a user, or null; counts nothing.
  cart_actor find(const std::string& user) const;

  /// Takes in a cart, and counts the command that it was opened for.
  void enter(const std::string& user, cart_actor cart);

  /// Some of the carts, and whether the sweep has seen all of them.
  struct slice {
    std::vector<std::pair<std::string, cart_actor>> unused;
    bool is_last = true;
  };

  /// Goes on with the sweep, or begins one where there is none; returns those of the next few carts
  /// that had no command for this many sweeps. A cart that enters meanwhile may be left out.
  slice unused_for(uint32_t sweeps);

  /// Lets the user's cart go if it is this one, and has been sent no more than this many commands.
  /// Returns whether it has gone.
  bool leave(const std::string& user, const caf::actor_addr& cart, uint64_t commands);

  /// Removes the user's cart if it is this one, which has ended.
  void remove(const std::string& user, const caf::actor_addr& ended);

  /// Removes all of them.
  void clear();

  std::size_t size() const;

private:
  cart_actor count_command_to(const std::string& user);

  struct resident {
    cart_actor cart;
    uint64_t commands = 0;
    uint32_t used_in_sweep = 0;
  };

  using map = std::unordered_map<std::string, resident>;

  /// Takes out the user's cart if it is this one and `may_go`. Under the lock; null: it stays.
  template <class Condition>
  map::node_type take(const std::string& user, const caf::actor_addr& cart, Condition may_go);

  const counter count_;
  mutable std::mutex mutex_;
  map carts_;
  /// How many commands of a user wait in the mailbox of CARTS.
  std::unordered_map<std::string, std::size_t> waiting_;
  uint32_t sweeps_ = 0;
  /// Where the sweep goes on; at the first bucket the next one begins.
  std::size_t next_bucket_ = 0;
};

} // namespace souk
