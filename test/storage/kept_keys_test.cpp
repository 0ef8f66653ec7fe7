#include "storage/kept_keys.hpp"

#include <boost/test/unit_test.hpp>

namespace kept_keys_rules {

using namespace souk;

const request_key key{"ann checkout", "k1", "a"};

kept_answer refused(errc code) {
  kept_answer answer;
  answer.why.code = code;
  return answer;
}

errc code_of(const std::optional<outcome>& found) {
  return std::get<refusal>(found.value()).code;
}

struct kept_keys_fixture {
  /// A key that is kept now, which lets go of those past their time.
  void keep_another() {
    keys.keep({"other", std::to_string(++others), ""}, refused(errc::cart_empty), now);
  }

  /// Keys are kept in every one of these hours.
  void pass(std::chrono::hours time) {
    for (; time.count() > 0; --time) {
      now += std::chrono::hours{1};
      keep_another();
    }
  }

  kept_keys keys;
  time_point now{std::chrono::hours{480'000}};
  int others = 0;
};

} // namespace kept_keys_rules

BOOST_FIXTURE_TEST_SUITE(kept_keys_rules, kept_keys_rules::kept_keys_fixture)

BOOST_AUTO_TEST_CASE(a_new_key_has_no_answer) {
  BOOST_TEST(!keys.find(key));
}

BOOST_AUTO_TEST_CASE(a_kept_answer_is_found_as_a_replay) {
  keys.keep(key, refused(errc::out_of_stock), now);
  auto why = std::get<refusal>(keys.find(key).value());
  BOOST_TEST((why.code == errc::out_of_stock && why.replayed));
}

BOOST_AUTO_TEST_CASE(a_command_without_a_key_leaves_nothing_behind) {
  const request_key none{"ann checkout", "", ""};
  keys.keep(none, refused(errc::cart_empty), now);
  BOOST_TEST(!keys.find(none));
}

BOOST_AUTO_TEST_CASE(another_fingerprint_is_another_request) {
  keys.keep(key, refused(errc::cart_empty), now);
  BOOST_TEST((code_of(keys.find({"ann checkout", "k1", "b"})) == errc::idempotency_key_reused));
}

BOOST_AUTO_TEST_CASE(another_scope_or_key_is_another_entry) {
  keys.keep(key, refused(errc::cart_empty), now);
  BOOST_TEST(!keys.find({"bob checkout", "k1", "a"}));
  BOOST_TEST(!keys.find({"ann checkout", "k2", "a"}));
  BOOST_TEST(!keys.find({"ann checkout\nk1", "", "a"}));
}

BOOST_AUTO_TEST_CASE(an_answer_is_kept_for_a_day) {
  keys.keep(key, refused(errc::cart_empty), now);
  pass(std::chrono::hours{24});
  BOOST_TEST((code_of(keys.find(key)) == errc::cart_empty));
}

BOOST_AUTO_TEST_CASE(an_answer_is_let_go_after_a_day) {
  keys.keep(key, refused(errc::cart_empty), now);
  pass(std::chrono::hours{24});
  now += std::chrono::nanoseconds{1};
  keep_another();
  BOOST_TEST(!keys.find(key));
}

BOOST_AUTO_TEST_CASE(letting_go_of_old_answers_keeps_the_younger) {
  keys.keep({"ann checkout", "k0", "a"}, refused(errc::cart_empty), now);
  now += std::chrono::hours{1};
  keys.keep(key, refused(errc::cart_full), now);
  pass(std::chrono::hours{24});
  BOOST_TEST(!keys.find({"ann checkout", "k0", "a"}));
  BOOST_TEST((code_of(keys.find(key)) == errc::cart_full));
}

BOOST_AUTO_TEST_CASE(a_key_that_was_let_go_is_kept_anew_for_a_day) {
  keys.keep(key, refused(errc::cart_empty), now);
  pass(std::chrono::hours{25});
  keys.keep(key, refused(errc::cart_full), now);
  pass(std::chrono::hours{24});
  BOOST_TEST((code_of(keys.find(key)) == errc::cart_full));
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_makes_no_key_older) {
  keys.keep(key, refused(errc::cart_empty), now);
  for (auto step : {std::chrono::hours{24 * 365}, std::chrono::hours{-24 * 400}}) {
    now += step;
    keep_another();
    BOOST_TEST((code_of(keys.find(key)) == errc::cart_empty));
  }
  pass(std::chrono::hours{24});
  BOOST_TEST(!keys.find(key));
}

BOOST_AUTO_TEST_CASE(the_oldest_answers_are_let_go_when_all_of_them_take_too_much) {
  kept_answer large;
  auto cart = std::make_shared<cart_view>();
  cart->lines.push_back({.name = std::string(kept_keys::bytes_max / 4, 'n')});
  large.cart = cart;
  for (const auto* name : {"1", "2", "3"})
    keys.keep({"ann add", name, ""}, large, now);
  BOOST_TEST(keys.find({"ann add", "1", ""}).has_value());
  keys.keep({"ann add", "4", ""}, large, now);
  BOOST_TEST(!keys.find({"ann add", "1", ""}));
  for (const auto* name : {"2", "3", "4"})
    BOOST_TEST(keys.find({"ann add", name, ""}).has_value());
}

BOOST_AUTO_TEST_CASE(an_answer_is_replayed_as_the_reply_it_was) {
  kept_answer answer;
  answer.order = std::make_shared<order>();
  auto placed = std::get<placed_order>(replay(answer));
  BOOST_TEST((placed.order == answer.order && placed.replayed && placed.levels.empty()));
  answer = {};
  answer.cart = std::make_shared<cart_view>();
  BOOST_TEST((std::get<saved_cart>(replay(answer)).replayed == answer.cart));
  answer = {};
  answer.product = std::make_shared<product>();
  auto made = std::get<product_reply>(replay(answer));
  BOOST_TEST((made.product == answer.product && made.replayed));
}

BOOST_AUTO_TEST_SUITE_END()
