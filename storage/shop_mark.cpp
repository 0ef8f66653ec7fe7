#include "storage/shop_mark.hpp"

#include "messages/random_bits.hpp"

#include <algorithm>
#include <string>

namespace souk {

std::uint32_t mark_of(sql_connection& on) {
  // SQLite's number has a sign.
  return static_cast<std::uint32_t>(on.read_integer("pragma user_version"));
}

void ensure_mark(sql_connection& on) {
  if (mark_of(on) == 0)
    renew_mark(on);
}

void renew_mark(sql_connection& on) {
  const auto made = std::max(std::uint32_t{1}, static_cast<std::uint32_t>(random_bits()));
  on.run("pragma user_version = " + std::to_string(static_cast<std::int32_t>(made)));
}

} // namespace souk
