// Few files may be open, and more clients come than there are files.

#include "test/system/connection.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>
#include <unistd.h>

#include <deque>

BOOST_AUTO_TEST_SUITE(system_open_files)

namespace {

using namespace souk::test;

constexpr rlim_t few = 128;
constexpr int many = 300;

/// Runs in the new process: what cannot be had ends it.
void limit_open_files(bool for_good, rlim_t most = few) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0)
    _exit(1);
  files.rlim_cur = most;
  if (for_good)
    files.rlim_max = most;
  if (setrlimit(RLIMIT_NOFILE, &files) != 0)
    _exit(1);
}

/// The limit is only where the program starts.
struct softly_limited : shop_program {
  softly_limited() : shop_program({}, [] { limit_open_files(false); }) {}
};

struct firmly_limited : shop_program {
  firmly_limited() : shop_program({}, [] { limit_open_files(true); }) {}
};

/// With so few files that each port alone could take more than half of them.
struct limited_with_admin : shop_program {
  limited_with_admin()
    : shop_program({"--admin-port", "0"}, [] { limit_open_files(true, 2 * few); }) {}
};

/// Connections, each with a request on its way.
std::deque<connection> asking(const shop_program& shop) {
  std::deque<connection> result;
  for (int i = 0; i < many; ++i) {
    result.emplace_back(shop.port());
    result.back().send(bare_request("GET", "/health"));
  }
  return result;
}

} // namespace

BOOST_FIXTURE_TEST_CASE(a_low_limit_is_raised_as_far_as_it_may_be, softly_limited) {
  rlimit files{};
  BOOST_REQUIRE(getrlimit(RLIMIT_NOFILE, &files) == 0);
  BOOST_REQUIRE(files.rlim_max >= rlim_t{2} * many);
  auto clients = asking(*this);
  for (auto& each : clients)
    BOOST_TEST(each.read_answer().status() == 200);
  // None of them had to go for another one.
  for (auto& each : clients) {
    each.send(bare_request("GET", "/health"));
    BOOST_TEST(each.read_answer().status() == 200);
  }
}

BOOST_FIXTURE_TEST_CASE(clients_beyond_the_limit_are_served_when_others_have_gone, firmly_limited) {
  auto clients = asking(*this);
  while (!clients.empty()) {
    BOOST_REQUIRE(clients.front().read_answer().status() == 200);
    clients.pop_front();
  }
  BOOST_TEST(client().health().status == "ok");
}

BOOST_FIXTURE_TEST_CASE(clients_of_both_ports_together_do_not_end_accepting, limited_with_admin) {
  {
    std::deque<connection> holding;
    for (int i = 0; i < many; ++i)
      for (auto to : {admin_port(), port()}) {
        holding.emplace_back(to);
        holding.back().send("GET /hea");
      }
  }
  BOOST_TEST(client().health().status == "ok");
  BOOST_TEST(fetch(admin_port(), bare_request("GET", "/livez")).status() == 200);
}

BOOST_FIXTURE_TEST_CASE(clients_that_leave_unanswered_do_not_end_accepting, firmly_limited) {
  for (int round = 0; round < 3; ++round) {
    auto clients = asking(*this);
    BOOST_REQUIRE(clients.front().read_answer().status() == 200);
    clients.clear();
    BOOST_TEST(client().health().status == "ok");
  }
}

BOOST_AUTO_TEST_SUITE_END()
