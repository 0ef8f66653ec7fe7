#include "http/product_texts.hpp"

#include "http/entity_tag.hpp"
#include "http/render.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>

namespace texts_of_products {

struct texts_fixture : souk::product_texts {
  texts_fixture() : product_texts(7) {}
};

} // namespace texts_of_products

BOOST_FIXTURE_TEST_SUITE(texts_of_products, texts_of_products::texts_fixture)

namespace {

using namespace souk;

/// More products than the texts have places for.
constexpr int64_t slots = 16'384;

product_ptr make(int64_t id, std::string name = "Lamp") {
  auto result = std::make_shared<product>();
  result->id = id;
  result->fields.name = std::move(name);
  return result;
}

product_page_ptr page_of(std::vector<product_ptr> products) {
  return std::make_shared<product_page>(product_page{std::move(products)});
}

std::string rendered(const product_ptr& shown) {
  std::string result;
  append(result, *shown);
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_product_is_rendered_once) {
  auto lamp = make(7);
  auto text = of(lamp);
  BOOST_TEST(text->plain() == rendered(lamp));
  BOOST_TEST(of(lamp) == text);
}

BOOST_AUTO_TEST_CASE(a_changed_product_is_rendered_anew) {
  auto before = of(make(7));
  auto changed = make(7, "Lantern");
  auto after = of(changed);
  BOOST_TEST(after->plain() == rendered(changed));
  BOOST_TEST(before->plain().find("Lamp") != std::string::npos);
  BOOST_TEST(of(changed) == after);
}

BOOST_AUTO_TEST_CASE(products_that_share_a_place_are_not_mixed_up) {
  auto one = make(7);
  auto other = make(7 + slots);
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(of(one)->plain() == rendered(one));
    BOOST_TEST(of(other)->plain() == rendered(other));
  }
}

BOOST_AUTO_TEST_CASE(what_is_larger_than_usual_is_not_kept) {
  auto large = std::make_shared<product>(*make(7));
  large->fields.description = std::string(10'000, 'x');
  const auto text = of(product_ptr{large});
  BOOST_TEST(text->plain() == rendered(large));
  BOOST_TEST(text.use_count() == 1);
  const auto page = of(page_of(std::vector<product_ptr>(200, large)));
  BOOST_TEST(page.use_count() == 1);
  const auto usual = of(page_of({large}));
  BOOST_TEST(usual.use_count() == 2);
}

BOOST_AUTO_TEST_CASE(a_product_is_tagged_with_its_state) {
  auto lamp = std::make_shared<product>(*make(7));
  lamp->version = 3;
  lamp->stock_version = 12;
  BOOST_TEST(of(lamp)->tag() == tag_of(rendered(lamp), subject_of(7, entity::product, 7), {3, 12}));
  BOOST_TEST(of(page_of({lamp}))->tag().find('.') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_page_is_an_array_of_its_products) {
  auto lamp = make(1);
  auto tea = make(2, "Tea");
  BOOST_TEST(of(page_of({}))->plain() == "[]");
  BOOST_TEST(of(page_of({lamp}))->plain() == "[" + rendered(lamp) + "]");
  BOOST_TEST(of(page_of({lamp, tea}))->plain() == "[" + rendered(lamp) + "," + rendered(tea) + "]");
}

BOOST_AUTO_TEST_CASE(a_page_is_put_together_once) {
  auto page = page_of({make(1), make(2)});
  auto text = of(page);
  BOOST_TEST(of(page) == text);
  BOOST_TEST(of(page_of({make(1), make(2)})) != text);
}

BOOST_AUTO_TEST_CASE(more_pages_than_are_kept_are_still_right) {
  std::vector<product_page_ptr> pages;
  for (int64_t id = 1; id <= 200; ++id)
    pages.push_back(page_of({make(id)}));
  for (int round = 0; round < 2; ++round)
    for (auto& page : pages)
      BOOST_TEST(of(page)->plain() == "[" + rendered(page->products[0]) + "]");
}

BOOST_AUTO_TEST_CASE(threads_may_ask_at_the_same_time) {
  const std::vector<product_ptr> contested{make(7), make(7, "Lantern"), make(7 + slots)};
  const auto page = page_of(contested);
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (std::size_t i = 0; i < contested.size(); ++i)
    threads.emplace_back([&, mine = contested[i]] {
      const auto expected = rendered(mine);
      for (int round = 0; round < 2'000; ++round)
        wrong += of(mine)->plain() != expected || of(page)->plain().size() < expected.size();
    });
  for (auto& thread : threads)
    thread.join();
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_SUITE_END()
