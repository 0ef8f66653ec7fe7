#include "http/http_date.hpp"

#include <boost/test/unit_test.hpp>

#include <time.h>

#include <ctime>
#include <optional>
#include <set>
#include <thread>

BOOST_AUTO_TEST_SUITE(http_dates)

namespace {

/// The moment that an IMF-fixdate names, if it is one.
std::optional<std::time_t> read(const std::string& text) {
  std::tm parts = {};
  auto* end = strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (end == nullptr || *end != '\0')
    return std::nullopt;
  return timegm(&parts);
}

/// As C writes it, day of the week included.
std::string write(std::time_t moment) {
  std::tm parts = {};
  gmtime_r(&moment, &parts);
  char text[64];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

} // namespace

BOOST_AUTO_TEST_CASE(a_date_is_this_second_as_rfc_9110_writes_it) {
  const auto before = std::time(nullptr) - 1; // the coarse clock of std::time may lag
  const auto text = souk::http_date();
  const auto after = std::time(nullptr) + 1;
  auto moment = read(text);
  BOOST_REQUIRE_MESSAGE(moment, text);
  BOOST_TEST(*moment >= before);
  BOOST_TEST(*moment <= after);
  BOOST_TEST(text == write(*moment));
  BOOST_TEST(text.size() == 29);
}

BOOST_AUTO_TEST_CASE(a_date_follows_the_clock) {
  std::set<std::string> seen;
  const auto deadline = std::time(nullptr) + 30;
  while (seen.size() < 2 && std::time(nullptr) < deadline)
    seen.insert(souk::http_date());
  BOOST_TEST(seen.size() == 2);
}

BOOST_AUTO_TEST_CASE(each_thread_has_a_date_of_its_own) {
  const auto& mine = souk::http_date();
  bool is_date = false;
  bool is_mine = true;
  std::thread{[&] {
    const auto& other = souk::http_date();
    is_date = read(other).has_value();
    is_mine = &other == &mine;
  }}.join();
  BOOST_TEST(is_date);
  BOOST_TEST(!is_mine);
}

BOOST_AUTO_TEST_SUITE_END()
