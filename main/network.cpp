#include "main/network.hpp"

#include "http/listen_address.hpp"

namespace souk {

namespace {

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

} // namespace

bool is_loopback(const std::string& host) {
  const auto address = parse_host(host);
  return address && address->is_loopback();
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
