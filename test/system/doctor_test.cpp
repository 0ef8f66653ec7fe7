// souk doctor: whether souk serve would work.

#include "test/system/shop_program.hpp"
#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>

namespace system_doctor {

using namespace souk::test;

/// The line that judges this.
std::string line_of(const ending& end, const std::string& what) {
  std::istringstream lines{end.out};
  for (std::string line; std::getline(lines, line);)
    if (line.substr(0, line.find("  ", 6)).ends_with(what))
      return line;
  return {};
}

/// A folder for databases, and a port that is free.
struct patient {
  ending examined(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"doctor", "--port", "0"});
    return run(souk_with(arguments));
  }

  void check_fails(const std::vector<std::string>& arguments, const std::string& what,
                   const std::string& why) const {
    const auto end = examined(arguments);
    BOOST_TEST_CONTEXT(end.out << end.err) {
      BOOST_TEST(end.code == 1);
      BOOST_TEST(end.err == "");
      BOOST_TEST(line_of(end, what).starts_with("FAIL"));
      BOOST_TEST(has(line_of(end, what), why));
    }
  }

  temporary_directory folder;
};

std::string bytes_of(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void allow_few_files() {
  const rlimit few{100, 100};
  if (setrlimit(RLIMIT_NOFILE, &few) != 0)
    _exit(1);
}

} // namespace system_doctor

BOOST_FIXTURE_TEST_SUITE(system_doctor, system_doctor::patient)

BOOST_AUTO_TEST_CASE(a_folder_without_a_shop_is_sound) {
  const auto file = folder.file("souk.db");
  const auto end = examined({"--database", file});
  BOOST_TEST_CONTEXT(end.out << end.err) {
    BOOST_TEST(end.code == 0);
    BOOST_TEST(end.err == "");
    for (auto* each : {"settings", "database", "port"})
      BOOST_TEST(line_of(end, each).starts_with("ok"), each);
    for (auto* each : {"open files", "disk", "clock"})
      BOOST_TEST(line_of(end, each) != "", each);
    BOOST_TEST(line_of(end, "certificate") == "");
    BOOST_TEST(end.out.ends_with("souk can be served.\n"));
  }
  BOOST_TEST(std::filesystem::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(a_shop_at_work_is_looked_at_and_not_changed) {
  shop_program shop;
  shop.make("Lamp");
  const auto file = (shop.program().directory() / "souk.db").string();
  const auto before = bytes_of(file);
  const auto end = examined({"--database", file});
  BOOST_TEST(end.code == 0, end.out);
  BOOST_TEST(has(line_of(end, "database"), "schema version"), end.out);
  BOOST_TEST((bytes_of(file) == before));
  BOOST_TEST(line_of(end, "file lock").starts_with("warn"), end.out);
  BOOST_TEST(has(line_of(end, "file lock"), "in use by another souk"), end.out);
  shop.stop();
  BOOST_TEST(line_of(examined({"--database", file}), "file lock") == "");
}

BOOST_AUTO_TEST_CASE(a_port_that_is_taken_fails_with_the_options_that_name_another) {
  shop_program shop;
  const auto taken = std::to_string(shop.port());
  check_fails({"--admin-port", taken}, "admin port", "Address already in use");
  BOOST_TEST(has(examined({"--admin-port", taken}).out, "with --admin-host and --admin-port"));
  shop.stop();
}

BOOST_AUTO_TEST_CASE(a_shop_in_another_currency_fails) {
  shop_program shop;
  shop.make("Lamp");
  const auto file = (shop.program().directory() / "souk.db").string();
  shop.stop();
  check_fails({"--database", file, "--currency", "EUR"}, "currency", "are in USD, not in EUR");
  BOOST_TEST(line_of(examined({"--database", file}), "currency").starts_with("ok"));
}

BOOST_AUTO_TEST_CASE(a_ports_file_must_have_a_folder_and_be_none) {
  check_fails({"--ports-file", folder.file("absent/ports.json")}, "ports file",
              "No such file or directory");
  check_fails({"--ports-file", folder.path().string()}, "ports file", "Is a directory");
  const auto end = examined({"--ports-file", folder.file("ports.json")});
  BOOST_TEST(line_of(end, "ports file").starts_with("ok"), end.out);
  BOOST_TEST(std::filesystem::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(what_is_no_shop_fails) {
  std::ofstream{folder.file("text.db")} << "not a database, whatever its name says";
  check_fails({"--database", folder.file("text.db")}, "database", "Cannot read the database");
  check_fails({"--database", folder.file("absent/souk.db")}, "disk", "There is no folder");
  for (auto* each : {"postgres://127.0.0.1/shop", ":memory:", "file:souk.db"})
    check_fails({"--database", each}, "settings", "--database must be memory: or a path");
}

BOOST_AUTO_TEST_CASE(settings_that_make_no_sense_fail) {
  check_fails({"--threads", "many"}, "settings", "--threads must be a whole number");
  check_fails({"--config", "absent.toml"}, "settings", "Cannot read the configuration absent.toml");
  check_fails({"--host", "nowhere"}, "settings", "--host must be an IP address");
  check_fails({"--host", "0.0.0.0"}, "settings", "reached from other machines");
}

BOOST_AUTO_TEST_CASE(a_certificate_that_is_not_there_fails) {
  check_fails({"--tls-cert", "absent.pem", "--tls-key", "absent.key"}, "certificate",
              "Cannot read the certificate chain absent.pem");
}

BOOST_AUTO_TEST_CASE(few_open_files_are_a_warning_and_too_few_a_failure) {
  const auto with = [&](const std::string& connections) {
    return process{souk_with({"doctor", "--port", "0", "--connections", connections}),
                   allow_few_files}
      .wait();
  };
  BOOST_TEST(line_of(with("0"), "open files").starts_with("warn"));
  BOOST_TEST(with("0").code == 0);
  BOOST_TEST(line_of(with("90"), "open files").starts_with("FAIL"));
  BOOST_TEST(with("90").code == 1);
}

BOOST_AUTO_TEST_SUITE_END()
