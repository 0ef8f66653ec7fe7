#include "http/observe/request_metrics.hpp"

#include "http/observe/metrics_page.hpp"
#include "http/routes.hpp"
#include "test/http/fake_message.hpp"
#include "test/http/metrics_text.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <thread>

namespace counted_requests {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

struct metrics_fixture {
  /// The route of that template.
  const route* on(std::string_view path) const {
    auto found = std::find_if(routes.all().begin(), routes.all().end(),
                              [&](auto& each) { return each.path == path; });
    return &*found;
  }

  void count(const route* found, int status, std::string method = "GET",
             std::chrono::nanoseconds taken = 1ms, std::string_view refused = {}) {
    metrics.count(
      {fake_message{sent, {}, "/", std::move(method)}, found, status, 0, taken, {}, refused});
  }

  metrics_text page() const { return metrics_text{metrics_page({metrics, admission, 3})}; }

  sent_answers sent;
  route_table routes{all_routes()};
  request_metrics metrics{routes};
  gate admission{2, 1h, [](auto) {}};
};

constexpr auto series = "souk_http_requests_total{route=\"/products/{product_id}\",method=\"";

} // namespace counted_requests

BOOST_FIXTURE_TEST_SUITE(counted_requests, counted_requests::metrics_fixture)

BOOST_AUTO_TEST_CASE(requests_are_counted_by_route_method_and_class) {
  const auto* found = on("/products/{product_id}");
  count(found, 200);
  count(found, 200);
  count(found, 404);
  count(found, 200, "HEAD");
  count(found, 405, "PATCH");
  count(found, 500, "PUT");
  count(nullptr, 404);
  const auto shown = page();
  const std::string start = series;
  BOOST_TEST(shown.at(start + "GET\",code=\"2xx\"}") == 2);
  BOOST_TEST(shown.at(start + "GET\",code=\"4xx\"}") == 1);
  BOOST_TEST(shown.at(start + "HEAD\",code=\"2xx\"}") == 1);
  BOOST_TEST(shown.at(start + "other\",code=\"4xx\"}") == 1);
  BOOST_TEST(shown.at(start + "PUT\",code=\"5xx\"}") == 1);
  BOOST_TEST(shown.at(R"(souk_http_requests_total{route="none",method="GET",code="4xx"})") == 1);
}

BOOST_AUTO_TEST_CASE(the_series_of_a_route_are_there_before_its_first_request) {
  const auto shown = page();
  for (auto& each : routes.all())
    for (std::string code : {"2xx", "5xx"})
      BOOST_TEST(shown.at("souk_http_requests_total{route=\"" + std::string{each.path}
                          + "\",method=\"" + std::string{each.method} + "\",code=\"" + code + "\"}")
                 == 0);
  BOOST_TEST(!shown.has(std::string{series} + "POST\",code=\"2xx\"}"));
}

BOOST_AUTO_TEST_CASE(durations_fall_into_buckets) {
  const auto* found = on("/cart");
  for (auto taken : {100us, 101us, 2'500us, 9'999'999us, 10'000'001us})
    count(found, 200, "GET", taken);
  const auto shown = page();
  const auto bucket = [&](std::string bound) {
    return shown.at("souk_http_request_duration_seconds_bucket{route=\"/cart\",le=\"" + bound
                    + "\"}");
  };
  BOOST_TEST(bucket("0.0001") == 1);
  BOOST_TEST(bucket("0.00025") == 2);
  BOOST_TEST(bucket("0.0025") == 3);
  BOOST_TEST(bucket("2.5") == 3);
  BOOST_TEST(bucket("10") == 4);
  BOOST_TEST(bucket("+Inf") == 5);
  BOOST_TEST(shown.at("souk_http_request_duration_seconds_count{route=\"/cart\"}") == 5);
  BOOST_TEST(shown.at("souk_http_request_duration_seconds_sum{route=\"/cart\"}") == 20.002701,
             boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(refusals_are_counted_by_their_code_and_have_no_duration) {
  count(nullptr, 503, "GET", 1us, "overloaded");
  count(nullptr, 503, "GET", 1us, "shutting_down");
  count(nullptr, 503, "GET", 1us, "shutting_down");
  count(nullptr, 503, "GET", 1us, "a_code_that_no_problem_has");
  const auto shown = page();
  BOOST_TEST(shown.at("souk_http_refused_total{reason=\"overloaded\"}") == 1);
  BOOST_TEST(shown.at("souk_http_refused_total{reason=\"shutting_down\"}") == 2);
  BOOST_TEST(shown.at("souk_http_refused_total{reason=\"other\"}") == 1);
  BOOST_TEST(shown.at(R"(souk_http_requests_total{route="none",method="GET",code="5xx"})") == 4);
  BOOST_TEST(shown.at("souk_http_request_duration_seconds_count{route=\"none\"}") == 0);
}

BOOST_AUTO_TEST_CASE(threads_that_count_at_once_lose_nothing) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([this] {
      for (int j = 0; j < 10'000; ++j)
        count(on("/health"), 200);
    });
  for (auto& each : threads)
    each.join();
  BOOST_TEST(page().at("souk_http_request_duration_seconds_count{route=\"/health\"}") == 40'000);
}

BOOST_AUTO_TEST_SUITE_END()
