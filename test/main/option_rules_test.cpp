#include "main/option_rules.hpp"

#include <boost/test/unit_test.hpp>

namespace option_rules {

using namespace souk;
using namespace std::chrono_literals;

/// The only rule that is broken, or nothing.
std::string broken_by(const serve_options& options) {
  const auto found = broken_rules(options);
  BOOST_TEST(found.size() <= 1u);
  return found.empty() ? "" : found.front();
}

struct options_fixture {
  serve_options options;
  server_options& server = options.server;
};

} // namespace option_rules

BOOST_FIXTURE_TEST_SUITE(option_rules, option_rules::options_fixture)

BOOST_AUTO_TEST_CASE(the_defaults_break_no_rule) {
  BOOST_TEST(broken_by(options) == "");
}

BOOST_AUTO_TEST_CASE(a_certificate_needs_its_key_and_a_key_its_certificate) {
  server.edge.tls.certificate = "cert.pem";
  BOOST_TEST(broken_by(options).find("set --tls-key as well") != std::string::npos);
  server.edge.tls.key = "key.pem";
  BOOST_TEST(broken_by(options) == "");
  server.edge.tls.certificate.clear();
  BOOST_TEST(broken_by(options).find("set --tls-cert as well") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(browsers_are_told_to_use_https_only_where_it_is_spoken) {
  server.edge.hsts_seconds = 60;
  BOOST_TEST(broken_by(options).starts_with("--hsts is for HTTPS"));
  server.edge.tls = {"cert.pem", "key.pem"};
  BOOST_TEST(broken_by(options) == "");
}

BOOST_AUTO_TEST_CASE(other_machines_need_tls_or_a_proxy) {
  for (auto* each : {"0.0.0.0", "::", "192.0.2.1", "shop.example"}) {
    server.host = each;
    BOOST_TEST(broken_by(options).starts_with("--host " + server.host), each);
  }
  server.edge.behind_proxy = true;
  BOOST_TEST(broken_by(options) == "");
  server.edge.behind_proxy = false;
  server.edge.tls = {"cert.pem", "key.pem"};
  BOOST_TEST(broken_by(options) == "");
}

BOOST_AUTO_TEST_CASE(two_ports_must_differ_unless_free_ones_are_picked) {
  server.port = 9000;
  server.admin.port = 9000;
  BOOST_TEST(broken_by(options).find("both 9000") != std::string::npos);
  server.admin.host = "127.0.0.2"; // the edge tells its ports apart by their numbers
  BOOST_TEST(broken_by(options).find("both 9000") != std::string::npos);
  server.port = 0;
  server.admin.port = 0;
  BOOST_TEST(broken_by(options) == "");
}

BOOST_AUTO_TEST_CASE(a_part_has_no_higher_limit_than_the_whole) {
  server.edge.limits.header_time = 31s;
  BOOST_TEST(broken_by(options)
             == "--header-time must not be longer than --request-time, "
                "which is 30.");
  server.edge.limits.header_time = 30s;
  BOOST_TEST(broken_by(options) == "");
}

BOOST_AUTO_TEST_CASE(a_line_and_the_fields_behind_it_have_room_together) {
  auto& limits = server.edge.limits;
  limits.request_line_bytes_max = 63 * 1024;
  BOOST_TEST(limits.request_line_bytes_max > limits.header_bytes_max);
  BOOST_TEST(broken_by(options) == "");
  limits.header_bytes_max += 1;
  BOOST_TEST(broken_by(options)
             == "--request-line-bytes and --header-bytes must not be more than 80896 together, and "
                "are 80897.");
}

BOOST_AUTO_TEST_SUITE_END()
