// A program that embeds a server and lives on when its database has failed.

#include "http/server.hpp"
#include "test/http/shop_fixture.hpp"
#include "test/storage/fault_vfs.hpp"
#include "test/storage/faulty_disk.hpp"
#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <optional>
#include <string>
#include <thread>

BOOST_AUTO_TEST_SUITE(failed_databases)

namespace {

using namespace souk::test;

/// A server on a disk that fails once the fixture is made, at the first change after it.
struct failed_shop {
  failed_shop() {
    souk::server_options options;
    options.port = 0;
    options.admin.port = 0;
    options.database = (folder.path() / "shop.db").string();
    options.shop.on_storage_failure = [](auto&) {};
    shop.emplace(std::move(options));
    lamp = shop->make("19.99");
    shop->add("ann", lamp);
    disk.fail_from(1, EIO);
    // Whether the disk has it nobody knows.
    check_problem(shop->post("/checkout?user_id=ann"), 503, "unavailable");
    wait_for_the_next_store();
  }

  /// Until then its place is empty, which is a refusal of its own.
  void wait_for_the_next_store() {
    auto is_restarting = [this] {
      const auto answer = shop->get("/orders?user_id=ann");
      return answer.body.find("\"unavailable\"") != std::string::npos;
    };
    for (int i = 0; i < 100'000 && is_restarting(); ++i)
      std::this_thread::yield();
  }

  temporary_directory folder;
  dice random{0};
  faulty_disk disk{random};
  fault_vfs below{disk};
  std::optional<shop_fixture> shop;
  std::string lamp;
};

} // namespace

BOOST_FIXTURE_TEST_CASE(what_needs_it_is_refused_for_that_reason, failed_shop) {
  const std::string add = "/cart?user_id=bob&product_id=" + lamp + "&quantity=1";
  check_problem(shop->post(add), 503, "storage_failed");
  check_problem(shop->get("/cart?user_id=ann"), 503, "storage_failed");
  check_problem(shop->get("/orders?user_id=ann"), 503, "storage_failed");
  check_problem(shop->remove("/products/" + lamp), 503, "storage_failed");
  BOOST_TEST(shop->get("/products/" + lamp).status == 200);
}

BOOST_FIXTURE_TEST_CASE(it_is_neither_healthy_nor_ready, failed_shop) {
  check_problem(shop->get("/health"), 503, "storage_failed");
  raw_connection admin{shop->server->admin_port()};
  check_problem(admin.ask({"GET", "/readyz"}), 503, "storage_failed");
  BOOST_TEST(admin.ask({"GET", "/livez"}).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
