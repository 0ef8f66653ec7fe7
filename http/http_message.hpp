#pragma once

#include "http/answer.hpp"

#include <asio/ip/address.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace souk {

/// The other end of a connection: the client, or a proxy in front.
struct peer_name {
  asio::ip::address address;
  std::uint16_t port = 0;
};

/// One request as the HTTP library has it. Views are valid while it lives.
class http_message {
public:
  using field_visitor = std::function<void(std::string_view name, std::string_view value)>;

  virtual ~http_message() = default;
  virtual std::string_view method() const = 0;
  /// As it was sent, percent-encoded.
  virtual std::string_view target() const = 0;
  /// HTTP/1.1 or HTTP/1.0.
  virtual std::string_view protocol() const = 0;
  /// The value of the first field of that name, whatever its case.
  virtual std::optional<std::string_view> field(std::string_view name) const = 0;
  /// Visits the fields in the order they were sent.
  virtual void for_each_field(const field_visitor& visit) const = 0;
  virtual const std::string& body() const = 0;
  virtual peer_name peer() const = 0;
  /// Sends the answer, once; `written` is destroyed when its bytes are out, or are lost.
  virtual void send(http_answer&& what, std::shared_ptr<void> written) = 0;
};

} // namespace souk
