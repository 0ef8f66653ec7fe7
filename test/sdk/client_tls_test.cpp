// How the client comes to trust a shop, and what it makes of one that ends the handshake.

#include "sdk/client.hpp"

#include "http/server.hpp"
#include "test/http/certificate.hpp"
#include "test/sdk/hanging_up_server.hpp"
#include "test/sdk/scripted_server.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(sdk_client_tls)

namespace {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;
using sdk::transport_fault;

std::string https(int port) {
  return "https://127.0.0.1:" + std::to_string(port);
}

transport_fault fault_with(const client_options& options) {
  try {
    client{options}.checkout();
  } catch (const transport_error& err) {
    BOOST_TEST(!err.may_have_happened());
    return err.fault();
  }
  throw std::logic_error{"there was an answer"};
}

} // namespace

BOOST_AUTO_TEST_CASE(a_handshake_that_is_cut_off_is_tried_again) {
  hanging_up_server server;
  auto fault =
    fault_with({.base_url = https(server.port()), .retries_max = 2, .retry_wait_max = 1ms});
  BOOST_TEST((fault == transport_fault::cannot_connect));
  BOOST_TEST(server.heard().size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_handshake_without_end_is_no_connection) {
  scripted_server server{{}};
  auto fault = fault_with(
    {.base_url = "https" + server.url().substr(4), .connect_timeout = 50ms, .retries_max = 0});
  BOOST_TEST((fault == transport_fault::cannot_connect));
}

// ALPN (RFC 7301) names it in clear text.
BOOST_AUTO_TEST_CASE(no_later_version_of_http_is_offered) {
  hanging_up_server server;
  fault_with({.base_url = https(server.port()), .retries_max = 0});
  const auto heard = server.heard();
  BOOST_REQUIRE(heard.size() == 1u);
  BOOST_TEST(heard[0].find("http/1.1") != std::string::npos);
  BOOST_TEST(heard[0].find("\x02h2") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_of_certificates_says_whom_to_believe) {
  const certificate identity, other;
  server_options options{.port = 0};
  options.edge.tls = identity.files();
  server shop{options};
  const auto url = https(shop.port());
  client friendly{{.base_url = url, .ca_file = identity.files().certificate}};
  BOOST_TEST(friendly.health().status == "ok");
  BOOST_TEST(friendly.as_user("ann").get_cart().lines.empty());
  for (const auto& file : {std::string{}, other.files().certificate, std::string{"/nowhere"}})
    BOOST_TEST((fault_with({.base_url = url, .ca_file = file}) == transport_fault::other), file);
}

BOOST_AUTO_TEST_SUITE_END()
