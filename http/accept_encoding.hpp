#pragma once

#include <string_view>

namespace souk {

/// What a client says of gzip.
enum class gzip_wish {
  /// It takes none, or would rather have the plain bytes.
  no,
  yes,
  /// It takes nothing but gzip.
  only,
};

/// Reads the value of `Accept-Encoding`. A member that is malformed is left out; where nothing that
/// souk has is acceptable, the answer is plain. Source: RFC 9110, 12.4.2 and 12.5.3.
gzip_wish gzip_wish_of(std::string_view accept_encoding);

} // namespace souk
