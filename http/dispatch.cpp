#include "http/dispatch.hpp"

#include "http/content_type.hpp"
#include "http/entity_tag.hpp"
#include "http/idempotency_key.hpp"
#include "http/list_field.hpp"
#include "http/target.hpp"

namespace souk {

namespace {

/// Why a request may not start at all.
const problem_kind* why_not_admitted(const gate& admission, rate_limit& limit, responder& to) {
  if (admission.is_draining())
    return &problems::shutting_down;
  if (!limit.admits(to))
    return &problems::rate_limited;
  if (admission.is_full())
    return &problem_of(errc::overloaded);
  return nullptr;
}

/// Whether the body is as the route wants it; if not, the request has been answered.
bool check_body(const route& found, request& from) {
  auto& message = from.message();
  if (found.body == body_rule::none)
    return true;
  if (message.body().empty() && found.body == body_rule::optional)
    return true;
  if (message.body().empty()) {
    from.to.answer(
      problem_answer(problems::malformed_request, "The body is missing. Send a JSON object."));
    return false;
  }
  if (message.field("Content-Encoding")) {
    // Tells it from a media type that is not taken. Source: RFC 9110, 12.5.3.
    from.to.answer(problem_answer(problems::not_json).with("Accept-Encoding", "identity"));
    return false;
  }
  if (!is_json(message.field("Content-Type").value_or(""))) {
    from.to.answer(problem_answer(problems::not_json));
    return false;
  }
  return true;
}

/// Whether the key is one, or absent; if not, the request has been answered.
bool check_key(const route& found, request& from) {
  auto field = from.message().field("Idempotency-Key");
  if (!field || !found.takes_field("Idempotency-Key"))
    return true;
  auto key = parse_idempotency_key(*field);
  if (key)
    from.key = std::move(*key);
  else
    from.to.answer(problem_answer(problems::malformed_request,
                                  "Idempotency-Key must have 1 to 255 visible ASCII characters."));
  return key.has_value();
}

/// Calls `use` with the tags of the condition of that name, if there is one. False if it cannot be
/// read: then the request has been answered.
template <class Use>
bool read_condition(request& from, std::string_view name, Use use) {
  const auto field = list_field(from.message(), name);
  if (!field)
    return true;
  const auto named = parse_entity_tags(*field);
  if (named)
    use(*named);
  else
    from.to.answer(
      problem_answer(problems::malformed_request,
                     std::string{name} + " must be * or entity tags, each between quotes."));
  return named.has_value();
}

/// Whether the conditions of a change can be read, or are absent; if not, the request has been
/// answered. Of If-None-Match, a list of tags is not looked at: nobody changes whatever he has not
/// seen.
bool check_precondition(const route& found, request& from) {
  if (!found.takes_field("If-Match"))
    return true;
  const auto use_seen = [&](const entity_tags& seen) { from.only_if = states_of(seen); };
  const auto use_unseen = [&](const entity_tags& unseen) {
    if (unseen.any)
      from.only_if = std::vector{tagged_state{}};
  };
  // A read is answered whatever its If-None-Match is: that only keeps an answer from being sent.
  return read_condition(from, "If-Match", use_seen)
         && (found.method == "GET" || read_condition(from, "If-None-Match", use_unseen));
}

void answer_options(std::span<const route> routes, const cors_rule& cors, responder to) {
  auto allow = route_table::allow(routes);
  http_answer result{204, {}};
  cors.mark_preflight(to, allow, result);
  to.answer(std::move(result).with("Allow", std::move(allow)));
}

void run(const context& ctx, const route& found, std::string path_value, responder to) {
  request from{std::move(to), found, std::move(path_value)};
  from.to.deliver_as(found.sent_as);
  if (!from.to.takes_share(found.cost))
    return from.to.turn_away(problem_of(errc::overloaded));
  if (!check_body(found, from) || !check_key(found, from) || !check_precondition(found, from))
    return;
  found.run(ctx, std::move(from));
}

void run_on(const context& ctx, std::string_view path, std::optional<route_table::match> match,
            const cors_rule& cors, responder to) {
  auto method = to.message().method();
  // RFC 9110, 9.3.7: an asterisk asks about the server as a whole.
  if (method == "OPTIONS" && path == "*")
    return to.answer(http_answer{204, {}}.with("Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS"));
  if (!match)
    return to.answer(problem_answer(problems::malformed_request,
                                    "The path is not properly percent-encoded UTF-8."));
  if (match->routes.empty())
    return to.answer(problem_answer(problems::route_unknown));
  if (method == "OPTIONS")
    return answer_options(match->routes, cors, std::move(to));
  auto* found = route_table::of_method(match->routes, method);
  if (found == nullptr)
    return to.answer(problem_answer(problems::method_not_allowed)
                       .with("Allow", route_table::allow(match->routes)));
  run(ctx, *found, std::move(match->path_value), std::move(to));
}

} // namespace

void dispatch(const context& ctx, const gate& admission, rate_limit& limit, const cors_rule& cors,
              responder to) {
  for (auto& [name, value] : cors.fields_for(to.message()))
    to.always_with(name, std::move(value));
  const auto path = split_target(to.message().target()).path;
  auto match = ctx.routes.find(path);
  // What is turned away counts on its route, too: whoever watches a route wants to know.
  if (match && !match->routes.empty())
    to.set_route(match->routes.front());
  if (auto* why = why_not_admitted(admission, limit, to))
    return to.turn_away(*why);
  run_on(ctx, path, std::move(match), cors, std::move(to));
}

} // namespace souk
