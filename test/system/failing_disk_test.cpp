// A disk that takes no more bytes: the program stops, and what it acknowledged is stored.

#include "test/system/shop_program.hpp"
#include "test/system/unread_pipe.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>

#include <csignal>

BOOST_AUTO_TEST_SUITE(system_failing_disk)

namespace {

using namespace souk::test;

/// Files may not grow beyond this; SQLite sees a write that fails for a reason it does not know.
void limit_file_size() {
  constexpr rlim_t bytes = 524'288;
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, SIG_IGN);
}

/// Creates products until the shop does not answer any more; the ids of those it did answer for.
std::vector<std::int64_t> create_until_the_end(shop_program& shop) {
  auto seller = shop.client("seller", 0);
  std::vector<std::int64_t> ids;
  try {
    for (;;)
      ids.push_back(
        seller
          .create_product({.name = "Lamp", .price = {100}, .description = std::string(2'000, 'x')})
          .id);
  } catch (const souk::transport_error&) {
    return ids;
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(a_disk_that_fails_stops_the_program_and_loses_nothing) {
  temporary_directory folder;
  const auto file = (folder.path() / "shop.db").string();
  shop_program failing{{"--database", file}, limit_file_size};
  const auto ids = create_until_the_end(failing);
  const auto end = failing.program().wait();
  BOOST_TEST(end.code == 74);
  BOOST_TEST(end.err.find("the database failed") != std::string::npos, end.err);
  BOOST_TEST(ids.size() > 10u);

  const auto check = run(souk_with({"check", file}));
  BOOST_TEST(check.code == 0, check.out + check.err);
  shop_program again{{"--database", file}};
  for (auto id : ids)
    BOOST_TEST(again.client().get_product(id).id == id);
  again.stop();
}

BOOST_AUTO_TEST_CASE(a_disk_that_fails_stops_the_program_though_nobody_reads_what_it_says) {
  const unread_pipe output;
  shop_program failing{{"--database", "shop.db"}, [prepare = output.as_output()] {
                         prepare();
                         limit_file_size();
                       }};
  output.fill();
  create_until_the_end(failing);
  BOOST_TEST(failing.program().wait().code == 74);
}

BOOST_AUTO_TEST_SUITE_END()
