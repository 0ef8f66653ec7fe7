#pragma once

#include <asio/ip/address.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace souk {

/// The address that a host to listen on stands for; nothing: it is neither an IP address nor
/// localhost or ip6-localhost. Other names are not looked up.
std::optional<asio::ip::address> parse_host(const std::string& text);

/// The same. Throws std::system_error where it is none.
asio::ip::address address_of_host(const std::string& host);

/// Throws std::system_error where nobody could listen there now. Nobody is kept from it, and no
/// client notices.
void must_be_free(const std::string& host, std::uint16_t port);

} // namespace souk
