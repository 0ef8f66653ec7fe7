#include "http/asio_scheduler.hpp"

#include <caf/actor_system.hpp>
#include <caf/detail/thread_safe_actor_clock.hpp>
#include <caf/logger.hpp>
#include <caf/resumable.hpp>
#include <caf/scheduler/abstract_coordinator.hpp>

#include <atomic>
#include <thread>

namespace souk {

namespace {

namespace asio = restinio::asio_ns;

/// Messages an actor may handle in one turn: the longest a flooded one keeps sockets waiting.
constexpr std::size_t messages_per_turn = 300;

class asio_scheduler final : public caf::scheduler::abstract_coordinator {
public:
  asio_scheduler(caf::actor_system& system, asio::io_context& io)
    : abstract_coordinator(system), io_(io), unit_(*this) {}

  void enqueue(caf::resumable* job) override { asio::post(io_, turn{*this, job}); }

  caf::actor_clock& clock() noexcept override { return clock_; }

  bool detaches_utility_actors() const override { return true; }

  void start() override {
    timer_ = std::thread{[this] { clock_.run_dispatch_loop(); }};
    abstract_coordinator::start();
  }

  void stop() override {
    stop_actors();
    for (auto left = turns_.load(); left != 0; left = turns_.load())
      turns_.wait(left);
    clock_.cancel_dispatch_loop();
    timer_.join();
  }

private:
  /// One turn of one actor. Counted, so that no late one finds its scheduler gone.
  struct turn {
    turn(asio_scheduler& owner, caf::resumable* what) : scheduler(&owner), job(what) {
      ++scheduler->turns_;
    }

    void operator()() const {
      const auto next = job->resume(&scheduler->unit_, scheduler->max_throughput());
      // An actor that spawns another leaves a reference to the system's logger in this thread, and
      // `~actor_system` would wait for it until the thread ends. CAF's own workers end before.
      caf::logger::set_current_actor_system(nullptr);
      if (next == caf::resumable::resume_later)
        scheduler->unit_.exec_later(job);
      else
        caf::intrusive_ptr_release(job);
      if (--scheduler->turns_ == 0)
        scheduler->turns_.notify_all();
    }

    asio_scheduler* scheduler;
    caf::resumable* job;
  };

  struct unit final : caf::execution_unit {
    explicit unit(asio_scheduler& owner) : execution_unit(&owner.system()), scheduler(owner) {}

    // `defer` keeps the job on this thread: no wake-up, no futex.
    void exec_later(caf::resumable* job) override {
      asio::defer(scheduler.io_, turn{scheduler, job});
    }

    asio_scheduler& scheduler;
  };

  asio::io_context& io_;
  unit unit_;
  caf::detail::thread_safe_actor_clock clock_;
  std::thread timer_;
  std::atomic<long> turns_{0};
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
