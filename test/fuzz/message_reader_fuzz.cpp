#include "http/edge/message_reader.hpp"
#include "http/edge/partial_message.hpp"
#include "http/token.hpp"
#include "test/fuzz/framing.hpp"
#include "test/fuzz/property.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace souk;
using souk::fuzz::must;
using result = message_reader::result;

/// What a reader makes of some bytes.
struct outcome {
  result what = result::partial;
  framing_fault fault = {};
  std::string canonical = {};
  std::size_t size = 0;
  bool is_canonical = false;

  bool operator==(const outcome& other) const {
    return what == other.what && fault.kind == other.fault.kind
           && fault.detail == other.fault.detail && canonical == other.canonical
           && size == other.size && is_canonical == other.is_canonical;
  }
};

/// The input grows from `first` bytes by `step` bytes a time until there is an outcome.
outcome read(std::string_view input, const edge_limits& limits, std::size_t first, std::size_t step,
             last_fields* last = nullptr) {
  message_reader reader{limits, last};
  for (std::size_t end = first;; end += step) {
    const auto so_far = input.substr(0, end);
    const auto what = reader.read(so_far);
    if (what == result::whole)
      return {what, {}, reader.canonical(so_far, false), reader.size(), reader.is_canonical()};
    if (what == result::refused) {
      must(reader.fault().kind != nullptr, "a refusal says why");
      must(reader.read(input) == result::refused, "a refusal is final");
      return {what, reader.fault()};
    }
    if (end >= input.size())
      return {};
  }
}

/// What a client makes the server keep while its request is not whole.
std::size_t partial_bytes_max(const edge_limits& limits) {
  constexpr std::size_t empty_lines = 10;
  constexpr std::size_t line_ends = 4;
  constexpr std::size_t chunk_line = 4'096;
  return empty_lines + line_ends + limits.request_line_bytes_max + limits.header_bytes_max
         + 2 * limits.body_bytes_max + std::max(chunk_line, limits.header_bytes_max);
}

void check_sizes(const outcome& got, std::string_view input, const edge_limits& limits) {
  must(got.size <= input.size(), "a message does not end behind the input");
  const auto message = fuzz::split_message(got.canonical);
  must(message.line.size() <= limits.request_line_bytes_max, "the request line keeps its limit");
  // Host and Content-Length may be added.
  must(message.fields.size() <= limits.fields_max + 2, "the fields keep their limit");
  must(message.body.size() <= limits.body_bytes_max, "the body keeps its limit");
}

/// Reading what was handed on once more changes nothing; what is added may go beyond a limit.
void check_fixed_point(const std::string& canonical, const edge_limits& limits) {
  auto wider = limits;
  wider.request_line_bytes_max += 1;
  wider.header_bytes_max += limits.request_line_bytes_max + 100;
  wider.fields_max += 3;
  const auto again = read(canonical, wider, canonical.size(), 1);
  must(again.what == result::whole, "the canonical form is a message");
  must(again.size == canonical.size(), "the canonical form is one message");
  must(again.is_canonical, "the canonical form is canonical");
  must(again.canonical == canonical, "the canonical form stays what it is");
}

/// What is shown of a request, whether it is one or not.
void check_shown(const message_reader& reader, std::string_view input, bool is_whole) {
  const auto head = reader.head_in(input);
  const partial_message shown{head, {}};
  must(shown.method().empty() || is_token(shown.method()), "a method is a token");
  must(shown.target().find(' ') == std::string_view::npos, "a target has no space");
  must(!is_whole || shown.method() == reader.line_in(input).method, "a method is that of the line");
  std::size_t bytes = shown.method().size() + shown.target().size();
  shown.for_each_field([&](std::string_view name, std::string_view value) {
    must(value.find("\r\n") == std::string_view::npos, "a value is in one line");
    bytes += name.size() + value.size();
  });
  must(bytes <= head.size(), "nothing is shown that was not there");
}

} // namespace

/// Any bytes, cut in different ways. The last two bytes say how.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto input = fuzz::text_of(data, size);
  const auto how = fuzz::take_last(input);
  const std::size_t first = fuzz::take_last(input);
  const auto limits = how % 2 == 0 ? edge_limits{} : fuzz::small_limits();
  const auto got = read(input, limits, input.size(), 1);
  must(read(input, limits, first, how / 2 + 1) == got, "cuts make no difference");
  last_fields last;
  for (int time = 1; time <= 2; ++time)
    must(read(input, limits, first, how / 2 + 1, &last) == got, "the last fields make none either");
  must(read(input, limits, input.size(), 1, &last) == got, "not to a message in one piece either");
  message_reader reader{limits};
  reader.read(input);
  check_shown(reader, input, got.what == result::whole);
  if (got.what == result::partial)
    must(input.size() <= partial_bytes_max(limits), "nothing grows without an end");
  if (got.what != result::whole)
    return 0;
  check_sizes(got, input, limits);
  check_fixed_point(got.canonical, limits);
  check_fixed_point(reader.canonical(input, true), limits);
  return 0;
}
