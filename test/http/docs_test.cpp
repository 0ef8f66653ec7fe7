// What the server says of itself: documentation, problems, health.

#include "http/problem.hpp"
#include "http/version.hpp"
#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

BOOST_FIXTURE_TEST_SUITE(docs, souk::test::shop_fixture)

namespace {

using namespace souk::test;

/// The values of `src` and `href` attributes.
std::set<std::string> links_of(const std::string& page) {
  std::set<std::string> result;
  for (std::string mark : {"src=\"", "href=\""})
    for (auto at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
      auto start = at + mark.size();
      result.insert(page.substr(start, page.find('"', start) - start));
    }
  return result;
}

void check_page(const raw_response& answer) {
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.field("content-type") == "text/html; charset=utf-8");
  BOOST_TEST(answer.field("x-content-type-options") == "nosniff");
  const auto policy = answer.field("content-security-policy");
  BOOST_TEST(policy.starts_with("default-src '"), policy);
  BOOST_TEST(policy.find("frame-ancestors 'none'") != std::string::npos, policy);
  BOOST_TEST(answer.body.starts_with("<!doctype html>"));
}

} // namespace

BOOST_AUTO_TEST_CASE(a_server_tells_that_it_is_open) {
  auto health = check_json(get("/health"), 200);
  BOOST_TEST(joined(health.names("")) == "status version uptime_seconds restarts store");
  BOOST_TEST(health.text("/status") == "ok");
  BOOST_TEST(health.text("/version") == souk::version);
  BOOST_TEST(std::stoll(health.at("/uptime_seconds")) >= 0);
  BOOST_TEST(health.at("/restarts") == "0");
  make("1");
  make("2");
  health = check_json(get("/health"), 200);
  BOOST_TEST(health.at("/store/batches") == "2");
  BOOST_TEST(health.at("/store/writes") == "2");
  BOOST_TEST(health.at("/store/largest_batch") == "1");
  BOOST_TEST(std::stoll(health.at("/store/mean_commit_us")) >= 0);
}

BOOST_AUTO_TEST_CASE(the_document_of_the_api_is_served) {
  auto document = check_json(get("/openapi.json"), 200);
  BOOST_TEST(document.text("/openapi") == "3.1.0");
  BOOST_TEST(document.has("/paths/~1checkout/post"));
  BOOST_TEST(get("/openapi.json").body == get("/openapi.json").body);
  BOOST_TEST(get("/openapi.json").field("cache-control") == "no-cache");
}

BOOST_AUTO_TEST_CASE(the_documentation_is_one_page_whose_parts_are_served) {
  auto page = get("/docs");
  check_page(page);
  auto links = links_of(page.body);
  BOOST_TEST(links.size() >= 4);
  for (auto& link : links) {
    if (link.starts_with("data:") || link.starts_with("#"))
      continue;
    BOOST_REQUIRE_MESSAGE(link.starts_with("/"), link);
    auto part = get(link);
    BOOST_TEST(part.status == 200, link);
    BOOST_TEST(!part.body.empty(), link);
    BOOST_TEST(part.field("cache-control")
                 == (link.starts_with("/docs/") ? "public, max-age=3600" : "no-cache"),
               link);
    const auto type = part.field("content-type");
    const bool is_script = link.ends_with(".js");
    if (is_script || link.ends_with(".css"))
      BOOST_TEST(type == (is_script ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8"),
                 link);
  }
}

BOOST_AUTO_TEST_CASE(other_parts_are_unknown) {
  for (std::string name :
       {"index.html", "docs.js.map", "DOCS.js", "..%2Fdocs.js", "%2e%2e", "docs.js%00"})
    check_problem(get("/docs/" + name), 404, "route_unknown");
}

BOOST_AUTO_TEST_CASE(every_problem_has_a_page) {
  for (auto* kind : souk::all_problems()) {
    BOOST_TEST_CONTEXT(kind->code) {
      auto page = get("/problems/" + std::string{kind->code});
      check_page(page);
      BOOST_TEST(page.body.find("<h1>" + std::string{kind->title} + "</h1>") != std::string::npos);
      BOOST_TEST(page.body.find(kind->detail) != std::string::npos);
      BOOST_TEST(page.body.find("Status " + std::to_string(kind->status)) != std::string::npos);
      for (auto& link : links_of(page.body))
        BOOST_TEST(get(link).status == 200, link);
    }
  }
  for (std::string code : {"nothing", "Internal", "internal%20", "%3Cscript%3E"})
    check_problem(get("/problems/" + code), 404, "route_unknown");
}

BOOST_AUTO_TEST_CASE(the_type_of_a_problem_leads_to_its_page) {
  check_page(get(json_text{get("/nowhere").body}.text("/type")));
}

BOOST_AUTO_TEST_SUITE_END()
