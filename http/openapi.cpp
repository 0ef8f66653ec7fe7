#include "http/openapi.hpp"

#include "http/schemas.hpp"
#include "http/version.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace souk {

namespace {

using json = nlohmann::ordered_json;

constexpr std::string_view about_every_answer =
  "Every answer has an `X-Request-Id`: the request's own, if that has 1 to 128 characters of "
  "`A-Z a-z 0-9 . _ -`, or a new one. A request with a `traceparent` (W3C Trace Context) is "
  "answered with one of the same trace. Answers of more than 1 KiB are sent as gzip to those who "
  "take it.";

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

json tag_header() {
  return {{"ETag",
           {{"description", "Another one for every other answer, and for its gzip form."},
            {"schema", {{"type", "string"}}}}}};
}

json success_of(const success& shown) {
  json result = {{"description", shown.description}};
  if (!shown.schema.empty())
    result["content"][std::string{json_type}] = {{"schema", schema_of(shown.schema)}};
  if (shown.has_tag)
    result["headers"] = tag_header();
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
       {&problems::body_too_large, &problems::target_too_long, &problems::fields_too_large,
        &problems::rate_limited, &problems::shutting_down})
    result.push_back(kind);
  if (shown.method != "GET")
    result.push_back(&problem_of(errc::storage_full));
  for (auto code : {errc::internal, errc::unavailable, errc::overloaded, errc::deadline_exceeded})
    result.push_back(&problem_of(code));
  return result;
}

/// One answer per status, naming the codes that share it.
void append_problems(json& responses, const route& shown) {
  std::map<int, std::string> texts;
  for (auto* kind : problems_of(shown)) {
    auto& text = texts[kind->status];
    text += (text.empty() ? "`" : "\n\n`") + std::string{kind->code} + "`: ";
    text += kind->detail;
  }
  for (auto& [status, text] : texts)
    responses[std::to_string(status)] = {
      {"description", text}, {"content", {{problem_type, {{"schema", schema_of("Problem")}}}}}};
}

json operation_of(const route& shown) {
  json result = {{"summary", shown.summary}, {"tags", {shown.tag}}};
  for (auto& each : shown.parameters)
    result["parameters"].push_back(parameter_of(each));
  if (shown.body != body_rule::none)
    result["requestBody"] = {
      {"required", shown.body == body_rule::required},
      {"content", {{json_type, {{"schema", schema_of(shown.body_schema)}}}}}};
  auto& responses = result["responses"];
  responses[std::to_string(shown.good.status)] = success_of(shown.good);
  if (shown.takes_field("If-None-Match"))
    responses["304"] = {{"description", "What If-None-Match names is still so."},
                        {"headers", tag_header()}};
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
  for (auto& each : routes) {
    std::string method{each.method};
    std::transform(method.begin(), method.end(), method.begin(),
                   [](char c) { return static_cast<char>(c | 0x20); });
    document["paths"][std::string{each.path}][method] = operation_of(each);
  }
  document["components"]["schemas"] = json::parse(schemas_text());
  return document.dump(1, ' ', false, json::error_handler_t::replace);
}

} // namespace souk
