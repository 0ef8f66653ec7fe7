#include "main/config_text.hpp"

#include "main/config_file.hpp"

#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(config_texts)

namespace {

using namespace souk;
using test::has;

} // namespace

BOOST_AUTO_TEST_CASE(a_setting_is_a_line_with_where_it_was_said) {
  const auto text = config_text(configure({{{{"port", {"9000"}, "SOUK_PORT"},
                                             {"demo", {"true"}, "--demo"},
                                             {"cors-origin", {"https://a"}, "souk.toml:4"}},
                                            {}}}));
  for (auto* each : {"port = 9000                              # SOUK_PORT\n",
                     "demo = true                              # --demo\n",
                     "cors-origin = [\"https://a\"]              # souk.toml:4\n",
                     "host = \"127.0.0.1\"                       # default\n",
                     "cart-idle = 600                          # default\n",
                     "trusted-proxy = []                       # default\n",
                     "# tls-cert is not set\n", "# admin-port is not set\n", "# Options\n"})
    BOOST_TEST(has(text, each), each << "is not in\n" << text);
}

BOOST_AUTO_TEST_CASE(what_is_printed_says_the_same_when_it_is_read) {
  const layer said{{{"host", {"::1"}, ""},
                    {"database", {"a \"b\" \\ \t\x7f.db"}, ""},
                    {"cors-origin", {"https://a", "https://b"}, ""},
                    {"cart-idle", {"0.25"}, ""},
                    {"admin-port", {"0"}, ""}},
                   {}};
  const auto chosen = configure({said});
  const auto read = read_config(config_text(chosen), "souk.toml");
  BOOST_TEST((read.faults == std::vector<std::string>{}));
  const auto again = configure({read});
  BOOST_TEST(again.faults.empty());
  for (auto& each : all_options())
    BOOST_TEST((each.texts(again.options) == each.texts(chosen.options)), each.name);
}

BOOST_AUTO_TEST_CASE(what_was_said_is_named_with_its_place) {
  BOOST_TEST(said_text(configure({})) == "All settings are the default.");
  const layer said{{{"port", {"1"}, "--port"}, {"host", {"::1"}, "souk.toml:2"}}, {}};
  BOOST_TEST(said_text(configure({said})) == "Not the default: host (souk.toml:2), port (--port).");
}

BOOST_AUTO_TEST_CASE(what_says_the_default_is_not_named) {
  const auto printed = read_config(config_text(configure({})), "souk.toml");
  BOOST_TEST(said_text(configure({printed})) == "All settings are the default.");
  const layer said{{{"host", {"::1"}, "--host"}}, {}};
  BOOST_TEST(said_text(configure({printed, said})) == "Not the default: host (--host).");
}

BOOST_AUTO_TEST_CASE(strings_are_escaped) {
  BOOST_TEST(toml_string("a\"b\\c\n") == R"("a\"b\\c\u000a")");
  BOOST_TEST(toml_string("Käse") == "\"Käse\"");
}

BOOST_AUTO_TEST_SUITE_END()
