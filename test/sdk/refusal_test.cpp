#include "sdk/refusal.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(sdk_refusal)

namespace {

using namespace souk::sdk;
using namespace std::chrono_literals;

constexpr auto backoff = 150ms;

http_reply reply_of(int status, std::string type, std::string body) {
  return {status, std::move(body), {{"content-type", std::move(type)}}};
}

} // namespace

BOOST_AUTO_TEST_CASE(a_temporary_fault_is_worth_another_attempt) {
  for (int status : {502, 503, 504}) {
    BOOST_TEST((wait_after({.status = status}, backoff) == backoff));
    BOOST_TEST((wait_after({.status = status, .retry_after = 2s}, backoff) == 2s));
  }
}

BOOST_AUTO_TEST_CASE(whoever_is_asked_to_wait_waits) {
  for (const problem& why : {problem{.status = 429, .code = "rate_limited"},
                             problem{.status = 409, .code = "request_in_progress"}}) {
    auto asking = why;
    asking.retry_after = 1s;
    BOOST_TEST((wait_after(asking, backoff) == 1s));
    BOOST_TEST(!wait_after(why, backoff).has_value());
  }
}

BOOST_AUTO_TEST_CASE(an_answer_is_not_asked_for_twice) {
  for (int status : {302, 400, 404, 409, 422, 500, 501, 507})
    BOOST_TEST(!wait_after({.status = status, .retry_after = 0s}, backoff).has_value(), status);
}

BOOST_AUTO_TEST_CASE(only_promises_settle_that_nothing_happened) {
  for (auto code : {"internal", "unavailable", "deadline_exceeded", ""})
    BOOST_TEST(leaves_in_doubt({.status = 503, .code = code}), code);
  for (auto code : {"overloaded", "shutting_down", "storage_full", "storage_failed"})
    BOOST_TEST(!leaves_in_doubt({.status = 503, .code = code}), code);
  BOOST_TEST(leaves_in_doubt({.status = 409, .code = "request_in_progress"}));
  BOOST_TEST(!leaves_in_doubt({.status = 409, .code = "cart_empty"}));
  BOOST_TEST(!leaves_in_doubt({.status = 404}));
}

BOOST_AUTO_TEST_CASE(what_is_no_problem_is_told_with_its_request) {
  const http_request request{"GET", "/health"};
  auto told = [&request](const http_reply& reply) {
    return summary_of(request, reply, problem_of(reply));
  };
  BOOST_TEST(told(reply_of(502, "text/html; charset=utf-8", "<html>"))
             == "GET /health: 502, no problem document (text/html)");
  BOOST_TEST(told({503}) == "GET /health: 503, no problem document (no media type)");
  BOOST_TEST(told(reply_of(409, "application/problem+json", R"({"code":"x","detail":"Why."})"))
             == "409 x: Why.");
}

BOOST_AUTO_TEST_CASE(a_wait_is_whole_seconds) {
  auto wait_in = [](std::string value) {
    return problem_of({503, "", {{"Retry-After", std::move(value)}}}).retry_after;
  };
  BOOST_TEST((wait_in("3") == 3s));
  BOOST_TEST((wait_in("9999999999999999999999") > 24h * 365));
  for (auto value : {"", "-1", "1.5", "Fri, 02 Jan 2026 03:04:05 GMT"})
    BOOST_TEST(!wait_in(value).has_value(), value);
}

BOOST_AUTO_TEST_SUITE_END()
