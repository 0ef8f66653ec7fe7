#include "http/money_text.hpp"
#include "http/problem.hpp"
#include "http/product_fields.hpp"
#include "messages/cart.hpp"
#include "messages/stock.hpp"
#include "messages/utf8.hpp"
#include "test/fuzz/property.hpp"
#include "test/fuzz/schema.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace {

using namespace souk;
using nlohmann::json;
using souk::fuzz::must;

constexpr currency unit{};

/// What a request says, kept to compare with.
struct request_texts {
  json_object body;
  std::vector<query_parameter> query;

  /// Every value of that name, in the characters it was sent in.
  std::vector<std::string> texts(std::string_view name) const {
    std::vector<std::string> result;
    for (auto& each : body.members)
      if (each.name == name && each.kind != json_kind::null)
        result.push_back(each.text);
    for (auto& each : query)
      if (each.name == name)
        result.push_back(each.value);
    return result;
  }

  void must_say(std::string_view name, std::string_view value) const {
    const auto all = texts(name);
    must(!all.empty(), "no value is made up");
    for (auto& each : all)
      must(each == value, "no value is converted");
  }

  void must_say(std::string_view name, const std::optional<std::string>& value) const {
    if (value)
      must_say(name, std::string_view{*value});
  }

  void must_say(std::string_view name, const std::optional<std::int64_t>& value) const {
    if (!value)
      return;
    for (auto& each : texts(name))
      must(each == std::to_string(*value) || (each == "-0" && *value == 0),
           "no integer is converted");
    must(!texts(name).empty(), "no integer is made up");
  }

  void must_say(std::string_view name, const std::optional<money>& value) const {
    if (!value)
      return;
    for (auto& each : texts(name))
      must(parse_money(each, value->unit) == std::variant<money, money_fault>{*value},
           "a price is exact");
    const auto named = texts("currency");
    must(value->unit == unit
           || std::find(named.begin(), named.end(), value->unit.name()) != named.end(),
         "no currency is made up");
    must(!texts(name).empty(), "no price is made up");
  }
};

/// A text that may be absent or null, which it is as well if it is empty.
void must_say(const request_texts& said, std::string_view name, const std::string& value) {
  if (!value.empty())
    said.must_say(name, std::string_view{value});
}

// Each takes a request apart as its handler does.

void read_new_product(field_reader& from, const request_texts& said) {
  const auto fields = read_product_fields(from, unit);
  must_say(said, "name", fields.name);
  must_say(said, "description", fields.description);
  must_say(said, "sku", fields.sku);
  must_say(said, "category", fields.category);
  if (fields.price.minor != 0)
    said.must_say("price", std::optional{fields.price});
  if (fields.stock)
    said.must_say("stock", std::optional<std::int64_t>{*fields.stock});
}

void read_changes(field_reader& from, const request_texts& said) {
  const auto command = read_product_changes(from, unit);
  if (command.name)
    must_say(said, "name", *command.name);
  if (command.description)
    must_say(said, "description", *command.description);
  if (command.price)
    said.must_say("price", std::optional{*command.price});
  if (command.stock && command.stock->on_hand)
    said.must_say("stock", std::optional<std::int64_t>{*command.stock->on_hand});
}

void read_line(field_reader& from, const request_texts& said) {
  said.must_say("user_id", from.user_id("user_id"));
  said.must_say("product_id", from.integer("product_id", {true, 1}));
  said.must_say("quantity", from.integer("quantity", {false, 1, quantity_max}));
}

void read_agreement(field_reader& from, const request_texts& said) {
  said.must_say("user_id", from.user_id("user_id"));
  said.must_say("expected_total", from.price("expected_total", false, unit));
}

void read_movement(field_reader& from, const request_texts& said) {
  constexpr std::array<std::string_view, 2> types{"received", "adjusted"};
  if (const auto type = from.word("type", types))
    said.must_say("type", types[*type]);
  said.must_say("quantity",
                from.integer("quantity", {true, -movement_units_max, movement_units_max}));
  said.must_say("reason", from.text("reason", {false, 1, 200}));
}

struct body_kind {
  std::string_view schema;
  void (*read)(field_reader&, const request_texts&);
};

constexpr std::array<body_kind, 5> kinds{{{"NewProduct", read_new_product},
                                          {"ProductChanges", read_changes},
                                          {"NewLine", read_line},
                                          {"Agreement", read_agreement},
                                          {"NewMovement", read_movement}}};

/// What the schema cannot say: where a value stands in the query, decimals, 64 bits, U+0000.
bool is_beyond_schema(const field_fault& fault, const json& body) {
  const auto name = fault.pointer.substr(1);
  return fault.code == "missing" || fault.code == "invalid_character" || name == "price"
         || name == "expected_total" || (body.contains(name) && body[name].is_number());
}

/// The documentation does not promise less or more than there is.
void check_schema(const body_kind& kind, std::string_view text,
                  const std::vector<field_fault>& faults) {
  const auto body = json::parse(text.empty() ? "{}" : text);
  const bool is_documented = fuzz::schema_check::accepts(kind.schema, body);
  if (faults.empty())
    must(is_documented, "what is taken is documented");
  if (is_documented)
    for (auto& each : faults)
      must(is_beyond_schema(each, body), "what is documented is taken");
}

void check_faults(const std::vector<field_fault>& faults) {
  constexpr std::array<std::string_view, 11> codes{
    "missing",       "wrong_type", "out_of_range",      "unknown_value",
    "too_short",     "too_long",   "too_many_decimals", "invalid_character",
    "contradiction", "duplicate",  "unknown_member"};
  must(faults.size() <= field_faults_max, "the faults keep their limit");
  for (auto& each : faults) {
    must(each.pointer.starts_with('/') && valid_utf8(each.pointer), "a fault points somewhere");
    must(std::find(codes.begin(), codes.end(), each.code) != codes.end(), "a code is documented");
    must(each.detail.ends_with('.'), "a detail is a sentence");
  }
  const auto answer = problem_answer(problems::invalid_request, {}, faults);
  const auto shown = json::parse(std::get<std::string>(answer.body));
  must(shown["errors"].size() == faults.size(), "every fault is shown");
  for (std::size_t i = 0; i < faults.size(); ++i)
    must(shown["errors"][i]["pointer"] == faults[i].pointer, "every fault is shown where it is");
}

} // namespace

/// A digit that chooses what the body should be, a query, a line feed, and a body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto input = fuzz::text_of(data, size);
  if (input.empty())
    return 0;
  const auto& kind = kinds[static_cast<unsigned char>(input[0] - '0') % kinds.size()];
  input.remove_prefix(1);
  const auto query_text = input.substr(0, input.find('\n'));
  const auto body_text = input.substr(std::min(query_text.size() + 1, input.size()));
  auto query = parse_query(query_text);
  auto body =
    body_text.empty() ? std::variant<json_object, malformed>{} : read_json_object(body_text);
  if (!query || std::holds_alternative<malformed>(body))
    return 0;
  const request_texts said{std::get<json_object>(body), *query};
  field_reader reader{std::get<json_object>(std::move(body)), std::move(*query)};
  kind.read(reader, said);
  const auto faults = reader.finish();
  check_faults(faults);
  if (faults.empty())
    for (auto& each : said.query)
      must(fuzz::schema_check::knows(kind.schema, each.name), "a parameter taken is documented");
  if (said.query.empty())
    check_schema(kind, body_text, faults);
  return 0;
}
