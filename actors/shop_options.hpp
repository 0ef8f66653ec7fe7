#pragma once

#include "actors/store.hpp"
#include "messages/money.hpp"
#include "messages/time.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace souk {

/// Settings of a shop. No function may be empty, and all must stay callable until its actor system
/// is gone: actors that were at work when the shop ended may still call them.
struct shop_options {
  /// Prices in any other currency are refused. Three capital letters.
  currency unit = {};
  /// A cart leaves memory when nobody has used it for this long.
  std::chrono::milliseconds cart_idle = std::chrono::minutes{10};
  /// The most carts in memory at a time, some 2 KB each. From half of it on, those that nobody uses
  /// leave within seconds; above it, whoever has none in memory is refused as `overloaded`.
  std::size_t carts_max = 1'000'000;
  clock_source now = std::chrono::system_clock::now;
  /// Called on STORE's thread, with a line for the log, when the disk has failed: nothing may be
  /// stored any more. If it returns or throws, products can still be read, as long as CATALOG
  /// lives, and whatever needs the disk is refused as `storage_failed`. The default says so on
  /// stderr and ends the process at once, with exit code 74 and without destructors: a program that
  /// has more to do than to sell should give its own. Must not end or drain the shop or its server,
  /// which wait for that thread: tell another one to.
  std::function<void(const std::string&)> on_storage_failure = end_process;
  /// Called on SUPERVISOR's thread, with the name of the actor, when one has ended before its time
  /// and is started anew. Must not throw, nor end or drain the shop.
  std::function<void(std::string_view)> on_restart = [](std::string_view) {};
};

} // namespace souk
