// The pages that the program carries: the documentation, its parts, and what each problem means.

#include "test/system/connection.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <set>

namespace system_pages {

using namespace souk::test;
using nlohmann::json;

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::string_view problem_json = "application/problem+json";

struct pages : shop_program {
  raw_answer get(const std::string& path) const { return fetch(port(), bare_request("GET", path)); }
};

/// The pieces of text between these two, without them.
std::vector<std::string> between(const std::string& text, std::string_view left,
                                 std::string_view right) {
  std::vector<std::string> result;
  for (auto start = text.find(left); start != std::string::npos; start = text.find(left, start)) {
    start += left.size();
    const auto end = text.find(right, start);
    BOOST_REQUIRE(end != std::string::npos);
    result.push_back(text.substr(start, end - start));
    start = end + right.size();
  }
  return result;
}

/// What the page says its browser must fetch or may follow.
std::vector<std::string> addresses_in(const std::string& page) {
  auto result = between(page, "src=\"", "\"");
  for (auto& each : between(page, "href=\"", "\""))
    result.push_back(each);
  return result;
}

std::string type_of(const std::string& path) {
  if (path.ends_with(".js"))
    return "text/javascript; charset=utf-8";
  if (path.ends_with(".css"))
    return "text/css; charset=utf-8";
  return "application/json";
}

/// The codes of the problems that the document says an operation may answer with.
std::set<std::string> codes_in(const json& document) {
  std::set<std::string> result;
  for (auto& path : document.at("paths"))
    for (auto& operation : path)
      for (auto& response : operation.at("responses"))
        if (response.contains("content") && response["content"].contains(problem_json))
          for (auto& each : between(response["description"].get<std::string>(), "`", "`: "))
            result.insert(each);
  return result;
}

} // namespace system_pages

BOOST_FIXTURE_TEST_SUITE(system_pages, system_pages::pages)

BOOST_AUTO_TEST_CASE(the_documentation_is_a_page_that_loads_from_this_server_alone) {
  const auto page = get("/docs");
  BOOST_TEST(page.status() == 200);
  BOOST_TEST(page.field("Content-Type") == html);
  const auto policy = page.field("Content-Security-Policy");
  BOOST_TEST(policy.starts_with("default-src 'self';"));
  for (auto* each : {"object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"})
    BOOST_TEST(policy.find(each) != std::string::npos, each);
  for (auto* each : {"script-src", "unsafe-eval", "http:", "https:", "*"})
    BOOST_TEST(policy.find(each) == std::string::npos, each);
  // What that policy would forbid.
  BOOST_TEST(page.body.find("<script>") == std::string::npos);
  BOOST_TEST(page.body.find(" onload=") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_part_of_the_documentation_is_there) {
  int parts = 0;
  for (auto& path : addresses_in(get("/docs").body)) {
    if (path.starts_with("data:"))
      continue;
    BOOST_TEST_CONTEXT(path) {
      BOOST_TEST((path.starts_with("/") && !path.starts_with("//")));
      const auto part = get(path);
      BOOST_TEST(part.status() == 200);
      BOOST_TEST(part.is_whole);
      BOOST_TEST(part.body.size() > 50u);
      BOOST_TEST(part.field("Content-Type") == type_of(path));
      BOOST_TEST(part.field("X-Content-Type-Options") == "nosniff");
      if (path.ends_with(".css"))
        for (auto& each : between(part.body, "url(", ")"))
          BOOST_TEST((each.starts_with("data:") || each.starts_with("\"data:")), each);
    }
    ++parts;
  }
  BOOST_TEST(parts == 5); // two scripts, two style sheets, and the document itself
}

BOOST_AUTO_TEST_CASE(other_parts_are_absent) {
  for (auto* path : {"/docs/absent.js", "/docs/../main.cpp", "/docs/%2e%2e%2fLICENSE", "/docs/"}) {
    const auto answer = get(path);
    BOOST_TEST_CONTEXT(path) {
      BOOST_TEST(answer.status() == 404);
      BOOST_TEST(answer.field("Content-Type") == problem_json);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_description_of_the_api_is_an_openapi_document) {
  const auto answer = get("/openapi.json");
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(answer.field("Content-Type") == "application/json");
  const auto document = json::parse(answer.body);
  BOOST_TEST(document.at("openapi").get<std::string>().starts_with("3.1."));
  BOOST_TEST(document.at("info").at("version") == client().health().version);
  for (auto* path : {"/products", "/products/{product_id}", "/cart", "/cart/{product_id}",
                     "/checkout", "/orders", "/orders/{order_id}", "/health"})
    BOOST_TEST(document.at("paths").contains(path), path);
}

BOOST_AUTO_TEST_CASE(every_problem_of_the_api_has_its_page) {
  const auto codes = codes_in(json::parse(get("/openapi.json").body));
  BOOST_TEST(codes.count("cart_empty") == 1u);
  BOOST_TEST(codes.count("invalid_request") == 1u);
  BOOST_TEST(codes.size() > 15u);
  for (auto& code : codes) {
    const auto page = get("/problems/" + code);
    BOOST_TEST_CONTEXT(code) {
      BOOST_TEST(page.status() == 200);
      BOOST_TEST(page.field("Content-Type") == html);
      BOOST_TEST(page.field("Content-Security-Policy")
                 == "default-src 'none'; frame-ancestors 'none'");
      BOOST_TEST(page.body.find("<code>" + code + "</code>") != std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_type_of_a_problem_leads_to_its_page) {
  for (auto* path : {"/products/1", "/orders", "/cart?user_id=%ff", "/nowhere"}) {
    const auto refused = get(path);
    BOOST_TEST_CONTEXT(path << "\n" << refused.body) {
      BOOST_TEST(refused.status() >= 400);
      BOOST_TEST(refused.field("Content-Type") == problem_json);
      BOOST_TEST(get(json::parse(refused.body).at("type").get<std::string>()).status() == 200);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_problem_is_not_repeated) {
  const auto answer = get("/problems/%3Cscript%3E");
  BOOST_TEST(answer.status() == 404);
  BOOST_TEST(answer.field("Content-Type") == problem_json);
  BOOST_TEST(answer.body.find("script") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
