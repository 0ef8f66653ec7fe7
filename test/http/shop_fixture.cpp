#include "test/http/shop_fixture.hpp"

#include "http/request_id.hpp"
#include "http/server.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <stdexcept>

namespace souk::test {

namespace {

server_options on_a_free_port(server_options options) {
  options.port = 0;
  return options;
}

void check_common_fields(const raw_response& answer) {
  BOOST_TEST(answer.field("x-content-type-options") == "nosniff");
  BOOST_TEST(answer.field("date").size() == 29);
  BOOST_TEST(!answer.field("connection").empty());
  BOOST_TEST(answer.field("referrer-policy") == "no-referrer");
  BOOST_TEST(answer.field("content-security-policy")
             == "default-src 'none'; frame-ancestors 'none'");
  BOOST_TEST(is_request_id(answer.field("x-request-id")));
}

} // namespace

shop_fixture::shop_fixture() : shop_fixture(server_options{}) {}

shop_fixture::shop_fixture(server_options options, transport chosen)
  : how(chosen), server(std::make_unique<souk::server>(on_a_free_port(std::move(options)))),
    connection(connect()) {}

shop_fixture::~shop_fixture() = default;

std::uint16_t shop_fixture::port() const {
  return server->port();
}

std::unique_ptr<raw_connection> shop_fixture::connect() const {
  return std::make_unique<raw_connection>(port(), how);
}

std::string shop_fixture::make(std::string_view price, std::string_view stock,
                               std::string_view name) {
  std::string body = "{\"name\":\"";
  body.append(name).append("\",\"price\":").append(price);
  body.append(",\"stock\":").append(stock).append("}");
  return check_json(post("/products", body), 201).at("/id");
}

void shop_fixture::add(const std::string& user, const std::string& product, int quantity) {
  auto answer = post("/cart?user_id=" + user + "&product_id=" + product
                     + "&quantity=" + std::to_string(quantity));
  BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
}

std::string shop_fixture::pages_from(std::string target) {
  std::string result;
  for (int i = 0; i < 20 && !target.empty(); ++i) {
    auto answer = get(target);
    target = next_page(answer);
    result += (i == 0 ? "" : " | ");
    auto page = check_json(answer, 200);
    for (std::size_t j = 0; j < page.size(""); ++j)
      result += (j == 0 ? "" : " ") + page.at("/" + std::to_string(j) + "/id");
  }
  BOOST_TEST(target == "");
  return result;
}

void check_problem(const raw_response& answer, int status, std::string_view code) {
  BOOST_TEST_CONTEXT("expected " << code << ", got " << answer.status << ' ' << answer.body) {
    BOOST_REQUIRE_EQUAL(answer.status, status);
    check_common_fields(answer);
    BOOST_TEST(answer.field("content-type") == "application/problem+json");
    json_text problem{answer.body};
    BOOST_TEST(
      joined(problem.names("")).starts_with("type title status detail code request_id errors"));
    BOOST_TEST(problem.text("/code") == code);
    BOOST_TEST(problem.text("/type") == "/problems/" + std::string{code});
    BOOST_TEST(problem.at("/status") == std::to_string(status));
    BOOST_TEST(!problem.text("/title").empty());
    BOOST_TEST(!problem.text("/detail").empty());
    BOOST_TEST(problem.text("/request_id") == answer.field("x-request-id"));
    BOOST_TEST(answer.field("cache-control") == "no-store");
    BOOST_TEST(answer.field("etag") == "");
    BOOST_TEST((problem.size("/errors") > 0) == (code == "invalid_request"));
    const std::set<int> retried{429, 503};
    const bool is_soon =
      code != "storage_failed" && (retried.contains(status) || code.ends_with("_in_progress"));
    BOOST_TEST((answer.field("retry-after") == "1") == is_soon);
  }
}

json_text check_json(const raw_response& answer, int status) {
  BOOST_REQUIRE_MESSAGE(answer.status == status, answer.status << ' ' << answer.body);
  check_common_fields(answer);
  BOOST_TEST(answer.field("content-type") == "application/json");
  return json_text{answer.body};
}

std::string faults_of(const raw_response& answer) {
  check_problem(answer, 422, "invalid_request");
  json_text problem{answer.body};
  std::string result;
  for (std::size_t i = 0; i < problem.size("/errors"); ++i) {
    auto fault = "/errors/" + std::to_string(i);
    BOOST_TEST(joined(problem.names(fault)) == "pointer code detail");
    BOOST_TEST(problem.text(fault + "/detail").ends_with('.'));
    result +=
      (i == 0 ? "" : ", ") + problem.text(fault + "/pointer") + ' ' + problem.text(fault + "/code");
  }
  return result;
}

std::string next_page(const raw_response& answer) {
  constexpr std::string_view end = ">; rel=\"next\"";
  auto link = answer.field("link");
  if (link.empty())
    return {};
  if (!link.starts_with('<') || !link.ends_with(end))
    throw std::runtime_error{"not a link: " + link};
  return link.substr(1, link.size() - 1 - end.size());
}

} // namespace souk::test
