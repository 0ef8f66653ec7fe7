#include "http/route.hpp"

#include "http/routes.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

BOOST_AUTO_TEST_SUITE(routing)

namespace {

using namespace souk;
using namespace std::literals;

route at(std::string_view method, std::string_view path) {
  return {method, path, {}, {}};
}

const route_table table{{
  at("GET", "/things/{id}"),
  at("POST", "/things"),
  at("GET", "/things"),
  at("DELETE", "/things/{id}"),
  at("GET", "/things/best"),
  at("GET", "/things/~worst"), // behind the parameter in the order of characters
  at("GET", "/things/{id}/parts"),
  at("GET", "/"),
}};

/// Where a path leads, as in `GET,DELETE /things/{id} 7`.
std::string where(std::string_view path) {
  auto match = table.find(path);
  if (!match)
    return "broken";
  if (match->routes.empty())
    return "nowhere";
  std::string result;
  for (auto& each : match->routes) {
    BOOST_TEST(each.path == match->routes[0].path);
    result += (result.empty() ? "" : ",") + std::string{each.method};
  }
  result += " " + std::string{match->routes[0].path};
  return match->path_value.empty() ? result : result + " " + match->path_value;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_path_leads_to_all_its_methods) {
  BOOST_TEST(where("/things") == "POST,GET /things");
  BOOST_TEST(where("/things/7") == "GET,DELETE /things/{id} 7");
  BOOST_TEST(where("/things/7/parts") == "GET /things/{id}/parts 7");
  BOOST_TEST(where("/") == "GET /");
}

BOOST_AUTO_TEST_CASE(a_written_out_segment_wins_over_a_parameter) {
  BOOST_TEST(where("/things/best") == "GET /things/best");
  BOOST_TEST(where("/things/~worst") == "GET /things/~worst");
  BOOST_TEST(where("/things/besT") == "GET,DELETE /things/{id} besT");
}

BOOST_AUTO_TEST_CASE(every_other_path_leads_nowhere) {
  for (auto path : {"", "things", "*", "//", "/things/", "//things", "/things//parts", "/Things",
                    "/things/7/", "/things/7/parts/1", "/things/7/Parts", "/things/best/parts/",
                    "/thing", "/thingss", "/a/b/c/d/e/f/g/h/i/j/k", "http://127.0.0.1/things"})
    BOOST_TEST(where(path) == "nowhere", path);
  BOOST_TEST(where("/things" + std::string(100'000, '/')) == "nowhere");
}

BOOST_AUTO_TEST_CASE(segments_are_decoded_one_by_one) {
  BOOST_TEST(where("/%74hings") == "POST,GET /things");
  BOOST_TEST(where("/things/%37") == "GET,DELETE /things/{id} 7");
  BOOST_TEST(where("/things/a%20b+c") == "GET,DELETE /things/{id} a b+c");
  BOOST_TEST(where("/things/%C3%A4") == "GET,DELETE /things/{id} \u00e4");
  BOOST_TEST(where("/things/%2541") == "GET,DELETE /things/{id} %41");
}

BOOST_AUTO_TEST_CASE(an_encoded_slash_does_not_part_segments) {
  BOOST_TEST(where("/things%2F7") == "nowhere");
  BOOST_TEST(where("/things/7%2Fparts") == "GET,DELETE /things/{id} 7/parts");
  BOOST_TEST(where("/things/%2e%2e") == "GET,DELETE /things/{id} ..");
}

BOOST_AUTO_TEST_CASE(an_encoded_parameter_is_no_template) {
  BOOST_TEST(where("/things/{id}") == "GET,DELETE /things/{id} {id}");
}

BOOST_AUTO_TEST_CASE(broken_encodings_are_told_apart_from_unknown_paths) {
  for (auto path : {"/things/%", "/things/%4", "/things/%zz", "/%zz", "/nowhere/%zz",
                    "/things/%C0%AE", "/things/%FF", "/things/%ED%A0%80"})
    BOOST_TEST(where(path) == "broken", path);
  BOOST_TEST(where("/things/%00") == "GET,DELETE /things/{id} \0"s);
}

BOOST_AUTO_TEST_CASE(a_table_tells_all_its_routes) {
  BOOST_TEST(table.all().size() == 8);
  BOOST_TEST(route_table{{}}.all().empty());
  BOOST_TEST(route_table{{}}.find("/")->routes.empty());
}

BOOST_AUTO_TEST_CASE(get_allows_head_and_every_path_options) {
  BOOST_TEST(route_table::allow(table.find("/things")->routes) == "POST, GET, HEAD, OPTIONS");
  BOOST_TEST(route_table::allow(table.find("/things/7")->routes) == "GET, HEAD, DELETE, OPTIONS");
  const route_table post_only{{at("POST", "/checkout")}};
  BOOST_TEST(route_table::allow(post_only.all()) == "POST, OPTIONS");
}

BOOST_AUTO_TEST_CASE(a_route_takes_a_field_if_it_says_so) {
  auto with_key = at("POST", "/");
  BOOST_TEST(!with_key.takes_field("Idempotency-Key"));
  with_key.parameters.push_back({"Idempotency-Key", parameter_place::header, false, {}});
  BOOST_TEST(with_key.takes_field("Idempotency-Key"));
  BOOST_TEST(!with_key.takes_field("If-Match"));
  with_key.parameters.push_back({"If-Match", parameter_place::query, false, {}});
  BOOST_TEST(!with_key.takes_field("If-Match"));
}

BOOST_AUTO_TEST_CASE(a_request_costs_what_its_route_does) {
  const route_table souks{all_routes()};
  BOOST_TEST((souks.cost_of("GET", "/products?limit=3") == cost_class::list));
  BOOST_TEST((souks.cost_of("HEAD", "/products") == cost_class::list));
  BOOST_TEST((souks.cost_of("GET", "http://souk.example/products") == cost_class::list));
  BOOST_TEST((souks.cost_of("POST", "/products") == cost_class::change));
  BOOST_TEST((souks.cost_of("POST", "/checkout?user_id=ann") == cost_class::checkout));
  BOOST_TEST((souks.cost_of("GET", "/products/1") == cost_class::light));
  BOOST_TEST((souks.cost_of("DELETE", "/products") == cost_class::light));
  BOOST_TEST((souks.cost_of("GET", "/nowhere") == cost_class::light));
  BOOST_TEST((souks.cost_of("GET", "/%zz") == cost_class::light));
}

BOOST_AUTO_TEST_CASE(every_route_of_souk_is_found_under_its_path) {
  const route_table souks{all_routes()};
  std::set<std::string> seen;
  for (auto& each : souks.all()) {
    BOOST_TEST(each.run != nullptr);
    BOOST_TEST(seen.insert(std::string{each.method} + std::string{each.path}).second);
    auto match = souks.find(each.path);
    BOOST_REQUIRE(match);
    BOOST_REQUIRE(!match->routes.empty());
    BOOST_TEST(match->routes[0].path == each.path);
  }
  BOOST_TEST(souks.all().size() == 20);
}

BOOST_AUTO_TEST_SUITE_END()
