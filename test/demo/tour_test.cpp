// The tour in a shop of its own, and what its program makes of its arguments.

#include "test/demo/programs.hpp"
#include "test/demo/terminal.hpp"
#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

BOOST_AUTO_TEST_SUITE(demo_tour)

namespace {

using namespace souk::test;

constexpr char escape = '\x1b';

/// What the tour writes to a terminal in that environment (arguments of env).
std::string seen_on_a_terminal(const std::vector<std::string>& environment) {
  std::vector<std::string> command{"/usr/bin/env", "-u", "NO_COLOR"};
  command.insert(command.end(), environment.begin(), environment.end());
  command.push_back(DEMO_PROGRAM);
  terminal screen;
  process demo{command, [fd = screen.program_side()] { dup2(fd, STDOUT_FILENO); }};
  screen.close_program_side();
  auto text = screen.read_to_end();
  const auto end = demo.wait();
  BOOST_TEST(end.code == 0, end.err);
  BOOST_TEST(has(text, "[10/10]"), text);
  return text;
}

/// A port of 127.0.0.1 that nobody listens on and nobody else can have.
class silent_port {
public:
  silent_port() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof(address);
    if (::bind(socket_, generic, size) != 0 || ::getsockname(socket_, generic, &size) != 0)
      throw std::runtime_error{"no port to be had"};
    number_ = ntohs(address.sin_port);
  }
  ~silent_port() { ::close(socket_); }

  silent_port(const silent_port&) = delete;
  silent_port& operator=(const silent_port&) = delete;

  int number() const { return number_; }

private:
  int socket_;
  int number_ = 0;
};

} // namespace

BOOST_AUTO_TEST_CASE(a_shop_of_its_own_is_shown_in_all_steps) {
  const auto end = run_demo({});
  check_whole_tour(end);
  BOOST_TEST(has(end.out, "http://127.0.0.1:"));
  BOOST_TEST(has(end.out, "59.97 USD"));
  BOOST_TEST(has(end.out, "3 requested, 2 available"));
  for (const char* code : {"404 product_unknown", "409 cart_empty", "409 out_of_stock",
                           "422 invalid_request", "404 order_unknown"})
    BOOST_TEST(has(end.out, code), code);
}

BOOST_AUTO_TEST_CASE(plain_text_is_all_that_a_file_gets) {
  const auto end = run_demo({});
  BOOST_TEST(std::all_of(end.out.begin(), end.out.end(),
                         [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
}

BOOST_AUTO_TEST_CASE(no_line_is_wider_than_a_terminal) {
  const auto end = run_demo({});
  std::size_t begin = 0;
  for (auto stop = end.out.find('\n'); stop != std::string::npos;
       begin = stop + 1, stop = end.out.find('\n', begin))
    BOOST_TEST(stop - begin <= 80u, end.out.substr(begin, stop - begin));
}

BOOST_AUTO_TEST_CASE(a_terminal_gets_colours) {
  const auto text = seen_on_a_terminal({"TERM=xterm"});
  BOOST_TEST(has(text, "\x1b[32mok\x1b[0m"));
}

BOOST_AUTO_TEST_CASE(no_color_is_respected_on_a_terminal) {
  BOOST_TEST(seen_on_a_terminal({"TERM=xterm", "NO_COLOR=1"}).find(escape) == std::string::npos);
  BOOST_TEST(seen_on_a_terminal({"TERM=dumb"}).find(escape) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_empty_no_color_means_nothing) {
  BOOST_TEST(has(seen_on_a_terminal({"TERM=xterm", "NO_COLOR="}), "\x1b["));
}

BOOST_AUTO_TEST_CASE(a_shop_that_cannot_be_reached_is_named) {
  const silent_port port;
  const auto url = "http://127.0.0.1:" + std::to_string(port.number());
  const auto end = run_demo({"--url", url});
  BOOST_TEST(end.code == 1);
  BOOST_TEST(end.out == "");
  BOOST_TEST(end.err.starts_with("souk-demo: there is no shop at " + url + " ("), end.err);
  BOOST_TEST(std::count(end.err.begin(), end.err.end(), '\n') == 1);
}

BOOST_AUTO_TEST_CASE(a_command_line_that_makes_no_sense_ends_with_2) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--colour"},
                                                    {"--url"},
                                                    {"--url", ""},
                                                    {"--url", "ftp://x"},
                                                    {"http://127.0.0.1:8080"}}) {
    const auto end = run_demo(arguments);
    BOOST_TEST_CONTEXT(arguments.back() << ": " << end.out << end.err) {
      BOOST_TEST(end.code == 2);
      BOOST_TEST(end.out == "");
      BOOST_TEST(end.err != "");
    }
  }
}

BOOST_AUTO_TEST_CASE(help_and_version_are_told) {
  const auto help = run_demo({"--help"});
  BOOST_TEST(help.code == 0);
  BOOST_TEST(has(help.out, "--url"));
  const auto version = run_demo({"--version"});
  BOOST_TEST(version.code == 0);
  BOOST_TEST(version.out.starts_with("souk-demo "), version.out);
}

BOOST_AUTO_TEST_SUITE_END()
