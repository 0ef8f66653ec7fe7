#pragma once

#include "actors/shop.hpp"
#include "http/asio_scheduler.hpp"
#include "http/reply_sink.hpp"
#include "storage/database.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <semaphore>
#include <string>
#include <thread>

namespace souk::bench {

/// A shop in memory whose actors run on one thread of an io_context, as those of `souk serve` do
/// on two cores.
class asio_host {
public:
  explicit asio_host(std::unique_ptr<database> rows = open_database("memory:"))
    : config_(io_), system_(config_), shop_(system_, std::move(rows)) {}

  caf::actor_system& system() { return system_; }
  const shop_handles& actors() const { return shop_.handles(); }
  const feed_actor& feed() const { return shop_.feed(); }

  /// Calls the function where a server asks from: on the thread of its sockets.
  template <class Function>
  void run(Function ask) {
    asio::post(io_, std::move(ask));
  }

private:
  struct config : caf::actor_system_config {
    explicit config(asio::io_context& io) { run_actors_on(io, *this); }
  };

  /// Ends after the actor system, whose last turns it runs.
  struct worker {
    explicit worker(asio::io_context& run)
      : io(run), work(asio::make_work_guard(run)), thread([&run] { run_with_actors(run); }) {}
    ~worker() {
      work.reset();
      io.stop();
    }
    asio::io_context& io;
    asio::executor_work_guard<asio::io_context::executor_type> work;
    std::jthread thread;
  };

  asio::io_context io_;
  worker worker_{io_};
  config config_;
  caf::actor_system system_;
  shop shop_;
};

/// The same shop on CAF's own scheduler, as in a program that embeds souk.
class caf_host {
public:
  caf_host() : system_(config_), shop_(system_, open_database("memory:")) {}

  caf::actor_system& system() { return system_; }
  const shop_handles& actors() const { return shop_.handles(); }

  /// Calls the function where such a program asks from: on a thread of its own.
  template <class Function>
  void run(Function ask) {
    ask();
  }

private:
  caf::actor_system_config config_;
  caf::actor_system system_;
  shop shop_;
};

/// Counts the answers to a burst of commands.
class tally {
public:
  void expect(std::int64_t answers) { left_ = answers; }

  void came() {
    if (--left_ == 0)
      all_came_.release();
  }

  /// An answer that is a refusal; whoever counts them cannot trust the figures.
  void refused() {
    ++refusals_;
    came();
  }

  void wait() { all_came_.acquire(); }

  std::int64_t refusals() const { return refusals_; }

private:
  std::atomic<std::int64_t> left_{0};
  std::atomic<std::int64_t> refusals_{0};
  std::binary_semaphore all_came_{0};
};

/// Sends one command; calls `then` on the thread that brings its reply.
template <class Reply, class Handle, class Command, class Then>
void ask(caf::actor_system& system, const Handle& dest, Command command, tally& answers,
         Then then) {
  send_with_sink<Reply>(system, dest, std::move(command),
                        [&answers, then = std::move(then)](const caf::message& reply) {
                          if (reply.match_elements<Reply>())
                            then();
                          else
                            answers.refused();
                        });
}

/// Starts `exchange(host, index, answers)` for indices from `begin` on, all at once, and returns
/// when each has been answered.
template <class Host, class Exchange>
void run_burst(Host& host, std::int64_t begin, std::int64_t count, tally& answers,
               const Exchange& exchange) {
  answers.expect(count);
  host.run([&, begin, count] {
    for (auto index = begin; index < begin + count; ++index)
      exchange(host, index, answers);
  });
  answers.wait();
}

/// A product of 19.99 to be stored.
inline insert_product any_product() {
  return {{.name = "Rosewood chess set, 40 cm", .price = {1999}}, {}};
}

/// Short enough for no heap of its own.
inline std::string user_name(std::int64_t index) {
  return "user-" + std::to_string(index);
}

} // namespace souk::bench
