#pragma once

#include "messages/money.hpp"
#include "messages/time.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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

  nullable_integer& operator=(const std::optional<std::int64_t>& from) {
    value = from.value_or(0);
    state = from ? soci::i_ok : soci::i_null;
    return *this;
  }

  std::optional<std::int64_t> get() const {
    return state == soci::i_ok ? std::optional<std::int64_t>{value} : std::nullopt;
  }
};

/// How many rows to ask for to fill a page: one more tells whether there are more.
inline std::int64_t rows_of_page(std::int32_t limit) {
  return std::int64_t{limit} + 1;
}

/// Cuts the rows to those of the page; whether there were more.
template <class Row>
bool cut_to_page(std::vector<Row>& rows, std::int32_t limit) {
  const bool more = rows.size() > static_cast<std::size_t>(limit);
  if (more)
    rows.pop_back();
  return more;
}

} // namespace souk
