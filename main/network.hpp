#pragma once

#include <string>

namespace souk {

/// Whether only this machine reaches what listens on that host: 127.0.0.0/8, ::1, localhost.
bool is_loopback(const std::string& host);

/// Whether a browser would name a page's origin so: a scheme and a host, perhaps a port, no path.
/// Source: RFC 6454, 6.2.
bool is_origin(const std::string& text);

} // namespace souk
