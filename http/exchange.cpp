#include "http/exchange.hpp"

#include "http/observe/observer.hpp"
#include "http/token.hpp"

namespace souk {

void gate::answer_overdue() {
  const auto now = std::chrono::steady_clock::now();
  std::vector<std::shared_ptr<exchange>> overdue;
  {
    std::lock_guard lock{mutex_};
    for (auto* each = first_; each != nullptr && each->since_ + deadline_ < now; each = each->next_)
      if (auto alive = each->weak_from_this().lock())
        overdue.push_back(std::move(alive));
  }
  for (auto& each : overdue)
    each->answer(problem_answer(refusal{errc::deadline_exceeded}));
}

void gate::enter(exchange& entering) {
  ++in_flight_;
  std::lock_guard lock{mutex_};
  entering.previous_ = last_;
  (last_ ? last_->next_ : first_) = &entering;
  last_ = &entering;
}

void gate::leave_line(exchange& leaving) {
  std::lock_guard lock{mutex_};
  (leaving.previous_ ? leaving.previous_->next_ : first_) = leaving.next_;
  (leaving.next_ ? leaving.next_->previous_ : last_) = leaving.previous_;
}

void gate::leave() {
  if (--in_flight_ > 0 || !draining_)
    return;
  std::lock_guard lock{mutex_};
  emptied_.notify_all();
}

void gate::wait_until_empty(std::chrono::milliseconds at_most) {
  std::unique_lock lock{mutex_};
  emptied_.wait_for(lock, at_most, [this] { return in_flight_ == 0; });
}

exchange::exchange(gate& entered, std::unique_ptr<http_message> message)
  : gate_(entered), message_(std::move(message)), since_(std::chrono::steady_clock::now()) {
  gate_.enter(*this);
}

exchange::~exchange() {
  if (!answered_)
    gate_.leave_line(*this);
  gate_.leave();
}

void exchange::answer(http_answer what) {
  if (answered_.exchange(true))
    return;
  gate_.leave_line(*this);
  if (!handler_scope::is_inside())
    return send(std::move(what));
  // std::function wants a copyable callable, an answer is dear to copy.
  auto kept = std::make_shared<http_answer>(std::move(what));
  gate_.post_([self = shared_from_this(), kept] { self->send(std::move(*kept)); });
}

void exchange::report(const http_answer& what) const {
  // Whoever gives a request its id sends it along.
  std::string_view request_id;
  for (auto& [name, value] : what.fields)
    if (equals_ignoring_case(name, "X-Request-Id"))
      request_id = value;
  gate_.observer_->answered({*message_, route_, what.status, what.body_bytes(),
                             std::chrono::steady_clock::now() - since_, request_id, refused_for_});
}

void exchange::send(http_answer what) {
  for (auto& each : always_)
    what.fields.push_back(std::move(each));
  if (gate_.observer_)
    report(what);
  what.closes = what.closes || gate_.is_draining();
  message_->send(std::move(what), shared_from_this());
}

responder::~responder() {
  if (exchange_)
    exchange_->answer(problem_answer(refusal{errc::internal}));
}

void responder::answer(http_answer what) {
  std::exchange(exchange_, nullptr)->answer(std::move(what));
}

void responder::turn_away(const problem_kind& why, http_answer what) {
  exchange_->is_refused_for(why.code);
  answer(std::move(what));
}

} // namespace souk
