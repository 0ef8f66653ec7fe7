#include "http/content_type.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(content_type)

namespace {

using namespace souk;
using namespace std::literals;

} // namespace

BOOST_AUTO_TEST_CASE(json_types_are_accepted_in_any_case) {
  for (auto type : {"application/json", "Application/JSON", "application/problem+json",
                    "application/vnd.shop.v1+JSON", " application/json\t"})
    BOOST_TEST(is_json(type), type);
}

BOOST_AUTO_TEST_CASE(utf8_is_the_only_charset) {
  for (auto type :
       {"application/json; charset=utf-8", "application/json;charset=UTF-8",
        "application/json ; Charset=\"utf-8\"", "application/json; charset=\"\\utf-8\""})
    BOOST_TEST(is_json(type), type);
  for (auto type :
       {"application/json; charset=utf-16", "application/json; charset=latin1",
        "application/json; charset=\"\"", "application/json; charset=utf-8; charset=utf-16"})
    BOOST_TEST(!is_json(type), type);
}

BOOST_AUTO_TEST_CASE(other_parameters_change_nothing) {
  for (auto type : {"application/json; a=b", "application/json;a=\"x;y\\\"\";charset=utf-8",
                    "application/json;", "application/json; ; a=b;", "application/json;a=\"\""})
    BOOST_TEST(is_json(type), type);
  BOOST_TEST(!is_json("application/json; a=\"x\"; charset=utf-7"));
}

BOOST_AUTO_TEST_CASE(broken_parameters_are_refused) {
  for (auto type : {"application/json; a", "application/json; a=", "application/json; =b",
                    "application/json; a =b", "application/json; a= b", "application/json; a=\"b",
                    "application/json; a=\"b\\", "application/json; a=\"b\"c",
                    "application/json a=b", "application/json; charset=utf-8 x",
                    "application/json; a=\"\x01\"", "application/json; a=\"\\\x7f\""})
    BOOST_TEST(!is_json(type), type);
}

BOOST_AUTO_TEST_CASE(other_types_are_refused) {
  for (auto type : {"",
                    " ",
                    "json",
                    "text/plain",
                    "text/json",
                    "application/",
                    "/json",
                    "application",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "application/jsonx",
                    "application/json-seq",
                    "application/+json",
                    "application/xjson",
                    "*/*",
                    "application / json",
                    "application/json, text/plain",
                    "text/x+json",
                    "application/json/json",
                    "application/json+xml"})
    BOOST_TEST(!is_json(type), type);
  BOOST_TEST(!is_json("application/json\0"sv));
  BOOST_TEST(!is_json("application/\0+json"sv));
}

BOOST_AUTO_TEST_SUITE_END()
