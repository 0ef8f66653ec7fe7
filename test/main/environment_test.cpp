#include "main/environment.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(environment)

namespace {

using namespace souk;

using texts = std::vector<std::string>;

layer read(std::vector<const char*> variables) {
  variables.push_back(nullptr);
  return read_environment(variables.data());
}

std::string fault_of(const char* variable) {
  const auto found = read({variable});
  BOOST_TEST(found.values.empty(), variable);
  return found.faults.size() == 1 ? found.faults.front() : "";
}

} // namespace

BOOST_AUTO_TEST_CASE(variables_of_options_are_read) {
  const auto found = read({"HOME=/root", "SOUK_PORT=9000", "SOUK_TLS_KEY=a=b", "SOUKX=1"});
  BOOST_TEST(found.faults.empty());
  BOOST_REQUIRE(found.values.size() == 2u);
  BOOST_TEST(found.values[0].name == "port");
  BOOST_TEST((found.values[0].texts == texts{"9000"}));
  BOOST_TEST(found.values[0].where == "SOUK_PORT");
  BOOST_TEST(found.values[1].name == "tls-key");
  BOOST_TEST((found.values[1].texts == texts{"a=b"}));
}

BOOST_AUTO_TEST_CASE(a_list_is_split_at_commas) {
  BOOST_TEST((read({"SOUK_TRUSTED_PROXY=::1,10.0.0.0/8"}).values.front().texts
              == texts{"::1", "10.0.0.0/8"}));
  BOOST_TEST((read({"SOUK_CORS_ORIGIN="}).values.front().texts == texts{}));
  BOOST_TEST((read({"SOUK_HOST=a,b"}).values.front().texts == texts{"a,b"}));
}

BOOST_AUTO_TEST_CASE(an_empty_text_is_a_value) {
  BOOST_TEST((read({"SOUK_PORT="}).values.front().texts == texts{""}));
}

BOOST_AUTO_TEST_CASE(an_unknown_variable_is_named_with_what_was_meant) {
  BOOST_TEST(fault_of("SOUK_PROT=1")
             == "unknown variable SOUK_PROT in the environment. Did you mean SOUK_PORT?");
  BOOST_TEST(fault_of("SOUK_CONFIGS=a")
             == "unknown variable SOUK_CONFIGS in the environment. Did you mean SOUK_CONFIG?");
  BOOST_TEST(fault_of("SOUK_FAVOURITE_COLOUR=red")
             == "unknown variable SOUK_FAVOURITE_COLOUR in the environment. `souk config print` "
                "shows all settings.");
}

BOOST_AUTO_TEST_CASE(what_kubernetes_says_of_a_service_is_told_apart) {
  for (auto* each : {"SOUK_PORT=tcp://10.0.0.1:80", "SOUK_SERVICE_HOST=10.0.0.1",
                     "SOUK_PORT_80_TCP_ADDR=10.0.0.1"})
    BOOST_TEST(fault_of(each).find("enableServiceLinks") != std::string::npos, each);
}

BOOST_AUTO_TEST_CASE(the_variable_that_names_the_file_is_no_option) {
  const auto found = read({"SOUK_CONFIG=my.toml"});
  BOOST_TEST(found.values.empty());
  BOOST_TEST(found.faults.empty());
}

BOOST_AUTO_TEST_SUITE_END()
