#pragma once

#include "main/layer.hpp"
#include "main/option.hpp"

#include <string>
#include <vector>

namespace souk {

/// An option, what it is, and where that was said: "--port", "SOUK_PORT", "souk.toml:3", "default".
struct setting {
  const option* what = nullptr;
  /// Empty: not set.
  std::vector<std::string> texts = {};
  std::string where = "default";
};

/// What the program goes by.
struct configuration {
  serve_options options = {};
  /// In the order of `all_options`.
  std::vector<setting> settings = {};
  /// What is wrong, each a line for the user. What was said wrongly is not in `options`.
  std::vector<std::string> faults = {};
};

/// Puts layers above each other, the last one wins. Each value of each layer is checked, and so are
/// the rules between options.
configuration configure(const std::vector<layer>& layers);

} // namespace souk
