#include "http/problem.hpp"

#include "test/http/fake_message.hpp"
#include "test/http/json_text.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

BOOST_AUTO_TEST_SUITE(problems_of_http)

namespace {

using namespace souk;
using namespace souk::test;

constexpr auto first = static_cast<int>(errc::product_unknown);
constexpr auto last = static_cast<int>(errc::internal);

json_text body_as_json(const http_answer& answer) {
  return json_text{body_of(answer)};
}

bool is_listed(const problem_kind& kind) {
  auto all = all_problems();
  return std::find(all.begin(), all.end(), &kind) != all.end();
}

} // namespace

BOOST_AUTO_TEST_CASE(every_error_code_has_the_problem_of_its_name) {
  for (auto code = first; code <= last; ++code)
    BOOST_TEST(problem_of(static_cast<errc>(code)).code == to_string(static_cast<errc>(code)));
  BOOST_TEST(problem_of(static_cast<errc>(last + 1)).code == "internal");
}

BOOST_AUTO_TEST_CASE(every_problem_is_listed_once) {
  for (auto code = first; code <= last; ++code)
    BOOST_TEST(is_listed(problem_of(static_cast<errc>(code))), code);
  for (auto* kind :
       {&problems::malformed_request, &problems::invalid_request, &problems::route_unknown,
        &problems::method_not_allowed, &problems::body_too_large, &problems::target_too_long,
        &problems::fields_too_large, &problems::not_json, &problems::shutting_down,
        &problems::request_timeout, &problems::expectation_failed, &problems::method_unknown,
        &problems::coding_unknown, &problems::version_unsupported, &problems::too_many_connections,
        &problems::tls_required, &problems::rate_limited})
    BOOST_TEST(is_listed(*kind), kind->code);
  std::set<std::string_view> codes;
  for (auto* kind : all_problems())
    codes.insert(kind->code);
  BOOST_TEST(codes.size() == all_problems().size());
  BOOST_TEST(codes.size() == static_cast<std::size_t>(last - first + 1) + 17);
}

BOOST_AUTO_TEST_CASE(every_problem_says_what_happened_in_sentences) {
  const std::set<int> statuses{400, 404, 405, 408, 409, 412, 413, 414, 415, 417,
                               422, 429, 431, 500, 501, 503, 504, 505, 507};
  for (auto* kind : all_problems()) {
    BOOST_TEST(statuses.contains(kind->status), kind->code);
    BOOST_TEST(!kind->title.empty(), kind->code);
    BOOST_TEST(kind->detail.ends_with('.'), kind->code);
    BOOST_TEST(kind->code.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(the_statuses_are_those_of_the_semantics) {
  for (auto code : {errc::product_unknown, errc::order_unknown, errc::line_unknown})
    BOOST_TEST(problem_of(code).status == 404);
  for (auto code :
       {errc::cart_full, errc::quantity_too_large, errc::total_too_large, errc::cart_empty,
        errc::items_unavailable, errc::total_changed, errc::out_of_stock,
        errc::checkout_in_progress, errc::request_in_progress, errc::stock_not_tracked,
        errc::stock_too_low, errc::stock_too_large, errc::order_not_cancelable})
    BOOST_TEST(problem_of(code).status == 409);
  for (auto code : {errc::currency_mismatch, errc::idempotency_key_reused, errc::invalid_command})
    BOOST_TEST(problem_of(code).status == 422);
  for (auto code : {errc::overloaded, errc::storage_failed, errc::unavailable})
    BOOST_TEST(problem_of(code).status == 503);
  BOOST_TEST(problem_of(errc::precondition_failed).status == 412);
  BOOST_TEST(problem_of(errc::deadline_exceeded).status == 504);
  BOOST_TEST(problem_of(errc::internal).status == 500);
  BOOST_TEST(problem_of(errc::storage_full).status == 507);
}

BOOST_AUTO_TEST_CASE(what_time_may_mend_says_when_to_come_back) {
  const std::set<std::string_view> retried{
    "checkout_in_progress", "request_in_progress",  "overloaded",  "unavailable",
    "shutting_down",        "too_many_connections", "rate_limited"};
  for (auto* kind : all_problems()) {
    auto answer = problem_answer(*kind);
    const auto* seconds = kind->code.starts_with("storage_") ? "30" : "";
    BOOST_TEST(field_of(answer, "Retry-After") == (retried.contains(kind->code) ? "1" : seconds));
  }
}

BOOST_AUTO_TEST_CASE(a_body_has_the_members_of_rfc_9457_and_ours) {
  for (auto* kind : all_problems()) {
    auto answer = problem_answer(*kind);
    BOOST_TEST(answer.status == kind->status);
    BOOST_TEST(answer.content_type == problem_type);
    auto problem = body_as_json(answer);
    BOOST_TEST(joined(problem.names("")) == "type title status detail code request_id errors");
    BOOST_TEST(problem.text("/type") == "/problems/" + std::string{kind->code});
    BOOST_TEST(problem.text("/title") == kind->title);
    BOOST_TEST(problem.at("/status") == std::to_string(kind->status));
    BOOST_TEST(problem.text("/detail") == kind->detail);
    BOOST_TEST(problem.text("/code") == kind->code);
    BOOST_TEST(problem.at("/errors") == "[]");
  }
}

BOOST_AUTO_TEST_CASE(a_body_has_a_place_for_the_name_of_the_request) {
  for (std::string detail : {"", "Say \"please\".", R"("request_id":"")"}) {
    auto answer = problem_answer(problems::malformed_request, detail);
    BOOST_TEST(body_as_json(answer).text("/request_id") == "");
    auto body = body_of(answer);
    body.insert(answer.request_id_at, "r-1");
    BOOST_TEST(json_text{body}.text("/request_id") == "r-1");
  }
  BOOST_TEST(http_answer{}.request_id_at == 0);
}

BOOST_AUTO_TEST_CASE(a_detail_replaces_the_general_one) {
  auto problem = body_as_json(problem_answer(problems::malformed_request, "Say \"please\"."));
  BOOST_TEST(problem.text("/detail") == "Say \"please\".");
}

BOOST_AUTO_TEST_CASE(faults_are_listed_in_their_order) {
  auto answer = problem_answer(problems::invalid_request, {},
                               {{"/name", "missing", "name is required."},
                                {"/a~1\"b", "unknown_member", "The member is unknown."}});
  BOOST_TEST(body_as_json(answer).at("/errors")
             == R"([{"pointer":"/name","code":"missing","detail":"name is required."},)"
                R"({"pointer":"/a~1\"b","code":"unknown_member",)"
                R"("detail":"The member is unknown."}])");
}

BOOST_AUTO_TEST_CASE(short_lines_are_named) {
  refusal why{errc::out_of_stock};
  why.lines = {{7, 3, 1}, {9, 10'000, 0}};
  auto answer = problem_answer(why);
  BOOST_TEST(answer.status == 409);
  auto problem = body_as_json(answer);
  BOOST_TEST(problem.at("/lines")
             == R"([{"product_id":7,"requested":3,"available":1},)"
                R"({"product_id":9,"requested":10000,"available":0}])");
  BOOST_TEST(!problem.has("/total"));
}

BOOST_AUTO_TEST_CASE(a_changed_total_is_told_with_its_currency) {
  refusal why{errc::total_changed};
  why.total = money{4250, {{'K', 'W', 'D'}}};
  auto problem = body_as_json(problem_answer(why));
  BOOST_TEST(problem.at("/total") == "4.25");
  BOOST_TEST(body_of(problem_answer(why)).find("\"total\":4.250,") != std::string::npos);
  BOOST_TEST(problem.text("/currency") == "KWD");
  BOOST_TEST(!problem.has("/lines"));
}

BOOST_AUTO_TEST_CASE(a_kept_refusal_is_marked_as_such) {
  refusal why{errc::cart_empty};
  BOOST_TEST(field_of(problem_answer(why), "Idempotency-Replayed") == "");
  why.replayed = true;
  BOOST_TEST(field_of(problem_answer(why), "Idempotency-Replayed") == "true");
}

BOOST_AUTO_TEST_SUITE_END()
