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
  for (auto* each : {"https://shop.example", "http://127.0.0.1:3000", "http://[::1]:81",
                     "capacitor://localhost", "web+shop://x"})
    BOOST_TEST(is_origin(each), each);
  for (auto* each : {"shop.example", "https://", "https://shop.example/", "https://shop.example/a",
                     "://shop.example", "HTTPS://shop.example", "https://ann@shop.example",
                     "https://shop.example?a", "https://a b", "*", "null", ""})
    BOOST_TEST(!is_origin(each), each);
}

BOOST_AUTO_TEST_CASE(an_origin_is_as_browsers_write_it) {
  for (auto* each : {"https://shop.example:8443", "http://shop.example:443", "https://xn--ls8h.la",
                     "http://my_host:3000", "chrome-extension://abcdef"})
    BOOST_TEST(is_origin(each), each);
  for (auto* each : {"https://Shop.example", "https://shop.example:443", "http://shop.example:80",
                     "https://*.example", "https://a,b", "https://:80", "https://a.example:99999",
                     "https://a.example:0", "https://a.example:", "https://a.example:08443",
                     "https://a.example:x", "https://a:1:2", "https://a\\", "https://[::1",
                     "https://[::1]x", "https://b\xC3\xBC.example"})
    BOOST_TEST(!is_origin(each), each);
}

BOOST_AUTO_TEST_SUITE_END()
