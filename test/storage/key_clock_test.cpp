#include "storage/key_clock.hpp"

#include "storage/sqlite_database.hpp"
#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(key_clocks)

namespace {

using namespace souk;
using std::chrono::hours;
using std::chrono::minutes;

const time_point start{hours{480'000}};

} // namespace

BOOST_AUTO_TEST_CASE(it_begins_with_the_wall_clock_and_goes_with_it) {
  key_clock clock;
  for (auto passed : {minutes{0}, minutes{7}, minutes{60}, minutes{120}})
    BOOST_TEST((clock.at(start + passed) == start + passed));
}

BOOST_AUTO_TEST_CASE(a_step_counts_for_an_hour_at_most) {
  key_clock clock;
  clock.at(start);
  BOOST_TEST((clock.at(start + hours{1'000}) == start + hours{1}));
  BOOST_TEST((clock.at(start + hours{1'000} + minutes{5}) == start + hours{1} + minutes{5}));
}

BOOST_AUTO_TEST_CASE(a_step_back_counts_for_nothing) {
  key_clock clock;
  clock.at(start);
  BOOST_TEST((clock.at(start - hours{1'000}) == start));
  BOOST_TEST((clock.at(start - hours{1'000} + minutes{5}) == start + minutes{5}));
}

BOOST_AUTO_TEST_CASE(it_goes_on_from_the_newest_key) {
  key_clock set_right{start};
  BOOST_TEST((set_right.at(start + hours{1'000}) == start + hours{1}));
  key_clock set_back{start};
  BOOST_TEST((set_back.at(start - hours{1'000}) == start));
}

BOOST_AUTO_TEST_CASE(a_shop_that_is_opened_when_the_clock_is_right_keeps_its_keys) {
  const test::temporary_directory folder;
  const auto refused = [&](const std::string& key, time_point now) {
    sqlite_database shop{folder.file("shop.db")};
    shop.commit({keep_refusal{{"scope", key, "a"}, {errc::cart_empty}}}, now);
    return std::get<refusal>(
      shop.commit({keep_refusal{{"scope", "first", "a"}, {errc::cart_full}}}, now).front());
  };
  BOOST_TEST((refused("first", start).code == errc::cart_empty));
  BOOST_TEST((refused("second", start + hours{1'000}).code == errc::cart_empty));
}

BOOST_AUTO_TEST_SUITE_END()
