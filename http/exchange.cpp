#include "http/exchange.hpp"

#include "http/observe/observer.hpp"
#include "http/request_id.hpp"
#include "http/trace_context.hpp"

namespace souk {

void name_request(const http_message& message, http_answer& answer) {
  const auto trace = message.field("traceparent");
  if (const auto known = trace ? parse_traceparent(*trace) : std::nullopt)
    answer.with("traceparent", traceparent_of(*known, next_span_id()));
  const auto given = message.field("X-Request-Id");
  answer.set_request_id(given && is_request_id(*given) ? std::string{*given} : next_request_id());
}

exchange::exchange(gate& entered, std::unique_ptr<http_message> message)
  : gate_(entered), message_(std::move(message)), since_(std::chrono::steady_clock::now()) {
  gate_.enter();
}

exchange::~exchange() {
  if (!answered_)
    gate_.let_go(*this);
  if (is_abandoned_)
    --gate_.abandoned_[static_cast<std::size_t>(*share_)];
  gate_.leave();
}

bool exchange::takes_share(cost_class which) {
  auto& taken = gate_.by_class_[static_cast<std::size_t>(which)];
  const auto share = share_of(which, gate_.limit_);
  const auto& abandoned = gate_.abandoned_[static_cast<std::size_t>(which)];
  const std::size_t waiting = taken++;
  if (abandoned >= abandoned_per_place * share || gate_.is_full_for(which, waiting)) {
    --taken;
    return false;
  }
  share_ = which;
  if (which == cost_class::list)
    gate_.list_limit_.came(waiting, coarse_now());
  return true;
}

void exchange::answer(http_answer&& what) {
  if (!answered_.exchange(true))
    finish(std::move(what));
}

void exchange::turn_away(const problem_kind& why, std::string_view detail) {
  if (answered_.exchange(true))
    return;
  refused_for_ = why.code;
  finish(problem_answer(why, detail));
}

void exchange::give_up() {
  if (answered_.exchange(true))
    return;
  // Its command lives as long as this exchange, which whoever is to reply keeps.
  is_abandoned_ = share_.has_value();
  if (is_abandoned_)
    ++gate_.abandoned_[static_cast<std::size_t>(*share_)];
  finish(problem_answer(refusal{errc::deadline_exceeded}));
}

void exchange::finish(http_answer&& what) {
  gate_.let_go(*this);
  if (!handler_scope::is_here())
    return send(std::move(what));
  // std::function wants a copyable callable, an answer is dear to copy.
  auto kept = std::make_shared<http_answer>(std::move(what));
  gate_.post_([self = shared_from_this(), kept] { self->send(std::move(*kept)); });
}

void exchange::post(std::function<void()> task) {
  if (share_ != cost_class::list)
    return gate_.post_(std::move(task));
  gate_.list_turns_.add([this, task = std::move(task)](bool has_turn) {
    if (answered_)
      return;
    if (has_turn)
      task();
    else
      turn_away(problems::shutting_down, {});
  });
}

std::chrono::steady_clock::time_point exchange::until() const {
  return since_ + gate_.deadline_;
}

void exchange::report(const http_answer& what) const {
  const auto now = std::chrono::steady_clock::now();
  gate_.observer_->answered({*message_, route_, what.status, what.text().size(), now - since_,
                             what.request_id, refused_for_, now});
}

void exchange::send(http_answer&& what) {
  if (is_ruled_out(*message_, what))
    what = problem_answer(refusal{errc::precondition_failed});
  for (auto& each : always_)
    what.fields.push_back(std::move(each));
  name_request(*message_, what);
  deliver(*message_, delivery_, what);
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

void responder::turn_away(const problem_kind& why, std::string_view detail) {
  std::exchange(exchange_, nullptr)->turn_away(why, detail);
}

} // namespace souk
