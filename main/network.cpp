#include "main/network.hpp"

#include <arpa/inet.h>

#include <array>
#include <optional>

namespace souk {

namespace {

using bytes_of_address = std::array<unsigned char, 16>;

std::optional<bytes_of_address> parse_address(int family, const std::string& text) {
  bytes_of_address result{};
  if (inet_pton(family, text.c_str(), result.data()) != 1)
    return std::nullopt;
  return result;
}

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

} // namespace

bool is_loopback(const std::string& host) {
  constexpr unsigned char loopback_net = 127;
  if (host == "localhost" || host == "::1")
    return true;
  if (auto v4 = parse_address(AF_INET, host))
    return v4->front() == loopback_net;
  const auto v6 = parse_address(AF_INET6, host);
  return v6 && *v6 == *parse_address(AF_INET6, "::1");
}

bool is_origin(const std::string& text) {
  const auto colon = text.find("://");
  if (colon == std::string::npos || colon == 0)
    return false;
  for (char c : text.substr(0, colon))
    if (!is_lower_or_digit(c) && c != '+' && c != '-' && c != '.')
      return false;
  const auto host = text.substr(colon + 3);
  return !host.empty() && host.find_first_of("/?#@ \t") == std::string::npos;
}

} // namespace souk
