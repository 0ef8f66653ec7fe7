// A page that is full before its limit costs no more than one whose limit is what fits: however
// long the list is, STORE's thread is kept from writes for one page only.

#include "messages/limits.hpp"
#include "storage/sql_connection.hpp"
#include "storage/sqlite_database.hpp"
#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>
#include <sqlite3.h>

#include <memory>
#include <string>

namespace page_costs {

using namespace souk;

constexpr int steps_per_call = 100;
std::int64_t steps = 0;

int count_steps(void*) {
  steps += steps_per_call;
  return 0;
}

int count_steps_of(sqlite3* connection, char**, const sqlite3_api_routines*) {
  sqlite3_progress_handler(connection, steps_per_call, count_steps, nullptr);
  return SQLITE_OK;
}

/// A shop in which SQLite's steps are counted.
struct counted_shop {
  /// A shop with these rows, too.
  std::unique_ptr<database> open_with(const std::string& rows) {
    const auto file = folder.file("shop.db");
    std::make_unique<sqlite_database>(file).reset();
    sql_connection::open(file).run(rows);
    const auto entry = reinterpret_cast<void (*)()>(count_steps_of);
    sqlite3_auto_extension(entry);
    auto opened = std::make_unique<sqlite_database>(file);
    sqlite3_cancel_auto_extension(entry);
    return opened;
  }

  template <class Read>
  static std::int64_t steps_of(Read read) {
    steps = 0;
    read();
    return steps;
  }

  test::temporary_directory folder;
};

} // namespace page_costs

BOOST_FIXTURE_TEST_SUITE(page_costs, page_costs::counted_shop)

using namespace souk;

BOOST_AUTO_TEST_CASE(a_page_of_long_orders_reads_no_lines_of_others) {
  auto rows = open_with(
    "with recursive n (i) as (select 1 union all select i + 1 from n where i < 200) "
    "insert into orders select i, 'ann', 20000, 'EUR', 'placed', 0, 1, 1, i from n;"
    "with recursive n (i) as (select 1 union all select i + 1 from n where i < 200) "
    "insert into order_lines select id, i, i, 'a product', 100, 1, 100, 0 from orders, n");
  order_page page;
  const auto full = steps_of([&] {
    page = rows->list_orders({"ann", INT64_MAX, page_elements_max});
  });
  const auto fitting = page_lines_max / cart_lines_max;
  BOOST_TEST(page.orders.size() == fitting);
  BOOST_TEST(page.more);
  const auto needed = steps_of([&] {
    rows->list_orders({"ann", INT64_MAX, static_cast<int32_t>(fitting)});
  });
  BOOST_TEST(needed > 0);
  BOOST_TEST(full < 2 * needed);
}

BOOST_AUTO_TEST_CASE(a_page_of_long_events_reads_no_others) {
  auto rows =
    open_with("with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000) "
              "insert into events select i, 'cart', 'ann', i, 'line_added', 'ann', "
              "printf('\"%.*c\"', 20000, 'x'), 0 from n");
  event_page page;
  const auto full = steps_of([&] { page = rows->list_events({0, page_elements_max}); });
  BOOST_TEST(page.more);
  const auto fitting = static_cast<int32_t>(page.events.size());
  const auto needed = steps_of([&] { rows->list_events({0, fitting}); });
  BOOST_TEST(needed > 0);
  BOOST_TEST(full < 2 * needed);
}

BOOST_AUTO_TEST_SUITE_END()
