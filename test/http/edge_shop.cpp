#include "test/http/edge_shop.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>

namespace souk::test {

namespace {

constexpr std::string_view user_mark = "@K@";

server_options options_of(transport how, const edge_limits& limits, const certificate& identity) {
  server_options result;
  result.edge.limits = limits;
  if (how == transport::tls)
    result.edge.tls = identity.files();
  return result;
}

std::string with_user(std::string bytes, const std::string& user) {
  for (auto at = bytes.find(user_mark); at != std::string::npos; at = bytes.find(user_mark))
    bytes.replace(at, user_mark.size(), user);
  return bytes;
}

/// The first of the bytes, on one line.
std::string shown(std::string_view bytes) {
  std::string result;
  for (char c : bytes.substr(0, 120))
    if (c == '\r' || c == '\n')
      result += c == '\r' ? "\\r" : "\\n";
    else
      result += c >= ' ' && c <= '~' ? c : '?';
  return result + (bytes.size() > 120 ? "... " + std::to_string(bytes.size()) + " bytes" : "");
}

std::string answer_of(const raw_response& answer) {
  const auto status = std::to_string(answer.status);
  if (answer.status < 400)
    return status;
  const auto code = json_text{answer.body}.text("/code");
  check_problem(answer, answer.status, code);
  return status + ' ' + code;
}

/// Two requests with different answers: only a connection in step gets both right.
void check_in_step(raw_connection& connection) {
  BOOST_TEST(connection.ask({"GET", "/health"}).status == 200);
  BOOST_TEST(connection.ask({"GET", "/nowhere"}).status == 404);
}

/// False: the server had ended the connection, as it should, before all was sent. It reads on
/// behind its last answer for two seconds only, and single bytes may take longer on a busy machine.
bool send_all(raw_connection& connection, const wire_case& what, const std::string& user) {
  try {
    connection.send(with_user(what.sent, user));
    return true;
  } catch (const connection_lost&) {
    if (what.connection != fate::closed)
      throw;
    return false;
  }
}

void play(edge_shop& shop, const wire_case& what, const std::string& user) {
  auto connection = shop.connect();
  const bool is_sent = send_all(*connection, what, user);
  if (what.finishes_sending)
    connection->finish_sending();
  std::string answers;
  std::string after;
  const auto count = 1 + std::count(what.answers.begin(), what.answers.end(), ',');
  for (int i = 0; i < count; ++i) {
    const auto answer = connection->receive();
    answers += (i == 0 ? "" : ", ") + answer_of(answer);
    after = answer.field("connection");
  }
  BOOST_TEST(answers == what.answers);
  if (!what.finishes_sending)
    BOOST_TEST(after == (what.connection == fate::closed ? "close" : "keep-alive"));
  if (what.connection != fate::closed)
    check_in_step(*connection);
  else if (is_sent)
    BOOST_TEST(connection->wait_for_end() == ending::closed);
  BOOST_TEST(shop.executions(user) == std::to_string(what.executed));
}

} // namespace

edge_shop::edge_shop(transport chosen, const edge_limits& limits)
  : shop_fixture(options_of(chosen, limits, identity), chosen) {
  BOOST_REQUIRE_EQUAL(make("1"), "1");
}

std::string edge_shop::executions(const std::string& user) {
  auto cart = check_json(get("/cart?user_id=" + user), 200);
  return cart.size("/items") == 0 ? "0" : cart.at("/items/0/quantity");
}

void play(edge_shop& shop, const std::vector<wire_case>& cases) {
  int number = 0;
  for (auto& each : cases) {
    // As long as the mark it stands for: the lengths that the requests tell stay right.
    const auto user = "k" + std::to_string(10 + ++number);
    BOOST_TEST_CONTEXT("case " << number << ": " << shown(each.sent)) {
      try {
        play(shop, each, user);
      } catch (const std::exception& broken) {
        BOOST_ERROR(broken.what());
      }
    }
  }
}

void over_each_transport(const std::function<void(edge_shop&)>& check, const edge_limits& limits) {
  for (auto how : {transport::plain, transport::dripped, transport::tls})
    BOOST_TEST_CONTEXT("over " << how) {
      edge_shop shop{how, limits};
      check(shop);
    }
}

std::ostream& operator<<(std::ostream& out, transport how) {
  constexpr std::array names{"plain TCP", "single bytes", "TLS"};
  return out << names.at(static_cast<std::size_t>(how));
}

std::ostream& operator<<(std::ostream& out, ending how) {
  constexpr std::array names{"closed", "truncated", "reset"};
  return out << names.at(static_cast<std::size_t>(how));
}

} // namespace souk::test
