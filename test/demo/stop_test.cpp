// A tour that is cut short leaves nothing in somebody else's shop.

#include "test/demo/narrow_pipe.hpp"
#include "test/demo/programs.hpp"
#include "test/system/shop_program.hpp"
#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

BOOST_AUTO_TEST_SUITE(demo_stop)

namespace {

using namespace souk::test;

/// A tour of a shop that cannot be over before its output has been read.
struct slow_tour {
  shop_program shop;
  narrow_pipe output;
  process demo{demo_with({"--url", shop.url()}),
               [fd = output.program_side()] { dup2(fd, STDOUT_FILENO); }};

  slow_tour() {
    output.close_program_side();
    output.read_until("[ 3/10]");
  }

  void check_nothing_is_left() {
    BOOST_TEST(shop.client().list_products().values.empty());
    shop.teardown();
  }
};

} // namespace

BOOST_FIXTURE_TEST_CASE(a_reader_that_leaves_is_no_reason_to_leave_products, slow_tour) {
  output.close_reader();
  const auto end = demo.wait();
  BOOST_TEST(end.signal == 0);
  BOOST_TEST(end.code == 1);
  BOOST_TEST(has(end.err, "the output cannot be written\n"), end.err);
  check_nothing_is_left();
}

BOOST_FIXTURE_TEST_CASE(a_tour_that_is_told_to_stop_cleans_up, slow_tour) {
  demo.send(SIGTERM);
  output.read_to_end();
  const auto end = demo.wait();
  BOOST_TEST(end.code == 128 + SIGTERM);
  BOOST_TEST(has(end.err, "stopped by signal 15\n"), end.err);
  check_nothing_is_left();
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_told) {
  process demo{demo_with({}), [] {
                 const int full = ::open("/dev/full", O_WRONLY);
                 dup2(full, STDOUT_FILENO);
               }};
  const auto end = demo.wait();
  BOOST_TEST(end.code == 1);
  BOOST_TEST(has(end.err, "the output cannot be written\n"), end.err);
}

BOOST_AUTO_TEST_SUITE_END()
