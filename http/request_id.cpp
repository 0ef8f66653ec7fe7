#include "http/request_id.hpp"

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <random>

namespace souk {

namespace {

std::string random_prefix() {
  std::random_device entropy;
  char text[18];
  std::snprintf(text, sizeof text, "%08x%08x-", static_cast<unsigned>(entropy()),
                static_cast<unsigned>(entropy()));
  return text;
}

} // namespace

std::string next_request_id() {
  static const std::string prefix = random_prefix();
  static std::atomic<uint64_t> count{0};
  return prefix + std::to_string(++count);
}

} // namespace souk
