#include "sdk/link.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(sdk_link)

namespace {

using namespace souk::sdk;

} // namespace

BOOST_AUTO_TEST_CASE(the_next_page_is_found) {
  BOOST_TEST(next_target("</products?limit=2&after=7>; rel=\"next\"")
             == "/products?limit=2&after=7");
  BOOST_TEST(next_target("</a>; rel=next") == "/a");
  BOOST_TEST(next_target("</a>;title=\"x\" ; rel=\"next\"") == "/a");
  BOOST_TEST(next_target("</a>; title=\"b, \\\"c; d\"; REL = \"last Next\"") == "/a");
}

BOOST_AUTO_TEST_CASE(other_relations_are_passed_over) {
  BOOST_TEST(next_target("</first>; rel=\"first\", </a,b>; rel=\"next\"") == "/a,b");
  BOOST_TEST(next_target("</first>; rel=\"first\"") == "");
  BOOST_TEST(next_target("</first>; rel=\"first\"; rel=\"next\"") == "");
  BOOST_TEST(next_target("</first>; title=\"; rel=next\"") == "");
}

BOOST_AUTO_TEST_CASE(odd_fields_lead_nowhere) {
  for (auto field : {"", "<", ">", "<>", "</a", "</a>", "</a>;", "rel=\"next\"", ",,,", "<<<;>>>,"})
    BOOST_TEST(next_target(field) == "", field);
}

BOOST_AUTO_TEST_CASE(parameters_are_found_by_their_whole_name) {
  BOOST_TEST(query_value("/products?limit=2&after=7", "after") == "7");
  BOOST_TEST(query_value("http://host/products?thereafter=3&after=7", "after") == "7");
  BOOST_TEST(query_value("/products?after", "after") == "");
  BOOST_TEST(query_value("/after=7", "after") == "");
  BOOST_TEST(query_value("", "after") == "");
}

BOOST_AUTO_TEST_SUITE_END()
