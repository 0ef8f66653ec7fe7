#include "main/option.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

BOOST_AUTO_TEST_SUITE(option_table)

namespace {

using namespace souk;

using texts = std::vector<std::string>;

/// A value of each option that is not its default.
const std::map<std::string, texts> others{
  {"host", {"127.0.0.2"}},
  {"port", {"9000"}},
  {"database", {"memory:"}},
  {"currency", {"EUR"}},
  {"demo", {"true"}},
  {"tls-cert", {"cert.pem"}},
  {"tls-key", {"key.pem"}},
  {"behind-proxy", {"true"}},
  {"log-level", {"debug"}},
  {"trusted-proxy", {"10.0.0.0/8", "::1"}},
  {"cors-origin", {"https://a.example", "https://b.example"}},
  {"hsts", {"63072000"}},
  {"ports-file", {"ports.json"}},
  {"admin-host", {"127.0.0.3"}},
  {"admin-port", {"0"}},
  {"log-format", {"json"}},
  {"threads", {"3"}},
  {"cart-idle", {"0.5"}},
  {"in-flight", {"7"}},
  {"deadline", {"2.5"}},
  {"drain-time", {"0"}},
  {"rate-limit", {"50"}},
  {"connections", {"400"}},
  {"connections-per-address", {"20"}},
  {"requests-per-connection", {"5"}},
  {"header-time", {"3"}},
  {"request-time", {"20"}},
  {"write-stall-time", {"4"}},
  {"idle-time", {"9"}},
  {"request-line-bytes", {"2048"}},
  {"header-bytes", {"4096"}},
  {"fields", {"32"}},
  {"body-bytes", {"65536"}},
};

serve_options with(const option& what, const texts& values) {
  auto result = default_options();
  for (auto& each : values)
    BOOST_TEST(what.store(result, each) == "", each);
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(every_option_stores_what_it_shows_and_nothing_else) {
  BOOST_TEST(all_options().size() == others.size());
  for (auto& what : all_options())
    BOOST_TEST_CONTEXT(what.name) {
      const auto& values = others.at(what.name);
      BOOST_TEST((what.texts(default_options()) != values));
      const auto stored = with(what, values);
      for (auto& each : all_options())
        BOOST_TEST_CONTEXT(each.name) {
          BOOST_TEST((each.texts(stored)
                      == (each.name == what.name ? values : each.texts(default_options()))));
        }
    }
}

BOOST_AUTO_TEST_CASE(every_default_may_also_be_said) {
  for (auto& what : all_options())
    with(what, what.texts(default_options()));
}

BOOST_AUTO_TEST_CASE(names_are_unique_and_fit_the_help) {
  constexpr std::size_t letters_max = 70;
  std::set<std::string> names;
  for (auto& each : all_options()) {
    BOOST_TEST(names.insert(each.name).second, each.name);
    BOOST_TEST(!each.help.empty(), each.name);
    BOOST_TEST(each.help.size() <= letters_max, each.name);
  }
  BOOST_TEST(option_groups().front().options.size() <= 10u);
}

BOOST_AUTO_TEST_CASE(an_option_has_a_flag_and_a_variable) {
  BOOST_TEST(flag_of("cors-origin") == "--cors-origin");
  BOOST_TEST(variable_of("cors-origin") == "SOUK_CORS_ORIGIN");
  BOOST_TEST(find_option("port")->name == "port");
  BOOST_TEST(!find_option("prot"));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_not_stored) {
  for (auto& [name, wrong] : std::map<std::string, std::string>{{"host", "@"},
                                                                {"admin-host", "nowhere"},
                                                                {"port", "65536"},
                                                                {"database", "postgres://x/y"},
                                                                {"currency", "usd"},
                                                                {"demo", "yes"},
                                                                {"log-level", "loud"},
                                                                {"log-format", "xml"},
                                                                {"trusted-proxy", "proxy"},
                                                                {"cors-origin", "https://a/"},
                                                                {"deadline", "0"}}) {
    auto options = default_options();
    const auto& what = *find_option(name);
    BOOST_TEST(what.store(options, wrong).starts_with("must be "), name);
    BOOST_TEST((what.texts(options) == what.texts(default_options())), name);
  }
}

BOOST_AUTO_TEST_CASE(a_network_is_what_the_server_trusts) {
  const auto& what = *find_option("trusted-proxy");
  for (std::string text :
       {"10.0.0.1/8", "fd00::1/64", "10.0.0.0/33", "10.0.0.0/08", "fe80::1%lo"}) {
    auto options = default_options();
    BOOST_TEST(what.store(options, text).starts_with("must be "), text);
    BOOST_TEST(options.server.edge.trusted_proxies.empty(), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
