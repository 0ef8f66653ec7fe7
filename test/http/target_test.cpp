#include "http/target.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(targets)

namespace {

/// Path and query with a space between them.
std::string cut(std::string_view target) {
  auto parts = souk::split_target(target);
  return std::string{parts.path} + ' ' + std::string{parts.query};
}

} // namespace

BOOST_AUTO_TEST_CASE(a_target_is_cut_at_its_first_question_mark) {
  BOOST_TEST(cut("/cart") == "/cart ");
  BOOST_TEST(cut("/cart?") == "/cart ");
  BOOST_TEST(cut("/cart?user_id=ann") == "/cart user_id=ann");
  BOOST_TEST(cut("/cart?a=b?c") == "/cart a=b?c");
  BOOST_TEST(cut("/?a") == "/ a");
}

BOOST_AUTO_TEST_CASE(nothing_is_decoded) {
  BOOST_TEST(cut("/a%3Fb?c%26d") == "/a%3Fb c%26d");
}

BOOST_AUTO_TEST_CASE(scheme_and_authority_are_left_out) {
  BOOST_TEST(cut("http://127.0.0.1:8080/cart?user_id=ann") == "/cart user_id=ann");
  BOOST_TEST(cut("HTTPS://shop.example/cart") == "/cart ");
  BOOST_TEST(cut("http://shop.example/http://other.example/") == "/http://other.example/ ");
}

BOOST_AUTO_TEST_CASE(an_empty_path_is_the_root) {
  BOOST_TEST(cut("") == "/ ");
  BOOST_TEST(cut("?a=b") == "/ a=b");
  BOOST_TEST(cut("http://shop.example") == "/ ");
  BOOST_TEST(cut("http://shop.example?a=b") == "/ a=b");
  BOOST_TEST(cut("http://") == "/ ");
}

BOOST_AUTO_TEST_CASE(what_is_no_url_of_http_is_left_as_it_is) {
  BOOST_TEST(cut("*") == "* ");
  BOOST_TEST(cut("cart") == "cart ");
  BOOST_TEST(cut("ftp://shop.example/cart") == "ftp://shop.example/cart ");
  BOOST_TEST(cut("127.0.0.1:80") == "127.0.0.1:80 ");
  BOOST_TEST(cut("/cart#a?b") == "/cart#a b");
}

BOOST_AUTO_TEST_SUITE_END()
