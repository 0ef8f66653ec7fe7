#include "http/asio_scheduler.hpp"

#include <caf/actor_system.hpp>
#include <caf/detail/thread_safe_actor_clock.hpp>
#include <caf/logger.hpp>
#include <caf/resumable.hpp>
#include <caf/scheduler/abstract_coordinator.hpp>

#include <atomic>
#include <deque>
#include <thread>

namespace souk {

namespace {

namespace asio = restinio::asio_ns;

/// Messages an actor may handle in one turn: the longest a flooded one keeps sockets waiting.
constexpr std::size_t messages_per_turn = 300;

/// Turns that follow one another before the sockets are looked at again.
constexpr int turns_per_round = 32;

class asio_scheduler final : public caf::scheduler::abstract_coordinator {
public:
  asio_scheduler(caf::actor_system& system, asio::io_context& io)
    : abstract_coordinator(system), io_(io), unit_(*this) {}

  void enqueue(caf::resumable* job) override {
    ++rounds_;
    asio::post(io_, [this, job] { play_round(job); });
  }

  caf::actor_clock& clock() noexcept override { return clock_; }

  bool detaches_utility_actors() const override { return true; }

  void start() override {
    timer_ = std::thread{[this] { clock_.run_dispatch_loop(); }};
    abstract_coordinator::start();
  }

  void stop() override {
    stop_actors();
    for (auto left = rounds_.load(); left != 0; left = rounds_.load())
      rounds_.wait(left);
    clock_.cancel_dispatch_loop();
    timer_.join();
  }

private:
  struct unit final : caf::execution_unit {
    explicit unit(asio_scheduler& owner) : execution_unit(&owner.system()), scheduler(owner) {}

    /// Whom an actor wakes in its turn follows on the same thread.
    void exec_later(caf::resumable* job) override {
      if (woken_here().scheduler == &scheduler)
        woken_here().jobs.push_back(job);
      else
        scheduler.enqueue(job);
    }

    asio_scheduler& scheduler;
  };

  /// The actors that wait for their turn in the round of this thread.
  struct woken {
    asio_scheduler* scheduler = nullptr;
    std::deque<caf::resumable*> jobs;
  };

  static woken& woken_here() {
    thread_local woken mine;
    return mine;
  }

  /// Lets one actor have its turn, and then those it woke, and those they woke. A message from one
  /// actor to another costs no handler of the io_context so.
  void play_round(caf::resumable* first) {
    auto& mine = woken_here();
    mine.scheduler = this;
    mine.jobs.push_back(first);
    for (int turns = 0; turns < turns_per_round && !mine.jobs.empty(); ++turns) {
      auto* job = mine.jobs.front();
      mine.jobs.pop_front();
      if (job->resume(&unit_, max_throughput()) == caf::resumable::resume_later)
        mine.jobs.push_back(job);
      else
        caf::intrusive_ptr_release(job);
    }
    // An actor that spawns another leaves a reference to the system's logger in this thread, and
    // `~actor_system` would wait for it until the thread ends. CAF's own workers end before.
    caf::logger::set_current_actor_system(nullptr);
    mine.scheduler = nullptr;
    for (auto* job : mine.jobs)
      enqueue(job);
    mine.jobs.clear();
    // Counted, so that no late round finds its scheduler gone.
    if (--rounds_ == 0)
      rounds_.notify_all();
  }

  asio::io_context& io_;
  unit unit_;
  caf::detail::thread_safe_actor_clock clock_;
  std::thread timer_;
  std::atomic<long> rounds_{0};
};

} // namespace

void run_actors_on(asio::io_context& io, caf::actor_system_config& config) {
  config.set("scheduler.max-throughput", messages_per_turn);
  config.module_factories.emplace_back(
    [&io](caf::actor_system& system) -> caf::actor_system::module* {
      return new asio_scheduler(system, io);
    });
}

} // namespace souk
