#include "main/option_kinds.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(option_kinds)

using namespace souk;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_CASE(a_whole_number_is_taken_within_its_range) {
  std::int64_t number = -1;
  for (auto* each : {"1", "7", "20"}) {
    BOOST_TEST(read_whole(each, {1, 20}, number) == "");
    BOOST_TEST(std::to_string(number) == each);
  }
  for (auto* each : {"0", "21", "-1", "017", "1.5", "1e1", "", " 7", "7 ", "99999999999999999999"})
    BOOST_TEST(read_whole(each, {1, 20}, number) == "must be a whole number from 1 to 20", each);
  BOOST_TEST(number == 20);
}

BOOST_AUTO_TEST_CASE(seconds_are_kept_to_the_millisecond) {
  std::chrono::milliseconds time{};
  BOOST_TEST(read_seconds("0.25", {0.1, 60}, time) == "");
  BOOST_TEST((time == 250ms));
  BOOST_TEST(read_seconds("60", {0.1, 60}, time) == "");
  BOOST_TEST((time == 60s));
  BOOST_TEST(read_seconds("0.1", {0.1, 60}, time) == "");
  BOOST_TEST((time == 100ms));
}

BOOST_AUTO_TEST_CASE(seconds_out_of_range_or_no_number_are_refused) {
  std::chrono::milliseconds time = 5s;
  for (auto* each : {"0", "60.1", "-1", "nan", "inf", "1e1", "0x1", "", " 1", "1 ", "1s", "soon"})
    BOOST_TEST(read_seconds(each, {0.1, 60}, time)
                 == "must be a decimal number of seconds from 0.1 to 60",
               each);
  BOOST_TEST((time == 5s));
}

BOOST_AUTO_TEST_CASE(a_flag_is_true_or_false) {
  bool flag = false;
  BOOST_TEST(read_flag("true", flag) == "");
  BOOST_TEST(flag);
  for (auto* each : {"yes", "1", "", "TRUE"})
    BOOST_TEST(read_flag(each, flag) == "must be true or false", each);
  BOOST_TEST(flag);
  BOOST_TEST(read_flag("false", flag) == "");
  BOOST_TEST(!flag);
}

BOOST_AUTO_TEST_CASE(seconds_are_shown_as_they_are_read) {
  BOOST_TEST(seconds_text(100'000s) == "100000");
  BOOST_TEST(seconds_text(100ms) == "0.1");
  BOOST_TEST(seconds_text(1'234ms) == "1.234");
  BOOST_TEST(seconds_text(0s) == "0");
}

BOOST_AUTO_TEST_CASE(one_of_several_words_is_taken) {
  const auto check = one_of({"text", "json", "auto"});
  BOOST_TEST(check("json") == "");
  BOOST_TEST(check("xml") == "must be text, json or auto");
  BOOST_TEST(check("") == "must be text, json or auto");
}

BOOST_AUTO_TEST_SUITE_END()
