// What the program makes of its arguments, and how it says that it cannot start.

#include "test/system/connection.hpp"
#include "test/system/shop_program.hpp"
#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

BOOST_AUTO_TEST_SUITE(system_command_line)

namespace {

using namespace souk::test;
using arguments = std::vector<std::string>;

ending run_souk(const arguments& given) {
  return run(souk_with(given));
}

/// The command line is refused, and a line of stderr says why.
void check_bad_usage(const arguments& given, std::string_view why) {
  const auto end = run_souk(given);
  std::string shown;
  for (auto& each : given)
    shown += " " + each;
  BOOST_TEST_CONTEXT("souk" << shown << "\n" << end.out << end.err) {
    BOOST_TEST(end.code == 2);
    BOOST_TEST(end.out == "");
    BOOST_TEST(has(end.err, why));
    BOOST_TEST(lines_in(end.err) <= 2);
  }
}

/// The program cannot start, one line says why, and no shop is left behind.
void check_no_start(const arguments& given, const arguments& said) {
  process program{souk_with(given)};
  const auto end = program.wait();
  BOOST_TEST_CONTEXT(end.out << end.err) {
    BOOST_TEST(end.code == 1);
    BOOST_TEST(end.out == "");
    BOOST_TEST(!std::filesystem::exists(program.directory() / "souk.db"));
    BOOST_TEST(lines_in(end.err) == 1);
    BOOST_TEST(end.err.starts_with("souk: "));
    for (auto& each : said)
      BOOST_TEST(has(end.err, each), each);
  }
}

/// A port of 127.0.0.1 that somebody else listens on.
class taken_port {
public:
  taken_port() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof(address);
    BOOST_REQUIRE(::bind(socket_, generic, size) == 0);
    BOOST_REQUIRE(::listen(socket_, 1) == 0);
    BOOST_REQUIRE(::getsockname(socket_, generic, &size) == 0);
    number_ = std::to_string(ntohs(address.sin_port));
  }
  ~taken_port() { ::close(socket_); }

  const std::string& number() const { return number_; }

private:
  int socket_;
  std::string number_;
};

} // namespace

BOOST_AUTO_TEST_CASE(help_names_the_subcommands) {
  const auto end = run_souk({"--help"});
  BOOST_TEST(end.code == 0);
  BOOST_TEST(end.err == "");
  for (auto* each : {"Usage: souk", "serve", "version", "--help"})
    BOOST_TEST(has(end.out, each), each);
}

BOOST_AUTO_TEST_CASE(help_of_serve_names_each_option_and_its_default) {
  const auto end = run_souk({"serve", "--help"});
  BOOST_TEST(end.code == 0);
  BOOST_TEST(end.err == "");
  for (auto* each :
       {"--host", "127.0.0.1", "--port", "8080", "--database", "souk.db", "--threads",
        "--ports-file", "--currency", "USD", "--cart-idle", "600", "--cors-origin", "--demo"})
    BOOST_TEST(has(end.out, each), each);
}

BOOST_AUTO_TEST_CASE(version_is_one_line_that_the_shop_repeats) {
  const auto end = run_souk({"version"});
  BOOST_TEST(end.code == 0);
  BOOST_TEST(end.err == "");
  shop_program shop;
  BOOST_TEST(end.out == "souk " + shop.client().health().version + "\n");
  BOOST_TEST(run_souk({"--version"}).out == end.out);
}

BOOST_AUTO_TEST_CASE(output_that_cannot_be_written_is_no_success) {
  for (auto* each : {"version", "config print", "doctor --port 0 --database memory:"}) {
    const auto end = run({"/bin/sh", "-c", souk_with({}).front() + " " + each + " > /dev/full"});
    BOOST_TEST(end.code == 1, each);
    BOOST_TEST(end.err == "souk: Cannot write the output.\n", end.err);
  }
}

BOOST_AUTO_TEST_CASE(a_command_line_that_makes_no_sense_is_refused) {
  check_bad_usage({}, "subcommand");
  check_bad_usage({"sell"}, "sell is not understood");
  check_bad_usage({"serve", "--wrong"}, "--wrong");
  check_bad_usage({"serve", "now"}, "now");
  check_bad_usage({"version", "--long"}, "--long");
}

BOOST_AUTO_TEST_CASE(the_word_that_was_probably_meant_is_named) {
  check_bad_usage({"sevre"}, "Did you mean serve?");
  check_bad_usage({"serve", "--prot", "80"}, "--prot is not understood. Did you mean --port?");
  check_bad_usage({"serve", "--prot=80"}, "Did you mean --port?");
  check_bad_usage({"migrate", "staus"}, "Did you mean status?");
  check_bad_usage({"--port", "80", "serve"}, "--port stands behind serve.");
}

BOOST_AUTO_TEST_CASE(a_port_that_is_none_is_refused) {
  for (auto* each : {"65536", "-1", "http", "80x", "1.5", "017", ""})
    check_bad_usage({"serve", "--port", each}, "--port");
  check_bad_usage({"serve", "--port"}, "--port");
}

BOOST_AUTO_TEST_CASE(numbers_out_of_range_are_refused) {
  for (auto* each : {"257", "-1", "many", "1.5"})
    check_bad_usage({"serve", "--threads", each}, "--threads");
  for (auto* each : {"0", "-1", "86401", "soon", "nan", "1e2", ""})
    check_bad_usage({"serve", "--cart-idle", each}, "--cart-idle");
}

BOOST_AUTO_TEST_CASE(a_currency_that_is_none_is_refused) {
  for (auto* each : {"usd", "US", "USDX", "U$D", ""})
    check_bad_usage({"serve", "--currency", each}, "--currency");
}

BOOST_AUTO_TEST_CASE(a_database_that_cannot_be_opened_is_named) {
  for (auto* each : {"absent/shop.db", "/dev/null"})
    check_no_start({"serve", "--port", "0", "--database", each}, {each, "database"});
}

BOOST_AUTO_TEST_CASE(a_database_that_is_none_is_refused) {
  for (auto* each : {"postgres://127.0.0.1/shop", ":memory:", "file:souk.db", ""})
    check_bad_usage({"serve", "--database", each}, "--database must be memory: or a path");
}

BOOST_AUTO_TEST_CASE(a_host_that_is_no_address_is_refused) {
  for (auto* each : {"@", "no host", "127.1", ""}) {
    const std::string why = "must be an IP address or localhost.";
    check_bad_usage({"serve", "--host", each}, "--host " + why);
    check_bad_usage({"serve", "--host", each, "--behind-proxy"}, "--host " + why);
    check_bad_usage({"serve", "--admin-host", each}, "--admin-host " + why);
  }
}

BOOST_AUTO_TEST_CASE(a_database_in_use_is_named_with_what_to_do) {
  shop_program shop;
  const auto file = (shop.program().directory() / "souk.db").string();
  check_no_start({"serve", "--port", "0", "--database", file}, {file, "in use", "Stop"});
}

BOOST_AUTO_TEST_CASE(a_port_in_use_is_named_with_what_to_do) {
  taken_port taken;
  check_no_start({"serve", "--port", taken.number()},
                 {"127.0.0.1", taken.number(), "in use", "--port"});
}

BOOST_AUTO_TEST_CASE(a_host_that_is_none_of_this_machine_is_named) {
  // Of the block that RFC 5737 reserves for documentation; nothing is sent there.
  const std::string other = "192.0.2.1";
  check_no_start({"serve", "--port", "0", "--behind-proxy", "--host", other}, {other, "--host"});
}

BOOST_AUTO_TEST_CASE(a_certificate_that_is_none_is_named) {
  check_no_start({"serve", "--port", "0", "--tls-cert", "absent.pem", "--tls-key", "absent.key"},
                 {"absent.pem", "certificate"});
}

BOOST_AUTO_TEST_CASE(a_ports_file_that_cannot_be_written_is_named) {
  check_no_start({"serve", "--port", "0", "--ports-file", "absent/ports.json"},
                 {"absent/ports.json", "ports file"});
}

BOOST_AUTO_TEST_SUITE_END()
