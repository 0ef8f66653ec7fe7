#pragma once

#include "actors/shop.hpp"
#include "http/gate.hpp"
#include "http/observe/logbook.hpp"
#include "http/observe/request_metrics.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace souk {

/// Prometheus' text format.
inline constexpr std::string_view metrics_type = "text/plain; version=0.0.4; charset=utf-8";

/// What the numbers of a page come from.
struct metrics_sources {
  const request_metrics& requests;
  const gate& admission;
  /// Open connections of the public port.
  std::size_t connections = 0;
  /// Null: no shop is open.
  const shop* open = nullptr;
  /// Null: there is no log.
  const logbook* log = nullptr;
};

/// All metrics as text. Source: Prometheus, "Exposition formats" and "Metric and label naming".
std::string metrics_page(const metrics_sources& from);

} // namespace souk
