// Whatever bytes arrive, the program lives, and says nothing but HTTP.

#include "test/actors/random_seed.hpp"
#include "test/system/connection.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>

#include <array>

BOOST_FIXTURE_TEST_SUITE(system_random_bytes, souk::test::shop_program)

namespace {

using namespace souk::test;

std::string noise(dice& chance, std::size_t bytes_max) {
  std::string result(chance.roll(bytes_max) + 1, '\0');
  for (auto& byte : result)
    byte = static_cast<char>(chance.roll(256));
  return result;
}

template <std::size_t Count>
std::string one_of(dice& chance, const std::array<std::string_view, Count>& choices) {
  return std::string{choices[chance.roll(Count)]};
}

std::string random_method(dice& chance) {
  static constexpr std::array<std::string_view, 10> methods{
    "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "BREW"};
  return one_of(chance, methods);
}

std::string random_target(dice& chance) {
  static constexpr std::array<std::string_view, 14> targets{
    "/products",
    "/products/1",
    "/products/99999999999999999999",
    "/products?limit=1000&after=-1",
    "/cart?user_id=ann",
    "/cart?user_id=ann&product_id=1&quantity=2",
    "/cart/1?user_id=%00%ff",
    "/checkout?user_id=ann",
    "/orders?user_id=ann&limit=0",
    "/docs/../../etc/passwd",
    "/problems/%3C%3E",
    "*",
    "http://souk/health",
    "//"};
  return one_of(chance, targets);
}

std::string random_fields(dice& chance) {
  static constexpr std::array<std::string_view, 12> fields{
    "Host: souk\r\n",
    "Host:\r\n",
    "Content-Type: application/json\r\n",
    "Content-Type: application/json; charset=\"\r\n",
    "Content-Length: 5\r\n",
    "Content-Length: -1\r\n",
    "Content-Length: 99999999999999999999999\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Expect: 100-continue\r\n",
    "Connection: Upgrade\r\nUpgrade: websocket\r\n",
    "Idempotency-Key: \"k\\\"\r\n",
    " folded\r\n"};
  std::string result = "Host: souk\r\n";
  for (auto left = chance.roll(5); left > 0; --left)
    result += one_of(chance, fields);
  return result;
}

std::string random_body(dice& chance) {
  static constexpr std::array<std::string_view, 8> bodies{
    "{\"name\":\"Lamp\",\"price\":19.99,\"stock\":5}",
    "{\"user_id\":\"ann\",\"product_id\":1,\"quantity\":1e3}",
    "{\"price\":1e999}",
    "{\"name\":\"\\ud800\",\"price\":\"0x1\"}",
    "5\r\n{\"a\":\r\n0\r\n\r\n",
    "fffffffffffffffff\r\n",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ""};
  auto result = one_of(chance, bodies);
  return chance.one_in(2)
           ? result
           : "Content-Length: " + std::to_string(result.size()) + "\r\n\r\n" + result;
}

/// A request of pieces that are more or less right.
std::string pieced_request(dice& chance) {
  auto result =
    random_method(chance) + " " + random_target(chance) + " HTTP/1.1\r\n" + random_fields(chance);
  auto body = random_body(chance);
  return result + (body.starts_with("Content-Length") ? body : "\r\n" + body);
}

/// Changes, takes out, repeats or adds a few bytes.
std::string damaged(dice& chance, std::string text) {
  for (auto left = chance.roll(8); left > 0 && !text.empty(); --left) {
    const auto at = chance.roll(text.size());
    switch (chance.roll(4)) {
      case 0:
        text[at] = static_cast<char>(chance.roll(256));
        break;
      case 1:
        text.erase(at, chance.roll(8));
        break;
      case 2:
        text.insert(at, text.substr(at, chance.roll(64)));
        break;
      default:
        text.insert(at, noise(chance, 16));
    }
  }
  return text;
}

/// Up to five requests in one go.
std::string random_stream(dice& chance) {
  if (chance.one_in(4))
    return noise(chance, 20'000);
  std::string result;
  for (auto left = chance.roll(5) + 1; left > 0; --left) {
    auto request = pieced_request(chance);
    result += chance.one_in(2) ? request : damaged(chance, std::move(request));
  }
  return result;
}

/// Whether there are only whole answers, one after the other. Which of them are to HEAD nobody
/// knows any more: where no body stands, the next answer or the end does.
bool are_answers(std::string_view bytes) {
  constexpr std::string_view begin = "HTTP/1.1 ", length = "\r\nContent-Length: ";
  while (!bytes.empty()) {
    const auto end = bytes.find("\r\n\r\n");
    if (!bytes.starts_with(begin) || end == std::string_view::npos)
      return false;
    const auto head = bytes.substr(0, end + 2);
    bytes.remove_prefix(end + 4);
    const auto at = head.find(length);
    if (at == std::string_view::npos || bytes.empty() || bytes.starts_with(begin))
      continue;
    const auto size = std::stoul(std::string{head.substr(at + length.size())});
    if (size > bytes.size())
      return false;
    bytes.remove_prefix(size);
  }
  return true;
}

} // namespace

BOOST_AUTO_TEST_CASE(the_program_survives_whatever_it_is_sent) {
  constexpr int connections = 5000;
  const auto seed = random_seed();
  dice chance{seed};
  for (int i = 0; i < connections; ++i) {
    const auto bytes = random_stream(chance);
    connection to{port()};
    to.send(bytes);
    if (chance.one_in(4))
      continue; // hangs up without reading
    to.finish_sending();
    const auto answers = to.read_to_end();
    BOOST_TEST_CONTEXT(seed_note(seed) << ", connection " << i)
    BOOST_TEST(are_answers(answers), answers);
  }
  BOOST_TEST_CONTEXT(seed_note(seed)) {
    BOOST_TEST(client().health().status == "ok");
    BOOST_TEST(client().health().restarts == 0);
    BOOST_TEST(stop().code == 0);
  }
}

BOOST_AUTO_TEST_SUITE_END()
