#include "http/edge/rate_limiter.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <limits>
#include <map>
#include <random>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(rate_limiters)

namespace {

using namespace souk;
using namespace std::chrono_literals;

using time_point = rate_limiter::time_point;

const time_point start{std::chrono::hours{100}};
constexpr std::uint64_t ann = 1;
constexpr std::uint64_t ben = 2;

/// How many of these requests at one moment are allowed.
int allowed(rate_limiter& limiter, std::uint64_t client, time_point now, int requests) {
  int result = 0;
  for (int i = 0; i < requests; ++i)
    result += limiter.take(client, now).is_allowed ? 1 : 0;
  return result;
}

/// A bucket as one explains it: tokens that flow in. Counted in billionths of a token, exact where
/// a second divided by the rate is whole.
struct plain_bucket {
  std::int64_t tokens = 0;
  time_point at = {};

  bool take(std::int64_t per_second, time_point now) {
    constexpr std::int64_t one = 1'000'000'000;
    const auto passed = std::min<std::int64_t>((now - at) / 1ns, one);
    tokens = std::min(tokens + passed * per_second, one * per_second);
    at = now;
    if (tokens < one)
      return false;
    tokens -= one;
    return true;
  }
};

} // namespace

BOOST_AUTO_TEST_CASE(a_burst_is_as_large_as_the_limit) {
  for (std::uint32_t limit : {1u, 2u, 3u, 7u, 100u, 999u}) {
    rate_limiter limiter{limit, 0};
    BOOST_TEST(allowed(limiter, ann, start, 2000) == static_cast<int>(limit));
  }
}

BOOST_AUTO_TEST_CASE(tokens_come_back_one_by_one) {
  rate_limiter limiter{4, 0};
  allowed(limiter, ann, start, 4);
  BOOST_TEST(allowed(limiter, ann, start + 249ms, 9) == 0);
  BOOST_TEST(allowed(limiter, ann, start + 250ms, 9) == 1);
  BOOST_TEST(allowed(limiter, ann, start + 750ms, 9) == 2);
  BOOST_TEST(allowed(limiter, ann, start + 1h, 9) == 4);
}

BOOST_AUTO_TEST_CASE(a_decision_tells_what_is_left) {
  rate_limiter limiter{2, 0};
  auto first = limiter.take(ann, start);
  BOOST_TEST((first.is_allowed && first.remaining == 1));
  BOOST_TEST((first.full_after == 500ms && first.retry_after == 0ns));
  auto second = limiter.take(ann, start + 100ms);
  BOOST_TEST((second.is_allowed && second.remaining == 0));
  BOOST_TEST((second.full_after == 900ms && second.retry_after == 0ns));
  auto third = limiter.take(ann, start + 200ms);
  BOOST_TEST((!third.is_allowed && third.remaining == 0));
  BOOST_TEST((third.full_after == 800ms && third.retry_after == 300ms));
  BOOST_TEST(!limiter.take(ann, start + 499ms).is_allowed);
  BOOST_TEST(limiter.take(ann, start + 500ms).is_allowed);
}

BOOST_AUTO_TEST_CASE(whoever_waits_as_told_is_allowed) {
  for (std::uint32_t limit : {1u, 3u, 7u, 1000u}) {
    rate_limiter limiter{limit, 0};
    auto now = start;
    for (std::uint32_t i = 0; i < 5 * limit; ++i) {
      auto found = limiter.take(ann, now);
      if (!found.is_allowed) {
        BOOST_TEST(!limiter.take(ann, now + found.retry_after - 1ns).is_allowed);
        now += found.retry_after;
        BOOST_REQUIRE(limiter.take(ann, now).is_allowed);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(clients_do_not_share_tokens) {
  rate_limiter limiter{3, 0};
  BOOST_TEST(allowed(limiter, ann, start, 9) == 3);
  BOOST_TEST(allowed(limiter, ben, start, 9) == 3);
}

BOOST_AUTO_TEST_CASE(a_clock_read_before_another_thread_took_its_turn_does_no_harm) {
  rate_limiter limiter{3, 0};
  BOOST_TEST(limiter.take(ann, start).is_allowed);
  BOOST_TEST(limiter.take(ann, start - 1ms).is_allowed);
  BOOST_TEST(allowed(limiter, ann, start, 9) == 1);
  BOOST_TEST(allowed(limiter, ann, start - 1ms, 9) == 0);
}

BOOST_AUTO_TEST_CASE(the_largest_limit_is_kept) {
  rate_limiter limiter{std::numeric_limits<std::uint32_t>::max(), 0};
  auto found = limiter.take(ann, start);
  BOOST_TEST(found.is_allowed);
  BOOST_TEST(found.remaining == std::numeric_limits<std::uint32_t>::max() - 1);
}

BOOST_AUTO_TEST_CASE(a_client_is_forgotten_a_second_after_its_last_request) {
  rate_limiter limiter{5, 0};
  for (std::uint64_t client = 0; client < 1000; ++client)
    allowed(limiter, client, start, 5);
  BOOST_TEST(limiter.clients_at(start) == 1000);
  BOOST_TEST(limiter.clients_at(start + 999ms) == 1000);
  BOOST_TEST(limiter.clients_at(start + 1s) == 0);
}

BOOST_AUTO_TEST_CASE(more_clients_than_fit_are_all_served_and_the_busiest_stay_limited) {
  rate_limiter limiter{10, 0};
  for (std::uint64_t client = 0; client < 1000; ++client)
    BOOST_TEST(allowed(limiter, client, start, 11) == 10);
  for (std::uint64_t client = 1000; client < 500'000; ++client)
    BOOST_REQUIRE(limiter.take(client, start).is_allowed);
  BOOST_TEST(limiter.clients_at(start) <= rate_limiter::clients_max);
  BOOST_TEST(limiter.clients_at(start) > rate_limiter::clients_max * 99 / 100);
  int still_limited = 0;
  for (std::uint64_t client = 0; client < 1000; ++client)
    still_limited += limiter.take(client, start).is_allowed ? 0 : 1;
  BOOST_TEST(still_limited == 1000);
}

BOOST_AUTO_TEST_CASE(random_requests_end_as_those_of_plain_buckets) {
  const auto seed = std::random_device{}();
  BOOST_TEST_CONTEXT("seed " << seed) {
    std::mt19937 random{seed};
    for (std::int64_t limit : {1, 2, 5, 8, 100, 1000}) {
      rate_limiter limiter{static_cast<std::uint32_t>(limit), seed};
      std::map<std::uint64_t, plain_bucket> buckets;
      auto now = start;
      for (int i = 0; i < 20'000; ++i) {
        const auto client = random() % 5;
        auto [found, is_new] = buckets.try_emplace(client);
        if (is_new)
          found->second = {limit * 1'000'000'000, now};
        const auto decision = limiter.take(client, now);
        BOOST_REQUIRE_EQUAL(decision.is_allowed, found->second.take(limit, now));
        BOOST_REQUIRE_EQUAL(decision.remaining, found->second.tokens / 1'000'000'000);
        now += std::chrono::nanoseconds{random() % (600'000'000 / static_cast<unsigned>(limit))};
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(threads_share_the_tokens_of_a_client) {
  rate_limiter limiter{1000, 0};
  std::atomic<int> taken{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] { taken += allowed(limiter, ann, start, 500); });
  for (auto& each : threads)
    each.join();
  BOOST_TEST(taken == 1000);
}

BOOST_AUTO_TEST_SUITE_END()
