#pragma once

#include "messages/error.hpp"

#include <caf/result.hpp>
#include <caf/typed_response_promise.hpp>

#include <memory>
#include <utility>

namespace souk {

/// The promise of one reply that cannot be forgotten: when the last copy is gone undelivered, or
/// the actor that holds it is killed, the asker gets `unavailable`. CAF's own promise would leave
/// it waiting for ever.
template <class Reply>
class answer {
public:
  /// Takes the command that `self` is handling over from CAF.
  template <class Self>
  static answer make(Self* self) {
    return answer{self->template make_response_promise<Reply>()};
  }

  /// What the handler returns.
  operator caf::result<Reply>() const { return state_->promise; }

  void deliver(Reply reply) { state_->promise.deliver(std::move(reply)); }

  void deliver(caf::error err) { state_->promise.deliver(std::move(err)); }

  void refuse(refusal why) { deliver(to_error(std::move(why))); }

  /// Lets `dest` give the answer.
  template <class Handle, class Command>
  void delegate(const Handle& dest, Command cmd) {
    state_->promise.delegate(dest, std::move(cmd));
  }

private:
  struct state {
    explicit state(caf::typed_response_promise<Reply> rp) : promise(std::move(rp)) {}
    state(const state&) = delete;
    state& operator=(const state&) = delete;
    ~state() {
      if (promise.pending())
        promise.deliver(to_error({errc::unavailable}));
    }
    caf::typed_response_promise<Reply> promise;
  };

  explicit answer(caf::typed_response_promise<Reply> rp)
    : state_(std::make_shared<state>(std::move(rp))) {}

  std::shared_ptr<state> state_;
};

} // namespace souk
