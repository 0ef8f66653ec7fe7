// What the program does and says when it opens.

#include "test/sanitized.hpp"
#include "test/system/connection.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <fstream>
#include <sstream>

BOOST_AUTO_TEST_SUITE(system_start)

namespace {

using namespace souk::test;
using nlohmann::json;

/// Lines of the text that begin so, without the blanks in front of them.
std::vector<std::string> lines_with(const std::string& text, std::string_view start) {
  std::vector<std::string> result;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    line.erase(0, line.find_first_not_of(' '));
    if (line.starts_with(start))
      result.push_back(line);
  }
  return result;
}

/// The JSON that a command of the greeting prints.
json shown_by(const std::string& command) {
  // Proxies of the environment are for the outside.
  const auto end = run({"/bin/sh", "-c", "no_proxy=127.0.0.1 " + command});
  BOOST_TEST_INFO(command << "\n" << end.err);
  BOOST_REQUIRE(end.code == 0);
  return json::parse(end.out);
}

struct demo_shop : shop_program {
  explicit demo_shop(std::vector<std::string> more = {}) : shop_program(with_demo(more)) {}

  static std::vector<std::string> with_demo(std::vector<std::string> more) {
    more.insert(more.begin(), "--demo");
    return more;
  }
};

struct yen_shop : demo_shop {
  yen_shop() : demo_shop({"--currency", "JPY"}) {}
};

struct threaded_shop : shop_program {
  threaded_shop() : shop_program({"--threads", "4"}) {}
};

boost::test_tools::assertion_result runs_by_itself(boost::unit_test::test_unit_id) {
  return boost::test_tools::assertion_result{!is_sanitized};
}

} // namespace

BOOST_FIXTURE_TEST_CASE(the_greeting_names_where_the_shop_is, shop_program) {
  const auto said = program().out();
  BOOST_TEST_CONTEXT(said) {
    BOOST_TEST(said.starts_with("souk is open.\n"));
    BOOST_TEST((lines_with(said, "API") == std::vector{"API   " + url()}));
    BOOST_TEST((lines_with(said, "Docs") == std::vector{"Docs  " + url() + "/docs"}));
    BOOST_TEST(lines_with(said, "curl").empty());
    BOOST_TEST((lines_with(said, "File") == std::vector<std::string>{"File  souk.db"}));
    BOOST_TEST(lines_with(said, "The shop is in memory only").empty());
  }
}

BOOST_FIXTURE_TEST_CASE(the_ports_file_is_there_when_the_port_answers, shop_program) {
  std::ifstream file{program().directory() / "ports.json"};
  BOOST_TEST((json::parse(file) == json{{"http", port()}}));
  BOOST_TEST(!std::filesystem::exists(program().directory() / "ports.json.tmp"));
  BOOST_TEST(fetch(port(), bare_request("GET", "/health")).status() == 200);
}

BOOST_FIXTURE_TEST_CASE(a_shop_without_the_demo_is_empty, shop_program) {
  BOOST_TEST(client().list_products().values.empty());
}

BOOST_FIXTURE_TEST_CASE(the_commands_of_the_demo_work_as_they_are_printed, demo_shop) {
  const auto commands = lines_with(program().out(), "curl");
  BOOST_REQUIRE(commands.size() == 3u);
  const auto products = shown_by(commands[0]);
  BOOST_TEST(products.size() == 5u);
  const auto& first = products.at(0);
  const auto cart = shown_by(commands[1]);
  BOOST_TEST(cart.at("items").at(0).at("product_id") == first.at("id"));
  BOOST_TEST(cart.at("items").at(0).at("quantity") == 2);
  const auto order = shown_by(commands[2]);
  BOOST_TEST(order.at("total") == 2 * first.at("price").get<double>());
  BOOST_TEST(order.at("status") == "placed");
  auto ann = client("ann");
  BOOST_TEST(ann.get_order(order.at("id").get<std::int64_t>()).lines.size() == 1u);
  BOOST_TEST(ann.get_cart().lines.empty());
}

BOOST_FIXTURE_TEST_CASE(the_demo_is_in_the_currency_of_the_shop, yen_shop) {
  auto seller = client();
  for (auto& product : seller.products())
    BOOST_TEST(product.price.currency == "JPY");
  BOOST_TEST(seller.list_products().values.size() == 5u);
}

BOOST_FIXTURE_TEST_CASE(more_threads_serve_the_same_shop, threaded_shop) {
  auto lamp = make("Lamp", 1);
  auto ann = client("ann");
  ann.add_to_cart(lamp.id);
  BOOST_TEST(ann.checkout().lines.size() == 1u);
}

// A stack takes a GiB of the address space, so that the threads can be counted in it. A sanitizer
// needs more of it for itself.
BOOST_AUTO_TEST_CASE(threads_that_cannot_be_started_are_told,
                     *boost::unit_test::precondition(runs_by_itself)) {
  constexpr rlim_t stack = 1ULL << 30U;
  for (rlim_t room = 1; room < 7; ++room)
    BOOST_TEST_CONTEXT("room for threads: " << room) {
      process program{souk_with({"serve", "--port", "0", "--threads", "2"}), [room] {
                        const rlimit stacks{stack, stack};
                        ::setrlimit(RLIMIT_STACK, &stacks);
                        const rlimit all{room * stack + stack / 2, room * stack + stack / 2};
                        ::setrlimit(RLIMIT_AS, &all);
                      }};
      const auto end = program.wait();
      BOOST_TEST(end.code == 1);
      BOOST_TEST(end.err.find(" threads that souk needs can be started") != std::string::npos,
                 end.err);
      BOOST_TEST(end.err.find("Use fewer with --threads") != std::string::npos, end.err);
    }
}

BOOST_AUTO_TEST_SUITE_END()
