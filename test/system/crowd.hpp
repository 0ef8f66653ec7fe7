#pragma once

#include <exception>
#include <latch>
#include <thread>
#include <type_traits>
#include <vector>

namespace souk::test {

/// Runs `action(0)` to `action(count - 1)` at once, each on a thread of its own and none before
/// all of them are there, and returns their results in that order. Throws what one of them threw.
/// Boost.Test's checks are not for threads: they belong to whoever gets the results.
template <class Action>
auto at_once(int count, Action action) {
  using result = std::invoke_result_t<Action, int>;
  std::vector<result> results(static_cast<std::size_t>(count));
  std::vector<std::exception_ptr> failures(results.size());
  std::vector<std::thread> threads;
  std::latch start{count};
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&, i, index = static_cast<std::size_t>(i)] {
      start.arrive_and_wait();
      try {
        results[index] = action(i);
      } catch (...) {
        failures[index] = std::current_exception();
      }
    });
  for (auto& thread : threads)
    thread.join();
  for (auto& failure : failures)
    if (failure)
      std::rethrow_exception(failure);
  return results;
}

} // namespace souk::test
