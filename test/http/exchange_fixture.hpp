#pragma once

#include "http/exchange.hpp"
#include "test/http/fake_message.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace souk::test {

/// A gate with room for two requests, and what is sent and posted on their behalf.
struct exchange_fixture {
  /// One whose handler still runs.
  std::shared_ptr<exchange> begin(gate& entered) {
    return std::make_shared<exchange>(entered, std::make_unique<fake_message>(sent));
  }

  std::shared_ptr<exchange> enter(gate& entered) {
    auto result = begin(entered);
    result->await_answer();
    return result;
  }

  std::shared_ptr<exchange> enter() { return enter(admission); }

  /// Runs what was posted, as an io thread would.
  void run_posted() {
    for (auto& task : std::exchange(posted, {}))
      task();
  }

  std::vector<std::function<void()>> posted;
  std::function<void(std::function<void()>)> post = [this](std::function<void()> task) {
    posted.push_back(std::move(task));
  };
  sent_answers sent;
  gate admission{2, std::chrono::hours{1}, post};
};

} // namespace souk::test
