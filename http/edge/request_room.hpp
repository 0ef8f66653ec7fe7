#pragma once

#include <asio/ip/address.hpp>

#include <cstddef>
#include <map>
#include <mutex>

namespace souk {

/// Memory for the requests of a port of which more than a header block has come, and not all.
/// Whoever sends such a beginning and nothing more takes room from others, but no more than the
/// share of one address. Thread-safe.
class request_room {
public:
  /// `most` bytes in all, of which one address has at most `per_address_max`.
  request_room(std::size_t most, std::size_t per_address_max)
    : most_(most), per_address_max_(per_address_max) {}

  /// False: there are not so many left, in all or for that address; nothing is taken.
  bool take(const asio::ip::address& who, std::size_t bytes);
  /// What the address took before.
  void give_back(const asio::ip::address& who, std::size_t bytes);

private:
  const std::size_t most_;
  const std::size_t per_address_max_;
  std::mutex mutex_;
  std::size_t taken_ = 0;
  std::map<asio::ip::address, std::size_t> by_address_;
};

} // namespace souk
