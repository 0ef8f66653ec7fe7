#pragma once

#include "http/edge/request_fields.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace souk {

/// The fields of the last request of a connection. Clients repeat them, and the same bytes are
/// compared in a tenth of the time that it takes to read them.
class last_fields {
public:
  /// Longer ones are not kept: a connection that waits is to hold little.
  static constexpr std::size_t bytes_max = 2'048;

  /// `bytes` are all lines of the fields and the empty one behind them; `what` they were read as.
  void keep(std::string_view bytes, const request_fields& what) {
    bytes_.clear();
    if (bytes.size() > bytes_max)
      return;
    bytes_ = bytes;
    fields_ = what;
  }

  /// Whether the text begins with them.
  bool are_first_in(std::string_view text) const {
    return !bytes_.empty() && text.starts_with(bytes_);
  }

  std::size_t size() const { return bytes_.size(); }
  const request_fields& fields() const { return fields_; }

private:
  std::string bytes_;
  request_fields fields_;
};

} // namespace souk
