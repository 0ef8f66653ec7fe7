#include "http/observe/admin.hpp"

#include "http/content_type.hpp"
#include "http/decode.hpp"
#include "http/json_reader.hpp"
#include "http/observe/metrics_page.hpp"
#include "http/target.hpp"

#include <algorithm>
#include <array>

namespace souk {

namespace {

http_answer state_answer(std::string_view state) {
  return {200, json_type, "{\"status\":\"" + std::string{state} + "\"}"};
}

http_answer level_answer(log_level level) {
  return {200, json_type, "{\"level\":\"" + std::string{name_of(level)} + "\"}"};
}

/// Whether the method is in the list of an Allow field.
bool has_method(std::string_view allow, std::string_view method) {
  for (std::size_t at = 0; at < allow.size();) {
    const auto end = std::min(allow.find(", ", at), allow.size());
    if (allow.substr(at, end - at) == method)
      return true;
    at = end + 2;
  }
  return false;
}

} // namespace

const std::array<admin_desk::page, 4> admin_desk::pages{
  {{"/livez", "GET, HEAD", &admin_desk::show_livez},
   {"/readyz", "GET, HEAD", &admin_desk::show_readyz},
   {"/metrics", "GET, HEAD", &admin_desk::show_metrics},
   {"/log-level", "GET, HEAD, PUT", &admin_desk::show_or_set_log_level}}};

void admin_desk::open(const shop& opened, std::function<std::size_t()> connections) {
  std::lock_guard lock{mutex_};
  shop_ = &opened;
  connections_ = std::move(connections);
}

void admin_desk::close() {
  std::lock_guard lock{mutex_};
  shop_ = nullptr;
}

void admin_desk::answer(responder to) const {
  to.deliver_as({"no-store", true});
  const auto path = split_target(to.message().target()).path;
  const auto found =
    std::find_if(pages.begin(), pages.end(), [&](auto& each) { return each.path == path; });
  if (found == pages.end())
    return to.answer(problem_answer(
      problems::route_unknown, "This port has /livez, /readyz, /metrics and /log-level only."));
  if (!has_method(found->allow, to.message().method()))
    return to.answer(
      problem_answer(problems::method_not_allowed).with("Allow", std::string{found->allow}));
  (this->*found->run)(std::move(to));
}

void admin_desk::show_livez(responder to) const {
  to.answer(state_answer("alive"));
}

void admin_desk::show_readyz(responder to) const {
  if (admission_.is_draining())
    return to.turn_away(problems::shutting_down);
  std::unique_lock lock{mutex_};
  const bool is_open = shop_ != nullptr;
  const bool has_failed = is_open && shop_->stored().has_failed;
  lock.unlock();
  if (has_failed)
    return to.answer(problem_answer(problem_of(errc::storage_failed)));
  if (is_open)
    return to.answer(state_answer("ready"));
  to.turn_away(problem_of(errc::unavailable), "The shop is being opened. Try again in a moment.");
}

void admin_desk::show_metrics(responder to) const {
  std::unique_lock lock{mutex_};
  const auto connections = shop_ ? connections_() : 0;
  auto text = metrics_page({requests_, admission_, connections, shop_, log_});
  lock.unlock();
  to.answer({200, metrics_type, std::move(text)});
}

void admin_desk::show_or_set_log_level(responder to) const {
  if (!log_)
    return to.answer(problem_answer(problems::route_unknown, "This program writes no log."));
  if (to.message().method() == "PUT")
    return set_log_level(std::move(to));
  to.answer(level_answer(log_->level()));
}

void admin_desk::set_log_level(responder to) const {
  auto& message = to.message();
  if (!is_json(message.field("Content-Type").value_or("")))
    return to.answer(problem_answer(problems::not_json));
  auto body = read_json_object(message.body());
  if (auto* why = std::get_if<malformed>(&body))
    return to.answer(problem_answer(problems::malformed_request, why->detail));
  field_reader fields{std::move(std::get<json_object>(body)), {}};
  const auto level = fields.word("level", log_level_names);
  const auto faults = fields.finish();
  if (!faults.empty())
    return to.answer(problem_answer(problems::invalid_request, {}, faults));
  const auto before = log_->level();
  const auto after = static_cast<log_level>(*level);
  // In the log of whichever level tells more: that nothing more will come is told, too.
  log_->set_level(std::max(before, after));
  log_->tell(log_level::warn, "the log level was changed",
             {{"from", name_of(before)}, {"to", name_of(after)}});
  log_->set_level(after);
  to.answer(level_answer(log_->level()));
}

} // namespace souk
