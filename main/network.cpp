#include "main/network.hpp"

#include "http/listen_address.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace souk {

namespace {

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Of letters and digits, and of these.
bool consists_of_those_and(std::string_view text, std::string_view others) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return is_lower_or_digit(c) || others.find(c) != std::string_view::npos;
  });
}

/// A port as browsers write it: not the one that goes without saying.
bool is_port_of(std::string_view scheme, std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), port);
  const bool is_usual = (scheme == "https" && port == 443) || (scheme == "http" && port == 80);
  return fault == std::errc{} && end == text.data() + text.size() && port != 0
         && !text.starts_with('0') && !is_usual;
}

} // namespace

bool is_loopback(const std::string& host) {
  const auto address = parse_host(host);
  return address && address->is_loopback();
}

bool is_origin(const std::string& text) {
  const auto scheme_end = text.find("://");
  if (scheme_end == std::string::npos || scheme_end == 0)
    return false;
  const auto scheme = std::string_view{text}.substr(0, scheme_end);
  const auto rest = std::string_view{text}.substr(scheme_end + 3);
  // An address of version 6 has colons of its own.
  const auto bracket = rest.starts_with('[') ? rest.find(']') : 0;
  if (bracket == std::string_view::npos)
    return false;
  const auto host = rest.substr(0, rest.find(':', bracket));
  const bool is_named = bracket > 0 ? host.size() == bracket + 1 : !host.empty();
  return is_named && consists_of_those_and(scheme, "+-.")
         && consists_of_those_and(host, bracket > 0 ? "[:.]" : "-._")
         && (host.size() == rest.size() || is_port_of(scheme, rest.substr(host.size() + 1)));
}

} // namespace souk
