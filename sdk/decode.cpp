#include "sdk/decode.hpp"

#include <charconv>
#include <utility>

namespace souk::sdk {

namespace {

using kind = json_value::kind;

[[noreturn]] void fail(std::string_view name) {
  throw decode_error{"the answer has no valid \"" + std::string{name} + "\""};
}

/// The member if it is there and not null.
const json_value* optional_member(const json_value& from, std::string_view name) {
  auto* found = from.find(name);
  return found && found->type != kind::null ? found : nullptr;
}

const json_value& member(const json_value& from, std::string_view name, kind type) {
  auto* found = from.find(name);
  if (!found || found->type != type)
    fail(name);
  return *found;
}

const std::string& text_of(const json_value& from, std::string_view name) {
  return member(from, name, kind::string).text;
}

std::int64_t integer_of(const json_value& from, std::string_view name) {
  auto number = parse_integer(member(from, name, kind::number).text);
  if (!number)
    fail(name);
  return *number;
}

amount amount_of(const json_value& from, std::string_view name, std::string_view currency) {
  auto result = amount::parse(member(from, name, kind::number).text, currency);
  if (!result)
    fail(name);
  return *std::move(result);
}

time_point time_of(const json_value& from, std::string_view name) {
  auto time = parse_time(text_of(from, name));
  if (!time)
    fail(name);
  return *time;
}

std::string text_or_empty(const json_value& from, std::string_view name) {
  return optional_member(from, name) ? text_of(from, name) : std::string{};
}

std::optional<std::int64_t> optional_integer(const json_value& from, std::string_view name) {
  return optional_member(from, name) ? std::optional{integer_of(from, name)} : std::nullopt;
}

std::optional<amount> optional_amount(const json_value& from, std::string_view name,
                                      std::string_view currency) {
  return optional_member(from, name) ? std::optional{amount_of(from, name, currency)}
                                     : std::nullopt;
}

template <class Decode>
auto list_of(const json_value& array, Decode decode_element) {
  if (array.type != kind::array)
    throw decode_error{"the answer is no list"};
  std::vector<decltype(decode_element(array))> result;
  result.reserve(array.elements.size());
  for (auto& each : array.elements)
    result.push_back(decode_element(each));
  return result;
}

cart_line decode_cart_line(const json_value& from, std::string_view currency) {
  return {integer_of(from, "product_id"),
          integer_of(from, "quantity"),
          text_of(from, "name"),
          amount_of(from, "price", currency),
          amount_of(from, "line_total", currency),
          member(from, "available", kind::boolean).text == "true"};
}

cart_warning decode_warning(const json_value& from, std::string_view currency) {
  return {text_of(from, "code"),
          integer_of(from, "product_id"),
          optional_amount(from, "was", currency),
          optional_amount(from, "now", currency),
          optional_integer(from, "requested"),
          optional_integer(from, "available")};
}

order_line decode_order_line(const json_value& from, std::string_view currency) {
  return {integer_of(from, "product_id"), text_of(from, "name"), amount_of(from, "price", currency),
          integer_of(from, "quantity"), amount_of(from, "line_total", currency)};
}

movement decode_movement(const json_value& from) {
  return {integer_of(from, "sequence"),  text_of(from, "type"),
          integer_of(from, "quantity"),  optional_integer(from, "order_id"),
          text_or_empty(from, "reason"), time_of(from, "happened_at")};
}

event decode_event(const json_value& from) {
  return {integer_of(from, "id"),
          text_of(from, "entity"),
          text_of(from, "entity_id"),
          integer_of(from, "sequence"),
          text_of(from, "kind"),
          text_or_empty(from, "actor"),
          write_json(member(from, "details", kind::object)),
          time_of(from, "happened_at")};
}

store_report decode_store(const json_value& from) {
  auto counter = [&from](std::string_view name) {
    return optional_integer(from, name).value_or(0);
  };
  return {counter("batches"), counter("writes"), counter("largest_batch"),
          std::chrono::microseconds{counter("mean_commit_us")}};
}

field_error decode_field_error(const json_value& from) {
  return {text_or_empty(from, "pointer"), text_or_empty(from, "code"),
          text_or_empty(from, "detail")};
}

short_line decode_short_line(const json_value& from) {
  return {integer_of(from, "product_id"), integer_of(from, "requested"),
          integer_of(from, "available")};
}

void read_problem(const json_value& from, problem& into) {
  into.code = text_or_empty(from, "code");
  into.title = text_or_empty(from, "title");
  into.detail = text_or_empty(from, "detail");
  into.request_id = text_or_empty(from, "request_id");
  if (auto* errors = optional_member(from, "errors"))
    into.errors = list_of(*errors, decode_field_error);
  if (auto* lines = optional_member(from, "lines"))
    into.lines = list_of(*lines, decode_short_line);
  if (optional_member(from, "total"))
    into.total = amount_of(from, "total", text_of(from, "currency"));
}

/// The digits from `start` on as a number; nothing unless they are digits.
std::optional<unsigned> digits_at(std::string_view text, std::size_t start, std::size_t count) {
  unsigned value = 0;
  for (char c : text.substr(start, count)) {
    if (c < '0' || c > '9')
      return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

/// The milliseconds of `.678Z`, `.6Z` or `Z`.
std::optional<unsigned> parse_fraction(std::string_view text) {
  if (text == "Z")
    return 0;
  if (text.size() < 3 || text.front() != '.' || text.back() != 'Z')
    return std::nullopt;
  auto digits = std::string{text.substr(1, text.size() - 2)};
  if (digits.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  digits.resize(3, '0');
  return digits_at(digits, 0, 3);
}

} // namespace

health_report decode_health(const json_value& from) {
  return {text_of(from, "status"), text_or_empty(from, "version"),
          std::chrono::seconds{optional_integer(from, "uptime_seconds").value_or(0)},
          optional_integer(from, "restarts").value_or(0),
          optional_member(from, "store") ? decode_store(member(from, "store", kind::object))
                                         : store_report{}};
}

product decode_product(const json_value& from) {
  return {integer_of(from, "id"),
          text_of(from, "name"),
          amount_of(from, "price", text_of(from, "currency")),
          text_or_empty(from, "description"),
          optional_integer(from, "stock"),
          text_or_empty(from, "sku"),
          text_or_empty(from, "category"),
          integer_of(from, "version"),
          time_of(from, "created_at"),
          time_of(from, "updated_at")};
}

std::vector<product> decode_products(const json_value& from) {
  return list_of(from, decode_product);
}

cart decode_cart(const json_value& from) {
  auto& unit = text_of(from, "currency");
  return {text_of(from, "user_id"),
          list_of(member(from, "items", kind::array),
                  [&unit](const json_value& line) { return decode_cart_line(line, unit); }),
          amount_of(from, "total", unit), integer_of(from, "version"),
          list_of(member(from, "warnings", kind::array),
                  [&unit](const json_value& warning) { return decode_warning(warning, unit); })};
}

order decode_order(const json_value& from) {
  auto& unit = text_of(from, "currency");
  return {integer_of(from, "id"),
          text_of(from, "user_id"),
          list_of(member(from, "items", kind::array),
                  [&unit](const json_value& line) { return decode_order_line(line, unit); }),
          amount_of(from, "total", unit),
          text_of(from, "status"),
          time_of(from, "created_at")};
}

std::vector<order> decode_orders(const json_value& from) {
  return list_of(from, decode_order);
}

stock decode_stock(const json_value& from) {
  return {integer_of(from, "product_id"),
          optional_integer(from, "on_hand"),
          integer_of(from, "reserved"),
          optional_integer(from, "available"),
          list_of(member(from, "movements", kind::array), decode_movement),
          {}};
}

stock_moved decode_stock_moved(const json_value& from) {
  return {integer_of(from, "product_id"), integer_of(from, "on_hand"),
          decode_movement(member(from, "movement", kind::object))};
}

std::vector<event> decode_events(const json_value& from) {
  return list_of(from, decode_event);
}

problem decode_problem(int status, std::string_view body) {
  problem result{status};
  if (auto parsed = parse_json(body)) {
    try {
      read_problem(*parsed, result);
    } catch (const decode_error&) {
      // What was read until here is worth keeping.
    }
  }
  return result;
}

std::optional<time_point> parse_time(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00Z";
  if (text.size() < shape.size() || text[4] != '-' || text[7] != '-' || text[10] != 'T'
      || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  auto year = digits_at(text, 0, 4);
  auto month = digits_at(text, 5, 2), day = digits_at(text, 8, 2);
  auto hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2);
  auto second = digits_at(text, 17, 2), millisecond = parse_fraction(text.substr(19));
  if (!year || !month || !day || !hour || !minute || !second || !millisecond)
    return std::nullopt;
  std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                   std::chrono::month{*month}, std::chrono::day{*day}};
  // A leap second is the 60th.
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60)
    return std::nullopt;
  return std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute}
         + std::chrono::seconds{*second} + std::chrono::milliseconds{*millisecond};
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t number = 0;
  auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc{} && end == text.data() + text.size() ? std::optional{number}
                                                                  : std::nullopt;
}

} // namespace souk::sdk
