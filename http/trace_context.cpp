#include "http/trace_context.hpp"

#include "http/hex.hpp"
#include "http/spread.hpp"
#include "messages/random_bits.hpp"

#include <algorithm>
#include <atomic>

namespace souk {

namespace {

bool is_hex(std::string_view text) {
  return text.find_first_not_of(hex_digits) == std::string_view::npos;
}

bool is_zero(std::string_view text) {
  return text.find_first_not_of('0') == std::string_view::npos;
}

} // namespace

std::optional<trace_context> parse_traceparent(std::string_view field_value) {
  auto text = field_value.substr(0, traceparent_bytes);
  if (text.size() < traceparent_bytes)
    return std::nullopt;
  const auto format = text.substr(0, 2);
  const auto trace_id = text.substr(3, 32);
  const auto parent_id = text.substr(36, 16);
  const auto flags = text.substr(53, 2);
  for (auto at : {2, 35, 52})
    if (text[static_cast<std::size_t>(at)] != '-')
      return std::nullopt;
  if (!is_hex(format) || !is_hex(trace_id) || !is_hex(parent_id) || !is_hex(flags))
    return std::nullopt;
  if (format == "ff" || is_zero(trace_id) || is_zero(parent_id))
    return std::nullopt;
  const auto rest = field_value.substr(traceparent_bytes);
  if (!rest.empty() && (format == "00" || rest.front() != '-'))
    return std::nullopt;
  trace_context result;
  std::copy(trace_id.begin(), trace_id.end(), result.trace_id.begin());
  result.is_sampled = hex_digits.find(flags[1]) % 2 == 1;
  return result;
}

std::string traceparent_of(const trace_context& trace, std::uint64_t span_id) {
  std::string result = "00-";
  result.append(trace.trace_id.data(), trace.trace_id.size());
  result += '-';
  append_hex(result, span_id, 16);
  return result += trace.is_sampled ? "-01" : "-00";
}

std::uint64_t next_span_id() {
  static std::atomic<std::uint64_t> last{random_bits()};
  // An odd step goes through every number before it repeats one; only 0 is spread to 0.
  constexpr std::uint64_t step = 0x9e3779b97f4a7c15;
  const auto number = last.fetch_add(step, std::memory_order_relaxed) + step;
  return number != 0 ? spread(number) : next_span_id();
}

} // namespace souk
