#include "actors/catalog_model.hpp"

#include <boost/test/unit_test.hpp>

namespace catalog_model_products {

using namespace souk;

/// A product as the store would have it.
product stored(int64_t id, int64_t version = 1, int64_t minor = 100) {
  product row;
  row.id = id;
  row.version = version;
  row.fields.name = "product " + std::to_string(id);
  row.fields.price = {minor};
  return row;
}

product archived(int64_t id, int64_t version = 2) {
  auto row = stored(id, version);
  row.archived = true;
  return row;
}

struct catalog_fixture {
  void put(product row) { catalog.put(std::make_shared<product>(std::move(row))); }

  std::vector<int64_t> ids_of(const list_products& query) {
    std::vector<int64_t> ids;
    for (auto& each : catalog.page(query)->products)
      ids.push_back(each->id);
    return ids;
  }

  /// A tracked product at a version of its fields and one of its stock.
  void put_stock(int64_t version, int64_t stock_version, int64_t on_hand) {
    auto row = stored(1, version, 100 * version);
    row.stock_version = stock_version;
    row.fields.stock = on_hand;
    put(row);
  }

  catalog_model catalog{currency{}};
};

using ids = std::vector<int64_t>;

} // namespace catalog_model_products

BOOST_FIXTURE_TEST_SUITE(catalog_model_products, catalog_model_products::catalog_fixture)

BOOST_AUTO_TEST_CASE(a_product_that_was_stored_is_found) {
  put(stored(1));
  BOOST_REQUIRE(catalog.find(1));
  BOOST_TEST((*catalog.find(1) == stored(1)));
}

BOOST_AUTO_TEST_CASE(an_unknown_product_is_not_found) {
  put(stored(1));
  for (auto id : {-1, 0, 2})
    BOOST_TEST(!catalog.find(id));
}

BOOST_AUTO_TEST_CASE(an_archived_product_is_gone_for_buyers) {
  put(stored(1));
  put(archived(1));
  BOOST_TEST(!catalog.find(1));
  BOOST_TEST(ids_of({}).empty());
}

BOOST_AUTO_TEST_CASE(an_archived_product_can_still_be_named) {
  put(archived(1));
  auto quoted = catalog.price({{1, 2}});
  BOOST_REQUIRE(quoted.lines.front().product);
  BOOST_TEST(quoted.lines.front().product->archived);
  BOOST_TEST(quoted.lines.front().product->fields.name == "product 1");
}

BOOST_AUTO_TEST_CASE(a_newer_version_replaces_an_older_one) {
  put(stored(1, 1, 100));
  put(stored(1, 2, 120));
  BOOST_TEST(catalog.find(1)->fields.price.minor == 120);
}

BOOST_AUTO_TEST_CASE(an_older_version_never_replaces_a_newer_one) {
  put(stored(1, 3, 120));
  put(stored(1, 2, 110));
  put(stored(1, 1, 100));
  BOOST_TEST(catalog.find(1)->fields.price.minor == 120);
  BOOST_TEST(catalog.find(1)->version == 3);
}

BOOST_AUTO_TEST_CASE(an_older_version_does_not_bring_an_archived_product_back) {
  put(archived(1, 2));
  put(stored(1, 1));
  BOOST_TEST(!catalog.find(1));
  BOOST_TEST(ids_of({}).empty());
}

BOOST_AUTO_TEST_CASE(newer_fields_do_not_bring_an_older_stock) {
  put_stock(1, 2, 5);
  put_stock(2, 1, 9);
  auto found = catalog.find(1);
  BOOST_TEST(found->fields.price.minor == 200);
  BOOST_TEST(*found->fields.stock == 5);
  BOOST_TEST(found->stock_version == 2);
}

BOOST_AUTO_TEST_CASE(a_newer_stock_does_not_bring_older_fields) {
  put_stock(2, 1, 9);
  put_stock(1, 2, 5);
  auto found = catalog.find(1);
  BOOST_TEST(found->fields.price.minor == 200);
  BOOST_TEST(found->version == 2);
  BOOST_TEST(*found->fields.stock == 5);
}

BOOST_AUTO_TEST_CASE(a_product_that_was_shared_is_never_changed) {
  put_stock(1, 1, 9);
  auto before = catalog.find(1);
  put_stock(1, 2, 5);
  BOOST_TEST(*before->fields.stock == 9);
}

BOOST_AUTO_TEST_CASE(products_are_listed_in_the_order_of_their_ids) {
  for (auto id : {3, 1, 2})
    put(stored(id));
  BOOST_TEST((ids_of({}) == ids{1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(a_page_begins_behind_the_last_id_seen) {
  for (auto id : {1, 2, 3, 4})
    put(stored(id));
  BOOST_TEST((ids_of({2, 100}) == ids{3, 4}));
  BOOST_TEST((ids_of({2, 1}) == ids{3}));
  BOOST_TEST(ids_of({4, 100}).empty());
}

BOOST_AUTO_TEST_CASE(a_page_begins_behind_an_id_that_is_gone) {
  for (auto id : {1, 2, 3, 4})
    put(stored(id));
  put(archived(2));
  BOOST_TEST((ids_of({2, 100}) == ids{3, 4}));
}

BOOST_AUTO_TEST_CASE(archived_products_leave_no_hole_in_a_page) {
  for (auto id : {1, 2, 3, 4})
    put(stored(id));
  put(archived(2));
  BOOST_TEST((ids_of({0, 3}) == ids{1, 3, 4}));
}

BOOST_AUTO_TEST_CASE(a_page_tells_whether_there_is_more) {
  for (auto id : {1, 2, 3})
    put(stored(id));
  BOOST_TEST(catalog.page({0, 2})->more);
  BOOST_TEST(!catalog.page({0, 3})->more);
  BOOST_TEST(!catalog.page({3, 3})->more);
}

BOOST_AUTO_TEST_CASE(a_page_of_long_texts_ends_early) {
  constexpr std::size_t length = 100'000; // longer than any text, so that the test is short
  constexpr std::size_t fitting = page_text_bytes_max / length;
  for (std::size_t i = 1; i <= fitting + 2; ++i) {
    auto made = std::make_shared<product>();
    made->id = static_cast<int64_t>(i);
    made->fields.description = std::string(length, 'd');
    catalog.put(std::move(made));
  }
  const auto page = catalog.page({});
  BOOST_TEST(page->products.size() == fitting);
  BOOST_TEST(page->more);
  const auto rest = catalog.page({page->products.back()->id});
  BOOST_TEST(rest->products.size() == 2U);
  BOOST_TEST(!rest->more);
}

BOOST_AUTO_TEST_CASE(only_archived_products_behind_a_page_are_no_more) {
  for (auto id : {1, 2, 3})
    put(stored(id));
  put(archived(3));
  BOOST_TEST(!catalog.page({0, 2})->more);
}

BOOST_AUTO_TEST_CASE(a_page_is_the_same_object_until_a_change) {
  put(stored(1));
  auto page = catalog.page({0, 10});
  BOOST_TEST((catalog.page({0, 10}) == page));
  BOOST_TEST((catalog.page({0, 11}) != page));
  BOOST_TEST((catalog.page({1, 10}) != page));
  BOOST_TEST((catalog.page({0, 10}) == page));
}

BOOST_AUTO_TEST_CASE(a_change_makes_new_pages) {
  put(stored(1));
  auto page = catalog.page({});
  put(stored(2));
  BOOST_TEST((ids_of({}) == ids{1, 2}));
  put(stored(1, 2, 120));
  BOOST_TEST(catalog.page({})->products.front()->fields.price.minor == 120);
  BOOST_TEST(page->products.size() == 1U);
}

BOOST_AUTO_TEST_CASE(stock_that_was_sold_makes_new_pages) {
  put_stock(1, 0, 9);
  catalog.page({});
  catalog.settle({{}, {{1, 5, 1}}});
  BOOST_TEST(*catalog.page({})->products.front()->fields.stock == 5);
}

BOOST_AUTO_TEST_CASE(pages_beyond_what_is_kept_are_made_anew) {
  put(stored(1));
  auto first = catalog.page({0, 1});
  for (int32_t limit = 2; limit <= 200; ++limit)
    BOOST_TEST((ids_of({0, limit}) == ids{1}));
  BOOST_TEST((*catalog.page({0, 1})->products.front() == *first->products.front()));
}

BOOST_AUTO_TEST_SUITE_END()
