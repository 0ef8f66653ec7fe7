#include "http/edge/client_address.hpp"

#include "test/http/fake_message.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

BOOST_AUTO_TEST_SUITE(client_addresses)

namespace {

using namespace souk;
using namespace souk::test;

/// Who has sent a request that came from `peer` with these lines of X-Forwarded-For.
std::string client_of(const trusted_proxies& proxies, const std::string& peer,
                      const std::vector<std::string>& forwarded = {}) {
  sent_answers sent;
  field_list fields{{"Host", "shop.example"}};
  for (auto& line : forwarded)
    fields.emplace_back("x-forwarded-FOR", line);
  fields.emplace_back("X-Forwarded-Host", "6.6.6.6");
  fake_message message{sent, std::move(fields)};
  message.peer_address = asio::ip::make_address(peer);
  return proxies.client_of(message).to_string();
}

std::uint64_t group_of(const std::string& address) {
  return client_group(asio::ip::make_address(address));
}

/// What the user of a server is told about such a value; empty if nothing.
std::string line_about(const std::string& network) {
  try {
    trusted_proxies{{"127.0.0.1", network}};
    return {};
  } catch (const std::invalid_argument& err) {
    return err.what();
  }
}

const trusted_proxies none{{}};
const trusted_proxies ours{{"10.0.0.0/8", "192.0.2.7", "fd00::/8", "::1"}};

} // namespace

BOOST_AUTO_TEST_CASE(without_trusted_proxies_the_client_is_the_peer) {
  BOOST_TEST(client_of(none, "10.0.0.1") == "10.0.0.1");
  BOOST_TEST(client_of(none, "10.0.0.1", {"1.1.1.1"}) == "10.0.0.1");
  BOOST_TEST(client_of(none, "2001:db8::1", {"1.1.1.1"}) == "2001:db8::1");
}

BOOST_AUTO_TEST_CASE(a_peer_that_is_not_trusted_is_not_believed) {
  for (std::string peer : {"11.0.0.1", "192.0.2.8", "9.255.255.255", "fe00::1", "::2"})
    BOOST_TEST(client_of(ours, peer, {"1.1.1.1"}) == peer);
}

BOOST_AUTO_TEST_CASE(a_trusted_peer_speaks_for_its_client) {
  for (std::string peer : {"10.0.0.1", "10.255.255.255", "192.0.2.7", "fd12::1", "::1"}) {
    BOOST_TEST(client_of(ours, peer, {"1.1.1.1"}) == "1.1.1.1", peer);
    BOOST_TEST(client_of(ours, peer, {"2001:db8::5"}) == "2001:db8::5", peer);
    BOOST_TEST(client_of(ours, peer) == peer);
  }
}

BOOST_AUTO_TEST_CASE(the_right_most_address_that_is_not_trusted_counts) {
  BOOST_TEST(client_of(ours, "10.0.0.1", {"6.6.6.6, 1.1.1.1"}) == "1.1.1.1");
  BOOST_TEST(client_of(ours, "10.0.0.1", {"6.6.6.6, 1.1.1.1, 10.0.0.2, fd00::1"}) == "1.1.1.1");
  BOOST_TEST(client_of(ours, "10.0.0.1", {"10.0.0.3, 10.0.0.2"}) == "10.0.0.3");
}

BOOST_AUTO_TEST_CASE(the_lines_of_the_field_are_one_list) {
  BOOST_TEST(client_of(ours, "10.0.0.1", {"6.6.6.6", "1.1.1.1"}) == "1.1.1.1");
  BOOST_TEST(client_of(ours, "10.0.0.1", {"6.6.6.6, 1.1.1.1", "10.0.0.2"}) == "1.1.1.1");
  BOOST_TEST(client_of(ours, "10.0.0.1", {"1.1.1.1", "", "10.0.0.3", "10.0.0.2"}) == "1.1.1.1");
  BOOST_TEST(client_of(ours, "10.0.0.1", {"10.0.0.4", "10.0.0.3"}) == "10.0.0.4");
  BOOST_TEST(client_of(ours, "10.0.0.1", {"1.1.1.1, nonsense", "10.0.0.3"}) == "10.0.0.3");
  BOOST_TEST(client_of(ours, "10.0.0.1", {"1.1.1.1", "nonsense"}) == "10.0.0.1");
}

BOOST_AUTO_TEST_CASE(what_is_left_of_nonsense_is_not_believed) {
  for (std::string nonsense : {"unknown",
                               "1.1.1",
                               "1.1.1.1.1",
                               "256.1.1.1",
                               "01.1.1.1",
                               "1.1.1.1/8",
                               "\"1.1.1.1\"",
                               "_x",
                               "2001:db8::g",
                               "1::2::3",
                               "fe80::1%eth0",
                               "[2001:db8::1",
                               "[]",
                               "[",
                               "]",
                               ":",
                               "[::2]x",
                               "2001:db8::1]",
                               "1.1.1.1;2.2.2.2",
                               "1.1.1.1 2.2.2.2"}) {
    BOOST_TEST(client_of(ours, "10.0.0.1", {nonsense}) == "10.0.0.1", nonsense);
    BOOST_TEST(client_of(ours, "10.0.0.1", {"2.2.2.2, " + nonsense}) == "10.0.0.1", nonsense);
    BOOST_TEST(client_of(ours, "10.0.0.1", {nonsense + ", 10.0.0.2"}) == "10.0.0.2", nonsense);
    BOOST_TEST(client_of(ours, "10.0.0.1", {nonsense + ",2.2.2.2"}) == "2.2.2.2", nonsense);
  }
  const auto zero = std::string{"1.1.1.1\0", 8};
  BOOST_TEST(client_of(ours, "10.0.0.1", {zero}) == "10.0.0.1");
  BOOST_TEST(client_of(ours, "10.0.0.1", {std::string(10'000, '1')}) == "10.0.0.1");
}

BOOST_AUTO_TEST_CASE(empty_elements_are_none) {
  BOOST_TEST(client_of(ours, "10.0.0.1", {""}) == "10.0.0.1");
  BOOST_TEST(client_of(ours, "10.0.0.1", {", ,"}) == "10.0.0.1");
  BOOST_TEST(client_of(ours, "10.0.0.1", {",\t1.1.1.1 ,, 10.0.0.2 , "}) == "1.1.1.1");
}

BOOST_AUTO_TEST_CASE(ports_and_brackets_are_taken_off) {
  BOOST_TEST(client_of(ours, "10.0.0.1", {"1.1.1.1:8080"}) == "1.1.1.1");
  BOOST_TEST(client_of(ours, "10.0.0.1", {"[2001:db8::5]"}) == "2001:db8::5");
  BOOST_TEST(client_of(ours, "10.0.0.1", {"[2001:db8::5]:443, [fd00::1]:1"}) == "2001:db8::5");
}

BOOST_AUTO_TEST_CASE(a_mapped_address_is_the_ipv4_address) {
  BOOST_TEST(client_of(none, "::ffff:1.1.1.1") == "1.1.1.1");
  BOOST_TEST(client_of(ours, "::ffff:10.0.0.1", {"::ffff:1.1.1.1"}) == "1.1.1.1");
  BOOST_TEST(client_of(ours, "10.0.0.1", {"1.1.1.1, ::ffff:a00:2"}) == "1.1.1.1");
  BOOST_TEST(client_of(trusted_proxies{{"::ffff:127.0.0.1"}}, "127.0.0.1", {"1.1.1.1"})
             == "1.1.1.1");
  BOOST_TEST(group_of("::ffff:1.2.3.4") == group_of("1.2.3.4"));
}

BOOST_AUTO_TEST_CASE(a_zone_makes_no_other_client) {
  BOOST_TEST(client_of(none, "fe80::1%1") == "fe80::1");
  BOOST_TEST(client_of(trusted_proxies{{"fe80::/10"}}, "fe80::1%1", {"1.1.1.1"}) == "1.1.1.1");
}

BOOST_AUTO_TEST_CASE(networks_of_every_length_have_an_end) {
  for (int length = 0; length <= 32; ++length) {
    const auto bits = length == 0 ? 0u : 0xc0a80a80u & (~0u << (32 - length));
    const auto first = asio::ip::make_address_v4(bits).to_string();
    const trusted_proxies network{{first + "/" + std::to_string(length)}};
    const auto last = bits | (length == 32 ? 0u : ~0u >> length);
    BOOST_TEST(network.contain(asio::ip::make_address_v4(bits)), first << '/' << length);
    BOOST_TEST(network.contain(asio::ip::make_address_v4(last)), first << '/' << length);
    if (length > 0)
      BOOST_TEST(!network.contain(asio::ip::make_address_v4(last + 1)), first << '/' << length);
    BOOST_TEST(!network.contain(asio::ip::make_address("2001:db8::1")), first << '/' << length);
  }
  for (auto [network, inside, outside] :
       {std::tuple{"2001:db8::/32", "2001:db8:ffff::1", "2001:db9::"},
        {"2001:db8::/64", "2001:db8::ffff:ffff:ffff:ffff", "2001:db8:0:1::"},
        {"2001:db8::/65", "2001:db8::7fff:0:0:1", "2001:db8::8000:0:0:1"},
        {"2001:db8::4/127", "2001:db8::5", "2001:db8::6"},
        {"2001:db8::4/128", "2001:db8::4", "2001:db8::5"},
        {"2001:db8::4", "2001:db8::4", "2001:db8::5"}}) {
    const trusted_proxies proxies{{network}};
    BOOST_TEST(proxies.contain(asio::ip::make_address(inside)), network);
    BOOST_TEST(!proxies.contain(asio::ip::make_address(outside)), network);
    BOOST_TEST(!proxies.contain(asio::ip::make_address("1.1.1.1")), network);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_network_is_refused_with_a_line) {
  const auto check = [](const std::string& text, const std::string& fault) {
    BOOST_TEST(trusted_proxies::fault_of(text) == fault);
    BOOST_TEST(line_about(text) == "--trusted-proxy " + text + ' ' + fault + '.');
  };
  for (std::string text : {"", " ", "/", "/8", "proxy", "10.0.0", "10.0.0/8", "10.0.0.0 /8",
                           "[::1]", "10.0.0.1:80", "fe80::1%lo", "*", "10.*", "all"})
    check(text, "must be an address or a network, as in 10.0.0.7, 10.0.0.0/8 or fd00::/8");
  for (std::string length :
       {"", "33", "-1", "x", " 8", "8 ", "+8", "08", "8/8", "99999999999999999999"})
    check("10.0.0.0/" + length, "must be a network with 0 to 32 behind the slash");
  check("fd00::/129", "must be a network with 0 to 128 behind the slash");
  check("10.0.0.1/8",
        "must be 10.0.0.1, for that one address, or a network without bits beyond its first 8");
  check("fd00::1/64",
        "must be fd00::1, for that one address, or a network without bits beyond its first 64");
}

BOOST_AUTO_TEST_CASE(what_is_a_network_has_no_fault) {
  for (std::string text : {"10.0.0.0/8", "192.0.2.7", "0.0.0.0/0", "10.1.2.3/32", "::1", "fd00::/8",
                           "2001:db8::1/128"}) {
    BOOST_TEST(trusted_proxies::fault_of(text) == "");
    BOOST_TEST(line_about(text) == "");
  }
}

BOOST_AUTO_TEST_CASE(a_client_is_an_ipv4_address_or_the_network_of_an_ipv6_one) {
  BOOST_TEST(group_of("1.2.3.4") != group_of("1.2.3.5"));
  BOOST_TEST(group_of("2001:db8:0:1::1") == group_of("2001:db8:0:1:ffff:ffff:ffff:ffff"));
  BOOST_TEST(group_of("2001:db8:0:1::1") != group_of("2001:db8:0:2::1"));
  BOOST_TEST(group_of("::1") != group_of("0.0.0.1"));
}

BOOST_AUTO_TEST_SUITE_END()
