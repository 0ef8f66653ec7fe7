#include "bench/micro.hpp"
#include "http/edge/rate_limiter.hpp"

#include <benchmark/benchmark.h>

namespace souk::bench {

namespace {

/// Requests of so many clients in turn, none of which is refused.
void take(benchmark::State& state, std::uint64_t clients) {
  rate_limiter limiter{1'000'000'000, 42};
  const rate_limiter::time_point start{std::chrono::hours{1}};
  std::uint64_t count = 0;
  for (auto _ : state) {
    const auto now = start + std::chrono::nanoseconds{count * 10};
    benchmark::DoNotOptimize(limiter.take(count * 7919 % clients, now));
    ++count;
  }
}

} // namespace

void register_edge() {
  benchmark::RegisterBenchmark("rate_limiter/100_clients", take, 100);
  benchmark::RegisterBenchmark("rate_limiter/100000_clients", take, 100'000);
}

} // namespace souk::bench
