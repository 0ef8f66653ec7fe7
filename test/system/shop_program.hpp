#pragma once

#include "sdk/client.hpp"
#include "test/system/process.hpp"

#include <csignal>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace souk::test {

/// The path of the program, and these arguments.
std::vector<std::string> souk_with(const std::vector<std::string>& arguments);

/// The program serving a shop on a free port. As a fixture it sees to it that the program is asked
/// to stop when the test is over, says nothing on stderr, and ends with 0.
class shop_program {
public:
  /// `arguments` follow those that every test needs. Returns when the port answers.
  explicit shop_program(const std::vector<std::string>& arguments = {},
                        std::function<void()> prepare = {});

  std::uint16_t port() const { return port_; }
  /// 0: there is none.
  std::uint16_t admin_port() const { return admin_port_; }
  std::string url() const;
  process& program() { return program_; }

  /// A client of that user with a connection of its own.
  souk::client client(std::string user_id = "seller", int retries_max = 2) const;

  /// A new product of one currency unit, which is 100 minor ones of most currencies.
  sdk::product make(std::string name, std::optional<std::int64_t> stock = {});

  /// Units of the product that can be had.
  std::int64_t stock_of(const sdk::product& product) const;

  void tell_to_stop(int signal = SIGTERM);

  /// Tells it to, and waits for the end.
  ending stop(int signal = SIGTERM);

  /// What Boost.Test calls after each test that got to its end.
  void teardown();

private:
  process program_;
  std::uint16_t port_ = 0;
  std::uint16_t admin_port_ = 0;
  bool is_stopping_ = false;
};

/// The code the shop refuses the action with; empty if it does not.
std::string code_of(const std::function<void()>& action);

/// The units of that product.
template <class Line>
std::int64_t units_of(const std::vector<Line>& lines, std::int64_t product_id) {
  std::int64_t result = 0;
  for (auto& line : lines)
    result += line.product_id == product_id ? line.quantity : 0;
  return result;
}

} // namespace souk::test
