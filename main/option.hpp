#pragma once

#include "main/serve.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace souk {

/// What the value of an option is in souk.toml: a string, an integer, a number with or without
/// decimals, a boolean, or an array of strings.
enum class option_kind { text, whole, decimal, flag, list };

/// An option of `souk serve`, declared once for the command line, the environment, souk.toml, the
/// help and `souk config print`.
struct option {
  /// As in `--cors-origin`, SOUK_CORS_ORIGIN and the key `cors-origin`.
  std::string name;
  /// What its value is called in the help: SECONDS.
  std::string unit;
  std::string help;
  option_kind kind = option_kind::text;
  /// Stores a text; a list gains one. Returns what is wrong with it ("must be ..."), or nothing;
  /// what is wrong is not stored.
  std::function<std::string(serve_options&, const std::string&)> store = {};
  /// What is stored, as `store` takes it; empty: nothing.
  std::function<std::vector<std::string>(const serve_options&)> texts = {};
};

/// Options that belong together in the help.
struct option_group {
  std::string title;
  std::vector<option> options;
};

/// All options, those that a newcomer needs first.
const std::vector<option_group>& option_groups();

/// The same ones without their groups.
const std::vector<option>& all_options();

/// Null if there is no such option.
const option* find_option(std::string_view name);

/// What `souk serve` goes by if nobody says anything.
serve_options default_options();

/// "--cors-origin" of "cors-origin"
std::string flag_of(std::string_view name);

/// "SOUK_CORS_ORIGIN" of "cors-origin"
std::string variable_of(std::string_view name);

} // namespace souk
