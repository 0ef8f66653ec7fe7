#pragma once

#include "http/answer.hpp"
#include "http/cost_class.hpp"
#include "http/delivery.hpp"
#include "http/list_budget.hpp"
#include "http/problem.hpp"
#include "http/thread_mark.hpp"
#include "messages/coarse_clock.hpp"

#include <asio/ip/address.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace souk {

struct route;
class edge_observer;

/// The other end of a connection: the client, or a proxy in front.
struct peer_name {
  asio::ip::address address;
  std::uint16_t port = 0;
};

/// One request as the HTTP library has it. Views are valid while it lives.
class http_message {
public:
  using field_visitor = std::function<void(std::string_view name, std::string_view value)>;

  virtual ~http_message() = default;
  virtual std::string_view method() const = 0;
  /// As it was sent, percent-encoded.
  virtual std::string_view target() const = 0;
  /// HTTP/1.1 or HTTP/1.0.
  virtual std::string_view protocol() const = 0;
  /// The value of the first field of that name, whatever its case.
  virtual std::optional<std::string_view> field(std::string_view name) const = 0;
  /// Visits the fields in the order they were sent.
  virtual void for_each_field(const field_visitor& visit) const = 0;
  virtual const std::string& body() const = 0;
  virtual peer_name peer() const = 0;
  /// Sends the answer, once; `written` is destroyed when its bytes are out, or are lost.
  virtual void send(http_answer&& what, std::shared_ptr<void> written) = 0;
};

/// Gives the answer the name of its request, the client's own if it has one that may be used, and a
/// place in the trace that the request is a part of.
void name_request(const http_message& message, http_answer& answer);

class exchange;

/// The requests in flight: how many, whether more may come, and which are overdue. Thread-safe;
/// outlives every connection.
class gate {
public:
  /// Whether a ready socket has waited for an io thread for longer than that.
  using lag_check = std::function<bool(std::chrono::nanoseconds)>;

  /// `post` runs a function on an io thread, never inside the call. `observer` is told of every
  /// answer; null: nobody is.
  gate(
    std::size_t limit, std::chrono::milliseconds deadline,
    std::function<void(std::function<void()>)> post, edge_observer* observer = nullptr,
    lag_check lags = [](auto) { return false; })
    : limit_(limit), deadline_(deadline), post_(std::move(post)), observer_(observer),
      lags_(std::move(lags)) {}

  /// From now on `is_draining`.
  void drain() { draining_ = true; }
  bool is_draining() const { return draining_; }
  /// Whether more requests wait for their answer than may. Those whose answer is on its way to the
  /// client count no more: a few hundred clients that never read could close the shop.
  bool is_full() const { return unanswered_ > limit_; }
  /// Whether there may be a class of which one more request would be too many.
  bool is_crowded() const {
    return unanswered_ >= share_of(cost_class::list, limit_) || lags_for(cost_class::list);
  }
  /// Whether one more request of that class would be too many: all places are taken, or it is a
  /// list and the io threads lag. To refuse anything cheaper costs about as much as to answer it.
  bool is_full_for(cost_class which) const;
  /// Told, at each look at the sockets, how long a ready one waited for an io thread.
  void observe_lag(std::chrono::nanoseconds lag) {
    lists_of_look_ = 0;
    list_budget_.observe(lag, coarse_now());
  }
  /// How long, of each look at the sockets, lists are taken at this moment.
  std::chrono::nanoseconds time_for_lists() const { return list_budget_.at(coarse_now()); }
  /// Requests whose answer has not been written yet.
  std::size_t in_flight() const { return in_flight_; }
  /// Null: nobody is told of the answers.
  edge_observer* observer() const { return observer_; }

  /// Returns when no request is in flight, or after `at_most`.
  void wait_until_empty(std::chrono::milliseconds at_most);

  /// Answers with 504 whatever has been waiting for longer than the deadline. A handler that still
  /// runs is waited for.
  void answer_overdue();

private:
  friend class exchange;
  bool lags_for(cost_class which) const;
  void enter();
  void line_up(exchange& waiting);
  void is_answered(exchange& leaving);
  void leave();

  const std::size_t limit_;
  const std::chrono::milliseconds deadline_;
  const std::function<void(std::function<void()>)> post_;
  edge_observer* const observer_;
  const lag_check lags_;
  list_budget list_budget_;
  std::atomic<unsigned> lists_of_look_{0};
  std::atomic<std::size_t> in_flight_{0};
  std::atomic<std::size_t> unanswered_{0};
  std::array<std::atomic<std::size_t>, cost_classes> by_class_{};
  /// Of each class, requests that were answered as overdue, and whose commands have no reply yet.
  std::array<std::atomic<std::size_t>, cost_classes> abandoned_{};
  std::atomic<bool> draining_{false};
  std::mutex mutex_;
  std::condition_variable emptied_;
  /// Exchanges that wait for their answer, oldest first: an intrusive list.
  exchange* first_ = nullptr;
  exchange* last_ = nullptr;
};

/// One request and the duty to answer it. Counts as in flight until its bytes are written.
///
/// A listener makes it of a message. `dispatch` turns it away (`gate::is_full`, the rate limit), or
/// finds its route, in whose class it must find a place (`takes_share`), and calls the handler,
/// which asks an actor. The reply answers it (`answer`), or its deadline does (`give_up`). From
/// then on its place is free, but for a command that still waits; then its bytes are written.
class exchange : public std::enable_shared_from_this<exchange> {
public:
  exchange(gate& entered, std::unique_ptr<http_message> message);
  ~exchange();
  exchange(const exchange&) = delete;
  exchange& operator=(const exchange&) = delete;

  const http_message& message() const { return *message_; }

  /// Its handler has ended: from here on it may be answered as overdue. Until then what a handler
  /// says about the answer is nobody else's to read.
  void await_answer() { gate_.line_up(*this); }

  /// The route whose answer this will be has been found.
  void deliver_as(const delivery& how) { delivery_ = how; }

  /// Sends the answer unless there was one. Thread-safe. Inside a handler it is posted: an answer
  /// given there would put RESTinio's connection out of step.
  void answer(http_answer&& what);

  /// Runs a function on an io thread, never inside the call.
  void post(std::function<void()> task) const { gate_.post_(std::move(task)); }

  /// When this request is answered at the latest.
  std::chrono::steady_clock::time_point until() const;
  /// Takes one of the places that its class has among the unanswered requests, until it is
  /// answered; false: there is none. Once at most.
  bool takes_share(cost_class which);

  /// The route that was found for it, or another one of its path.
  void is_on(const route& found) { route_ = &found; }

  /// It is about to be refused with this code, before any handler has seen it. Static storage only.
  void is_refused_for(std::string_view code) { refused_for_ = code; }

  /// Fields for every answer to this request.
  void always_with(std::string_view name, std::string value) {
    always_.emplace_back(name, std::move(value));
  }

private:
  friend class gate;
  /// Answers with 504 unless there was an answer.
  void give_up();
  void finish(http_answer&& what);
  void send(http_answer&& what);
  void report(const http_answer& what) const;

  gate& gate_;
  std::unique_ptr<http_message> message_;
  delivery delivery_;
  answer_fields always_;
  const route* route_ = nullptr;
  std::string_view refused_for_ = {};
  std::optional<cost_class> share_;
  std::atomic<bool> answered_{false};
  bool is_abandoned_ = false;
  std::chrono::steady_clock::time_point since_;
  bool is_in_line_ = false;
  exchange* previous_ = nullptr;
  exchange* next_ = nullptr;
};

/// Answers one request, exactly once: 500 when it is dropped unanswered. Move-only.
class responder {
public:
  explicit responder(std::shared_ptr<exchange> about) : exchange_(std::move(about)) {}
  responder(responder&&) = default;
  responder& operator=(responder&&) = delete;
  ~responder();

  const http_message& message() const { return exchange_->message(); }
  void deliver_as(const delivery& how) { exchange_->deliver_as(how); }
  void always_with(std::string_view name, std::string value) {
    exchange_->always_with(name, std::move(value));
  }
  std::chrono::steady_clock::time_point until() const { return exchange_->until(); }
  void post(std::function<void()> task) const { exchange_->post(std::move(task)); }
  void is_on(const route& found) { exchange_->is_on(found); }
  bool takes_share(cost_class which) { return exchange_->takes_share(which); }
  void answer(http_answer what);
  void refuse(const refusal& why) { answer(problem_answer(why)); }
  /// Refuses what no handler has seen, and counts it by the code of its problem.
  void turn_away(const problem_kind& why, http_answer what);

private:
  std::shared_ptr<exchange> exchange_;
};

/// While one lives, this thread is inside a handler of the HTTP library.
class handler_scope : public thread_mark<handler_scope> {};

} // namespace souk
