#include "http/schemas.hpp"

#include "http/problem.hpp"
#include "http/render.hpp"
#include "test/http/fake_message.hpp"
#include "test/http/json_text.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(schema_texts)

namespace {

using namespace souk;
using namespace souk::test;

const json_text schemas{schemas_text()};

/// What a schema says of its members, in the order of a text that follows it.
std::string properties_of(const std::string& pointer) {
  return joined(schemas.names(pointer + "/properties"));
}

/// The elements of an array of strings.
std::vector<std::string> strings_at(const std::string& pointer) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < schemas.size(pointer); ++i)
    result.push_back(schemas.text(pointer + "/" + std::to_string(i)));
  return result;
}

std::string required_of(const std::string& pointer) {
  return joined(strings_at(pointer + "/required"));
}

/// Every schema of an object, however deep, is handed to `check` with its pointer.
template <class Check>
void for_each_object(const std::string& pointer, Check check) {
  if (schemas.has(pointer + "/properties")) {
    check(pointer);
    for (auto& name : schemas.names(pointer + "/properties"))
      for_each_object(pointer + "/properties/" + name, check);
  }
  if (schemas.has(pointer + "/items"))
    for_each_object(pointer + "/items", check);
}

template <class T>
json_text rendered(const T& shown) {
  std::string text;
  append(text, shown);
  return json_text{text};
}

} // namespace

BOOST_AUTO_TEST_CASE(every_schema_is_one_of_an_object) {
  BOOST_TEST(joined(schemas.names(""))
             == "NewProduct ProductChanges Product NewLine Cart Agreement Order NewMovement "
                "Movement StockMoved Stock Event Health Document Problem");
  for (auto& name : schemas.names(""))
    BOOST_TEST(schemas.text("/" + name + "/type") == "object", name);
}

BOOST_AUTO_TEST_CASE(every_member_has_a_type_of_json_schema) {
  const std::vector<std::string> known{"string", "number", "integer", "boolean",
                                       "object", "array",  "null"};
  auto is_known = [&](const std::string& type) {
    return std::find(known.begin(), known.end(), type) != known.end();
  };
  for (auto& schema : schemas.names(""))
    for_each_object("/" + schema, [&](const std::string& pointer) {
      for (auto& name : schemas.names(pointer + "/properties")) {
        auto type = pointer + "/properties/" + name + "/type";
        auto all =
          schemas.at(type).starts_with('[') ? strings_at(type) : std::vector{schemas.text(type)};
        BOOST_TEST(!all.empty(), type);
        BOOST_TEST(std::all_of(all.begin(), all.end(), is_known), type);
      }
    });
}

BOOST_AUTO_TEST_CASE(every_required_member_is_described) {
  for (auto& schema : schemas.names(""))
    for_each_object("/" + schema, [&](const std::string& pointer) {
      if (schemas.has(pointer + "/required"))
        for (auto& name : strings_at(pointer + "/required"))
          BOOST_TEST(schemas.has(pointer + "/properties/" + name), pointer + " " + name);
    });
}

BOOST_AUTO_TEST_CASE(bodies_of_requests_admit_no_unknown_member) {
  for (std::string name :
       {"/NewProduct", "/ProductChanges", "/NewLine", "/Agreement", "/NewMovement"})
    BOOST_TEST(schemas.at(name + "/additionalProperties") == "false", name);
  BOOST_TEST(required_of("/NewProduct") == "name price");
  BOOST_TEST(properties_of("/NewProduct") == "name price currency description stock sku category");
  BOOST_TEST(properties_of("/ProductChanges") == properties_of("/NewProduct"));
  BOOST_TEST(properties_of("/NewLine") == "user_id product_id quantity");
  BOOST_TEST(properties_of("/Agreement") == "user_id expected_total currency");
}

BOOST_AUTO_TEST_CASE(a_product_has_the_members_of_its_schema) {
  auto members = joined(rendered(product{}).names(""));
  BOOST_TEST(members == properties_of("/Product"));
  BOOST_TEST(members == required_of("/Product"));
}

BOOST_AUTO_TEST_CASE(a_cart_has_the_members_of_its_schema) {
  cart_view view{"ann"};
  view.lines.resize(1);
  view.warnings = {{warning_code::price_changed},
                   {warning_code::not_enough_stock},
                   {warning_code::total_too_large}};
  auto cart = rendered(view);
  BOOST_TEST(joined(cart.names("")) == properties_of("/Cart"));
  BOOST_TEST(joined(cart.names("")) == required_of("/Cart"));
  BOOST_TEST(joined(cart.names("/items/0")) == properties_of("/Cart/properties/items/items"));
  BOOST_TEST(joined(cart.names("/items/0")) == required_of("/Cart/properties/items/items"));
  const std::string warning = "/Cart/properties/warnings/items";
  BOOST_TEST(properties_of(warning) == "code product_id was now requested available");
  BOOST_TEST(joined(cart.names("/warnings/0")) == "code product_id was now");
  BOOST_TEST(joined(cart.names("/warnings/1")) == "code product_id requested available");
  BOOST_TEST(joined(cart.names("/warnings/2")) == "code product_id");
  BOOST_TEST(joined(strings_at(warning + "/properties/code/enum"))
             == cart.text("/warnings/0/code") + ' ' + cart.text("/warnings/1/code") + ' '
                  + cart.text("/warnings/2/code"));
}

BOOST_AUTO_TEST_CASE(an_order_has_the_members_of_its_schema) {
  order shown;
  shown.content.lines.resize(1);
  auto text = rendered(shown);
  BOOST_TEST(joined(text.names("")) == properties_of("/Order"));
  BOOST_TEST(joined(text.names("")) == required_of("/Order"));
  BOOST_TEST(joined(text.names("/items/0")) == properties_of("/Order/properties/items/items"));
  BOOST_TEST(joined(text.names("/items/0")) == required_of("/Order/properties/items/items"));
  shown.status = order_status::canceled;
  BOOST_TEST(joined(strings_at("/Order/properties/status/enum"))
             == text.text("/status") + ' ' + rendered(shown).text("/status"));
}

BOOST_AUTO_TEST_CASE(a_stock_and_a_movement_have_the_members_of_their_schemas) {
  stock_page shown;
  shown.page.movements = {{1, movement_kind::received, 5}};
  auto text = rendered(shown);
  BOOST_TEST(joined(text.names("")) == properties_of("/Stock"));
  BOOST_TEST(joined(text.names("")) == required_of("/Stock"));
  BOOST_TEST(joined(text.names("/movements/0")) == properties_of("/Movement"));
  BOOST_TEST(joined(text.names("/movements/0")) == required_of("/Movement"));
  auto moved = rendered(moved_stock{1, 5, shown.page.movements.front()});
  BOOST_TEST(joined(moved.names("")) == properties_of("/StockMoved"));
  BOOST_TEST(joined(moved.names("/movement")) == properties_of("/Movement"));
}

BOOST_AUTO_TEST_CASE(an_event_has_the_members_of_its_schema) {
  event happened;
  happened.details = "{}";
  auto text = rendered(event_page{{happened}});
  BOOST_TEST(joined(text.names("/0")) == properties_of("/Event"));
  BOOST_TEST(joined(text.names("/0")) == required_of("/Event"));
}

BOOST_AUTO_TEST_CASE(a_problem_has_the_members_of_its_schema) {
  refusal why{errc::total_changed};
  why.lines.resize(1);
  why.total = money{};
  json_text problem{body_of(problem_answer(why))};
  BOOST_TEST(joined(problem.names("")) == properties_of("/Problem"));
  BOOST_TEST(joined(problem.names("/lines/0")) == properties_of("/Problem/properties/lines/items"));
  json_text plain{body_of(problem_answer(problems::invalid_request, {}, {{}}))};
  BOOST_TEST(joined(plain.names("")) == required_of("/Problem"));
  BOOST_TEST(joined(plain.names("/errors/0")) == properties_of("/Problem/properties/errors/items"));
}

BOOST_AUTO_TEST_SUITE_END()
