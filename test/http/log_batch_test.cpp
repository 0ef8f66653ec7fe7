#include "http/observe/log_batch.hpp"

#include "http/observe/log_line.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace log_batches {

using namespace souk;

struct batch_fixture {
  /// Adds the lines `1` to `count`.
  void add_numbers(int count) {
    for (int i = 1; i <= count; ++i)
      batch.add(std::to_string(i) + "\n");
  }

  std::string text() const {
    std::string result;
    batch.append_to(result, log_format::json);
    return result;
  }

  log_batch batch;
};

access_entry entry_of_target(std::string_view target) {
  access_entry result;
  result.facts.peer = result.facts.client = asio::ip::make_address("192.0.2.7");
  result.texts = {"HTTP/1.1", "GET", "shop", target, "abc-1", ""};
  return result;
}

std::string line_of(const access_entry& entry) {
  std::string result;
  append_access(result, log_format::json, entry);
  return result;
}

} // namespace log_batches

BOOST_FIXTURE_TEST_SUITE(log_batches, log_batches::batch_fixture)

using namespace log_batches;

BOOST_AUTO_TEST_CASE(lines_stay_in_their_order_and_requests_as_they_were) {
  std::string target = "/products/1";
  batch.add("before\n");
  batch.add(entry_of_target(target));
  target = "/gone";
  batch.add(entry_of_target("/products/2"));
  batch.add("behind\n");
  BOOST_TEST(batch.lines() == 4u);
  BOOST_TEST(text()
             == "before\n" + line_of(entry_of_target("/products/1"))
                  + line_of(entry_of_target("/products/2")) + "behind\n");
}

BOOST_AUTO_TEST_CASE(of_too_many_lines_the_oldest_are_dropped) {
  add_numbers(9);
  const auto bytes = batch.bytes();
  BOOST_TEST(batch.drop_oldest(bytes) == 0u);
  BOOST_TEST(batch.drop_oldest(bytes - 1) == 1u);
  BOOST_TEST(batch.drop_oldest(bytes / 3) == 5u);
  BOOST_TEST(text() == "7\n8\n9\n");
  BOOST_TEST(batch.bytes() == bytes / 3);
}

BOOST_AUTO_TEST_CASE(of_requests_the_texts_are_dropped_too) {
  batch.add(entry_of_target("/products/1"));
  const auto bytes = batch.bytes();
  batch.add(entry_of_target("/products/2"));
  BOOST_TEST(batch.drop_oldest(bytes) == 1u);
  BOOST_TEST(batch.bytes() == bytes);
  BOOST_TEST(text() == line_of(entry_of_target("/products/2")));
}

BOOST_AUTO_TEST_CASE(a_batch_can_be_emptied) {
  add_numbers(3);
  BOOST_TEST(batch.drop_oldest(0) == 3u);
  BOOST_TEST(batch.empty());
  BOOST_TEST(batch.bytes() == 0u);
  add_numbers(2);
  batch.clear();
  BOOST_TEST(text().empty());
  add_numbers(1);
  BOOST_TEST(text() == "1\n");
}

BOOST_AUTO_TEST_SUITE_END()
