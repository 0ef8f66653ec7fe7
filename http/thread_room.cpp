#include "http/thread_room.hpp"

#include <future>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace souk {

void must_have_room_for_threads(unsigned count) {
  std::vector<std::jthread> threads;
  // Is gone first, which ends what waits for it.
  std::promise<void> end;
  auto ended = end.get_future().share();
  try {
    while (threads.size() < count)
      threads.emplace_back([ended] { ended.wait(); });
  } catch (const std::system_error& err) {
    throw std::runtime_error{"Only " + std::to_string(threads.size()) + " of the "
                             + std::to_string(count)
                             + " threads that souk needs can be started: " + err.code().message()
                             + ". Use fewer with --threads, or raise the limit."};
  }
}

} // namespace souk
