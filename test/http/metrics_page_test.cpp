#include "http/observe/metrics_page.hpp"

#include "http/routes.hpp"
#include "http/version.hpp"
#include "test/http/metrics_text.hpp"

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <ctime>

namespace metrics_pages {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

struct page_fixture {
  std::string text(const logbook* log = nullptr) const {
    return metrics_page({requests, admission, 3, nullptr, log});
  }

  route_table routes{all_routes()};
  request_metrics requests{routes};
  gate admission{2, 1h, [](auto) {}};
};

} // namespace metrics_pages

BOOST_FIXTURE_TEST_SUITE(metrics_pages, metrics_pages::page_fixture)

BOOST_AUTO_TEST_CASE(a_page_keeps_to_the_format_and_its_conventions) {
  const metrics_text page{text()};
  for (auto [name, type] : {std::pair{"souk_http_requests_total", "counter"},
                            {"souk_http_request_duration_seconds", "histogram"},
                            {"souk_http_requests_in_flight", "gauge"},
                            {"souk_http_lists_max", "gauge"},
                            {"souk_http_refused_total", "counter"},
                            {"souk_connections", "gauge"},
                            {"souk_build_info", "gauge"},
                            {"process_cpu_seconds_total", "counter"}})
    BOOST_TEST(page.type_of(name) == type, name);
  BOOST_TEST(page.at("souk_connections") == 3);
  BOOST_TEST(page.at("souk_http_requests_in_flight") == 0);
  BOOST_TEST(text().find("souk_build_info{version=\"" + std::string{version} + "\",compiler=\"")
             != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_reader_of_these_tests_forgives_nothing) {
  const std::string good = "# HELP a_total A.\n# TYPE a_total counter\na_total{b=\"c\"} 1\n";
  BOOST_TEST(metrics_text{good}.at("a_total{b=\"c\"}") == 1);
  for (std::string bad :
       {good + good, good + "a_total{b=\"c\"} 1\n", good + "b_total 1\n",
        good + "a_total{b=\"d\"} -1\n", good + "a_total{b=c} 1\n", good + "a_total 1x\n",
        good + "a_total 1", std::string{"# TYPE a_total counter\n# HELP a_total A.\na_total 1\n"},
        std::string{"# HELP a A.\n# TYPE a counter\na 1\n"},
        std::string{"# HELP a A.\n# TYPE a histogram\na_bucket{le=\"1\"} 2\n"
                    "a_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n"},
        std::string{"# HELP a A.\n# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_sum 1\n"
                    "a_count 2\n"}})
    BOOST_CHECK_THROW(metrics_text{bad}, std::exception);
}

BOOST_AUTO_TEST_CASE(the_process_is_as_the_kernel_knows_it) {
  const metrics_text before{text()};
  int ends[2] = {};
  BOOST_REQUIRE(pipe(ends) == 0);
  const metrics_text after{text()};
  close(ends[0]);
  close(ends[1]);
  BOOST_TEST(after.at("process_open_fds") == before.at("process_open_fds") + 2);
  BOOST_TEST(after.at("process_open_fds") < after.at("process_max_fds"));
  BOOST_TEST(after.at("process_resident_memory_bytes") > 1e6);
  BOOST_TEST(after.at("process_virtual_memory_bytes") > after.at("process_resident_memory_bytes"));
  BOOST_TEST(after.at("process_cpu_seconds_total") > 0);
  const auto age = static_cast<double>(std::time(nullptr)) - after.at("process_start_time_seconds");
  BOOST_TEST(age > -2);
  BOOST_TEST(age < 3'600);
}

BOOST_AUTO_TEST_CASE(dropped_lines_are_shown_if_there_is_a_log) {
  BOOST_TEST(!metrics_text{text()}.has("souk_log_lines_dropped_total"));
  const logbook log{{.level = log_level::off}};
  BOOST_TEST(metrics_text{text(&log)}.at("souk_log_lines_dropped_total") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
