#pragma once

#include "actors/shop.hpp"
#include "http/exchange.hpp"
#include "http/observe/logbook.hpp"
#include "http/observe/request_metrics.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string_view>

namespace souk {

/// What the admin port answers: /livez, /readyz, /metrics and /log-level. Thread-safe.
class admin_desk {
public:
  /// `log` may be null: there is no /log-level then.
  admin_desk(const gate& admission, const request_metrics& requests, logbook* log)
    : admission_(admission), requests_(requests), log_(log) {}

  /// From now on the shop is ready and its numbers are shown; `connections` counts those of the
  /// public port.
  void open(const shop& opened, std::function<std::size_t()> connections);

  /// The shop and its connections are not looked at any more once this returns.
  void close();

  /// Answers whatever comes.
  void answer(responder to) const;

private:
  using handler = void (admin_desk::*)(responder) const;

  /// A path, its methods as an Allow field has them, and who answers them.
  struct page {
    std::string_view path;
    std::string_view allow;
    handler run;
  };
  static const std::array<page, 4> pages;

  void show_livez(responder to) const;
  void show_readyz(responder to) const;
  void show_metrics(responder to) const;
  void show_or_set_log_level(responder to) const;
  void set_log_level(responder to) const;

  const gate& admission_;
  const request_metrics& requests_;
  logbook* const log_;
  mutable std::mutex mutex_;
  const shop* shop_ = nullptr;
  std::function<std::size_t()> connections_;
};

} // namespace souk
