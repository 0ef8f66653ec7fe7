#include "http/edge/client_address.hpp"

#include "http/form.hpp"
#include "http/token.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace souk {

namespace {

/// An IPv4 address where it came mapped to IPv6, and no zone: it is of the receiving host only.
asio::ip::address canonical(const asio::ip::address& address) {
  if (address.is_v4())
    return address;
  auto v6 = address.to_v6();
  if (v6.is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, v6);
  v6.scope_id(0);
  return v6;
}

std::optional<asio::ip::address> parse_address(std::string_view text) {
  constexpr std::size_t longest = 45; // ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255
  if (text.size() > longest || text.find_first_of(std::string_view{"%\0", 2}) != text.npos)
    return std::nullopt;
  std::array<char, longest + 1> terminated{};
  std::copy(text.begin(), text.end(), terminated.begin());
  asio::error_code failed;
  auto found = asio::ip::make_address(terminated.data(), failed);
  return failed ? std::nullopt : std::optional{canonical(found)};
}

/// An address as proxies write it: some add the port, and brackets around an IPv6 address.
std::optional<asio::ip::address> parse_forwarded(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    const auto rest = text.substr(std::min(end, text.size() - 1) + 1);
    const bool is_whole = end != text.npos && (rest.empty() || rest.starts_with(':'));
    return is_whole ? parse_address(text.substr(1, end - 1)) : std::nullopt;
  }
  if (std::count(text.begin(), text.end(), ':') == 1)
    text = text.substr(0, text.find(':'));
  return parse_address(text);
}

/// The first `count` bits of 64.
std::uint64_t first_bits(std::int64_t count) {
  return count <= 0 ? 0 : ~std::uint64_t{0} << (64 - std::min<std::int64_t>(count, 64));
}

constexpr std::uint64_t mapped = 0xffff'0000'0000;

} // namespace

address_bits bits_of(const asio::ip::address& address) {
  if (address.is_v4())
    return {0, mapped | address.to_v4().to_uint()};
  const auto bytes = address.to_v6().to_bytes();
  address_bits result;
  for (std::size_t i = 0; i < 8; ++i) {
    result.high = result.high << 8 | bytes[i];
    result.low = result.low << 8 | bytes[i + 8];
  }
  return result;
}

std::uint64_t client_group(const asio::ip::address& address) {
  const auto bits = bits_of(address);
  // No IPv6 client has a prefix that looks like a mapped address: 0::/8 is reserved.
  return bits.high == 0 ? bits.low : bits.high;
}

trusted_proxies::trusted_proxies(const std::vector<std::string>& networks) {
  for (auto& each : networks) {
    auto read = parse(each);
    if (auto* fault = std::get_if<std::string>(&read))
      throw std::invalid_argument{"--trusted-proxy " + each + ' ' + *fault + '.'};
    networks_.push_back(std::get<network>(read));
  }
}

std::string trusted_proxies::fault_of(const std::string& text) {
  auto read = parse(text);
  auto* fault = std::get_if<std::string>(&read);
  return fault ? std::move(*fault) : std::string{};
}

std::variant<trusted_proxies::network, std::string>
trusted_proxies::parse(const std::string& text) {
  const auto slash = std::min(text.find('/'), text.size());
  const auto alone = text.substr(0, slash);
  const auto address = parse_address(alone);
  if (!address)
    return "must be an address or a network, as in 10.0.0.7, 10.0.0.0/8 or fd00::/8";
  const std::int64_t bits_max = address->is_v4() ? 32 : 128;
  const auto length = slash == text.size()
                        ? std::optional{bits_max}
                        : parse_integer(std::string_view{text}.substr(slash + 1));
  if (!length || *length < 0 || *length > bits_max)
    return "must be a network with 0 to " + std::to_string(bits_max) + " behind the slash";
  const auto bits = address->is_v4() ? *length + 96 : *length;
  const auto prefix = bits_of(*address);
  const address_bits mask{first_bits(bits), first_bits(bits - 64)};
  // More likely a slip than the wish to trust a whole network.
  if ((prefix.high & ~mask.high) != 0 || (prefix.low & ~mask.low) != 0)
    return "must be " + alone
           + ", for that one address, or a network without bits beyond its first "
           + std::to_string(*length);
  return network{prefix, mask};
}

bool trusted_proxies::contain(const asio::ip::address& address) const {
  const auto bits = bits_of(address);
  return std::any_of(networks_.begin(), networks_.end(), [&](auto& each) {
    return (bits.high & each.mask.high) == each.prefix.high
           && (bits.low & each.mask.low) == each.prefix.low;
  });
}

asio::ip::address trusted_proxies::client_of(const http_message& message) const {
  auto peer = canonical(message.peer().address);
  if (networks_.empty() || !contain(peer))
    return peer;
  std::optional<asio::ip::address> found;
  message.for_each_field([&](std::string_view name, std::string_view value) {
    if (equals_ignoring_case(name, "X-Forwarded-For"))
      found = client_in(value, found);
  });
  return found.value_or(peer);
}

/// What the lines up to this one say, if those `before` it say that. From the right, because each
/// proxy appends the address that it has seen itself.
std::optional<asio::ip::address>
trusted_proxies::client_in(std::string_view line, std::optional<asio::ip::address> before) const {
  std::optional<asio::ip::address> nearest;
  while (!line.empty()) {
    const auto comma = line.rfind(',');
    const auto text = trimmed(line.substr(comma == line.npos ? 0 : comma + 1));
    line = line.substr(0, comma == line.npos ? 0 : comma);
    if (text.empty()) // RFC 9110, 5.6.1.2: an empty element is none
      continue;
    const auto address = parse_forwarded(text);
    if (!address)
      return nearest;
    nearest = address;
    if (!contain(*address))
      return nearest;
  }
  return before ? before : nearest;
}

} // namespace souk
