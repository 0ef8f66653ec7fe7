#include "bench/host.hpp"
#include "bench/micro.hpp"
#include "test/temporary_directory.hpp"

#include <benchmark/benchmark.h>
#include <caf/exit_reason.hpp>
#include <caf/send.hpp>

#include <algorithm>
#include <chrono>

/// How long an actor that was killed is away.

namespace souk::bench {

namespace {

std::unique_ptr<database> shop_with(std::int64_t count, const std::string& file) {
  auto rows = open_database(file);
  constexpr std::int64_t at_once = 10'000;
  for (std::int64_t left = count; left > 0; left -= at_once) {
    rows->commit({static_cast<std::size_t>(std::min(left, at_once)), any_product()},
                 std::chrono::system_clock::now());
  }
  return rows;
}

/// Asks once; whether it was answered and not refused.
template <class Reply, class Handle, class Command>
bool is_answered(asio_host& host, const Handle& dest, const Command& command) {
  tally answers;
  run_burst(host, 0, 1, answers, [&](auto& asked, std::int64_t, tally& told) {
    ask<Reply>(asked.system(), dest, command, told, [&told] { told.came(); });
  });
  return answers.refusals() == 0;
}

/// Lets the catalog be read a second time, as it is behind each of its restarts: outside the time
/// of the next one.
void settle(asio_host& host) {
  is_answered<event_page>(host, host.feed(), list_events{});
  is_answered<product_ptr>(host, host.actors().catalog, get_product{1});
}

/// `handle_of` gives the handle of who is killed in a host's shop, `is_back` asks it for something.
template <class HandleOf, class IsBack>
void measure_restart(benchmark::State& state, const HandleOf& handle_of, const IsBack& is_back) {
  using clock = std::chrono::steady_clock;
  const test::temporary_directory folder;
  asio_host host{shop_with(state.range(0), folder.file("shop.db"))};
  for ([[maybe_unused]] auto round : state) {
    const auto begin = clock::now();
    caf::anon_send_exit(handle_of(host), caf::exit_reason::kill);
    while (!is_back(host)) {
      // Refused, for nobody is there.
    }
    state.SetIterationTime(std::chrono::duration<double>(clock::now() - begin).count());
    settle(host);
  }
}

template <class HandleOf, class IsBack>
benchmark::internal::Benchmark* register_restart(const std::string& actor, HandleOf handle_of,
                                                 IsBack is_back) {
  constexpr int rounds = 20;
  return benchmark::RegisterBenchmark(
           ("restart/" + actor).c_str(),
           [=](benchmark::State& state) { measure_restart(state, handle_of, is_back); })
    ->ArgName("products")
    ->Arg(1'000)
    ->Iterations(rounds)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
}

} // namespace

void register_restarts() {
  register_restart(
    "catalog", [](auto& host) { return host.actors().catalog; },
    [](auto& host) {
      return is_answered<product_ptr>(host, host.actors().catalog, get_product{1});
    })
    ->Arg(100'000)
    ->Arg(1'000'000);
  register_restart(
    "carts", [](auto& host) { return host.actors().carts; },
    [](auto& host) {
      return is_answered<cart_reply>(host, host.actors().carts, view_cart{"ann"});
    });
  register_restart(
    "orders", [](auto& host) { return host.actors().orders; },
    [](auto& host) {
      return is_answered<order_page>(host, host.actors().orders, list_orders{"ann"});
    });
  register_restart(
    "store", [](auto& host) { return host.feed(); },
    [](auto& host) { return is_answered<event_page>(host, host.feed(), list_events{}); });
}

} // namespace souk::bench
