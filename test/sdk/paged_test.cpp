#include "sdk/paged.hpp"

#include <boost/test/unit_test.hpp>

#include <iterator>
#include <ranges>
#include <stdexcept>

BOOST_AUTO_TEST_SUITE(sdk_paged)

namespace {

using namespace souk::sdk;

using start = std::optional<std::int64_t>;

static_assert(std::input_iterator<paged<int>::iterator>);
static_assert(std::ranges::input_range<paged<int>>);

/// Three pages, the middle one empty, and the starts they were asked for.
struct pages_fixture {
  std::vector<start> starts = {};
  paged<int> list{[this](start from) -> page<int> {
    starts.push_back(from);
    if (!from)
      return {{1, 2}, 20};
    if (*from == 20)
      return {{}, 30};
    return {{3}, {}};
  }};
};

/// Three pages, the middle one empty, of which one cannot be fetched.
struct failing_fixture {
  /// Where that page starts, -1: the first one, 0: none.
  std::int64_t failing = 0;
  std::vector<start> starts = {};
  paged<int> list{[this](start from) -> page<int> {
    starts.push_back(from);
    if (from.value_or(-1) == failing)
      throw std::runtime_error{"lost"};
    if (!from)
      return {{1}, 20};
    if (*from == 20)
      return {{}, 30};
    return {{2}, {}};
  }};
};

} // namespace

BOOST_FIXTURE_TEST_CASE(values_of_all_pages_come_in_order, pages_fixture) {
  std::vector<int> seen;
  for (int value : list)
    seen.push_back(value);
  BOOST_TEST((seen == std::vector{1, 2, 3}));
  BOOST_TEST((starts == std::vector<start>{{}, 20, 30}));
}

BOOST_FIXTURE_TEST_CASE(a_page_is_fetched_only_when_needed, pages_fixture) {
  auto it = list.begin();
  BOOST_TEST(*it == 1);
  ++it;
  BOOST_TEST(*it == 2);
  BOOST_TEST(starts.size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_empty_list_has_no_values) {
  paged<int> list{[](start) { return page<int>{}; }};
  BOOST_TEST((list.begin() == list.end()));
}

BOOST_AUTO_TEST_CASE(a_failed_fetch_is_thrown) {
  paged<int> list{[](start from) -> page<int> {
    return from ? throw std::runtime_error{"lost"} : page<int>{{1}, 2};
  }};
  auto it = list.begin();
  BOOST_CHECK_THROW(++it, std::runtime_error);
}

// A list that breaks off must not look complete.
BOOST_FIXTURE_TEST_CASE(a_failed_fetch_leaves_the_iterator_where_it_was, failing_fixture) {
  auto it = list.begin();
  for (failing = 20; failing <= 30; failing += 10) {
    for (int attempt = 0; attempt < 2; ++attempt) {
      BOOST_CHECK_THROW(++it, std::runtime_error);
      BOOST_TEST((it != list.end()));
      BOOST_TEST(*it == 1);
      BOOST_TEST(starts.back().value() == failing);
    }
  }
  failing = 0;
  ++it;
  BOOST_TEST(*it == 2);
  BOOST_CHECK((++it == list.end()));
}

BOOST_FIXTURE_TEST_CASE(a_failed_begin_can_be_repeated, failing_fixture) {
  failing = -1;
  BOOST_CHECK_THROW(list.begin(), std::runtime_error);
  failing = 0;
  BOOST_TEST(*list.begin() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
