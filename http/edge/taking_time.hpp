#pragma once

#include <asio/ip/tcp.hpp>

#include <netinet/tcp.h>

#include <algorithm>
#include <chrono>
#include <climits>
#include <cstddef>
#include <cstdint>

namespace souk {

/// A socket option: how long a client may take nothing of what the kernel holds for it, even of an
/// answer that is written whole, and after the connection is closed. Source: tcp(7),
/// TCP_USER_TIMEOUT.
class taking_time {
public:
  explicit taking_time(std::chrono::milliseconds at_most)
    : milliseconds_(static_cast<unsigned>(std::min<std::int64_t>(at_most.count(), INT_MAX))) {}

  // What asio asks of an option.
  int level(const asio::ip::tcp&) const { return IPPROTO_TCP; }
  int name(const asio::ip::tcp&) const { return TCP_USER_TIMEOUT; }
  const void* data(const asio::ip::tcp&) const { return &milliseconds_; }
  std::size_t size(const asio::ip::tcp&) const { return sizeof(milliseconds_); }

private:
  unsigned milliseconds_;
};

} // namespace souk
