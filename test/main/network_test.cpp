#include "main/network.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(network)

using namespace souk;

BOOST_AUTO_TEST_CASE(loopback_is_what_only_this_machine_reaches) {
  for (auto* each : {"127.0.0.1", "127.255.0.9", "::1", "0:0:0:0:0:0:0:1", "localhost"})
    BOOST_TEST(is_loopback(each), each);
  for (auto* each : {"0.0.0.0", "::", "128.0.0.1", "10.0.0.1", "::2", "::ffff:10.0.0.1",
                     "localhost.example", "127.0.0.1.example", "127.1", ""})
    BOOST_TEST(!is_loopback(each), each);
}

BOOST_AUTO_TEST_CASE(an_origin_has_a_scheme_and_a_host_and_no_path) {
  for (auto* each : {"https://shop.example", "http://127.0.0.1:3000", "http://[::1]:80",
                     "capacitor://localhost", "web+shop://x"})
    BOOST_TEST(is_origin(each), each);
  for (auto* each : {"shop.example", "https://", "https://shop.example/", "https://shop.example/a",
                     "://shop.example", "HTTPS://shop.example", "https://ann@shop.example",
                     "https://shop.example?a", "https://a b", "*", "null", ""})
    BOOST_TEST(!is_origin(each), each);
}

BOOST_AUTO_TEST_SUITE_END()
