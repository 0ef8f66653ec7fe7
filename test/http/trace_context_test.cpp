#include "http/trace_context.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(trace_contexts)

namespace {

using namespace souk;

const std::string version = "00-";
const std::string trace_id = "0af7651916cd43dd8448eb211c80319c";
const std::string parent = "-b7ad6b7169203331-";
const std::string good = version + trace_id + parent + "01";

} // namespace

BOOST_AUTO_TEST_CASE(a_traceparent_is_read) {
  auto trace = parse_traceparent(good);
  BOOST_REQUIRE(trace);
  BOOST_TEST((std::string{trace->trace_id.data(), trace->trace_id.size()} == trace_id));
  BOOST_TEST(trace->is_sampled);
  BOOST_TEST(!parse_traceparent(version + trace_id + parent + "00")->is_sampled);
  BOOST_TEST(!parse_traceparent(version + trace_id + parent + "fe")->is_sampled);
  BOOST_TEST(parse_traceparent(version + trace_id + parent + "ff")->is_sampled);
}

BOOST_AUTO_TEST_CASE(a_later_version_is_read_as_far_as_this_one_goes) {
  BOOST_TEST(parse_traceparent("01-" + trace_id + parent + "01").has_value());
  BOOST_TEST(
    parse_traceparent("cc-" + trace_id + parent + "01-what-the-future-brings").has_value());
  BOOST_TEST(!parse_traceparent("cc-" + trace_id + parent + "01.what"));
  BOOST_TEST(!parse_traceparent("ff-" + trace_id + parent + "01"));
}

BOOST_AUTO_TEST_CASE(anything_else_is_no_traceparent) {
  for (auto& value : std::vector<std::string>{
         "", "00", good.substr(1), good.substr(0, 54), good + "-", good + "0", " " + good,
         good + " ", "0-0" + good.substr(3), version + std::string(32, '0') + parent + "01",
         version + trace_id + "-0000000000000000-01", "00-" + trace_id + parent + "0G",
         "00-0AF7651916CD43DD8448EB211C80319C" + parent + "01", "0x" + good.substr(2),
         version + trace_id + "_b7ad6b7169203331-01", good.substr(0, 53) + "--"})
    BOOST_TEST(!parse_traceparent(value), value);
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto broken = good;
    broken[i] = '.';
    BOOST_TEST(!parse_traceparent(broken), broken);
  }
}

BOOST_AUTO_TEST_CASE(what_is_written_can_be_read) {
  const auto trace = parse_traceparent(good).value();
  BOOST_TEST(traceparent_of(trace, 0xb7ad6b7169203331) == good);
  const auto told = traceparent_of({trace.trace_id, false}, 1);
  BOOST_TEST(told == version + trace_id + "-0000000000000001-00");
  BOOST_TEST(parse_traceparent(told).has_value());
}

BOOST_AUTO_TEST_CASE(no_two_spans_have_the_same_name) {
  std::vector<std::vector<std::uint64_t>> found(4);
  std::vector<std::thread> threads;
  for (auto& each : found)
    threads.emplace_back([&each] {
      for (int i = 0; i < 1'000; ++i)
        each.push_back(next_span_id());
    });
  for (auto& thread : threads)
    thread.join();
  std::set<std::uint64_t> distinct;
  for (auto& each : found)
    distinct.insert(each.begin(), each.end());
  BOOST_TEST(distinct.size() == 4'000);
  BOOST_TEST(!distinct.contains(0));
}

BOOST_AUTO_TEST_SUITE_END()
