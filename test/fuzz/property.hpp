#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// What every fuzz target has in common. A target is one file that defines
/// LLVMFuzzerTestOneInput; with clang it becomes a fuzzer, with any compiler a replay of its seeds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace souk::fuzz {

/// Ends the program, as a sanitizer would, where the sentence is not true of this input.
inline void must(bool is_true, std::string_view sentence) {
  if (is_true)
    return;
  std::fprintf(stderr, "violated: %.*s\n", static_cast<int>(sentence.size()), sentence.data());
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return size == 0 ? std::string_view{}
                   : std::string_view{reinterpret_cast<const char*>(data), size};
}

/// Takes the last byte off the text and gives its value: what decides about an input stands behind
/// it, so that the rest of a seed can be read. 0 where there is none.
inline unsigned take_last(std::string_view& text) {
  if (text.empty())
    return 0;
  const auto last = static_cast<unsigned char>(text.back());
  text.remove_suffix(1);
  return last;
}

} // namespace souk::fuzz
