#include "http/request_id.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(request_ids)

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

BOOST_AUTO_TEST_CASE(an_id_is_sixteen_hexadecimal_digits_and_eight_that_count) {
  auto id = next_request_id();
  BOOST_REQUIRE_EQUAL(id.size(), 16 + 1 + 8);
  BOOST_TEST(id.find_first_not_of("0123456789abcdef") == 16);
  BOOST_TEST(id[16] == '-');
  BOOST_TEST(id.find_first_not_of("0123456789abcdef", 17) == std::string::npos);
  BOOST_TEST(souk::is_request_id(id));
}

BOOST_AUTO_TEST_CASE(ids_of_one_run_share_their_prefix_and_are_counted) {
  auto first = next_request_id();
  auto second = next_request_id();
  BOOST_TEST(first.substr(0, 17) == second.substr(0, 17));
  BOOST_TEST(std::stoull(first.substr(17), nullptr, 16) + 1
             == std::stoull(second.substr(17), nullptr, 16));
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

BOOST_AUTO_TEST_CASE(a_clients_own_name_is_used_if_it_is_plain) {
  for (std::string_view name : {"a", "7", "job-12.A_b", "7f3a9c1e-5b1d-4a55-9a3e-0c2b1d4e5f60"})
    BOOST_TEST(souk::is_request_id(name), name);
  BOOST_TEST(souk::is_request_id(std::string(128, 'x')));
  BOOST_TEST(!souk::is_request_id(std::string(129, 'x')));
  for (std::string_view name : {"", " ", "a b", "a\"", "a\n", "a,b", "a/b", "\xc3\xa9", "a;"})
    BOOST_TEST(!souk::is_request_id(name), name);
  BOOST_TEST(!souk::is_request_id({"a\0b", 3}));
}

BOOST_AUTO_TEST_SUITE_END()
