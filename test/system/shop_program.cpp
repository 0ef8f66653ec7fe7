#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace souk::test {

namespace {

constexpr const char* ports_file = "ports.json";

std::vector<std::string> serve_with(std::vector<std::string> arguments) {
  // A crowd of buyers has one address here, and some of them say a great deal.
  std::vector<std::string> first{"serve",    "--port",
                                 "0",        "--ports-file",
                                 ports_file, "--connections-per-address",
                                 "10000",    "--requests-per-connection",
                                 "1000000"};
  // What is no fault need not be told: whatever is on stderr is one.
  if (std::find(arguments.begin(), arguments.end(), "--log-level") == arguments.end())
    first.insert(first.end(), {"--log-level", "warn"});
  arguments.insert(arguments.begin(), first.begin(), first.end());
  return souk_with(arguments);
}

} // namespace

std::vector<std::string> souk_with(const std::vector<std::string>& arguments) {
  std::vector<std::string> result{SOUK_PROGRAM};
  result.insert(result.end(), arguments.begin(), arguments.end());
  return result;
}

shop_program::shop_program(const std::vector<std::string>& arguments, std::function<void()> prepare)
  : program_(serve_with(arguments), std::move(prepare)) {
  const auto path = program_.directory() / ports_file;
  program_.wait_until([&] { return std::filesystem::exists(path); }, "the ports file");
  std::ifstream file{path};
  const auto ports = nlohmann::json::parse(file);
  port_ = ports.at("http").get<std::uint16_t>();
  admin_port_ = ports.value("admin", std::uint16_t{0});
}

std::string shop_program::url() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

souk::client shop_program::client(std::string user_id, int retries_max) const {
  // The program may be slowed down by sanitizers and by other tests.
  return souk::client{{.base_url = url(),
                       .user_id = std::move(user_id),
                       .connect_timeout = patience,
                       .request_timeout = patience,
                       .retries_max = retries_max}};
}

sdk::product shop_program::make(std::string name, std::optional<std::int64_t> stock) {
  return client().create_product({.name = std::move(name), .price = {100}, .stock = stock});
}

std::int64_t shop_program::stock_of(const sdk::product& product) const {
  return client().get_product(product.id).stock.value();
}

void shop_program::tell_to_stop(int signal) {
  is_stopping_ = true;
  program_.send(signal);
}

ending shop_program::stop(int signal) {
  tell_to_stop(signal);
  return program_.wait();
}

void shop_program::teardown() {
  if (program_.has_ended())
    return;
  // A second signal would end it at once.
  const auto end = is_stopping_ ? program_.wait() : stop();
  BOOST_TEST_CONTEXT(end.out << end.err) {
    BOOST_TEST(end.code == 0);
    BOOST_TEST(end.err == "");
  }
}

std::string code_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const api_error& err) {
    return err.code();
  }
  return {};
}

} // namespace souk::test
