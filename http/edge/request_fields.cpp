#include "http/edge/request_fields.hpp"

#include "http/token.hpp"

#include <limits>
#include <utility>

namespace souk {

namespace {

constexpr std::string_view transfer_encoding = "transfer-encoding";
constexpr std::string_view malformed_field =
  "A field must be a name, a colon and a value on one line that ends with CR LF.";
constexpr std::string_view repeated = "Host, Content-Length, Content-Type, Content-Encoding, "
                                      "Transfer-Encoding and Idempotency-Key may stand only once.";
constexpr std::string_view no_host = "A request must have a Host field that names a host.";
constexpr std::string_view malformed_length = "Content-Length must be a number of bytes.";
constexpr std::string_view two_lengths =
  "Content-Length and Transfer-Encoding may not stand side by side.";
constexpr std::string_view too_old = "HTTP/1.0 has no Transfer-Encoding.";

/// Two of these would let two readers of one request disagree about it.
bool stands_once(known_field which) {
  return which < known_field::expect;
}

framing_fault malformed_request(std::string_view detail) {
  return {&problems::malformed_request, detail};
}

} // namespace

std::optional<framing_fault> read_field_line(std::string_view line, field_line& into) {
  const auto colon = leading<is_token_character>(line);
  if (colon == 0 || colon == line.size() || line[colon] != ':')
    return malformed_request(malformed_field);
  const auto value = line.substr(colon + 1);
  if (!is_field_value(value))
    return malformed_request(malformed_field);
  into = {line.substr(0, colon), trimmed(value)};
  return std::nullopt;
}

known_field known_field_of(std::string_view name) {
  const auto is = [name](std::string_view known) { return equals_ignoring_case(name, known); };
  switch (name.size()) {
    case 4:
      return is("host") ? known_field::host : known_field::other;
    case 6:
      return is("expect") ? known_field::expect : known_field::other;
    case 7:
      return is("upgrade") ? known_field::upgrade : known_field::other;
    case 10:
      return is("connection") ? known_field::connection : known_field::other;
    case 12:
      return is("content-type") ? known_field::content_type : known_field::other;
    case 14:
      return is("content-length") ? known_field::content_length : known_field::other;
    case 15:
      return is("idempotency-key") ? known_field::idempotency_key : known_field::other;
    case 16:
      if (is("proxy-connection"))
        return known_field::proxy_connection;
      return is("content-encoding") ? known_field::content_encoding : known_field::other;
    case 17:
      return is(transfer_encoding) ? known_field::transfer_encoding : known_field::other;
    default:
      return equals_ignoring_case(name.substr(0, transfer_encoding.size()), transfer_encoding)
               ? known_field::transfer_encoding_alike
               : known_field::other;
  }
}

std::optional<framing_fault> request_fields::add(const field_line& field) {
  const auto which = known_field_of(field.name);
  const bool is_repeated = std::exchange(seen_[static_cast<std::size_t>(which)], true);
  if (is_repeated && stands_once(which))
    return malformed_request(repeated);
  are_canonical_ = are_canonical_ && !is_for_edge(which);
  switch (which) {
    case known_field::host:
      return is_host(field.value) ? std::nullopt : std::optional{malformed_request(no_host)};
    case known_field::content_length:
      return read_content_length(field.value);
    case known_field::transfer_encoding:
      // RFC 9112, 6.1: a coding that is not understood is 501.
      if (!equals_ignoring_case(field.value, "chunked"))
        return framing_fault{&problems::coding_unknown};
      return std::nullopt;
    case known_field::expect:
      // Of several expectations every one must be met.
      is_continue_expected_ = equals_ignoring_case(field.value, "100-continue")
                              && (!is_repeated || is_continue_expected_);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<framing_fault> request_fields::finish(int minor_version) const {
  // RFC 9112, 3.2: a MUST of 1.1; a client of 1.0 may know of no Host.
  if (minor_version > 0 && !has(known_field::host))
    return malformed_request(no_host);
  if (is_chunked() && has(known_field::content_length))
    return malformed_request(two_lengths);
  if (is_chunked() && minor_version == 0)
    return malformed_request(too_old);
  if (expects_continue(minor_version) && !is_continue_expected_)
    return framing_fault{&problems::expectation_failed};
  return std::nullopt;
}

/// Source: RFC 9110, 8.6: digits, and nothing else.
std::optional<framing_fault> request_fields::read_content_length(std::string_view value) {
  if (value.empty() || !consists_of<is_digit>(value))
    return malformed_request(malformed_length);
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  for (char c : value) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    const bool fits = content_length_ <= (most - digit) / 10;
    content_length_ = fits ? content_length_ * 10 + digit : most;
    if (!fits)
      break;
  }
  return std::nullopt;
}

} // namespace souk
