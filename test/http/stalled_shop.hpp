#pragma once

#include "http/server.hpp"
#include "test/http/shop_fixture.hpp"
#include "test/http/stalling_clock.hpp"

#include <memory>

namespace souk::test {

/// A shop whose clock a test can stall, with threads left that answer all else.
class stalled_shop : public shop_fixture {
public:
  explicit stalled_shop(server_options options = {})
    : stalled_shop(std::move(options), stalling_clock{}) {}

  // Before the server's own end, which waits for what is in flight.
  ~stalled_shop() { clock.resume(); }

  /// Sends a request on a connection of its own, which is held up at its n-th look at the clock:
  /// a checkout looks first as it reserves stock, then as it is stored; all else when stored.
  std::unique_ptr<raw_connection> stall(const raw_request& request, int question = 1) {
    auto waiting = std::make_unique<raw_connection>(port());
    clock.stall_at(question);
    waiting->send(bytes_of(request));
    if (!clock.wait_until_stalled())
      throw std::runtime_error{"the request does not look at the clock"};
    return waiting;
  }

  stalling_clock clock;

private:
  stalled_shop(server_options options, stalling_clock shared)
    : shop_fixture(with(std::move(options), shared)), clock(std::move(shared)) {}

  static server_options with(server_options options, const stalling_clock& shared) {
    options.threads = 3;
    options.shop.now = shared;
    return options;
  }
};

} // namespace souk::test
