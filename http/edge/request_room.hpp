#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

namespace souk {

/// Memory for the requests of a port of which more than a header block has come, and not all.
/// Whoever sends such a beginning and nothing more takes room from others, but no more than the
/// share of one client. Thread-safe.
class request_room {
public:
  /// `most` bytes in all, of which one client has at most `per_client_max`.
  request_room(std::size_t most, std::size_t per_client_max)
    : most_(most), per_client_max_(per_client_max) {}

  /// `client` is what `client_group` says; null: a proxy, which has what all of its clients have.
  /// False: there are not so many left, in all or for that client; nothing is taken.
  bool take(std::optional<std::uint64_t> client, std::size_t bytes);
  /// What the client took before.
  void give_back(std::optional<std::uint64_t> client, std::size_t bytes);

private:
  /// What the client's share would still allow.
  std::size_t left_for(std::optional<std::uint64_t> client) const;

  const std::size_t most_;
  const std::size_t per_client_max_;
  std::mutex mutex_;
  std::size_t taken_ = 0;
  std::map<std::uint64_t, std::size_t> by_client_;
};

} // namespace souk
