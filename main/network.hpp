#pragma once

#include <string>

namespace souk {

/// Whether only this machine reaches what listens on that host: 127.0.0.0/8, ::1, localhost.
bool is_loopback(const std::string& host);

/// Whether it is an IP address, or a network of them as in 10.0.0.0/8.
bool is_address_or_network(const std::string& text);

/// Whether a browser would name a page's origin so: a scheme and a host, perhaps a port, no path.
/// Source: RFC 6454, 6.2.
bool is_origin(const std::string& text);

} // namespace souk
