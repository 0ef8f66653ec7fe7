#include "http/listen_address.hpp"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <boost/test/unit_test.hpp>

#include <system_error>

BOOST_AUTO_TEST_SUITE(listen_addresses)

using namespace souk;

BOOST_AUTO_TEST_CASE(a_host_is_an_address_or_this_machine) {
  BOOST_TEST(parse_host("localhost").value().to_string() == "127.0.0.1");
  BOOST_TEST(parse_host("ip6-localhost").value().to_string() == "::1");
  for (auto* each : {"0.0.0.0", "192.0.2.1", "::", "2001:db8::1"})
    BOOST_TEST(parse_host(each).value().to_string() == each);
  for (auto* each : {"", "@", "nowhere", "127.1", "127.0.0.1:80", "[::1]", "LOCALHOST"}) {
    BOOST_TEST(!parse_host(each), each);
    BOOST_CHECK_THROW(address_of_host(each), std::system_error);
  }
}

BOOST_AUTO_TEST_CASE(a_port_is_free_until_somebody_listens) {
  asio::io_context io;
  asio::ip::tcp::acceptor other{io, {asio::ip::address_v4::loopback(), 0}};
  const auto port = other.local_endpoint().port();
  BOOST_CHECK_THROW(must_be_free("127.0.0.1", port), std::system_error);
  other.close();
  must_be_free("127.0.0.1", port);
  must_be_free("localhost", port); // whoever looked has let go of it
}

BOOST_AUTO_TEST_CASE(an_address_of_another_machine_is_not_free) {
  // Of the block that RFC 5737 reserves for documentation.
  BOOST_CHECK_THROW(must_be_free("192.0.2.1", 0), std::system_error);
}

BOOST_AUTO_TEST_SUITE_END()
