#include "http/observe/request_metrics.hpp"

#include "http/observe/metric_family.hpp"
#include "http/problem.hpp"

#include <algorithm>
#include <chrono>

namespace souk {

namespace {

constexpr std::string_view no_route = "none";

constexpr std::array<std::string_view, 5> class_labels{"1xx", "2xx", "3xx", "4xx", "5xx"};

void add(std::atomic<std::uint64_t>& to, std::uint64_t count) {
  to.fetch_add(count, std::memory_order_relaxed);
}

} // namespace

// The last one is for any method that no route has.
const std::array<std::string_view, request_metrics::methods> request_metrics::method_labels{
  "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "other"};

// The fastest answer takes some 30 us, a deadline is 10 s.
const std::array<std::int64_t, request_metrics::buckets> request_metrics::bucket_microseconds{
  100,    250,     500,     1'000,   2'500,     5'000,     10'000,
  25'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 10'000'000};

request_metrics::request_metrics(const route_table& routes)
  : routes_(routes), refusals_(all_problems().size() + 1) {
  for (auto& each : routes.all()) {
    if (labels_.empty() || labels_.back() != each.path)
      labels_.push_back(each.path);
    positions_.push_back(labels_.size() - 1);
  }
  labels_.push_back(no_route);
  paths_ = std::vector<path_counters>(labels_.size());
  for (std::size_t i = 0; i < all_problems().size(); ++i)
    refusals_[i].code = all_problems()[i]->code;
  refusals_.back().code = "other";
}

std::size_t request_metrics::position_of(const route* on) const {
  return on ? positions_[static_cast<std::size_t>(on - routes_.all().data())] : paths_.size() - 1;
}

void request_metrics::count(const answered_request& what) {
  auto& path = paths_[position_of(what.on)];
  const auto method =
    std::find(method_labels.begin(), method_labels.end() - 1, what.message.method());
  const auto status_class = static_cast<std::size_t>(std::clamp(what.status / 100, 1, 5) - 1);
  add(path.answers[static_cast<std::size_t>(method - method_labels.begin())][status_class], 1);
  if (!what.refused_for.empty())
    return count_refusal(what.refused_for);
  const auto taken = std::chrono::ceil<std::chrono::microseconds>(what.duration).count();
  const auto bucket =
    std::lower_bound(bucket_microseconds.begin(), bucket_microseconds.end(), taken);
  add(path.durations[static_cast<std::size_t>(bucket - bucket_microseconds.begin())], 1);
  add(path.nanoseconds, static_cast<std::uint64_t>(what.duration.count()));
}

void request_metrics::count_refusal(std::string_view code) {
  auto found = std::find_if(refusals_.begin(), refusals_.end() - 1,
                            [&](auto& each) { return each.code == code; });
  add(found->count, 1);
}

bool request_metrics::is_routed(std::size_t path, std::string_view method) const {
  return std::any_of(routes_.all().begin(), routes_.all().end(), [&](auto& each) {
    return each.path == labels_[path] && each.method == method;
  });
}

prometheus::MetricFamily request_metrics::answers() const {
  auto result = make_family("souk_http_requests_total", "Requests that were answered.",
                            prometheus::MetricType::Counter);
  for (std::size_t path = 0; path < paths_.size(); ++path)
    for (std::size_t method = 0; method < methods; ++method)
      for (std::size_t code = 0; code < status_classes; ++code) {
        const std::uint64_t count = paths_[path].answers[method][code];
        const bool is_usual = (code == 1 || code == 4) && is_routed(path, method_labels[method]);
        if (count > 0 || is_usual)
          add_metric(result, {{"route", labels_[path]},
                              {"method", method_labels[method]},
                              {"code", class_labels[code]}})
            .counter.value = static_cast<double>(count);
      }
  return result;
}

prometheus::MetricFamily request_metrics::durations() const {
  constexpr double microseconds = 1e6;
  constexpr double nanoseconds = 1e9;
  auto result = make_family("souk_http_request_duration_seconds",
                            "Time from a request to its answer, but for requests refused at once.",
                            prometheus::MetricType::Histogram);
  for (std::size_t path = 0; path < paths_.size(); ++path) {
    auto& shown = add_metric(result, {{"route", labels_[path]}}).histogram;
    auto& counted = paths_[path];
    for (std::size_t i = 0; i < buckets; ++i) {
      shown.sample_count += counted.durations[i];
      shown.bucket.push_back(
        {shown.sample_count, static_cast<double>(bucket_microseconds[i]) / microseconds});
    }
    shown.sample_count += counted.durations[buckets];
    shown.sample_sum = static_cast<double>(counted.nanoseconds) / nanoseconds;
  }
  return result;
}

prometheus::MetricFamily request_metrics::refusals() const {
  auto result = make_family("souk_http_refused_total",
                            "Requests that were refused before any handler saw them.",
                            prometheus::MetricType::Counter);
  for (auto& each : refusals_)
    if (each.count > 0 || each.code == problem_of(errc::overloaded).code)
      add_metric(result, {{"reason", each.code}}).counter.value = static_cast<double>(each.count);
  return result;
}

void request_metrics::append_to(std::vector<prometheus::MetricFamily>& families) const {
  families.push_back(answers());
  families.push_back(durations());
  families.push_back(refusals());
}

} // namespace souk
