#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace souk::test {

/// A wall clock that holds up whoever asks it, when told so: of a shop, CATALOG as it reserves and
/// STORE as it commits. Copies are the same clock. Nobody is held up for more than a minute, so
/// that a test that fails ends.
class stalling_clock {
public:
  std::chrono::system_clock::time_point operator()() const { return shared_->ask(); }

  /// The n-th question from now on, counted from 1, is answered after `resume` only.
  void stall_at(int question) { shared_->stall_at(question); }

  /// Returns when somebody is held up; false if that does not happen.
  bool wait_until_stalled() const { return shared_->wait_until_stalled(); }

  void resume() { shared_->resume(); }

private:
  class state {
  public:
    std::chrono::system_clock::time_point ask();
    void stall_at(int question);
    bool wait_until_stalled();
    void resume();

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int left_ = 0;
    bool stalled_ = false;
  };

  std::shared_ptr<state> shared_ = std::make_shared<state>();
};

} // namespace souk::test
