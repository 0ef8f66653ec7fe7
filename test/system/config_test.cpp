// The same settings on the command line, in the environment and in souk.toml.

#include "test/system/connection.hpp"
#include "test/system/shop_program.hpp"
#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

namespace system_config {

using namespace souk::test;
using texts = std::vector<std::string>;

/// A folder that is the program's working directory, and perhaps has a souk.toml.
struct folder_with_config {
  void write(const std::string& config) const { std::ofstream{file()} << config; }

  std::string file() const { return folder.file("souk.toml"); }

  /// souk with variables ("SOUK_PORT=1") and arguments, in the folder.
  texts command(const texts& variables, const texts& arguments) const {
    texts result{"/usr/bin/env", "-C", folder.path().string()};
    result.insert(result.end(), variables.begin(), variables.end());
    const auto souk = souk_with(arguments);
    result.insert(result.end(), souk.begin(), souk.end());
    return result;
  }

  ending run_souk(const texts& variables, const texts& arguments) const {
    return run(command(variables, arguments));
  }

  /// What `souk config print` says.
  std::string printed(const texts& variables, texts arguments = {}) const {
    arguments.insert(arguments.begin(), {"config", "print"});
    const auto end = run_souk(variables, arguments);
    BOOST_TEST(end.code == 0);
    BOOST_TEST(end.err == "");
    return end.out;
  }

  /// Refuses to start, in so many lines on stderr, which say this.
  void check_refused(const texts& variables, texts arguments, const texts& said) const {
    arguments.insert(arguments.begin(), {"serve", "--port", "0"});
    const auto end = run_souk(variables, arguments);
    BOOST_TEST_CONTEXT(end.out << end.err) {
      BOOST_TEST(end.code == 2);
      BOOST_TEST(end.out == "");
      BOOST_TEST(lines_in(end.err) == static_cast<std::ptrdiff_t>(said.size()));
      for (auto& each : said)
        BOOST_TEST(has(end.err, "souk: " + each), each);
    }
  }

  temporary_directory folder;
};

} // namespace system_config

BOOST_FIXTURE_TEST_SUITE(system_config, system_config::folder_with_config)

BOOST_AUTO_TEST_CASE(flags_win_over_the_environment_and_that_over_the_file) {
  write("port = 1000\nthreads = 5\nhost = \"127.0.0.2\"\n");
  const auto said = printed({"SOUK_PORT=2000", "SOUK_THREADS=6"}, {"--port", "3000"});
  const auto line = [&](const std::string& start) {
    const auto at = said.find("\n" + start);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, said);
    return said.substr(at + 1, said.find('\n', at + 1) - at - 1);
  };
  BOOST_TEST(line("port = 3000").ends_with(" # --port"));
  BOOST_TEST(line("threads = 6").ends_with(" # SOUK_THREADS"));
  BOOST_TEST(line("host = \"127.0.0.2\"").ends_with(" # souk.toml:3"));
  BOOST_TEST(line("currency = \"USD\"").ends_with(" # default"));
}

BOOST_AUTO_TEST_CASE(what_is_printed_is_a_config_file) {
  const auto said = printed({"SOUK_CORS_ORIGIN=https://a.example,https://b.example"});
  write(said);
  const auto end = run_souk({}, {"config", "check"});
  BOOST_TEST(end.code == 0, end.err);
  BOOST_TEST(has(printed({}), R"(cors-origin = ["https://a.example", "https://b.example"])"));
}

BOOST_AUTO_TEST_CASE(a_file_is_named_by_a_flag_or_a_variable) {
  const auto other = folder.file("other.toml");
  std::ofstream{other} << "port = 1234\n";
  write("port = 1\n");
  for (auto& said : {printed({}, {"--config", other}), printed({"SOUK_CONFIG=other.toml"})})
    BOOST_TEST(has(said, "port = 1234"), said);
  check_refused({}, {"--config", "absent.toml"}, {"Cannot read the configuration absent.toml."});
  check_refused({}, {"--config", ""}, {"The name of the configuration is empty."});
}

BOOST_AUTO_TEST_CASE(a_link_that_leads_nowhere_is_no_missing_file) {
  std::filesystem::create_symlink("gone.toml", file());
  check_refused({}, {}, {"Cannot read the configuration souk.toml."});
}

BOOST_AUTO_TEST_CASE(the_shop_goes_by_its_file) {
  write("currency = \"JPY\"\ndemo = true\nlog-level = \"warn\"\n");
  process shop{command({"SOUK_PORT=0"}, {"serve", "--ports-file", "ports.json"})};
  shop.wait_until([&] { return has(shop.out(), "Stop it"); }, "the greeting");
  const auto said = shop.out();
  const auto at = said.find("127.0.0.1:") + 10;
  const auto port = static_cast<std::uint16_t>(std::stoi(said.substr(at)));
  BOOST_TEST(has(fetch(port, bare_request("GET", "/products")).body, "\"currency\":\"JPY\""));
  shop.send(SIGTERM);
  const auto end = shop.wait();
  BOOST_TEST(end.code == 0);
  BOOST_TEST(end.err == "");
}

BOOST_AUTO_TEST_CASE(all_faults_are_named_at_once) {
  write("prot = 1\nthreads = \"two\"\ncart-idle = 0\n");
  check_refused({"SOUK_HOTS=a"}, {"--deadline", "soon"},
                {"souk.toml:1: unknown key `prot`. Did you mean `port`?",
                 "souk.toml:2: `threads` must be a whole number, without quotation marks.",
                 "unknown variable SOUK_HOTS in the environment. Did you mean SOUK_HOST?",
                 "souk.toml:3: `cart-idle` must be a decimal number of seconds",
                 "--deadline must be a decimal number of seconds"});
}

BOOST_AUTO_TEST_CASE(other_machines_are_not_served_without_tls_or_a_proxy) {
  check_refused({}, {"--host", "0.0.0.0"}, {"--host 0.0.0.0 is reached from other machines"});
  check_refused({"SOUK_HOST=::"}, {}, {"--host :: is reached from other machines"});
  check_refused({"SOUK_HOST=@"}, {}, {"SOUK_HOST must be an IP address or localhost."});
  check_refused({}, {"--tls-cert", "cert.pem"}, {"--tls-cert and --tls-key belong together"});
}

BOOST_AUTO_TEST_CASE(a_flag_can_be_taken_back) {
  write("demo = true\n");
  BOOST_TEST(has(printed({}), "demo = true "));
  BOOST_TEST(has(printed({}, {"--demo=false"}), "demo = false "));
}

BOOST_AUTO_TEST_CASE(other_commands_work_on_the_shop_that_would_be_served) {
  std::ofstream{folder.file("products.jsonl")} << R"({"name":"Pen","price":1.20})" << '\n';
  BOOST_TEST(run_souk({"SOUK_DATABASE=pens.db"}, {"import", "products.jsonl"}).code == 0);
  write("database = \"sqlite:pens.db\"\n");
  BOOST_TEST(run_souk({}, {"migrate", "status"}).out == "applied  1 shop\napplied  2 events\n");
  BOOST_TEST(run_souk({}, {"backup", "copy.db"}).code == 0);
  BOOST_TEST(run_souk({}, {"export", "again.jsonl", "--database", "copy.db"}).code == 0);
  BOOST_TEST(std::filesystem::file_size(folder.file("again.jsonl")) > 0u);
  const auto faulty = run_souk({"SOUK_DATABASES=pens.db"}, {"backup", "more.db"});
  BOOST_TEST(faulty.code == 1);
  BOOST_TEST(has(faulty.err, "Did you mean SOUK_DATABASE?"), faulty.err);
  BOOST_TEST(has(run_souk({"SOUK_DATABASE=memory:"}, {"backup", "more.db"}).err, "has no file"));
  std::ofstream{folder.file("yen.jsonl")} << R"({"name":"Pen","price":120,"currency":"JPY"})";
  const texts yen{"SOUK_CURRENCY=JPY"};
  BOOST_TEST(run_souk(yen, {"import", "yen.jsonl", "--database", "yen.db"}).code == 0);
  BOOST_TEST(has(run_souk({}, {"import", "yen.jsonl"}).err, "currency must be USD"));
}

BOOST_AUTO_TEST_CASE(a_check_names_all_faults_of_a_file) {
  write("port = 1\n");
  const auto sound = run_souk({}, {"config", "check"});
  BOOST_TEST(sound.code == 0);
  BOOST_TEST(sound.out == "souk.toml is sound. Not the default: port (souk.toml:1).\n");
  std::ofstream{folder.file("bad.toml")} << "prot = 1\nhost = \"0.0.0.0\"\n";
  const auto bad = run_souk({}, {"config", "check", "bad.toml"});
  BOOST_TEST(bad.code == 1);
  BOOST_TEST(lines_in(bad.err) == 2, bad.err);
  BOOST_TEST(has(bad.err, "bad.toml:1: unknown key `prot`"), bad.err);
  std::ofstream{folder.file("hosts.toml")} << "host = \"@\"\nadmin-host = \"nowhere\"\n"
                                              "database = \"postgres://x/y\"\n";
  const auto hosts = run_souk({}, {"config", "check", "hosts.toml"});
  BOOST_TEST(hosts.code == 1);
  BOOST_TEST(hosts.err
             == "souk: hosts.toml:1: `host` must be an IP address or localhost.\n"
                "souk: hosts.toml:3: `database` must be memory: or a path, not a URI.\n"
                "souk: hosts.toml:2: `admin-host` must be an IP address or localhost.\n");
  BOOST_TEST(run_souk({}, {"config", "check", "absent.toml"}).code == 1);
  BOOST_TEST(run_souk({}, {"config", "check", "a.toml", "b.toml"}).code == 2);
  BOOST_TEST(run_souk({}, {"config"}).code == 2);
}

BOOST_AUTO_TEST_CASE(without_a_file_the_environment_is_checked) {
  BOOST_TEST(has(run_souk({}, {"config", "check"}).out, "There is no souk.toml here"));
  BOOST_TEST(run_souk({"SOUK_PORT=http"}, {"config", "check"}).code == 1);
}

BOOST_AUTO_TEST_SUITE_END()
