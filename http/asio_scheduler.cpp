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

/// Messages an actor may handle in one turn: the longest a flooded one keeps sockets waiting.
constexpr std::size_t messages_per_turn = 300;

/// Turns that follow one another before the sockets are looked at again.
constexpr int turns_per_round = 32;

class asio_scheduler final : public caf::scheduler::abstract_coordinator {
public:
  asio_scheduler(caf::actor_system& system, asio::io_context& io)
    : abstract_coordinator(system), io_(io), unit_(*this) {}

  void enqueue(caf::resumable* job) override {
    auto& mine = woken_here();
    if (mine.follow_handlers && mine.scheduler == nullptr)
      begin_round(mine);
    if (mine.scheduler == this)
      mine.jobs.push_back(job);
    else
      post(job);
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

  /// To be called instead of the io_context's own function.
  static void run(asio::io_context& io) {
    auto& mine = woken_here();
    mine.follow_handlers = true;
    while (io.run_one() > 0)
      if (mine.scheduler != nullptr)
        mine.scheduler->play_round(mine);
    mine.follow_handlers = false;
  }

private:
  struct unit final : caf::execution_unit {
    explicit unit(asio_scheduler& owner) : execution_unit(&owner.system()), scheduler(owner) {}

    void exec_later(caf::resumable* job) override { scheduler.enqueue(job); }

    asio_scheduler& scheduler;
  };

  /// The actors that wait for their turn in the round of this thread.
  struct woken {
    /// Whose round has begun; null: none has.
    asio_scheduler* scheduler = nullptr;
    std::deque<caf::resumable*> jobs;
    /// Whether the thread looks for a round after each handler.
    bool follow_handlers = false;
  };

  static woken& woken_here() {
    thread_local woken mine;
    return mine;
  }

  /// Lets the actor have its turn in a handler of its own.
  void post(caf::resumable* job) {
    ++rounds_;
    asio::post(io_, [this, job] {
      auto& mine = woken_here();
      mine.scheduler = this;
      mine.jobs.push_back(job);
      play_round(mine);
    });
  }

  /// Counted, so that no late round finds its scheduler gone.
  void begin_round(woken& mine) {
    ++rounds_;
    mine.scheduler = this;
  }

  /// Lets the actors have their turns, and then those they woke, and those they woke. A message
  /// from one actor to another costs no handler of the io_context so.
  void play_round(woken& mine) {
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
      post(job);
    mine.jobs.clear();
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

void run_with_actors(asio::io_context& io) {
  asio_scheduler::run(io);
}

} // namespace souk
