#pragma once

#include "messages/limits.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace souk {

/// Which bytes may stand in a user id: one look for each, as every command of a cart has one.
inline constexpr auto user_id_characters = [] {
  std::array<bool, 256> result{};
  for (char c :
       std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._@:-"})
    result[static_cast<unsigned char>(c)] = true;
  return result;
}();

/// Whether a user can be called so: 1..`user_id_characters_max` characters of
/// `[A-Za-z0-9._@:-]`.
constexpr bool is_user_id(std::string_view text) {
  return !text.empty() && text.size() <= user_id_characters_max
         && std::all_of(text.begin(), text.end(),
                        [](char c) { return user_id_characters[static_cast<unsigned char>(c)]; });
}

} // namespace souk
