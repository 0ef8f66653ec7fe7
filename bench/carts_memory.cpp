#include "bench/host.hpp"

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fstream>

/// What a cart with one line costs in memory: as a row of the memory database, and as an actor
/// that has been loaded from it.

namespace souk::bench {

namespace {

/// Commands in flight: few, so that they leave no heap of their own behind.
constexpr std::int64_t at_once = 64;

std::int64_t resident_bytes() {
  malloc_trim(0);
  std::int64_t all_pages = 0;
  std::int64_t resident_pages = 0;
  std::ifstream{"/proc/self/statm"} >> all_pages >> resident_pages;
  return resident_pages * sysconf(_SC_PAGESIZE);
}

/// How much the process grew since the last call, for each cart.
class growth {
public:
  explicit growth(std::int64_t carts) : carts_(carts) {}

  std::int64_t per_cart() {
    const auto before = std::exchange(seen_, resident_bytes());
    return (seen_ - before) / carts_;
  }

private:
  std::int64_t carts_;
  std::int64_t seen_ = resident_bytes();
};

void put_product(database& rows) {
  rows.commit({any_product()}, std::chrono::system_clock::now());
}

void put_rows(database& rows, std::int64_t carts) {
  for (std::int64_t index = 0; index < carts; ++index)
    rows.commit({save_line{user_name(index), {1, 1, {1999}, 1}, {}, {}}},
                std::chrono::system_clock::now());
}

template <class Exchange>
bool for_each_user(asio_host& host, std::int64_t begin, std::int64_t end, Exchange exchange) {
  tally answers;
  for (auto index = begin; index < end; index += at_once)
    run_burst(host, index, std::min(at_once, end - index), answers, exchange);
  return answers.refusals() == 0;
}

constexpr auto view_one = [](asio_host& host, std::int64_t index, tally& answers) {
  ask<cart_reply>(host.system(), host.actors().carts, view_cart{user_name(index)}, answers,
                  [&answers] { answers.came(); });
};

constexpr auto add_one = [](asio_host& host, std::int64_t index, tally& answers) {
  ask<cart_reply>(host.system(), host.actors().carts, add_line{user_name(index), 1, 1}, answers,
                  [&answers] { answers.came(); });
};

void print(const char* what, std::int64_t bytes) {
  std::printf("%-58s %6lld bytes per cart\n", what, static_cast<long long>(bytes));
  std::fflush(stdout);
}

int measure(std::int64_t carts) {
  std::printf("%lld carts with one line each, resident memory\n", static_cast<long long>(carts));
  auto rows = open_database("memory:");
  put_product(*rows);
  growth grown{carts};
  put_rows(*rows, carts);
  const auto row = grown.per_cart();
  print("row of the memory database", row);

  asio_host host{std::move(rows)};
  grown.per_cart();
  bool answered = for_each_user(host, 0, carts, view_one);
  const auto actor = grown.per_cart();
  print("actor in memory, with its place in the directory", actor);
  print("both", row + actor);
  answered = for_each_user(host, carts, 2 * carts, add_one) && answered;
  print("both, as an added line of another new user leaves them", grown.per_cart());
  if (!answered)
    std::fputs("souk-carts-memory: the shop refused a command\n", stderr);
  return answered ? 0 : 1;
}

} // namespace

} // namespace souk::bench

int main(int argc, char** argv) {
  std::int64_t carts = 100'000;
  const char* given = argc == 2 ? argv[1] : "100000";
  const auto read = std::from_chars(given, given + std::strlen(given), carts);
  if (argc > 2 || *read.ptr != '\0' || carts < 1 || carts > 450'000) {
    std::fputs("usage: souk-carts-memory [CARTS], 1..450000, default 100000\n", stderr);
    return 2;
  }
  return souk::bench::measure(carts);
}
