#include "http/entity_tag.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

BOOST_AUTO_TEST_SUITE(entity_tags_of_http)

namespace {

using namespace souk;

using tags = std::vector<entity_tag>;
using states = std::vector<tagged_state>;

/// What the value names; fails if it cannot be read.
entity_tags read(std::string_view value) {
  auto result = parse_entity_tags(value);
  BOOST_REQUIRE_MESSAGE(result, value);
  return *result;
}

/// The states that a value binds a change to.
states bound_to(std::string_view value) {
  auto wanted = states_of(read(value));
  BOOST_REQUIRE_MESSAGE(wanted, value);
  return *wanted;
}

} // namespace

BOOST_AUTO_TEST_CASE(the_same_bytes_have_the_same_tag) {
  BOOST_TEST(tag_of("{\"id\":1}") == tag_of("{\"id\":1}"));
  BOOST_TEST(tag_of("").size() == 16);
  BOOST_TEST(tag_of("a").find_first_not_of("0123456789abcdef") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(other_bytes_have_another_tag) {
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i)
    seen.insert(tag_of(R"({"user_id":"ann","total":)" + std::to_string(i) + "}"));
  BOOST_TEST(seen.size() == 10'000);
}

BOOST_AUTO_TEST_CASE(a_tag_can_be_led_by_a_state) {
  BOOST_TEST(tag_of("x", 0x1234abcd, {7, 2}) == "7.2-1234abcd-" + tag_of("x"));
  BOOST_TEST(tag_of("x", 9, {12}) == "12.0-00000009-" + tag_of("x"));
}

BOOST_AUTO_TEST_CASE(each_product_cart_and_order_of_each_shop_is_a_subject_of_its_own) {
  std::set<std::uint32_t> seen;
  for (std::uint32_t mark : {1u, 2u, ~0u}) {
    for (auto what : {entity::product, entity::order})
      for (std::int64_t id : {1, 2, 3})
        seen.insert(subject_of(mark, what, id));
    for (auto* user : {"1", "ann", "Ann"})
      seen.insert(subject_of_cart(mark, user));
  }
  BOOST_TEST(seen.size() == 27u);
  BOOST_TEST(subject_of(1, entity::order, 2) == subject_of(1, entity::order, 2));
  BOOST_TEST(subject_of_cart(1, "ann") == subject_of_cart(1, "ann"));
}

BOOST_AUTO_TEST_CASE(a_list_of_tags_is_read) {
  BOOST_TEST((read(R"("a")").listed == tags{{false, "a"}}));
  BOOST_TEST((read(R"(W/"a")").listed == tags{{true, "a"}}));
  BOOST_TEST((read(R"("")").listed == tags{{false, ""}}));
  BOOST_TEST((read("\"a\", W/\"b,c\" \t,\"W/\xc3\xa9\"").listed
              == tags{{false, "a"}, {true, "b,c"}, {false, "W/\xc3\xa9"}}));
  BOOST_TEST((read(R"(, ,"a",,"b", )").listed == tags{{false, "a"}, {false, "b"}}));
  BOOST_TEST(!read(R"("*")").any);
}

BOOST_AUTO_TEST_CASE(an_asterisk_names_everything) {
  BOOST_TEST(read("*").any);
  BOOST_TEST(read(" *\t").any);
}

BOOST_AUTO_TEST_CASE(anything_else_cannot_be_read) {
  for (std::string_view value : {"",    " ",         ",",           "a",        "\"a",
                                 "a\"", "\"a\"b",    "\"a\" \"b\"", "w/\"a\"",  "W/",
                                 "W/a", "\"a b\"",   "*, \"a\"",    "\"a\", *", "**",
                                 "*,",  "\"a\\\"\"", "\"\x7f\"",    "W/ \"a\"", "\"a\";q=1"})
    BOOST_TEST(!parse_entity_tags(value), value);
}

BOOST_AUTO_TEST_CASE(whether_a_tag_is_weak_does_not_matter_to_if_none_match) {
  const auto named = read(R"("a", W/"b")");
  BOOST_TEST(are_naming(named, "a"));
  BOOST_TEST(are_naming(named, "b"));
  BOOST_TEST(!are_naming(named, "c"));
  BOOST_TEST(!are_naming(named, ""));
  BOOST_TEST(!are_naming(named, "A"));
  BOOST_TEST(are_naming(read("*"), "c"));
}

BOOST_AUTO_TEST_CASE(strong_tags_bind_a_change_to_the_states_in_them) {
  const auto one = '"' + tag_of("x", 9, {7, 2}) + '"';
  const auto other = '"' + tag_of("y", ~0u, {8, 2}) + std::string{gzip_suffix} + '"';
  BOOST_TEST((bound_to(one) == states{{9, {7, 2}}}));
  BOOST_TEST((bound_to(one + ", " + other) == states{{9, {7, 2}}, {~0u, {8, 2}}}));
}

BOOST_AUTO_TEST_CASE(a_change_is_bound_to_what_was_seen_of_its_subject) {
  const states wanted{{9, {7, 2}}, {10, {8, 2}}, {9, {9, 0}}};
  BOOST_TEST((precondition_on(9, wanted) == precondition{{{7, 2}, {9, 0}}}));
  BOOST_TEST((precondition_on(11, wanted) == precondition{std::vector<seen_state>{}}));
  BOOST_TEST((precondition_on(9, states{{}}) == precondition{{seen_state{}}}));
  BOOST_TEST(!precondition_on(9, {}));
}

BOOST_AUTO_TEST_CASE(tags_that_are_weak_or_not_ours_match_nothing) {
  const auto tag = tag_of("x", 0x1234abcd, {7, 2});
  for (auto& value :
       {"W/\"" + tag + '"', '"' + tag_of("x") + '"', std::string{R"("7.2")"}, '"' + tag + "x\"",
        '"' + tag.substr(1) + '"', '"' + tag + "-gzip-gzip\"", std::string{R"("7.2-abc")"},
        std::string{R"("99999999999999999999.0-1234abcd-0123456789abcdef")"},
        std::string{R"("007.2-1234abcd-0123456789abcdef")"},
        std::string{R"("7.-0-1234abcd-0123456789abcdef")"},
        std::string{R"("7.2-1234abcd-0123456789ABCDEF")"},
        std::string{R"("7.2-1234ABCD-0123456789abcdef")"},
        std::string{R"("7.2-234abcd-0123456789abcdef")"},
        std::string{R"("7.2-01234abcd-0123456789abcdef")"},
        std::string{R"("7.2--0123456789abcdef")"}, std::string{R"("7.2-0123456789abcdef")"},
        std::string{R"("7.2-1234abcd-sixteen-letters!")"}})
    BOOST_TEST(bound_to(value).empty(), value);
}

BOOST_AUTO_TEST_CASE(an_asterisk_binds_a_change_to_nothing) {
  BOOST_TEST(!states_of(read("*")));
}

BOOST_AUTO_TEST_SUITE_END()
