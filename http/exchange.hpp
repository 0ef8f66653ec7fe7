#pragma once

#include "http/answer.hpp"
#include "http/cost_class.hpp"
#include "http/delivery.hpp"
#include "http/gate.hpp"
#include "http/http_message.hpp"
#include "http/io_thread.hpp"
#include "http/problem.hpp"
#include "http/thread_mark.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace souk {

struct route;

/// Gives the answer the name of its request, the client's own if it has one that may be used, and a
/// place in the trace that the request is a part of.
void name_request(const http_message& message, http_answer& answer);

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

  /// Answers with that problem what no handler has seen, which counts as refused for its code.
  void turn_away(const problem_kind& why, std::string_view detail);

  /// Whether what makes its answer may run in this call: it must on an io thread, and a list must
  /// wait for its turn.
  bool may_answer_here() const { return io_thread::is_here() && share_ != cost_class::list; }

  /// Runs what makes its answer, and keeps this, on an io thread, never inside the call; of a list,
  /// in its turn, if nobody has answered it as overdue by then.
  void post(std::function<void()> task);

  /// When this request is answered at the latest.
  std::chrono::steady_clock::time_point until() const;
  /// Takes one of the places that its class has among the unanswered requests, until it is
  /// answered; false: there is none. Once at most.
  bool takes_share(cost_class which);

  /// The route that was found for it, or another one of its path.
  void set_route(const route& found) { route_ = &found; }

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
  bool may_answer_here() const { return exchange_->may_answer_here(); }
  void post(std::function<void()> task) { exchange_->post(std::move(task)); }
  void set_route(const route& found) { exchange_->set_route(found); }
  bool takes_share(cost_class which) { return exchange_->takes_share(which); }
  void answer(http_answer what);
  void refuse(const refusal& why) { answer(problem_answer(why)); }
  /// Refuses what no handler has seen, and counts it by the code of its problem.
  void turn_away(const problem_kind& why, std::string_view detail = {});

private:
  std::shared_ptr<exchange> exchange_;
};

/// While one lives, this thread is inside a handler of the HTTP library.
class handler_scope : public thread_mark<handler_scope> {};

} // namespace souk
