#pragma once

#include <boost/test/results_collector.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <random>
#include <string>

namespace souk::test {

/// The seed of a random test: that of SOUK_TEST_SEED, to replay one, or a new one. It is told
/// with every check that fails in the scope of `BOOST_TEST_CONTEXT(seed_note(seed))`.
inline uint64_t random_seed() {
  if (auto* chosen = std::getenv("SOUK_TEST_SEED"))
    return std::stoull(chosen);
  return std::random_device{}();
}

inline std::string seed_note(uint64_t seed) {
  return "SOUK_TEST_SEED=" + std::to_string(seed);
}

/// Random numbers that are the same for the same seed on every machine.
class dice {
public:
  explicit dice(uint64_t seed) : engine_(seed) {}

  /// 0 to `sides` - 1.
  std::size_t roll(std::size_t sides) { return static_cast<std::size_t>(engine_() % sides); }

  bool one_in(std::size_t sides) { return roll(sides) == 0; }

private:
  std::mt19937_64 engine_;
};

/// Those of a fixture: their seed is told when the test case has failed.
class told_dice : public dice {
public:
  explicit told_dice(uint64_t seed = random_seed()) : dice(seed), seed_(seed) {}
  ~told_dice() {
    using namespace boost::unit_test;
    const auto id = framework::current_test_case_id();
    if (std::uncaught_exceptions() > 0 || !results_collector.results(id).passed())
      std::cerr << seed_note(seed_) << '\n';
  }

  told_dice(const told_dice&) = delete;
  told_dice& operator=(const told_dice&) = delete;

private:
  const uint64_t seed_;
};

} // namespace souk::test
