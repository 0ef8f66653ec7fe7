#include "bench/micro.hpp"
#include "http/edge/message_reader.hpp"
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

/// What the guard makes of a request that came in one piece, which is how nearly all of them come;
/// perhaps behind another one with the same fields.
void read(benchmark::State& state, std::string_view request, bool is_repeated) {
  const edge_limits limits;
  last_fields last;
  for (auto _ : state) {
    message_reader reader{limits, is_repeated ? &last : nullptr};
    benchmark::DoNotOptimize(reader.read(request));
    benchmark::DoNotOptimize(reader.is_canonical());
  }
}

/// As wrk asks.
constexpr std::string_view smallest = "GET /products/1 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n";
constexpr std::string_view of_a_browser =
  "GET /products/1 HTTP/1.1\r\n"
  "Host: 127.0.0.1:8080\r\n"
  "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
  "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
  "Accept-Language: en-US,en;q=0.5\r\n"
  "Accept-Encoding: gzip, deflate, br, zstd\r\n"
  "Connection: keep-alive\r\n"
  "Upgrade-Insecure-Requests: 1\r\n"
  "Sec-Fetch-Dest: document\r\n"
  "Sec-Fetch-Mode: navigate\r\n"
  "Sec-Fetch-Site: none\r\n"
  "Priority: u=0, i\r\n\r\n";

} // namespace

void register_edge() {
  benchmark::RegisterBenchmark("message_reader/smallest", read, smallest, false);
  benchmark::RegisterBenchmark("message_reader/of_a_browser", read, of_a_browser, false);
  benchmark::RegisterBenchmark("message_reader/smallest_again", read, smallest, true);
  benchmark::RegisterBenchmark("message_reader/of_a_browser_again", read, of_a_browser, true);
  benchmark::RegisterBenchmark("rate_limiter/100_clients", take, 100);
  benchmark::RegisterBenchmark("rate_limiter/100000_clients", take, 100'000);
}

} // namespace souk::bench
