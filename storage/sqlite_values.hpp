#pragma once

#include "messages/money.hpp"
#include "messages/time.hpp"

#include <caf/optional.hpp>
#include <soci/soci.h>

#include <algorithm>
#include <cstdint>
#include <string>

namespace souk {

/// A moment as a column has it: microseconds since 1970 UTC.
inline std::int64_t to_column(time_point moment) {
  return std::chrono::floor<std::chrono::microseconds>(moment.time_since_epoch()).count();
}

inline time_point moment_of(std::int64_t column) {
  return time_point{std::chrono::microseconds{column}};
}

inline currency currency_of(const std::string& column) {
  currency result;
  std::copy_n(column.begin(), std::min(column.size(), result.code.size()), result.code.begin());
  return result;
}

/// An integer that may be null, as SOCI wants it.
struct nullable_integer {
  std::int64_t value = 0;
  soci::indicator state = soci::i_null;

  nullable_integer& operator=(const caf::optional<std::int64_t>& from) {
    value = from.value_or(0);
    state = from ? soci::i_ok : soci::i_null;
    return *this;
  }

  caf::optional<std::int64_t> get() const {
    return state == soci::i_ok ? caf::optional<std::int64_t>{value} : caf::none;
  }
};

} // namespace souk
