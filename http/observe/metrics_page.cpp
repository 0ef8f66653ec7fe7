#include "http/observe/metrics_page.hpp"

#include "http/observe/metric_family.hpp"
#include "http/observe/process_metrics.hpp"
#include "http/version.hpp"

#include <prometheus/text_serializer.h>

#include <array>
#include <chrono>

namespace souk {

namespace {

using families = std::vector<prometheus::MetricFamily>;

#if defined(__clang__)
constexpr std::string_view compiler = "clang " __clang_version__;
#else
constexpr std::string_view compiler = "gcc " __VERSION__;
#endif

constexpr double microseconds = 1e6;

double number(std::uint64_t value) {
  return static_cast<double>(value);
}

void append_build(families& to) {
  to.push_back(make_family("souk_build_info", "The program; the value means nothing.",
                           prometheus::MetricType::Gauge));
  add_metric(to.back(), {{"version", version}, {"compiler", compiler}}).gauge.value = 1;
}

void append_store(families& to, const shop& open) {
  auto& stored = open.stored();
  const std::uint64_t batches = stored.batches;
  const std::uint64_t writes = stored.writes;
  to.push_back(single_counter("souk_store_batches_total", "Batches of writes that were committed.",
                              number(batches)));
  to.push_back(
    single_counter("souk_store_writes_total", "Writes that were committed.", number(writes)));
  to.push_back(make_family("souk_store_batch_size", "Writes of one batch since the start.",
                           prometheus::MetricType::Gauge));
  add_metric(to.back(), {{"stat", "largest"}}).gauge.value = number(stored.largest_batch);
  add_metric(to.back(), {{"stat", "mean"}}).gauge.value =
    batches > 0 ? number(writes) / number(batches) : 0;
  to.push_back(make_family("souk_store_commit_seconds", "Time that commits took.",
                           prometheus::MetricType::Summary));
  auto& commits = add_metric(to.back()).summary;
  commits.sample_count = batches;
  commits.sample_sum = number(stored.commit_time) / microseconds;
}

void append_actors(families& to, const shop& open) {
  // CAF lets nobody look into a mailbox; STORE counts what it gets round to, and it is the one for
  // which commands wait when the disk is slow.
  to.push_back(make_family("souk_actor_mailbox_depth", "Commands that wait for an actor.",
                           prometheus::MetricType::Gauge));
  add_metric(to.back(), {{"actor", "store"}}).gauge.value = number(open.store_backlog());
  to.push_back(single_gauge("souk_carts_in_memory",
                            "Carts that somebody has used lately; all others are in the store.",
                            number(open.carts_in_memory())));
  to.push_back(single_counter("souk_actor_restarts_total",
                              "Actors that ended before their time and were started anew.",
                              number(open.restarts())));
  to.push_back(make_family("souk_actor_messages_total", "Messages that an actor was sent.",
                           prometheus::MetricType::Counter));
  for (auto& each : open.traffic())
    add_metric(to.back(), {{"actor", each.actor}}).counter.value = number(each.messages);
}

} // namespace

std::string metrics_page(const metrics_sources& from) {
  families all;
  from.requests.append_to(all);
  all.push_back(single_gauge("souk_http_requests_in_flight",
                             "Requests whose answers are not written yet.",
                             number(from.admission.in_flight())));
  all.push_back(single_gauge("souk_http_lists_max",
                             "Lists that may wait for their answer at once; falls under load.",
                             number(from.admission.lists_max())));
  all.push_back(single_gauge("souk_connections", "Open connections.", number(from.connections)));
  if (from.open) {
    append_store(all, *from.open);
    append_actors(all, *from.open);
  }
  if (from.log)
    all.push_back(single_counter("souk_log_lines_dropped_total",
                                 "Lines of the log that were never written.",
                                 number(from.log->dropped())));
  append_build(all);
  append_process_metrics(all);
  return prometheus::TextSerializer{}.Serialize(all);
}

} // namespace souk
