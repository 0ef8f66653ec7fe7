#pragma once

#include <cstdlib>
#include <string>

namespace souk::test {

/// How often a test does its work: as the environment variable says, or as usual.
inline int times(const char* variable, int usual) {
  const char* chosen = std::getenv(variable);
  return chosen == nullptr ? usual : std::stoi(chosen);
}

} // namespace souk::test
