#include "http/demo_products.hpp"

#include "actors/shop.hpp"
#include "storage/memory_database.hpp"

#include <caf/actor_system_config.hpp>
#include <caf/scoped_actor.hpp>

#include <boost/test/unit_test.hpp>

#include <set>

namespace demo_products {

using namespace souk;

constexpr currency yen{{'J', 'P', 'Y'}};

struct demo_fixture {
  product_page list() {
    product_page result;
    caf::scoped_actor self{system};
    self->request(catalog(), std::chrono::seconds{30}, list_products{})
      .receive([&](const product_page_ptr& page) { result = *page; },
               [](caf::error& err) { BOOST_FAIL(to_string(err)); });
    return result;
  }

  void make(product_fields fields) {
    caf::scoped_actor self{system};
    self->request(catalog(), std::chrono::seconds{30}, create_product{std::move(fields)})
      .receive([](const product_reply&) {}, [](caf::error& err) { BOOST_FAIL(to_string(err)); });
  }

  const public_catalog_actor& catalog() const { return opened.handles().catalog; }

  caf::actor_system_config config;
  caf::actor_system system{config};
  shop opened{system, std::make_unique<memory_database>(), {.unit = yen}};
};

} // namespace demo_products

BOOST_FIXTURE_TEST_SUITE(demo_products, demo_products::demo_fixture)

BOOST_AUTO_TEST_CASE(an_empty_shop_gets_products_worth_looking_at) {
  add_demo_products(system, catalog(), yen);
  auto products = list().products;
  BOOST_TEST(products.size() == 5);
  std::set<std::string> names;
  for (auto& each : products) {
    BOOST_TEST(names.insert(each->fields.name).second);
    BOOST_TEST(each->fields.price.minor > 0);
    BOOST_TEST((each->fields.price.unit == yen));
    BOOST_TEST(!each->fields.description.empty());
  }
}

BOOST_AUTO_TEST_CASE(a_second_time_adds_nothing) {
  add_demo_products(system, catalog(), yen);
  add_demo_products(system, catalog(), yen);
  BOOST_TEST(list().products.size() == 5);
}

BOOST_AUTO_TEST_CASE(a_shop_with_a_product_of_its_own_is_left_alone) {
  make({"Own", {100, yen}});
  add_demo_products(system, catalog(), yen);
  BOOST_REQUIRE_EQUAL(list().products.size(), 1);
  BOOST_TEST(list().products[0]->fields.name == "Own");
}

BOOST_AUTO_TEST_SUITE_END()
