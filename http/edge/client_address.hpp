#pragma once

#include "http/http_message.hpp"

#include <asio/ip/address.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace souk {

/// The bits of an address; an IPv4 address is the IPv6 address that it maps to. Source: RFC 4291,
/// 2.5.5.2.
struct address_bits {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  bool operator==(const address_bits&) const = default;
};

address_bits bits_of(const asio::ip::address& address);

/// What counts as one client where requests are limited: an IPv4 address, or the /64 of an IPv6
/// one, which is the least that a network gives to one customer (RFC 6177).
std::uint64_t client_group(const asio::ip::address& address);

/// Which proxies in front are believed about the client they speak for.
class trusted_proxies {
public:
  /// Takes addresses and networks in CIDR notation ("10.0.0.0/8", "::1"). Throws
  /// std::invalid_argument; `what()` is a line for the user.
  explicit trusted_proxies(const std::vector<std::string>& networks);

  /// What is wrong with one of them, as in "must be an address or a network"; empty: nothing.
  static std::string fault_of(const std::string& text);

  bool contain(const asio::ip::address& address) const;

  /// Where the request comes from: the peer, or, if that is a trusted proxy, the right-most address
  /// in X-Forwarded-For that is none. What is left of something that is no address is not believed.
  /// IPv4 addresses are such, also where they came mapped to IPv6.
  asio::ip::address client_of(const http_message& message) const;

private:
  struct network {
    address_bits prefix;
    address_bits mask;
  };

  /// The network, or what is wrong with the text.
  static std::variant<network, std::string> parse(const std::string& text);
  std::optional<asio::ip::address> client_in(std::string_view line,
                                             std::optional<asio::ip::address> before) const;

  std::vector<network> networks_;
};

} // namespace souk
