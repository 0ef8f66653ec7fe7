#include "http/observe/shown_target.hpp"

#include "http/append_all.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(shown_targets)

namespace {

using namespace souk;

std::string shown(std::string_view target) {
  std::string result;
  append_all(result, shown_target{target});
  return result;
}

std::string visible(std::string_view text) {
  std::string result;
  append_all(result, visible_text{text});
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(user_ids_and_all_that_may_be_a_secret_are_redacted) {
  BOOST_TEST(shown("/cart?user_id=ann%40example.com&product_id=12&quantity=3")
             == "/cart?user_id=REDACTED&product_id=12&quantity=3");
  BOOST_TEST(shown("/orders?limit=10&before=7&user_id=1")
             == "/orders?limit=10&before=7&user_id=REDACTED");
  BOOST_TEST(shown("/events?after=") == "/events?after=");
  for (std::string secret :
       {"?token=s3cret", "?user%5Fid=s3cret", "?limit=s3cret", "?s3cret", "?s3cret@example.com=1",
        "?a=1&&b=s3cret", "?limit=1;user_id=s3cret", "?=s3cret", "?user_id=a?s3cret",
        "?limit=123456789012345678901", "?USER_ID=s3cret", "/s3cret@example.com", "/a/s3cret%40b/c",
        "/s3cret%2540b?x=1"}) {
    const auto line = shown(secret);
    BOOST_TEST(line.find("s3cret") == std::string::npos, line);
    BOOST_TEST(line.find("REDACTED") != std::string::npos, line);
  }
  BOOST_TEST(shown("/a/s3cret%40b/c") == "/a/REDACTED/c");
  BOOST_TEST(shown("/products/40/stock") == "/products/40/stock");
  BOOST_TEST(shown("?a=1&&b=2") == "?a=REDACTED&&b=REDACTED");
}

BOOST_AUTO_TEST_CASE(a_long_target_is_cut) {
  BOOST_TEST(shown("/" + std::string(5'000, 'a')).size() == 1024 + 3);
  BOOST_TEST(shown("/" + std::string(5'000, 'a')).ends_with("a..."));
  std::string deep;
  for (int i = 0; i < 5'000; ++i)
    deep += "/%41";
  BOOST_TEST(shown(deep).size() < 1100u);
  BOOST_TEST(shown(deep).ends_with("..."));
  std::string many = "/?limit=1";
  for (int i = 0; i < 1'000; ++i)
    many += "&limit=1";
  BOOST_TEST(shown(many).size() < 1100u);
  BOOST_TEST(shown(many).ends_with("..."));
}

BOOST_AUTO_TEST_CASE(what_is_not_plain_is_percent_encoded) {
  BOOST_TEST(visible("GET") == "GET");
  BOOST_TEST(visible("a\r\nb\x1b\xc2\x9b \"\\\x7f") == "a%0D%0Ab%1B%C2%9B%20%22%5C%7F");
  BOOST_TEST(visible(std::string_view{"\0", 1}) == "%00");
  BOOST_TEST(visible("") == "");
}

BOOST_AUTO_TEST_SUITE_END()
