#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

namespace souk {

/// What a limiter says about one request.
struct rate_decision {
  bool is_allowed = false;
  /// Requests that the client may send at once after this one.
  std::uint32_t remaining = 0;
  /// Until the client may send as many as ever, if it sends nothing more.
  std::chrono::nanoseconds full_after{};
  /// Until the next request is allowed; 0 if it is now.
  std::chrono::nanoseconds retry_after{};
};

/// A bucket of tokens for each client, kept as the time at which it is full again (GCRA: ITU-T
/// I.371). It holds `per_second` tokens and gets as many a second, so a client is forgotten a
/// second after its last request. Thread-safe.
///
/// The memory is that of `clients_max` clients, from the beginning and for ever: sets of a few
/// places, and each client has one set. Where all places of a set are taken by clients with
/// something to remember, the one nearest to a full bucket is forgotten: that costs least.
class rate_limiter {
public:
  using time_point = std::chrono::steady_clock::time_point;

  static constexpr std::size_t clients_max = 100'000;

  /// `per_second` must be at least 1. Whoever knows the seed knows which clients share a set.
  rate_limiter(std::uint32_t per_second, std::uint64_t seed);

  /// Counts a request of that client, unless it is refused.
  rate_decision take(std::uint64_t client, time_point now);

  /// Clients that are remembered, for their bucket is not full.
  std::size_t clients_at(time_point now) const;

private:
  static constexpr std::size_t places_per_set = 8;
  static constexpr std::size_t locks = 64;

  struct place {
    std::uint64_t client = 0;
    time_point full_at = {};
  };

  /// Two cache lines.
  struct alignas(64) place_set {
    /// The place of that client, emptied of another one if need be.
    place& of(std::uint64_t client);

    std::array<place, places_per_set> places = {};
  };

  const std::uint32_t per_second_;
  /// What one token takes to come.
  const std::chrono::nanoseconds step_;
  const std::uint64_t seed_;
  std::vector<place_set> sets_;
  /// Each guards the sets whose number leaves its own as the rest.
  mutable std::array<std::mutex, locks> mutexes_;
};

} // namespace souk
