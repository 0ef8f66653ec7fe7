#pragma once

#include "http/observe/observer.hpp"
#include "http/route.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace prometheus {
struct MetricFamily;
}

namespace souk {

/// Counts requests by the template of their path, method and class of status. Thread-safe; counting
/// takes three additions and no lock, which the library's own histogram has.
class request_metrics {
public:
  /// The table must live as long.
  explicit request_metrics(const route_table& routes);

  void count(const answered_request& what);

  /// Counts a request that is refused before it is one. `code` is a problem's.
  void count_refusal(std::string_view code);

  void append_to(std::vector<prometheus::MetricFamily>& families) const;

private:
  static constexpr std::size_t methods = 7;
  static constexpr std::size_t status_classes = 5;
  static constexpr std::size_t buckets = 14;

  using counter = std::atomic<std::uint64_t>;

  /// What is known of one path. Two threads that count different paths share no cache line.
  struct alignas(64) path_counters {
    std::array<std::array<counter, status_classes>, methods> answers{};
    /// The last one is for what took longer than any bucket.
    std::array<counter, buckets + 1> durations{};
    counter nanoseconds{0};
  };

  struct refusal_counter {
    std::string_view code;
    counter count{0};
  };

  static const std::array<std::string_view, methods> method_labels;
  static const std::array<std::int64_t, buckets> bucket_microseconds;

  /// Position in `paths_` of the path that the request is on.
  std::size_t position_of(const route* on) const;
  /// Whether a route has that method on that path: its series are shown before the first request.
  bool is_routed(std::size_t path, std::string_view method) const;
  prometheus::MetricFamily answers() const;
  prometheus::MetricFamily durations() const;
  prometheus::MetricFamily refusals() const;

  const route_table& routes_;
  /// By position in the route table.
  std::vector<std::size_t> positions_;
  /// Of each path; the last one stands for all that is no path of ours.
  std::vector<std::string_view> labels_;
  std::vector<path_counters> paths_;
  std::vector<refusal_counter> refusals_;
};

} // namespace souk
