#pragma once

#include "http/http_message.hpp"

#include <string>
#include <string_view>

namespace souk {

/// What was read of a request that is refused before it is one, for the log and for the answer.
///
/// It may be anything: the end of a body, a password. So it has a method and a target only where a
/// line begins with them as a request's does, without what may not be in a target; of a target that
/// has not come whole, only its first segments; and of the fields those whose lines came whole, but
/// for a Host that is none.
class partial_message final : public http_message {
public:
  /// `head` begins with the request line; it may end anywhere, or be empty. Must live as long.
  partial_message(std::string_view head, peer_name from);

  std::string_view method() const override { return method_; }
  std::string_view target() const override { return target_; }
  std::string_view protocol() const override { return protocol_; }
  std::optional<std::string_view> field(std::string_view name) const override;
  void for_each_field(const field_visitor& visit) const override;
  /// Empty: a body that came has been told nobody of.
  const std::string& body() const override;
  peer_name peer() const override { return peer_; }
  /// Must not be called: whoever refuses the request writes the answer.
  void send(http_answer&&, std::shared_ptr<void>) override {}

private:
  std::string_view method_;
  std::string_view target_;
  std::string_view protocol_ = "HTTP/1.1";
  /// The lines behind the first.
  std::string_view fields_;
  peer_name peer_;
};

} // namespace souk
