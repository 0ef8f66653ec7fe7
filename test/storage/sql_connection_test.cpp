#include "storage/sql_connection.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

namespace sql_connections {

using namespace souk;

class read_numbers : public sql_statement {
public:
  explicit read_numbers(sql_connection& on) : sql_statement(on) {
    out(number);
    prepare("select number from numbers order by number");
  }

  std::int64_t number = 0;
};

struct numbers_fixture {
  numbers_fixture() {
    connection.run("create table numbers (number integer primary key);"
                   "insert into numbers values (1), (2), (3)");
  }

  /// The first numbers, of which the visitor wants no more.
  static std::vector<std::int64_t> read_first(read_numbers& from, std::size_t count) {
    std::vector<std::int64_t> result;
    from.for_each_while([&] {
      result.push_back(from.number);
      return result.size() < count;
    });
    return result;
  }

  sql_connection connection = sql_connection::open_in_memory();
};

} // namespace sql_connections

BOOST_FIXTURE_TEST_SUITE(sql_connections, sql_connections::numbers_fixture)

using namespace souk;
using numbers = std::vector<std::int64_t>;

BOOST_AUTO_TEST_CASE(a_visitor_gets_no_more_rows_than_it_wants) {
  sql_connections::read_numbers read{connection};
  BOOST_TEST(read_first(read, 2) == (numbers{1, 2}));
  BOOST_TEST(read.number == 2);
  BOOST_TEST(read_first(read, 4) == (numbers{1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(a_statement_that_was_left_begins_anew) {
  sql_connections::read_numbers read{connection};
  read_first(read, 1);
  BOOST_TEST(read_first(read, 2) == (numbers{1, 2}));
}

BOOST_AUTO_TEST_CASE(a_statement_that_was_left_locks_nothing) {
  sql_connections::read_numbers read{connection};
  read_first(read, 1);
  // SQLite drops no table that is being read.
  BOOST_CHECK_NO_THROW(connection.run("drop table numbers"));
}

BOOST_AUTO_TEST_SUITE_END()
