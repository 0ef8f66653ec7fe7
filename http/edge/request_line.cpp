#include "http/edge/request_line.hpp"

#include "http/target.hpp"
#include "http/token.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string>

namespace souk {

namespace {

constexpr std::string_view malformed_line =
  "The first line must be a method, a target and HTTP/1.1, with one space between them.";
constexpr std::string_view malformed_target =
  "The target must be a path that begins with a slash, in visible ASCII characters.";
constexpr std::string_view no_authority = "The target must name a host, and no user.";

/// `HTTP/1.1`, and each other version that has a name. Source: RFC 9112, 2.3.
constexpr std::size_t version_bytes = 8;

/// What the parser behind knows and the shop answers. CONNECT is not among them: what follows it
/// would not be requests.
constexpr std::array<std::string_view, 8> methods{"GET",  "POST",    "PUT",   "DELETE",
                                                  "HEAD", "OPTIONS", "PATCH", "TRACE"};

/// A fragment never leaves a client; the rest of what RFC 3986 excludes does from some browsers.
constexpr bool is_target_character(char c) {
  return c > ' ' && c < '\x7f' && c != '#';
}

/// What a name of a host is made of, but for percent-encoded bytes. Source: RFC 3986, 3.2.2,
/// unreserved and sub-delims.
constexpr bool is_name_character(char c) {
  return is_letter(c) || is_digit(c)
         || std::string_view{"-._~!$&'()*+;="}.find(c) != std::string_view::npos;
}

bool is_percent_encoded(std::string_view text) {
  return text.size() >= 3 && text[0] == '%' && hex_value(text[1]) >= 0 && hex_value(text[2]) >= 0;
}

bool is_address(const std::string& text) {
  in6_addr ignored;
  return text.find('\0') == std::string::npos && ::inet_pton(AF_INET6, text.c_str(), &ignored) == 1;
}

/// How much of the text is an address of IPv6 between brackets; 0: it begins with none.
std::size_t address_size(std::string_view text) {
  const auto end = text.find(']');
  return end != std::string_view::npos && is_address(std::string{text.substr(1, end - 1)}) ? end + 1
                                                                                           : 0;
}

/// How much of the text is the name of a host.
std::size_t name_size(std::string_view text) {
  auto rest = text;
  for (;;) {
    rest.remove_prefix(leading<is_listed<is_name_character>>(rest));
    if (!is_percent_encoded(rest))
      return text.size() - rest.size();
    rest.remove_prefix(3);
  }
}

/// `text` has `version_bytes`.
std::optional<framing_fault> read_version(std::string_view text, request_line& into) {
  if (!text.starts_with("HTTP/") || !is_digit(text[5]) || text[6] != '.' || !is_digit(text[7]))
    return framing_fault{&problems::malformed_request, malformed_line};
  if (text[5] != '1')
    return framing_fault{&problems::version_unsupported};
  into.minor_version = text[7] == '0' ? 0 : 1;
  into.is_canonical = text[7] <= '1';
  return std::nullopt;
}

/// Source: RFC 9112, 3.2.
std::optional<framing_fault> read_target(request_line& into) {
  const auto target = into.target;
  into.path = target;
  if (!consists_of<is_listed<is_target_character>>(target))
    return framing_fault{&problems::malformed_request, malformed_target};
  if (target.starts_with('/') || (target == "*" && into.method == "OPTIONS"))
    return std::nullopt;
  const auto scheme = scheme_size(target);
  if (scheme == 0)
    return framing_fault{&problems::malformed_request, malformed_target};
  const auto rest = target.substr(scheme);
  const auto end = std::min(rest.find_first_of("/?"), rest.size());
  into.authority = rest.substr(0, end);
  if (into.authority->empty() || !is_host(*into.authority))
    return framing_fault{&problems::malformed_request, no_authority};
  into.path = rest.substr(end);
  // RFC 9112, 3.2.4: OPTIONS without a path asks about the server as a whole.
  if (into.path.empty())
    into.path = into.method == "OPTIONS" ? "*" : "/";
  into.is_canonical = false;
  return std::nullopt;
}

} // namespace

bool is_host(std::string_view text) {
  const auto size = text.starts_with('[') ? address_size(text) : name_size(text);
  text.remove_prefix(size);
  if (text.empty())
    return true;
  const bool has_port = size > 0 && text[0] == ':';
  text.remove_prefix(1);
  return has_port && consists_of<is_digit>(text);
}

std::optional<framing_fault> read_request_line(std::string_view line, request_line& into) {
  const auto first = line.find(' ');
  const auto last = line.size() - std::min(line.size(), version_bytes + 1);
  if (first >= last || line[last] != ' ')
    return framing_fault{&problems::malformed_request, malformed_line};
  into.method = line.substr(0, first);
  into.target = line.substr(first + 1, last - first - 1);
  const bool is_known = std::find(methods.begin(), methods.end(), into.method) != methods.end();
  if ((!is_known && !is_token(into.method)) || into.target.empty())
    return framing_fault{&problems::malformed_request, malformed_line};
  if (auto fault = read_version(line.substr(last + 1), into))
    return fault;
  if (!is_known)
    return framing_fault{&problems::method_unknown};
  return read_target(into);
}

} // namespace souk
