#include "http/money_text.hpp"
#include "sdk/amount.hpp"
#include "test/fuzz/property.hpp"

#include <array>
#include <cstring>
#include <string>

namespace {

using namespace souk;
using souk::fuzz::must;

std::string printed(money amount) {
  std::string out;
  append_money(out, amount);
  return out;
}

/// A decimal number without what does not count: zeros behind the point, and the point.
std::string shortest(std::string text) {
  if (text.find('.') == std::string::npos)
    return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.'))
    text.pop_back();
  return text;
}

void check_read(std::string_view text, currency unit) {
  const auto result = parse_money(text, unit);
  const auto* amount = std::get_if<money>(&result);
  if (!amount) {
    const auto fault = std::get<money_fault>(result);
    must((fault != money_fault::negative) || text.starts_with('-'), "negative has a minus");
    return;
  }
  must(amount->minor >= 0 && amount->unit == unit, "what is read is an amount of that currency");
  must(shortest(printed(*amount)) == shortest(std::string{text}), "no digit is lost or made up");
}

void check_printed(std::int64_t minor, currency unit) {
  const auto text = printed({minor, unit});
  const auto point = text.find('.');
  const auto decimals = point == std::string::npos ? 0 : text.size() - point - 1;
  must(decimals == static_cast<std::size_t>(unit.decimals()), "all decimals are printed");
  const auto again = parse_money(text, unit);
  if (minor < 0)
    must(again == std::variant<money, money_fault>{money_fault::negative}, "negative stays so");
  else
    must(again == std::variant<money, money_fault>{money{minor, unit}}, "an amount is read back");
  auto digits = text;
  if (point != std::string::npos)
    digits.erase(point, 1);
  must(std::strtoll(digits.c_str(), nullptr, 10) == minor, "the digits are the minor units");
}

} // namespace

/// Any bytes as an amount, and the first eight of them as its minor units.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  std::int64_t minor = 0;
  std::memcpy(&minor, data, std::min(size, sizeof minor));
  for (std::string_view letters : {"JPY", "USD", "KWD", "CLF"}) {
    const auto unit = parse_currency(letters).value();
    check_read(text, unit);
    check_printed(minor, unit);
  }
  return 0;
}
