#include "main/config_file.hpp"

#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

BOOST_AUTO_TEST_SUITE(config_file)

namespace {

using namespace souk;

using texts = std::vector<std::string>;

layer read(const std::string& text) {
  return read_config(text, "souk.toml");
}

/// The only value that the text says.
said_value value_of(const std::string& text) {
  const auto found = read(text);
  BOOST_TEST_CONTEXT(text) {
    BOOST_TEST((found.faults == texts{}));
    BOOST_REQUIRE(found.values.size() == 1u);
  }
  return found.values.front();
}

void check_fault(const std::string& text, const std::string& fault) {
  const auto found = read(text);
  BOOST_TEST_CONTEXT(text) {
    BOOST_REQUIRE(found.faults.size() == 1u);
    BOOST_TEST(found.faults.front() == fault);
    BOOST_TEST(found.values.empty());
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(each_type_becomes_a_text) {
  BOOST_TEST((value_of("port = 9000").texts == texts{"9000"}));
  BOOST_TEST((value_of("host = '::1'").texts == texts{"::1"}));
  BOOST_TEST((value_of("demo = true").texts == texts{"true"}));
  BOOST_TEST((value_of("cart-idle = 0.5").texts == texts{"0.5"}));
  BOOST_TEST((value_of("cart-idle = 600").texts == texts{"600"}));
  BOOST_TEST((value_of("cart-idle = 1e3").texts == texts{"1000"}));
  BOOST_TEST((value_of("cors-origin = 'https://a'").texts == texts{"https://a"}));
  BOOST_TEST((value_of("cors-origin = ['https://a', \"https://b\"]").texts
              == texts{"https://a", "https://b"}));
  BOOST_TEST((value_of("cors-origin = []").texts == texts{}));
}

BOOST_AUTO_TEST_CASE(a_value_has_the_line_of_its_key) {
  const auto found = value_of("# a comment\n\nport = 9000\n");
  BOOST_TEST(found.name == "port");
  BOOST_TEST(found.where == "souk.toml:3");
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_named_with_its_line_and_what_was_meant) {
  check_fault("\n\nprot = 9000", "souk.toml:3: unknown key `prot`. Did you mean `port`?");
  check_fault("cors_origin = []",
              "souk.toml:1: unknown key `cors_origin`. Did you mean `cors-origin`?");
  check_fault("colour = 'red'",
              "souk.toml:1: unknown key `colour`. `souk config print` shows all keys.");
  check_fault("[server]\nport = 9000",
              "souk.toml:1: unknown key `server`. `souk config print` shows all keys.");
}

BOOST_AUTO_TEST_CASE(a_wrong_type_is_named_with_its_line) {
  check_fault("port = '9000'",
              "souk.toml:1: `port` must be a whole number, without quotation marks.");
  check_fault("\nport = 1.5",
              "souk.toml:2: `port` must be a whole number, without quotation marks.");
  check_fault("host = 127", "souk.toml:1: `host` must be a string, in quotation marks.");
  check_fault("demo = 1", "souk.toml:1: `demo` must be true or false, without quotation marks.");
  check_fault("deadline = '1'",
              "souk.toml:1: `deadline` must be a number, without quotation marks.");
  check_fault("cors-origin = ['https://a', 1]",
              "souk.toml:1: `cors-origin` must be a list of strings, as in [\"a\", \"b\"].");
  check_fault("host = ['a']", "souk.toml:1: `host` must be a string, in quotation marks.");
}

BOOST_AUTO_TEST_CASE(all_faults_are_named_at_once_down_the_file) {
  const auto found = read("zzz = 1\nport = 'a'\nhost = '::1'\naaa = 2\n");
  BOOST_REQUIRE(found.faults.size() == 3u);
  BOOST_TEST(found.faults[0].starts_with("souk.toml:1: unknown key `zzz`"));
  BOOST_TEST(found.faults[1].starts_with("souk.toml:2: `port`"));
  BOOST_TEST(found.faults[2].starts_with("souk.toml:4: unknown key `aaa`"));
  BOOST_TEST(found.values.size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_no_toml_is_named_with_its_line) {
  for (auto* each : {"port = 1\nport = 2", "\nport =", "\nport = 99999999999999999999",
                     "\nhost = \"", "\n= 3"}) {
    const auto found = read(each);
    BOOST_TEST_CONTEXT(each) {
      BOOST_REQUIRE(found.faults.size() == 1u);
      BOOST_TEST(found.faults.front().starts_with("souk.toml:2: this is no TOML. "),
                 found.faults.front());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_is_too_large_is_not_read) {
  const auto nested = [](std::size_t bytes) {
    std::string text = "[a";
    while (text.size() + 2 < bytes)
      text += ".a";
    text += ']';
    text.resize(bytes, '\n');
    return text;
  };
  check_fault(nested(config_bytes_max),
              "souk.toml:1: unknown key `a`. `souk config print` shows all keys.");
  const std::string too_large = ": a configuration must not have more than 16384 bytes.";
  check_fault(nested(config_bytes_max + 1), "souk.toml" + too_large);
  check_fault(nested(100'000), "souk.toml" + too_large);
  const auto endless = read_config_file("/dev/zero");
  BOOST_REQUIRE(endless.faults.size() == 1u);
  BOOST_TEST(endless.faults.front() == "/dev/zero" + too_large);
}

BOOST_AUTO_TEST_CASE(an_empty_file_says_nothing) {
  BOOST_TEST(read("").values.empty());
  BOOST_TEST(read("# nothing\n").faults.empty());
}

BOOST_AUTO_TEST_CASE(a_file_is_read_or_a_fault) {
  const test::temporary_directory folder;
  const auto file = folder.file("my.toml");
  std::ofstream{file} << "port = 9000\n";
  BOOST_TEST(read_config_file(file).values.front().where == file + ":1");
  for (auto& each : {folder.file("absent.toml"), folder.path().string()}) {
    const auto found = read_config_file(each);
    BOOST_REQUIRE(found.faults.size() == 1u);
    BOOST_TEST(found.faults.front().starts_with("Cannot read the configuration " + each));
  }
}

BOOST_AUTO_TEST_SUITE_END()
