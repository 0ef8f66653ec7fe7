#pragma once

#include "test/http/outcomes.hpp"
#include "test/http/stalled_shop.hpp"
#include "test/letter_case.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace documented {

using namespace souk;
using namespace souk::test;

inline constexpr auto lamp = R"({"name":"Lamp","price":19.99,"stock":5})";
inline constexpr auto largest_price = R"({"price":92233720368547758.07})";
inline constexpr auto with_key = "Idempotency-Key: k";
inline constexpr auto known = "If-None-Match: *";
/// More than which cannot be counted.
inline constexpr auto full_stock = R"({"stock":9223372036854775807})";
inline constexpr auto outdated = "If-Match: \"x\"";

/// One question about a route, and the answer expected: a status below 400, or a problem's code.
struct attempt {
  std::string route;
  raw_request request;
  std::string outcome;
};

/// A shop of which every answer is seen that /openapi.json tells of.
struct documented_fixture : stalled_shop {
  void see(const std::string& route, const raw_response& answer) {
    seen.insert(outcome_of(route, answer));
  }

  /// Makes the attempts one after the other.
  void try_all(const std::vector<attempt>& attempts) {
    for (auto& [route, request, outcome] : attempts) {
      auto answer = ask(request);
      BOOST_TEST(outcome_of(route, answer).ends_with(' ' + outcome),
                 route << ' ' << outcome << ": " << answer.status << ' ' << answer.body);
      check_headers(route, answer);
      see(route, answer);
    }
  }

  /// That those fields of the answer which mean something to this route are documented.
  void check_headers(const std::string& route, const raw_response& answer) const {
    const auto space = route.find(' ');
    const auto headers = "/paths" + pointer_step(route.substr(space + 1))
                         + pointer_step(lower(route.substr(0, space))) + "/responses"
                         + pointer_step(std::to_string(answer.status)) + "/headers";
    for (std::string name : {"ETag", "Location", "Link", "Idempotency-Replayed", "Retry-After"})
      if (!answer.field(lower(name)).empty())
        BOOST_TEST(document.has(headers + pointer_step(name)), headers << ' ' << name);
  }

  void try_products();
  void try_carts();
  void try_checkouts();
  void try_orders_and_pages();
  void try_replays();
  void try_in_progress();
  void try_heads_and_bodies();
  void try_slow_requests();
  void try_overload();
  void try_limit();
  void try_many_connections();
  void try_draining();

  json_text document{get("/openapi.json").body};
  std::vector<std::pair<std::string, raw_request>> routes = documented_routes(document);
  std::set<std::string> seen;
};

} // namespace documented
