// Whatever has another tag is not changed: neither another product, cart or order, nor the same one
// of another shop, or of this one after a backup was put back.

#include "http/server.hpp"
#include "storage/shop_file.hpp"
#include "test/http/conditional_fixture.hpp"
#include "test/temporary_directory.hpp"

#include <filesystem>

namespace foreign_tags {

using namespace souk::test;

struct foreign_tags_fixture : conditional_fixture {
  raw_response ask_if(const std::string& tag, const std::string& method, const std::string& target,
                      const std::string& body = "") {
    return ask({method, target, body, {"If-Match: " + tag}});
  }

  void check_refused(const std::string& tag, const std::string& method, const std::string& target,
                     const std::string& body = "") {
    check_problem(ask_if(tag, method, target, body), 412, "precondition_failed");
  }
};

/// A shop in a file, which can be closed.
struct kept_shop {
  void open() {
    souk::server_options options;
    options.database = file;
    shop.reset();
    shop = std::make_unique<shop_fixture>(std::move(options));
  }

  void put_back(const std::string& backup) {
    shop.reset();
    std::filesystem::remove(file);
    souk::restore_shop(backup, file, [](int, int) {});
    open();
  }

  /// The status of a change of everything that has these tags.
  std::vector<int> change_all(const std::vector<std::string>& tags) {
    auto change = [&](const std::string& tag, const std::string& method, const std::string& target,
                      const std::string& body = "") {
      return shop->ask({method, target, body, {"If-Match: " + tag}}).status;
    };
    return {change(tags[0], "PUT", "/products/1", R"({"price":3})"),
            change(tags[1], "POST", "/cart?user_id=ann&product_id=1"),
            change(tags[2], "POST", "/orders/1/cancel?user_id=bob")};
  }

  /// A product, a cart and an order.
  std::vector<std::string> fill() {
    const auto lamp = shop->make("19.99", "5");
    shop->add("ann", lamp);
    shop->add("bob", lamp);
    shop->post("/checkout?user_id=bob");
    return tags();
  }

  std::vector<std::string> tags() {
    std::vector<std::string> result;
    for (auto* target : {"/products/1", "/cart?user_id=ann", "/orders/1?user_id=bob"})
      result.push_back(shop->get(target).field("etag"));
    return result;
  }

  temporary_directory folder;
  const std::string file = folder.file("shop.db");
  std::unique_ptr<shop_fixture> shop;
};

const std::vector<int> all_done{200, 200, 200};
const std::vector<int> all_refused{412, 412, 412};

} // namespace foreign_tags

BOOST_FIXTURE_TEST_SUITE(foreign_tags, foreign_tags::foreign_tags_fixture)

BOOST_AUTO_TEST_CASE(the_tag_of_one_product_does_for_no_other) {
  const auto tea = "/products/" + make("19.99", "5");
  const auto seen = tag_of("/products/1");
  check_refused(seen, "PUT", tea, R"({"price":1})");
  check_refused(seen, "DELETE", tea);
  check_refused(seen, "POST", tea + "/stock", R"({"type":"received","quantity":2})");
  BOOST_TEST(ask_if(seen + ", " + tag_of(tea), "PUT", tea, R"({"price":1})").status == 200);
  BOOST_TEST(ask_if(tag_of(tea), "DELETE", tea).status == 204);
}

BOOST_AUTO_TEST_CASE(the_tag_of_one_cart_does_for_no_other) {
  add("bob", lamp);
  const auto seen = tag_of("/cart?user_id=bob");
  check_refused(seen, "POST", "/cart?user_id=ann&product_id=1");
  check_refused(seen, "DELETE", "/cart/1?user_id=ann");
  check_refused(seen, "POST", "/checkout?user_id=ann");
  check_refused(tag_of("/cart?user_id=eve"), "POST", "/cart?user_id=zoe&product_id=1");
  BOOST_TEST(ask_if(seen, "POST", "/cart?user_id=bob&product_id=1").status == 200);
  BOOST_TEST(ask_if(tag_of("/cart?user_id=zoe"), "POST", "/cart?user_id=zoe&product_id=1").status
             == 200);
}

BOOST_AUTO_TEST_CASE(the_tag_of_one_order_does_for_no_other) {
  post("/checkout?user_id=ann");
  add("ann", lamp);
  post("/checkout?user_id=ann");
  const auto seen = tag_of("/orders/1?user_id=ann");
  check_refused(seen, "POST", "/orders/2/cancel?user_id=ann");
  check_json(ask_if(seen, "POST", "/orders/1/cancel?user_id=ann"), 200);
}

BOOST_AUTO_TEST_CASE(a_tag_is_of_one_kind_of_thing) {
  make("19.99");
  post("/checkout?user_id=ann");
  add("bob", lamp);
  const auto order = tag_of("/orders/1?user_id=ann");
  check_refused(order, "PUT", "/products/2", R"({"price":1})");
  check_refused(order, "POST", "/cart?user_id=bob&product_id=1");
}

BOOST_AUTO_TEST_CASE(a_cart_may_be_changed_whatever_its_prices_are_now) {
  const auto seen = tag_of("/cart?user_id=ann");
  put("/products/1", R"({"price":25})");
  BOOST_TEST(tag_of("/cart?user_id=ann") != seen);
  BOOST_TEST(ask_if(seen, "POST", "/cart?user_id=ann&product_id=1").status == 200);
}

BOOST_AUTO_TEST_CASE(a_tag_does_for_the_same_shop_after_a_restart) {
  kept_shop kept;
  kept.open();
  const auto seen = kept.fill();
  kept.open();
  BOOST_TEST(kept.tags() == seen);
  BOOST_TEST(kept.change_all(seen) == all_done);
}

BOOST_AUTO_TEST_CASE(a_tag_of_before_does_for_no_shop_that_was_restored) {
  kept_shop kept;
  kept.open();
  const auto seen = kept.fill();
  const auto backup = kept.folder.file("backup.db");
  souk::copy_shop(kept.file, backup, [](int, int) {});
  kept.put_back(backup);
  BOOST_TEST(kept.change_all(seen) == all_refused);
  BOOST_TEST(kept.change_all(kept.tags()) == all_done);
}

BOOST_AUTO_TEST_CASE(a_tag_does_for_no_other_shop_in_memory) {
  kept_shop here, there;
  for (auto* each : {&here, &there})
    each->shop = std::make_unique<shop_fixture>();
  const auto seen = here.fill();
  there.fill();
  BOOST_TEST(there.change_all(seen) == all_refused);
  BOOST_TEST(here.change_all(seen) == all_done);
}

BOOST_AUTO_TEST_SUITE_END()
