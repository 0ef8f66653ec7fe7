#include "http/request_id.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <thread>
#include <vector>

namespace {

using souk::next_request_id;

constexpr std::size_t ids_per_thread = 1'000;

std::vector<std::string> many_ids() {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < ids_per_thread; ++i)
    result.push_back(next_request_id());
  return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(request_ids)

BOOST_AUTO_TEST_CASE(an_id_is_sixteen_hexadecimal_digits_and_a_count) {
  auto id = next_request_id();
  BOOST_REQUIRE(id.size() > 17);
  BOOST_TEST(id.find_first_not_of("0123456789abcdef") == 16);
  BOOST_TEST(id[16] == '-');
  BOOST_TEST(id.find_first_not_of("0123456789", 17) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(ids_of_one_run_share_their_prefix_and_are_counted) {
  auto first = next_request_id();
  auto second = next_request_id();
  BOOST_TEST(first.substr(0, 17) == second.substr(0, 17));
  BOOST_TEST(std::stoull(first.substr(17)) + 1 == std::stoull(second.substr(17)));
}

BOOST_AUTO_TEST_CASE(no_two_threads_get_the_same_id) {
  std::vector<std::vector<std::string>> found(4);
  std::vector<std::thread> threads;
  for (auto& each : found)
    threads.emplace_back([&each] { each = many_ids(); });
  for (auto& thread : threads)
    thread.join();
  std::set<std::string> distinct;
  for (auto& each : found)
    distinct.insert(each.begin(), each.end());
  BOOST_TEST(distinct.size() == found.size() * ids_per_thread);
}

BOOST_AUTO_TEST_SUITE_END()
