#include "messages/error.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

BOOST_AUTO_TEST_SUITE(errors)

namespace {

using namespace souk;

constexpr auto first = static_cast<int>(errc::product_unknown);
constexpr auto last = static_cast<int>(errc::internal);

refusal shortage() {
  refusal why{errc::out_of_stock};
  why.lines = {{7, 3, 1}, {9, 2, 0}};
  return why;
}

} // namespace

BOOST_AUTO_TEST_CASE(every_code_has_a_name_of_its_own) {
  std::set<std::string> names;
  for (auto code = first; code <= last; ++code)
    names.insert(to_string(static_cast<errc>(code)));
  BOOST_TEST(names.size() == static_cast<std::size_t>(last - first + 1));
}

BOOST_AUTO_TEST_CASE(codes_are_spelled_as_on_the_wire) {
  BOOST_TEST(to_string(errc::out_of_stock) == "out_of_stock");
  BOOST_TEST(to_string(errc::idempotency_key_reused) == "idempotency_key_reused");
  BOOST_TEST(to_string(errc::unavailable) == "unavailable");
}

BOOST_AUTO_TEST_CASE(business_refusals_are_definitive) {
  for (auto code :
       {errc::cart_full, errc::quantity_too_large, errc::total_too_large, errc::cart_empty,
        errc::items_unavailable, errc::total_changed, errc::out_of_stock, errc::stock_too_large})
    BOOST_TEST(is_definitive(code), to_string(code));
}

BOOST_AUTO_TEST_CASE(what_another_try_may_change_is_not_definitive) {
  for (auto code : {errc::product_unknown, errc::order_unknown, errc::line_unknown,
                    errc::currency_mismatch, errc::checkout_in_progress, errc::request_in_progress,
                    errc::idempotency_key_reused, errc::precondition_failed, errc::invalid_command,
                    errc::overloaded, errc::unavailable, errc::deadline_exceeded, errc::internal})
    BOOST_TEST(!is_definitive(code), to_string(code));
}

BOOST_AUTO_TEST_CASE(an_error_carries_the_whole_refusal) {
  auto why = shortage();
  BOOST_TEST((refusal_of(to_error(why)) == why));
  why = {errc::total_changed};
  why.total = money{4200};
  why.replayed = true;
  BOOST_TEST((refusal_of(to_error(why)) == why));
}

BOOST_AUTO_TEST_CASE(an_error_compares_equal_to_its_code) {
  BOOST_TEST((to_error(shortage()) == errc::out_of_stock));
  BOOST_TEST((to_error(shortage()) != errc::cart_empty));
}

BOOST_AUTO_TEST_CASE(a_bare_code_is_a_refusal_without_lines) {
  auto why = refusal_of(caf::make_error(errc::cart_full));
  BOOST_TEST((why == refusal{errc::cart_full}));
}

BOOST_AUTO_TEST_CASE(an_actor_that_is_gone_is_unavailable) {
  for (auto& err :
       {caf::make_error(caf::sec::request_receiver_down), caf::make_error(caf::sec::runtime_error),
        caf::make_error(caf::exit_reason::kill), caf::make_error(caf::exit_reason::unreachable)})
    BOOST_TEST((refusal_of(err) == refusal{errc::unavailable}));
}

BOOST_AUTO_TEST_CASE(an_asker_whose_time_is_up_does_not_know_what_has_happened) {
  BOOST_TEST(
    (refusal_of(caf::make_error(caf::sec::request_timeout)) == refusal{errc::deadline_exceeded}));
}

BOOST_AUTO_TEST_CASE(any_other_error_is_internal) {
  for (auto& err : {caf::make_error(caf::sec::unexpected_message),
                    caf::make_error(caf::sec::unexpected_response),
                    caf::make_error(caf::sec::invalid_argument)})
    BOOST_TEST((refusal_of(err) == refusal{errc::internal}));
}

BOOST_AUTO_TEST_SUITE_END()
