#include "http/trace_context.hpp"
#include "test/fuzz/property.hpp"

#include <string>

namespace {

using namespace souk;
using souk::fuzz::must;

constexpr std::string_view digits = "0123456789abcdef";

bool is_same(const std::optional<trace_context>& a, const trace_context& b) {
  return a && a->trace_id == b.trace_id && a->is_sampled == b.is_sampled;
}

bool is_zero(std::string_view text) {
  return text.find_first_not_of('0') == std::string_view::npos;
}

void check_read(const std::string& value, const trace_context& trace) {
  const auto known = value.substr(0, traceparent_bytes);
  must(known.size() == traceparent_bytes, "all of it is there");
  must(known.find_first_not_of("0123456789abcdef-") == std::string::npos, "it can be logged");
  const std::string_view id{trace.trace_id.data(), trace.trace_id.size()};
  must(known.substr(3, 32) == id && !is_zero(id), "the trace is the one that was named");
  must(digits.find(known.back()) % 2 == static_cast<std::size_t>(trace.is_sampled),
       "the last flag says whether it is sampled");
  must(is_same(parse_traceparent(traceparent_of(trace, 1)), trace), "the answer is of that trace");
  must(is_same(parse_traceparent(known), trace), "a later version is read as far as this one goes");
  const bool is_later = !known.starts_with("00");
  must(is_later || value == known, "nothing stands behind version 00");
  must(is_same(parse_traceparent(known + "-\x80\n\""), trace) == is_later,
       "something may stand behind a later version");
  must(!parse_traceparent(known + "0") && !parse_traceparent(' ' + known), "its length is its own");
  for (std::size_t i = 0; i < known.size(); ++i) {
    auto broken = known;
    broken[i] = known[i] == '-' ? '0' : 'A';
    must(!parse_traceparent(broken), "every character counts");
  }
}

/// The bytes in hexadecimal, and zeros where there are none.
std::string hex(std::string_view bytes, std::size_t first, std::size_t count) {
  std::string result;
  for (auto i = first; i < first + count; ++i) {
    const auto byte = i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u;
    result += digits[byte >> 4];
    result += digits[byte & 0xf];
  }
  return result;
}

/// Every trace has a form that is read.
void check_form(std::string_view bytes) {
  const auto trace_id = hex(bytes, 0, 16);
  const auto parent_id = hex(bytes, 16, 8);
  const auto flags = hex(bytes, 24, 1);
  const auto found = parse_traceparent("00-" + trace_id + '-' + parent_id + '-' + flags);
  must(found.has_value() == (!is_zero(trace_id) && !is_zero(parent_id)),
       "everything but zeros names a trace");
}

} // namespace

/// Any bytes as the value of the field, and as what it is made of.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  if (const auto trace = parse_traceparent(text))
    check_read(std::string{text}, *trace);
  check_form(text);
  return 0;
}
