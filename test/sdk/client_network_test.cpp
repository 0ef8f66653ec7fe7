// What lies between the client and the shop: proxies of the environment, and answers without
// bounds.

#include "sdk/client.hpp"

#include "test/sdk/answers.hpp"
#include "test/sdk/scripted_server.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(sdk_client_network)

namespace {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;
using sdk::transport_fault;

/// Sets a variable of the environment while it lives.
class environment_variable {
public:
  environment_variable(const char* name, const std::string& value) : name_(name) {
    if (const auto* before = std::getenv(name))
      before_ = before;
    ::setenv(name, value.c_str(), 1);
  }
  ~environment_variable() {
    if (before_)
      ::setenv(name_, before_->c_str(), 1);
    else
      ::unsetenv(name_);
  }
  environment_variable(const environment_variable&) = delete;
  environment_variable& operator=(const environment_variable&) = delete;

private:
  const char* name_;
  std::optional<std::string> before_;
};

} // namespace

BOOST_AUTO_TEST_CASE(the_proxy_of_the_environment_is_for_other_machines) {
  scripted_server server{{reply(200, lamp_json), reply(200, lamp_json)}};
  const auto port = server.url().substr(server.url().rfind(':'));
  const environment_variable unreachable{"http_proxy", "http://127.0.0.1:1"};
  for (auto host : {"http://LocalHost", "http://127.0.0.1"})
    BOOST_TEST((client{{.base_url = host + port}}.get_product(7).id == 7), host);
  const environment_variable proxy{"http_proxy", server.url()};
  client shop{{.base_url = "http://127.example.invalid", .retries_max = 0}};
  BOOST_CHECK_THROW(shop.get_product(7), transport_error); // the script has no third answer
  BOOST_TEST(server.arrivals().back().line == "GET http://127.example.invalid/products/7");
}

BOOST_AUTO_TEST_CASE(too_large_an_answer_is_called_so) {
  const std::string field = "X-More: " + std::string(1'000, 'x') + "\r\n";
  std::string fields;
  for (int i = 0; i < 70; ++i)
    fields += field;
  const auto line = "X-More: " + std::string(200'000, 'x') + "\r\n";
  const step body{"HTTP/1.1 200 OK\r\n\r\n" + std::string(65 << 20, ' '), true};
  for (const auto& answer : {reply(200, lamp_json, fields), reply(200, lamp_json, line), body}) {
    scripted_server server{{answer}};
    client shop{{.base_url = server.url(), .retry_wait_max = 1ms}};
    BOOST_CHECK_EXCEPTION(shop.get_product(7), transport_error, [](auto& err) {
      return err.fault() == transport_fault::malformed_answer
             && std::string_view{err.what()}.find("too large") != std::string_view::npos;
    });
    BOOST_TEST(server.arrivals().size() == 1U);
  }
}

BOOST_AUTO_TEST_SUITE_END()
