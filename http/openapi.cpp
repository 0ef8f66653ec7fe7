#include "http/openapi.hpp"

#include "http/schemas.hpp"
#include "http/token.hpp"
#include "http/version.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace souk {

namespace {

using json = nlohmann::ordered_json;

constexpr std::string_view about_every_answer =
  "Every answer has an `X-Request-Id`: the request's own, if that has 1 to 128 characters of "
  "`A-Z a-z 0-9 . _ -`, or a new one. A request with a `traceparent` (W3C Trace Context) is "
  "answered with one of the same trace. Answers of more than 1 KiB are sent as gzip to those who "
  "take it. Where the shop bounds how many requests a client may send in a second, `RateLimit` and "
  "`RateLimit-Policy` tell what is left.";

std::string in_lower_case(std::string_view method) {
  std::string result{method};
  std::transform(result.begin(), result.end(), result.begin(), to_lower);
  return result;
}

std::string_view name_of(parameter_place place) {
  switch (place) {
    case parameter_place::path:
      return "path";
    case parameter_place::query:
      return "query";
    case parameter_place::header:
      return "header";
  }
  return {};
}

json parameter_of(const parameter& shown) {
  return {{"name", shown.name},
          {"in", name_of(shown.in)},
          {"required", shown.required},
          {"description", shown.description},
          {"schema", json::parse(shown.schema)}};
}

json schema_of(std::string_view name) {
  const bool is_list = name.ends_with("[]");
  if (is_list)
    name.remove_suffix(2);
  json one = {{"$ref", "#/components/schemas/" + std::string{name}}};
  return is_list ? json{{"type", "array"}, {"items", one}} : one;
}

json header(std::string_view description, std::string_view type = "string") {
  return {{"description", description}, {"schema", {{"type", type}}}};
}

json replayed_header() {
  return header("`true` where an earlier answer is repeated.");
}

/// The headers of a good answer, but for those that every answer has.
json headers_of(const route& shown) {
  json result = json::object();
  if (shown.good.has_tag)
    result["ETag"] = header("Another one for every other answer, and for its gzip form.");
  if (shown.good.has_location)
    result["Location"] = header("Where it can be read.");
  if (shown.takes_field("Idempotency-Key"))
    result["Idempotency-Replayed"] = replayed_header();
  if (std::any_of(shown.parameters.begin(), shown.parameters.end(),
                  [](auto& each) { return each.name == "limit"; }))
    result["Link"] = header("The next page, with rel=\"next\", while there is one.");
  return result;
}

json success_of(const route& shown) {
  auto& good = shown.good;
  json result = {{"description", good.description}};
  if (!good.schema.empty())
    result["content"][std::string{json_type}] = {{"schema", schema_of(good.schema)}};
  if (!good.text_type.empty())
    result["content"][std::string{good.text_type}] = {{"schema", {{"type", "string"}}}};
  if (auto headers = headers_of(shown); !headers.empty())
    result["headers"] = std::move(headers);
  return result;
}

/// What generators of clients call it: `get_products_product_id_stock`.
std::string id_of(const route& shown) {
  auto result = in_lower_case(shown.method);
  for (char c : shown.path) {
    const bool is_word = (c >= 'a' && c <= 'z') || c == '_';
    if (is_word)
      result += c;
    else if (result.back() != '_' && c != '}')
      result += '_';
  }
  return result;
}

/// Every kind of problem the route can end with.
std::vector<const problem_kind*> problems_of(const route& shown) {
  std::vector<const problem_kind*> result;
  for (auto code : shown.refusals)
    result.push_back(&problem_of(code));
  auto is_in_path = [](auto& each) { return each.in == parameter_place::path; };
  auto is_in_query = [](auto& each) { return each.in == parameter_place::query; };
  auto is_404 = [](auto* kind) { return kind->status == 404; };
  auto& asked = shown.parameters;
  if (std::any_of(asked.begin(), asked.end(), is_in_path)
      && std::none_of(result.begin(), result.end(), is_404))
    result.push_back(&problems::route_unknown);
  result.push_back(&problems::malformed_request);
  if (shown.body != body_rule::none || std::any_of(asked.begin(), asked.end(), is_in_query))
    result.push_back(&problems::invalid_request);
  if (shown.body != body_rule::none)
    result.push_back(&problems::not_json);
  for (auto* kind :
       {&problems::request_timeout, &problems::body_too_large, &problems::target_too_long,
        &problems::expectation_failed, &problems::fields_too_large, &problems::rate_limited,
        &problems::too_many_connections, &problems::coding_unknown, &problems::version_unsupported,
        &problems::shutting_down})
    result.push_back(kind);
  if (shown.method != "GET")
    result.push_back(&problem_of(errc::storage_full));
  for (auto code : {errc::internal, errc::storage_failed, errc::unavailable, errc::overloaded,
                    errc::deadline_exceeded})
    result.push_back(&problem_of(code));
  return result;
}

/// Under which statuses a key keeps a refusal.
std::set<int> replayed_statuses(const route& shown) {
  std::set<int> result;
  if (shown.takes_field("Idempotency-Key"))
    for (auto code : shown.refusals)
      if (is_definitive(code))
        result.insert(problem_of(code).status);
  return result;
}

/// One answer per status, naming the codes that share it.
void append_problems(json& responses, const route& shown) {
  std::map<int, std::string> texts;
  std::set<int> with_retry_after;
  const auto replayed = replayed_statuses(shown);
  for (auto* kind : problems_of(shown)) {
    if (kind->retry_after > 0)
      with_retry_after.insert(kind->status);
    auto& text = texts[kind->status];
    text += (text.empty() ? "`" : "\n\n`") + std::string{kind->code} + "`: ";
    text += kind->detail;
  }
  for (auto& [status, text] : texts) {
    auto& response = responses[std::to_string(status)];
    response = {{"description", text},
                {"content", {{problem_type, {{"schema", schema_of("Problem")}}}}}};
    if (with_retry_after.contains(status))
      response["headers"]["Retry-After"] = header("Seconds until it is worth a try.", "integer");
    if (replayed.contains(status))
      response["headers"]["Idempotency-Replayed"] = replayed_header();
  }
}

json operation_of(const route& shown) {
  json result = {{"operationId", id_of(shown)}, {"summary", shown.summary}, {"tags", {shown.tag}}};
  for (auto& each : shown.parameters)
    result["parameters"].push_back(parameter_of(each));
  if (shown.body != body_rule::none)
    result["requestBody"] = {
      {"required", shown.body == body_rule::required},
      {"content", {{json_type, {{"schema", schema_of(shown.body_schema)}}}}}};
  auto& responses = result["responses"];
  responses[std::to_string(shown.good.status)] = success_of(shown);
  if (shown.takes_field("If-None-Match"))
    responses["304"] = {{"description", "What If-None-Match names is still so."},
                        {"headers", headers_of(shown)}};
  append_problems(responses, shown);
  return result;
}

} // namespace

std::string openapi_document(std::span<const route> routes) {
  json document = {{"openapi", "3.1.0"},
                   {"info",
                    {{"title", "souk"},
                     {"version", version},
                     {"summary", "A shop: products, carts, checkout, orders."},
                     {"description", about_every_answer},
                     {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
                   {"tags",
                    {{{"name", "products"}, {"description", "What is sold, and for how much."}},
                     {{"name", "cart"}, {"description", "What a user wants to buy."}},
                     {{"name", "orders"}, {"description", "What a user has bought."}},
                     {{"name", "events"}, {"description", "What happened, in order."}},
                     {{"name", "service"}, {"description", "The shop itself."}}}},
                   {"paths", json::object()}};
  for (auto& each : routes)
    document["paths"][std::string{each.path}][in_lower_case(each.method)] = operation_of(each);
  document["components"]["schemas"] = json::parse(schemas_text());
  return document.dump(1, ' ', false, json::error_handler_t::replace);
}

} // namespace souk
