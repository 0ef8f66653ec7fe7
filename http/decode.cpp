#include "http/decode.hpp"

#include "http/money_text.hpp"
#include "messages/user_id.hpp"
#include "messages/utf8.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace souk {

namespace {

/// A name the client chose is shown up to this length.
constexpr std::size_t shown_characters_max = 64;

/// The name, cut if it is long.
std::string cut_name(std::string_view name) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < shown_characters_max && at < name.size(); ++i)
    at += std::max<std::size_t>(utf8_character_bytes(name.substr(at)), 1);
  return std::string{name.substr(0, at)} + (at < name.size() ? "..." : "");
}

std::string pointer_to(std::string_view name) {
  std::string result = "/";
  for (char c : cut_name(name)) {
    if (c == '~')
      result += "~0";
    else if (c == '/')
      result += "~1";
    else
      result += c;
  }
  return result;
}

/// The name as it may stand in a sentence: anything but printable ASCII is a question mark.
std::string printable(std::string_view name) {
  auto result = cut_name(name);
  std::replace_if(
    result.begin(), result.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return result;
}

std::string characters(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " character." : " characters.");
}

/// A query has texts only; a whole number in it becomes what the body would have.
void read_whole_number(json_member& parameter) {
  if (!is_whole_number(parameter.text))
    return;
  const auto integer = parse_integer(parameter.text);
  parameter.kind = integer ? json_kind::integer : json_kind::number;
  parameter.integer = integer.value_or(0);
}

std::string range_of(const integer_rule& rule) {
  return " must be from " + std::to_string(rule.min) + " to " + std::to_string(rule.max) + ".";
}

/// Code and detail of a price that is none.
std::pair<std::string_view, std::string> explain(money_fault fault, currency unit) {
  switch (fault) {
    case money_fault::not_a_number:
      break;
    case money_fault::negative:
      return {"out_of_range", " must not be negative."};
    case money_fault::too_many_decimals:
      return {"too_many_decimals",
              unit.decimals() == 0
                ? " must have no decimals."
                : " must have at most " + std::to_string(unit.decimals()) + " decimals."};
    case money_fault::too_large: {
      std::string detail = " must be at most ";
      append_money(detail, {std::numeric_limits<std::int64_t>::max(), unit});
      return {"out_of_range", detail + "."};
    }
  }
  return {"wrong_type", " must be a number in decimal digits, without an exponent."};
}

} // namespace

field_reader::field_reader(json_object body, std::vector<query_parameter> query,
                           std::vector<query_parameter> unknown) {
  entries_.reserve(body.members.size() + query.size() + unknown.size());
  for (auto& each : body.members)
    entries_.push_back({std::move(each)});
  for (auto& [name, value] : query)
    entries_.push_back({{std::move(name), json_kind::string, std::move(value)}, true});
  for (auto& [name, value] : unknown)
    entries_.push_back({{std::move(name), json_kind::string, std::move(value)}, true, true});
}

field_reader::values field_reader::take(std::string_view name, bool required, json_kind wanted) {
  values found;
  std::size_t times_in_query = 0;
  for (auto& [value, is_in_query, is_unknown, is_taken] : entries_) {
    if (is_taken || is_unknown || value.name != name)
      continue;
    is_taken = true;
    if (is_in_query && wanted == json_kind::integer)
      read_whole_number(value);
    if (!is_in_query || ++times_in_query == 1)
      found.add(value);
  }
  if (times_in_query > 1) {
    record(name, "duplicate", std::string{name} + " must be given only once in the query.");
    return {};
  }
  if (found.begin() == found.end() && required)
    record(name, "missing", std::string{name} + " is required.");
  return found;
}

template <class T, class Check>
std::optional<T> field_reader::agreed(const values& found, Check check) {
  std::optional<T> result;
  for (const auto* value : found) {
    std::optional<T> checked = check(*value);
    if (!checked)
      return std::nullopt;
    if (result && *result != *checked) {
      record(value->name, "contradiction",
             value->name + " must be the same in the query and in the body.");
      return std::nullopt;
    }
    result = std::move(checked);
  }
  return result;
}

template <class T, class Check>
nullable<T> field_reader::agreed_or_null(const values& found, Check check) {
  using value_or_null = std::optional<T>;
  auto result = agreed<value_or_null>(found, [&check](const json_member& value) {
    if (value.kind == json_kind::null)
      return std::optional<value_or_null>{std::in_place};
    auto checked = check(value);
    return checked ? std::optional<value_or_null>{std::move(checked)} : std::nullopt;
  });
  if (!result)
    return {};
  return {true, std::move(*result)};
}

std::optional<std::string> field_reader::text(std::string_view name, text_rule rule) {
  return agreed<std::string>(
    take(name, rule.required, json_kind::string),
    [this, rule](const json_member& value) { return check_text(value, rule); });
}

nullable<std::string> field_reader::nullable_text(std::string_view name, text_rule rule) {
  return agreed_or_null<std::string>(
    take(name, rule.required, json_kind::string),
    [this, rule](const json_member& value) { return check_text(value, rule); });
}

std::optional<std::int64_t> field_reader::integer(std::string_view name, integer_rule rule) {
  return agreed<std::int64_t>(
    take(name, rule.required, json_kind::integer),
    [this, rule](const json_member& value) { return check_integer(value, rule); });
}

std::optional<money> field_reader::price(std::string_view name, bool required, currency usual) {
  const auto named =
    agreed<currency>(take("currency", false, json_kind::string),
                     [this](const json_member& value) { return check_currency(value); });
  return agreed<money>(take(name, required || named, json_kind::number),
                       [this, unit = named.value_or(usual)](const json_member& value) {
                         return check_price(value, unit);
                       });
}

nullable<std::int64_t> field_reader::stock(std::string_view name) {
  return agreed_or_null<std::int64_t>(
    take(name, false, json_kind::integer),
    [this](const json_member& value) { return check_integer(value, {}); });
}

std::optional<std::size_t> field_reader::word(std::string_view name,
                                              std::span<const std::string_view> words) {
  auto check = [&](const json_member& value) -> std::optional<std::size_t> {
    const auto found = std::find(words.begin(), words.end(), value.text);
    if (value.kind == json_kind::string && found != words.end())
      return static_cast<std::size_t>(found - words.begin());
    std::string choice;
    for (auto each : words)
      choice += (choice.empty() ? " must be " : " or ") + std::string{each};
    record(value.name, "unknown_value", value.name + choice + ".");
    return std::nullopt;
  };
  return agreed<std::size_t>(take(name, true, json_kind::string), check);
}

std::optional<std::string> field_reader::user_id(std::string_view name) {
  return agreed<std::string>(take(name, true, json_kind::string),
                             [this](const json_member& value) { return check_user_id(value); });
}

std::optional<std::string> field_reader::check_text(const json_member& value,
                                                    const text_rule& rule) {
  auto length = utf8_length(value.text);
  if (value.kind != json_kind::string)
    record(value.name, "wrong_type", value.name + " must be a string.");
  else if (length < rule.min)
    record(value.name, "too_short", value.name + " must have at least " + characters(rule.min));
  else if (length > rule.max)
    record(value.name, "too_long", value.name + " must have at most " + characters(rule.max));
  else if (value.text.find('\0') != std::string::npos)
    record(value.name, "invalid_character", value.name + " must not contain U+0000.");
  else
    return value.text;
  return std::nullopt;
}

std::optional<std::int64_t> field_reader::check_integer(const json_member& value,
                                                        const integer_rule& rule) {
  if (value.kind == json_kind::integer && value.integer >= rule.min && value.integer <= rule.max)
    return value.integer;
  if (value.kind == json_kind::integer
      || (value.kind == json_kind::number && is_whole_number(value.text)))
    record(value.name, "out_of_range", value.name + range_of(rule));
  else
    record(value.name, "wrong_type", value.name + " must be a whole number.");
  return std::nullopt;
}

std::optional<currency> field_reader::check_currency(const json_member& value) {
  const auto result = value.kind == json_kind::string ? parse_currency(value.text) : std::nullopt;
  if (!result)
    record(value.name, value.kind == json_kind::string ? "unknown_value" : "wrong_type",
           value.name + " must be three capital letters, as in USD.");
  return result;
}

std::optional<money> field_reader::check_price(const json_member& value, currency unit) {
  bool has_digits = value.kind == json_kind::string || value.kind == json_kind::integer
                    || value.kind == json_kind::number;
  auto parsed = has_digits ? parse_money(value.text, unit) : money_fault::not_a_number;
  if (auto* amount = std::get_if<money>(&parsed))
    return *amount;
  auto [code, detail] = explain(std::get<money_fault>(parsed), unit);
  record(value.name, code, value.name + detail);
  return std::nullopt;
}

std::optional<std::string> field_reader::check_user_id(const json_member& value) {
  auto result = check_text(value, {.required = true, .min = 1, .max = user_id_characters_max});
  if (result && !is_user_id(*result)) {
    record(value.name, "invalid_character",
           value.name + " must be made of the characters A-Z a-z 0-9 . _ @ : - only.");
    return std::nullopt;
  }
  return result;
}

std::vector<field_fault> field_reader::finish() {
  for (auto& [value, is_in_query, is_unknown, is_taken] : entries_)
    if (!is_taken)
      record(value.name, "unknown_member",
             (is_in_query ? "The query parameter \"" : "The member \"") + printable(value.name)
               + "\" is unknown.");
  return std::move(faults_);
}

void field_reader::record(std::string_view name, std::string_view code, std::string detail) {
  if (faults_.size() < field_faults_max)
    faults_.push_back({pointer_to(name), std::string{code}, std::move(detail)});
}

} // namespace souk
