#include "bench/host.hpp"
#include "bench/micro.hpp"

#include <benchmark/benchmark.h>

#include <optional>

namespace souk::bench {

namespace {

constexpr std::int64_t products = 1000;
/// More than are asked for at once, so that no two commands of a burst meet in one cart.
constexpr std::int64_t users = 1000;

int64_t product_of(std::int64_t index) {
  return 1 + index % products;
}

constexpr auto create_one = [](auto& host, std::int64_t index, tally& answers) {
  create_product command;
  command.fields.name = "Product " + std::to_string(index);
  command.fields.price.minor = 1999;
  command.fields.description = "What a seller says of it.";
  ask<product_reply>(host.system(), host.actors().catalog, std::move(command), answers,
                     [&answers] { answers.came(); });
};

/// Lets the user's cart be in memory.
constexpr auto view_one = [](auto& host, std::int64_t index, tally& answers) {
  ask<cart_reply>(host.system(), host.actors().carts, view_cart{user_name(index)}, answers,
                  [&answers] { answers.came(); });
};

constexpr auto get_one = [](auto& host, std::int64_t index, tally& answers) {
  ask<product_ptr>(host.system(), host.actors().catalog, get_product{product_of(index)}, answers,
                   [&answers] { answers.came(); });
};

constexpr auto add_one = [](auto& host, std::int64_t index, tally& answers) {
  auto user = user_name(index % users);
  const auto product = product_of(index % users);
  ask<cart_reply>(host.system(), host.actors().carts, add_line{std::move(user), product, 1},
                  answers, [&answers] { answers.came(); });
};

constexpr auto add_and_check_out = [](auto& host, std::int64_t index, tally& answers) {
  auto user = user_name(index % users);
  add_line add{user, product_of(index), 1};
  checkout order{std::move(user), std::nullopt, "key-" + std::to_string(index)};
  ask<cart_reply>(host.system(), host.actors().carts, std::move(add), answers,
                  [&host, &answers, order = std::move(order)] {
                    ask<order_reply>(host.system(), host.actors().carts, order, answers,
                                     [&answers] { answers.came(); });
                  });
};

template <class Host, class Exchange>
void measure(benchmark::State& state, const Exchange& exchange) {
  Host host;
  tally answers;
  run_burst(host, 0, products, answers, create_one);
  run_burst(host, 0, users, answers, view_one);
  const auto burst = state.range(0);
  std::int64_t done = 0;
  while (state.KeepRunningBatch(burst)) {
    run_burst(host, done, burst, answers, exchange);
    done += burst;
  }
  if (answers.refusals() > 0)
    state.SkipWithError("the shop refused a command");
}

/// One at a time: what an exchange takes, threads woken and all. 64 at a time: what it costs a
/// server that has as many connections to answer.
template <class Exchange>
void register_exchange(const std::string& name, const Exchange& exchange) {
  auto add = [&](const std::string& where, auto run) {
    benchmark::RegisterBenchmark((name + where).c_str(), run)
      ->ArgName("at_once")
      ->Arg(1)
      ->Arg(64)
      ->MeasureProcessCPUTime()
      ->UseRealTime();
  };
  add("/asio", [=](benchmark::State& state) { measure<asio_host>(state, exchange); });
  add("/caf", [=](benchmark::State& state) { measure<caf_host>(state, exchange); });
}

} // namespace

void register_actors() {
  register_exchange("get_product", get_one);
  register_exchange("add_line", add_one);
  register_exchange("add_line_and_checkout", add_and_check_out);
}

} // namespace souk::bench
