#include "actors/request_keys.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>

BOOST_AUTO_TEST_SUITE(request_keys)

namespace {

using namespace souk;

bool same_request(const request_key& a, const request_key& b) {
  return a.fingerprint == b.fingerprint;
}

create_product creation() {
  return {{"tea", {450}, "green", 5, "T1", "drinks"}, "k1"};
}

} // namespace

BOOST_AUTO_TEST_CASE(a_command_without_a_key_has_none) {
  BOOST_TEST((key_of(add_line{"ann", 1, 2}) == request_key{}));
  BOOST_TEST((key_of(checkout{"ann"}) == request_key{}));
  BOOST_TEST((key_of(create_product{}) == request_key{}));
}

BOOST_AUTO_TEST_CASE(the_same_command_has_the_same_key) {
  BOOST_TEST((key_of(add_line{"ann", 1, 2, "k1"}) == key_of(add_line{"ann", 1, 2, "k1"})));
  BOOST_TEST(
    (key_of(checkout{"ann", money{100}, "k1"}) == key_of(checkout{"ann", money{100}, "k1"})));
  BOOST_TEST((key_of(creation()) == key_of(creation())));
}

BOOST_AUTO_TEST_CASE(the_scope_is_the_user_and_the_command) {
  auto scope = key_of(add_line{"ann", 1, 2, "k1"}).scope;
  BOOST_TEST(scope != key_of(add_line{"bob", 1, 2, "k1"}).scope);
  BOOST_TEST(scope != key_of(checkout{"ann", {}, "k1"}).scope);
  BOOST_TEST(scope != key_of(creation()).scope);
  BOOST_TEST(scope == key_of(add_line{"ann", 3, 4, "k2"}).scope);
}

BOOST_AUTO_TEST_CASE(another_line_is_another_request) {
  auto key = key_of(add_line{"ann", 1, 22, "k1"});
  BOOST_TEST(!same_request(key, key_of(add_line{"ann", 2, 22, "k1"})));
  BOOST_TEST(!same_request(key, key_of(add_line{"ann", 1, 2, "k1"})));
  BOOST_TEST(!same_request(key, key_of(add_line{"ann", 12, 2, "k1"})));
}

BOOST_AUTO_TEST_CASE(another_expected_total_is_another_request) {
  auto key = key_of(checkout{"ann", money{100}, "k1"});
  BOOST_TEST(!same_request(key, key_of(checkout{"ann", money{101}, "k1"})));
  BOOST_TEST(!same_request(key, key_of(checkout{"ann", money{100, {{'E', 'U', 'R'}}}, "k1"})));
  BOOST_TEST(!same_request(key, key_of(checkout{"ann", {}, "k1"})));
}

BOOST_AUTO_TEST_CASE(another_field_is_another_product) {
  std::vector<create_product> others(7, creation());
  others[0].fields.name = "te";
  others[1].fields.price.minor = 451;
  others[2].fields.description = "";
  others[3].fields.stock = std::nullopt;
  others[4].fields.stock = 6;
  others[5].fields.sku = "T2";
  others[6].fields.category = "drink";
  for (auto& other : others)
    BOOST_TEST(!same_request(key_of(creation()), key_of(other)));
}

BOOST_AUTO_TEST_CASE(text_moved_from_one_field_to_the_next_is_another_product) {
  auto moved = creation();
  moved.fields.name = "teagreen";
  moved.fields.description = "";
  BOOST_TEST(!same_request(key_of(creation()), key_of(moved)));
  moved.fields.name = "tea5:green";
  BOOST_TEST(!same_request(key_of(creation()), key_of(moved)));
}

BOOST_AUTO_TEST_SUITE_END()
