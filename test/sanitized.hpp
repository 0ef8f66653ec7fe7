#pragma once

namespace souk::test {

/// Whether the program and its tests run under a sanitizer: several times as slow, and with an
/// address space that is mostly the sanitizer's own.
inline constexpr bool is_sanitized =
#ifdef __SANITIZE_ADDRESS__
  true;
#else
  false;
#endif

} // namespace souk::test
