#include "http/edge/edge.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(edges)

namespace {

asio::ip::tcp::endpoint at(const char* address, std::uint16_t port) {
  return {asio::ip::make_address(address), port};
}

struct two_edges {
  asio::io_context io;
  souk::edges& all = asio::use_service<souk::edges>(io);
  souk::edge shop{{}, 100};
  souk::edge admin{{}, 100};
};

} // namespace

BOOST_FIXTURE_TEST_CASE(one_number_on_two_addresses_is_two_ports, two_edges) {
  all.add(at("127.0.0.1", 80), shop);
  all.add(at("127.0.0.2", 80), admin);
  BOOST_TEST(all.find(at("127.0.0.1", 80)) == &shop);
  BOOST_TEST(all.find(at("127.0.0.2", 80)) == &admin);
  BOOST_TEST(!all.find(at("127.0.0.3", 80)));
  BOOST_TEST(!all.find(at("127.0.0.1", 81)));
}

BOOST_FIXTURE_TEST_CASE(all_addresses_are_those_of_either_family, two_edges) {
  all.add(at("0.0.0.0", 80), shop);
  all.add(at("::", 81), admin);
  BOOST_TEST(all.find(at("127.0.0.1", 80)) == &shop);
  BOOST_TEST(all.find(at("::1", 81)) == &admin);
  BOOST_TEST(all.find(at("::ffff:127.0.0.1", 81)) == &admin);
}

BOOST_FIXTURE_TEST_CASE(who_listens_no_more_is_not_found, two_edges) {
  all.add(at("127.0.0.1", 80), shop);
  all.add(at("127.0.0.1", 81), admin);
  all.remove(shop);
  BOOST_TEST(!all.find(at("127.0.0.1", 80)));
  BOOST_TEST(all.find(at("127.0.0.1", 81)) == &admin);
}

BOOST_AUTO_TEST_SUITE_END()
