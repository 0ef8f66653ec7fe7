#include "bench/micro.hpp"

#include <benchmark/benchmark.h>

int main(int argc, char** argv) {
  souk::bench::register_actors();
  souk::bench::register_edge();
  souk::bench::register_texts();
  souk::bench::register_restarts();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 2;
  benchmark::RunSpecifiedBenchmarks();
}
