#include "http/observe/edge_watch.hpp"

#include "test/http/fake_message.hpp"
#include "test/http/json_text.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/mman.h>
#include <unistd.h>

#include <optional>

namespace edge_watches {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

/// A watch that logs into memory.
class watch_fixture {
public:
  ~watch_fixture() { close(file_); }

  void answer(std::chrono::steady_clock::time_point at) {
    watch_->answered({asked_, nullptr, 200, 0, 0ns, {}, {}, at});
  }

  /// Ends the log.
  std::vector<json_text> lines() {
    watch_.reset();
    book_.reset();
    std::string all(static_cast<std::size_t>(lseek(file_, 0, SEEK_END)), '\0');
    BOOST_REQUIRE(pread(file_, all.data(), all.size(), 0) == static_cast<ssize_t>(all.size()));
    std::vector<json_text> result;
    for (std::size_t at = 0, end = 0; at < all.size(); at = end + 1) {
      end = all.find('\n', at);
      result.emplace_back(all.substr(at, end - at));
    }
    return result;
  }

private:
  int file_ = memfd_create("log", MFD_CLOEXEC);
  sent_answers sent_;
  fake_message asked_{sent_};
  std::optional<logbook> book_{std::in_place, log_options{.descriptor = file_}};
  std::optional<edge_watch> watch_{std::in_place, nullptr, &*book_};
};

double seconds_of(std::chrono::system_clock::time_point moment) {
  return std::chrono::duration<double>(moment.time_since_epoch()).count();
}

} // namespace edge_watches

BOOST_FIXTURE_TEST_SUITE(edge_watches, edge_watches::watch_fixture)

using namespace std::chrono_literals;

BOOST_AUTO_TEST_CASE(a_line_tells_when_its_answer_was_there) {
  const auto before = std::chrono::system_clock::now();
  const auto moment = std::chrono::steady_clock::now();
  const auto after = std::chrono::system_clock::now();
  for (auto since : {0ms, 1ms, 999ms, 1000ms, 5000ms, 4999ms})
    answer(moment + since);
  const auto said = lines();
  BOOST_REQUIRE(said.size() == 6u);
  const auto time = [&](std::size_t which) { return std::stod(said[which].at("/ts")); };
  // Less than a clock on the wall is slewed by.
  constexpr double slack = 0.01;
  BOOST_TEST(time(0) >= edge_watches::seconds_of(before) - slack);
  BOOST_TEST(time(0) <= edge_watches::seconds_of(after) + slack);
  const double expected[] = {0, 0.001, 0.999, 1, 5, 4.999};
  for (std::size_t i = 1; i < said.size(); ++i) {
    BOOST_TEST(time(i) >= time(0) + expected[i] - slack, i);
    BOOST_TEST(time(i) <= time(0) + expected[i] + slack, i);
  }
}

BOOST_AUTO_TEST_SUITE_END()
