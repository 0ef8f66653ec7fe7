#pragma once

#include "http/observe/log_level.hpp"
#include "http/observe/observer.hpp"

#include <asio/ip/address.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace souk {

/// Whether an access line is an error: souk's own fault, and not a refusal made on purpose.
log_level level_of(const answered_request& what);

/// What an access line tells of a request, but for its texts.
struct access_facts {
  log_level level = log_level::info;
  int status = 200;
  std::chrono::system_clock::time_point time;
  std::chrono::microseconds duration{0};
  std::size_t read_bytes = 0;
  std::size_t sent_bytes = 0;
  /// Who has sent it, perhaps through proxies.
  asio::ip::address client;
  /// Whose connection it came on.
  asio::ip::address peer;
  std::uint16_t port = 0;
};

/// The texts of an access line as the client sent them, the target with all that its query tells:
/// append_access shows them as they may be shown. Empty: there is none.
enum class access_text { protocol, method, host, target, request_id, traceparent };
inline constexpr auto access_texts = static_cast<std::size_t>(access_text::traceparent) + 1;

/// What an access line tells of a request, before anything is left out of its texts.
struct access_entry {
  access_facts facts;
  std::array<std::string_view, access_texts> texts;

  std::string_view text(access_text which) const { return texts[static_cast<std::size_t>(which)]; }
};

/// Its texts are those of the request.
access_entry entry_of(const answered_request& what, const asio::ip::address& client,
                      std::chrono::system_clock::time_point now);

} // namespace souk
