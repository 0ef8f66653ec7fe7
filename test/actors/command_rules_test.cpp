#include "actors/command_rules.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>

BOOST_AUTO_TEST_SUITE(command_rules)

namespace {

using namespace souk;

constexpr auto least = std::numeric_limits<int64_t>::min();
constexpr auto most = std::numeric_limits<int64_t>::max();
const std::string longest_key(255, '~');
const std::string nul(1, '\0');

/// So many characters, each as long as one can be.
std::string text_of(std::size_t characters) {
  std::string result;
  for (std::size_t i = 0; i < characters; ++i)
    result += "😀";
  return result;
}

bool is_valid_name(const std::string& name) {
  update_product change{1};
  change.name = name;
  const bool result = is_valid(change);
  BOOST_TEST(is_valid(create_product{{name}}) == result);
  return result;
}

bool is_valid_price(int64_t minor) {
  update_product change{1};
  change.price = money{minor};
  const bool result = is_valid(change);
  BOOST_TEST(is_valid(create_product{{"Tea", {minor}}}) == result);
  return result;
}

bool is_valid_stock(std::optional<int64_t> on_hand) {
  update_product change{1};
  change.stock = stock_setting{on_hand};
  const bool result = is_valid(change);
  BOOST_TEST(is_valid(create_product{{"Tea", {1}, "", on_hand}}) == result);
  return result;
}

/// Of a product's description, SKU and category, in this order: which may be such a text.
std::string texts_that_may_be(const std::string& text) {
  update_product description{1};
  description.description = text;
  update_product sku{1};
  sku.sku = text;
  update_product category{1};
  category.category = text;
  std::string result;
  for (auto& [change, fields] :
       {std::pair{description, product_fields{"Tea", {}, text}},
        std::pair{sku, product_fields{"Tea", {}, "", {}, text}},
        std::pair{category, product_fields{"Tea", {}, "", {}, "", text}}}) {
    BOOST_TEST(is_valid(change) == is_valid(create_product{fields}));
    result += is_valid(change) ? 'y' : 'n';
  }
  return result;
}

bool is_valid_move(movement_kind kind, int64_t quantity, const std::string& reason = "lost") {
  return is_valid(move_stock{1, kind, quantity, reason});
}

/// A query that has a position and a limit.
template <class Query>
void check_limit(Query query) {
  for (auto limit : {1, 100, 1'000}) {
    query.limit = limit;
    BOOST_TEST(is_valid(query), limit);
  }
  for (auto limit : {std::numeric_limits<int32_t>::min(), -1, 0, 1'001}) {
    query.limit = limit;
    BOOST_TEST(!is_valid(query), limit);
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(every_command_of_a_user_needs_a_user_id) {
  auto are_valid = [](const std::string& user) {
    const bool result = is_valid(view_cart{user});
    BOOST_TEST(is_valid(add_line{user, 1}) == result);
    BOOST_TEST(is_valid(remove_line{user, 1}) == result);
    BOOST_TEST(is_valid(checkout{user}) == result);
    BOOST_TEST(is_valid(get_order{user, 1}) == result);
    BOOST_TEST(is_valid(cancel_order{user, 1}) == result);
    BOOST_TEST(is_valid(list_orders{user}) == result);
    return result;
  };
  BOOST_TEST(are_valid("ann"));
  BOOST_TEST(!are_valid(""));
  BOOST_TEST(!are_valid("an\tn"));
  BOOST_TEST(!are_valid(std::string(129, 'a')));
}

BOOST_AUTO_TEST_CASE(every_key_is_visible_ascii) {
  auto are_valid = [](const std::string& key) {
    const bool result = is_valid(add_line{"ann", 1, 1, key});
    BOOST_TEST(is_valid(checkout{"ann", {}, key}) == result);
    BOOST_TEST(is_valid(create_product{{"Tea"}, key}) == result);
    BOOST_TEST(is_valid(move_stock{1, movement_kind::received, 1, "", key}) == result);
    BOOST_TEST(is_valid(cancel_order{"ann", 1, key}) == result);
    return result;
  };
  BOOST_TEST(are_valid(""));
  BOOST_TEST(are_valid("!"));
  BOOST_TEST(are_valid(longest_key));
  BOOST_TEST(!are_valid(longest_key + "~"));
  for (const auto& key :
       {std::string{"a b"}, std::string{"a\n"}, std::string{"\x7f"}, std::string{"ä"}, nul})
    BOOST_TEST(!are_valid(key));
}

BOOST_AUTO_TEST_CASE(a_line_is_of_a_product_and_has_units) {
  for (auto quantity : {1, 10'000})
    BOOST_TEST(is_valid(add_line{"ann", 1, quantity}), quantity);
  for (auto quantity : {std::numeric_limits<int32_t>::min(), -3, 0, 10'001})
    BOOST_TEST(!is_valid(add_line{"ann", 1, quantity}), quantity);
  BOOST_TEST(is_valid(add_line{"ann", most}));
  for (auto id : {least, int64_t{-1}, int64_t{0}})
    BOOST_TEST(!is_valid(add_line{"ann", id}), id);
}

BOOST_AUTO_TEST_CASE(nobody_expects_to_be_paid_for_an_order) {
  BOOST_TEST(is_valid(checkout{"ann", money{0}}));
  BOOST_TEST(is_valid(checkout{"ann", money{most}}));
  BOOST_TEST(!is_valid(checkout{"ann", money{-1}}));
}

BOOST_AUTO_TEST_CASE(a_name_has_1_to_200_characters) {
  for (const auto& name : {std::string{"T"}, std::string(200, 'x'), text_of(200)})
    BOOST_TEST(is_valid_name(name));
  for (const auto& name : {std::string{}, std::string(201, 'x'), text_of(201), "Tea" + nul,
                           std::string{"Te\xff"}, std::string{"\xed\xa0\x80"}})
    BOOST_TEST(!is_valid_name(name));
}

BOOST_AUTO_TEST_CASE(other_texts_of_a_product_may_be_empty) {
  BOOST_TEST(texts_that_may_be("") == "yyy");
  BOOST_TEST(texts_that_may_be(text_of(100)) == "yyy");
  BOOST_TEST(texts_that_may_be(text_of(101)) == "ynn");
  BOOST_TEST(texts_that_may_be(text_of(10'000)) == "ynn");
  BOOST_TEST(texts_that_may_be(std::string(10'001, 'x')) == "nnn");
  BOOST_TEST(texts_that_may_be(nul) == "nnn");
  BOOST_TEST(texts_that_may_be("\x80") == "nnn");
}

BOOST_AUTO_TEST_CASE(a_price_and_a_stock_are_not_negative) {
  for (auto number : {int64_t{0}, int64_t{1}, most}) {
    BOOST_TEST(is_valid_price(number), number);
    BOOST_TEST(is_valid_stock(number), number);
  }
  for (auto number : {int64_t{-1}, int64_t{-5}, least}) {
    BOOST_TEST(!is_valid_price(number), number);
    BOOST_TEST(!is_valid_stock(number), number);
  }
  BOOST_TEST(is_valid_stock(std::nullopt));
}

BOOST_AUTO_TEST_CASE(a_change_may_name_nothing) {
  BOOST_TEST(is_valid(update_product{1}));
}

BOOST_AUTO_TEST_CASE(a_seller_receives_and_adjusts_only) {
  for (auto kind : {movement_kind::received, movement_kind::adjusted})
    BOOST_TEST(is_valid_move(kind, 1), to_string(kind));
  for (auto kind :
       {movement_kind::sold, movement_kind::released, movement_kind{0}, movement_kind{9}})
    BOOST_TEST(!is_valid_move(kind, 1));
}

BOOST_AUTO_TEST_CASE(a_movement_moves_units) {
  constexpr int64_t billion = 1'000'000'000;
  BOOST_TEST(is_valid_move(movement_kind::received, billion));
  BOOST_TEST(is_valid_move(movement_kind::adjusted, billion));
  BOOST_TEST(is_valid_move(movement_kind::adjusted, -billion));
  for (auto quantity : {int64_t{0}, int64_t{-1}, -billion, billion + 1, least, most})
    BOOST_TEST(!is_valid_move(movement_kind::received, quantity), quantity);
  for (auto quantity : {int64_t{0}, -billion - 1, billion + 1, least, most})
    BOOST_TEST(!is_valid_move(movement_kind::adjusted, quantity), quantity);
}

BOOST_AUTO_TEST_CASE(a_stock_is_adjusted_for_a_reason) {
  BOOST_TEST(is_valid_move(movement_kind::received, 1, ""));
  BOOST_TEST(!is_valid_move(movement_kind::adjusted, 1, ""));
  for (auto kind : {movement_kind::received, movement_kind::adjusted}) {
    BOOST_TEST(is_valid_move(kind, 1, text_of(200)));
    BOOST_TEST(!is_valid_move(kind, 1, text_of(201)));
    BOOST_TEST(!is_valid_move(kind, 1, nul));
  }
}

BOOST_AUTO_TEST_CASE(a_page_has_1_to_1000_elements) {
  check_limit(list_products{});
  check_limit(list_orders{"ann"});
  check_limit(get_stock{1});
  check_limit(list_events{});
}

BOOST_AUTO_TEST_CASE(a_page_follows_0_or_precedes_what_comes_after_it) {
  for (auto after : {int64_t{0}, most}) {
    BOOST_TEST(is_valid(list_products{after}), after);
    BOOST_TEST(is_valid(list_events{after}), after);
  }
  for (auto after : {int64_t{-1}, least}) {
    BOOST_TEST(!is_valid(list_products{after}), after);
    BOOST_TEST(!is_valid(list_events{after}), after);
  }
  for (auto before : {int64_t{1}, most}) {
    BOOST_TEST(is_valid(list_orders{"ann", before}), before);
    BOOST_TEST(is_valid(get_stock{1, before}), before);
  }
  for (auto before : {int64_t{0}, int64_t{-1}, least}) {
    BOOST_TEST(!is_valid(list_orders{"ann", before}), before);
    BOOST_TEST(!is_valid(get_stock{1, before}), before);
  }
}

BOOST_AUTO_TEST_SUITE_END()
