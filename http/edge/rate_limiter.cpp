#include "http/edge/rate_limiter.hpp"

#include "http/spread.hpp"

#include <algorithm>

namespace souk {

namespace {

/// Rounded up: never faster than told.
std::chrono::nanoseconds step_of(std::uint32_t per_second) {
  constexpr std::int64_t second = 1'000'000'000;
  return std::chrono::nanoseconds{(second + per_second - 1) / per_second};
}

} // namespace

rate_limiter::rate_limiter(std::uint32_t per_second, std::uint64_t seed)
  : per_second_(per_second), step_(step_of(per_second)), seed_(seed),
    sets_(clients_max / places_per_set) {}

rate_decision rate_limiter::take(std::uint64_t client, time_point now) {
  const auto number = spread(client ^ seed_) % sets_.size();
  std::lock_guard lock{mutexes_[number % locks]};
  auto& found = sets_[number].of(client);
  const auto full_at = std::max(found.full_at, now) + step_;
  const auto window = step_ * per_second_;
  // Refusing changes nothing: who asks too early need not wait longer for it.
  if (full_at > now + window)
    return {false, 0, full_at - step_ - now, full_at - now - window};
  found = {client, full_at};
  const auto left = (now + window - full_at) / step_;
  return {true, static_cast<std::uint32_t>(left), full_at - now, {}};
}

rate_limiter::place& rate_limiter::place_set::of(std::uint64_t client) {
  auto found =
    std::find_if(places.begin(), places.end(), [&](auto& each) { return each.client == client; });
  if (found != places.end())
    return *found;
  found = std::min_element(places.begin(), places.end(),
                           [](auto& a, auto& b) { return a.full_at < b.full_at; });
  *found = {client, {}};
  return *found;
}

std::size_t rate_limiter::clients_at(time_point now) const {
  std::size_t result = 0;
  for (std::size_t i = 0; i < sets_.size(); ++i) {
    std::lock_guard lock{mutexes_[i % locks]};
    for (auto& each : sets_[i].places)
      result += each.full_at > now ? 1 : 0;
  }
  return result;
}

} // namespace souk
