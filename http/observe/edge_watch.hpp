#pragma once

#include "http/edge/client_address.hpp"
#include "http/observe/logbook.hpp"
#include "http/observe/observer.hpp"
#include "http/observe/request_metrics.hpp"

#include <utility>

namespace souk {

/// Counts and logs the answers of one port.
class edge_watch final : public edge_observer {
public:
  /// Either may be null; both must live as long. Requests are logged if the log shows `usual`, and
  /// those that failed for a fault of souk's in any case, each with the client that `proxies` name.
  edge_watch(request_metrics* metrics, logbook* log, log_level usual = log_level::info,
             trusted_proxies proxies = trusted_proxies{{}})
    : metrics_(metrics), log_(log), usual_(usual), proxies_(std::move(proxies)) {}

  void answered(const answered_request& what) override;

private:
  request_metrics* metrics_;
  logbook* log_;
  log_level usual_;
  trusted_proxies proxies_;
};

} // namespace souk
