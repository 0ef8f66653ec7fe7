#include "test/http/stalling_clock.hpp"

namespace souk::test {

namespace {

constexpr std::chrono::minutes patience{1};

} // namespace

std::chrono::system_clock::time_point stalling_clock::state::ask() {
  std::unique_lock lock{mutex_};
  if (left_ > 0 && --left_ == 0) {
    stalled_ = true;
    changed_.notify_all();
    changed_.wait_for(lock, patience, [this] { return !stalled_; });
  }
  return std::chrono::system_clock::now();
}

void stalling_clock::state::stall_at(int question) {
  std::lock_guard lock{mutex_};
  left_ = question;
}

bool stalling_clock::state::wait_until_stalled() {
  std::unique_lock lock{mutex_};
  return changed_.wait_for(lock, patience, [this] { return stalled_; });
}

void stalling_clock::state::resume() {
  std::lock_guard lock{mutex_};
  left_ = 0;
  stalled_ = false;
  changed_.notify_all();
}

} // namespace souk::test
