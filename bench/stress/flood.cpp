#include "bench/stress/generator.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>

/// The load of `./dev stress`: requests that come when they come, whatever the server does.

namespace {

using namespace souk::stress;

/// Milliseconds that so many of the answers took at most; 0 if there are none.
double quantile_ms(std::vector<std::uint32_t>& taken, double share) {
  if (taken.empty())
    return 0;
  const auto at =
    taken.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(taken.size() - 1));
  std::nth_element(taken.begin(), at, taken.end());
  return *at / 1e3;
}

void print_times(const char* name, std::vector<std::uint32_t>& taken) {
  std::printf("\"%s\":{\"count\":%zu,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f},", name,
              taken.size(), quantile_ms(taken, 0.5), quantile_ms(taken, 0.99),
              quantile_ms(taken, 1));
}

void print(findings found) {
  std::printf("{");
  print_times("admitted", found.admitted);
  print_times("refused", found.refused);
  std::printf("\"due\":%ju,\"unsent\":%ju,\"other\":%ju,\"lost\":%ju,\"lost_after_stop\":%ju,"
              "\"sent_after_stop\":%ju,\"connects_failed\":%ju}\n",
              std::uintmax_t{found.due}, std::uintmax_t{found.unsent}, std::uintmax_t{found.other},
              std::uintmax_t{found.lost}, std::uintmax_t{found.lost_after_stop},
              std::uintmax_t{found.sent_after_stop}, std::uintmax_t{found.connects_failed});
}

} // namespace

int main(int argc, char** argv) {
  load chosen;
  CLI::App app{"Sends requests to 127.0.0.1 at fixed times and prints what came of them as JSON",
               "souk-flood"};
  app.add_option("--port", chosen.port, "Port of the server")->required();
  app.add_option("--rate", chosen.per_second, "Requests a second")
    ->check(CLI::PositiveNumber)
    ->required();
  app.add_option("--seconds", chosen.seconds, "For how long")->check(CLI::PositiveNumber);
  app.add_option("--connections", chosen.connections, "How many; one request at a time on each")
    ->check(CLI::Range(1, 20'000));
  app.add_option("--method", chosen.method, "Method of the requests")->capture_default_str();
  app.add_option("--target", chosen.target, "Target; {n} stands for the number of the request")
    ->capture_default_str();
  app.add_option("--field", chosen.field, "Another field of each request, as 'Name: value'");
  app
    .add_option("--first-address", chosen.first_address,
                "The first connections come from 127.0.0.N, others from N + 1 and so on")
    ->check(CLI::Range(1, 254))
    ->capture_default_str();
  app.add_option("--stop-pid", chosen.stop_pid, "Process that gets SIGTERM under load");
  app.add_option("--stop-after", chosen.stop_after, "Seconds after which it does");
  CLI11_PARSE(app, argc, argv);
  try {
    print(generator{chosen}.run());
  } catch (const std::exception& err) {
    std::fprintf(stderr, "souk-flood: %s\n", err.what());
    return 1;
  }
  return 0;
}
