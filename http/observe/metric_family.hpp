#pragma once

#include <prometheus/metric_family.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

/// The families of prometheus-cpp, made from counters that are souk's own.

namespace souk {

using metric_labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

inline prometheus::MetricFamily make_family(std::string name, std::string help,
                                            prometheus::MetricType type) {
  return {std::move(name), std::move(help), type, {}};
}

/// Adds a metric with these labels and returns it to be given a value.
inline prometheus::ClientMetric& add_metric(prometheus::MetricFamily& to,
                                            metric_labels labels = {}) {
  auto& added = to.metric.emplace_back();
  for (auto& [name, value] : labels)
    added.label.push_back({std::string{name}, std::string{value}});
  return added;
}

inline prometheus::MetricFamily single_counter(std::string name, std::string help, double value) {
  auto result = make_family(std::move(name), std::move(help), prometheus::MetricType::Counter);
  add_metric(result).counter.value = value;
  return result;
}

inline prometheus::MetricFamily single_gauge(std::string name, std::string help, double value) {
  auto result = make_family(std::move(name), std::move(help), prometheus::MetricType::Gauge);
  add_metric(result).gauge.value = value;
  return result;
}

} // namespace souk
