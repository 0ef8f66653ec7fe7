#include "main/configuration.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(configurations)

namespace {

using namespace souk;

using texts = std::vector<std::string>;

const layer file{{{"port", {"1000"}, "souk.toml:1"},
                  {"host", {"127.0.0.2"}, "souk.toml:2"},
                  {"cors-origin", {"https://a", "https://b"}, "souk.toml:3"}},
                 {}};
const layer environment{{{"port", {"2000"}, "SOUK_PORT"}, {"threads", {"3"}, "SOUK_THREADS"}}, {}};
const layer flags{{{"port", {"3000"}, "--port"}, {"cors-origin", {"https://c"}, "--cors-origin"}},
                  {}};

const setting& setting_of(const configuration& chosen, std::string_view name) {
  return *std::find_if(chosen.settings.begin(), chosen.settings.end(),
                       [&](auto& each) { return each.what->name == name; });
}

} // namespace

BOOST_AUTO_TEST_CASE(without_a_word_all_is_default) {
  const auto chosen = configure({});
  BOOST_TEST(chosen.faults.empty());
  BOOST_TEST(chosen.options.server.port == 8080);
  BOOST_TEST(chosen.options.server.host == "127.0.0.1");
  BOOST_TEST(chosen.options.server.database == "souk.db");
  BOOST_TEST(chosen.settings.size() == all_options().size());
  for (auto& each : chosen.settings)
    BOOST_TEST(each.where == "default");
}

BOOST_AUTO_TEST_CASE(the_last_layer_wins) {
  BOOST_TEST(configure({file}).options.server.port == 1000);
  BOOST_TEST(configure({file, environment}).options.server.port == 2000);
  const auto chosen = configure({file, environment, flags});
  BOOST_TEST(chosen.options.server.port == 3000);
  BOOST_TEST(chosen.options.server.threads == 3u);
  BOOST_TEST(chosen.options.server.host == "127.0.0.2");
  BOOST_TEST(setting_of(chosen, "port").where == "--port");
  BOOST_TEST(setting_of(chosen, "threads").where == "SOUK_THREADS");
  BOOST_TEST(setting_of(chosen, "host").where == "souk.toml:2");
  BOOST_TEST(setting_of(chosen, "demo").where == "default");
}

BOOST_AUTO_TEST_CASE(a_list_is_replaced_and_not_joined) {
  BOOST_TEST((configure({file}).options.server.cors_origins == texts{"https://a", "https://b"}));
  BOOST_TEST((configure({file, flags}).options.server.cors_origins == texts{"https://c"}));
  const layer none{{{"cors-origin", {}, "SOUK_CORS_ORIGIN"}}, {}};
  BOOST_TEST((configure({file, none}).options.server.cors_origins == texts{}));
}

BOOST_AUTO_TEST_CASE(faults_name_where_the_value_stands) {
  const layer wrong_file{{{"port", {"65536"}, "souk.toml:7"}}, {}};
  const layer wrong_flag{{{"cart-idle", {"soon"}, "--cart-idle"}}, {}};
  const auto found = configure({wrong_file, wrong_flag}).faults;
  BOOST_REQUIRE(found.size() == 2u);
  BOOST_TEST(found[0] == "souk.toml:7: `port` must be a whole number from 0 to 65535.");
  BOOST_TEST(found[1] == "--cart-idle must be a decimal number of seconds from 0.1 to 86400.");
}

BOOST_AUTO_TEST_CASE(a_wrong_value_is_a_fault_even_where_it_is_overridden) {
  const layer wrong{{{"port", {"none"}, "souk.toml:1"}}, {}};
  const auto chosen = configure({wrong, flags});
  BOOST_TEST(chosen.faults.size() == 1u);
  BOOST_TEST(chosen.options.server.port == 3000);
}

BOOST_AUTO_TEST_CASE(each_faulty_text_of_a_list_is_named) {
  const layer wrong{{{"cors-origin", {"a", "https://b", "c\n"}, "souk.toml:7"},
                     {"trusted-proxy", {"nonsense"}, "--trusted-proxy"}},
                    {}};
  const auto found = configure({wrong}).faults;
  BOOST_REQUIRE(found.size() == 3u);
  BOOST_TEST(found[0].starts_with("--trusted-proxy \"nonsense\" must be "), found[0]);
  BOOST_TEST(found[1].starts_with("souk.toml:7: `cors-origin` \"a\" must be an origin"), found[1]);
  BOOST_TEST(found[2].starts_with("souk.toml:7: `cors-origin` \"c\\u000a\" must be"), found[2]);
}

BOOST_AUTO_TEST_CASE(faults_of_layers_values_and_rules_come_together) {
  const layer wrong{{{"port", {"none"}, "--port"}, {"host", {"0.0.0.0"}, "--host"}},
                    {"souk.toml:1: unknown key `prot`."}};
  const auto found = configure({wrong}).faults;
  BOOST_REQUIRE(found.size() == 3u);
  BOOST_TEST(found[0] == "souk.toml:1: unknown key `prot`.");
  BOOST_TEST(found[1].starts_with("--port must be"));
  BOOST_TEST(found[2].starts_with("--host 0.0.0.0"));
}

BOOST_AUTO_TEST_SUITE_END()
