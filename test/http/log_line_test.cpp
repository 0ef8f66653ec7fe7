#include "http/observe/log_line.hpp"

#include "test/http/fake_message.hpp"
#include "test/http/json_text.hpp"

#include <boost/test/unit_test.hpp>

namespace log_lines {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

constexpr auto trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const std::chrono::system_clock::time_point a_moment{1'767'323'045'678'901us};

struct line_fixture {
  std::string line(const fake_message& message, log_format format = log_format::json) {
    std::string result;
    append_access(result, format,
                  entry_of({message, nullptr, status, 245, 1'234'567ns, id, refused},
                           asio::ip::make_address(client), a_moment));
    return result;
  }

  fake_message message(std::string target, field_list fields = {}, std::string method = "GET") {
    return fake_message{sent, std::move(fields), std::move(target), std::move(method)};
  }

  sent_answers sent;
  int status = 200;
  std::string id;
  std::string_view refused;
  std::string client = "192.0.2.7";
};

/// Every byte but for the last one is visible, or a space.
bool is_one_visible_line(std::string_view line) {
  return line.find('\n') == line.size() - 1
         && std::all_of(line.begin(), line.end() - 1, [](char c) { return c >= 0x20 && c < 0x7F; });
}

} // namespace log_lines

BOOST_FIXTURE_TEST_SUITE(log_lines, log_lines::line_fixture)

BOOST_AUTO_TEST_CASE(a_request_is_one_line_of_json) {
  id = "abc-1";
  BOOST_TEST(line(message("/products/1", {{"Host", "shop:80"}, {"traceparent", trace}}))
             == std::string{"{\"level\":\"info\",\"ts\":1767323045.678901,"
                            "\"logger\":\"http.log.access\",\"msg\":\"handled request\","
                            "\"request\":{\"remote_ip\":\"192.0.2.7\",\"remote_port\":\"50123\","
                            "\"client_ip\":\"192.0.2.7\","
                            "\"proto\":\"HTTP/1.1\",\"method\":\"GET\",\"host\":\"shop:80\","
                            "\"uri\":\"/products/1\"},\"bytes_read\":0,\"user_id\":\"\","
                            "\"duration\":0.001234,\"size\":245,\"status\":200,"
                            "\"request_id\":\"abc-1\",\"traceparent\":\""}
                  + trace + "\"}\n");
}

BOOST_AUTO_TEST_CASE(a_request_is_one_line_for_people) {
  id = "abc-1";
  BOOST_TEST(line(message("/cart?user_id=ann"), log_format::text)
             == "2026-01-02T03:04:05.678Z info  GET /cart?user_id=REDACTED -> 200, 245 bytes, "
                "1.2 ms, 192.0.2.7, abc-1\n");
  status = 500;
  BOOST_TEST(line(message("/"), log_format::text).find("Z error GET / -> 500") == 24 - 1u);
}

BOOST_AUTO_TEST_CASE(whom_a_proxy_speaks_for_is_shown) {
  for (std::string each : {"203.0.113.9", "2001:db8::5"}) {
    client = each;
    const json_text said{line(message("/"))};
    BOOST_TEST(said.text("/request/remote_ip") == "192.0.2.7");
    BOOST_TEST(said.text("/request/client_ip") == each);
    const auto text = line(message("/"), log_format::text);
    BOOST_TEST(text.ends_with(" ms, " + each + "\n"), text);
  }
}

BOOST_AUTO_TEST_CASE(what_is_absent_has_no_member) {
  const auto said = line(message("/"));
  BOOST_TEST(said.find("request_id") == std::string::npos);
  BOOST_TEST(said.find("traceparent") == std::string::npos);
  for (std::string wrong : {"", "x", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"})
    BOOST_TEST(line(message("/", {{"traceparent", wrong}})).find("traceparent")
               == std::string::npos);
}

BOOST_AUTO_TEST_CASE(of_a_later_traceparent_the_known_part_is_shown) {
  const std::string known = "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  for (std::string rest : {"", "-", "-\"},\x80\x1b"})
    BOOST_TEST(json_text{line(message("/", {{"traceparent", known + rest}}))}.text("/traceparent")
               == known);
}

BOOST_AUTO_TEST_CASE(head_is_sent_no_body) {
  BOOST_TEST(json_text{line(message("/", {}, "HEAD"))}.at("/size") == "0");
  BOOST_TEST(json_text{line(message("/", {}, "GET"))}.at("/size") == "245");
}

BOOST_AUTO_TEST_CASE(only_a_fault_of_souk_is_an_error) {
  const auto about = message("/");
  auto level = [&](int wanted, std::string_view why) {
    return level_of({about, nullptr, wanted, 0, 0ns, {}, why});
  };
  BOOST_TEST((level(200, "") == log_level::info));
  BOOST_TEST((level(409, "") == log_level::info));
  BOOST_TEST((level(500, "") == log_level::error));
  BOOST_TEST((level(504, "") == log_level::error));
  BOOST_TEST((level(503, "overloaded") == log_level::info));
}

BOOST_AUTO_TEST_CASE(no_other_field_is_shown) {
  const auto said = line(message("/", {{"Cookie", "s3cret"},
                                       {"Authorization", "Bearer s3cret"},
                                       {"Idempotency-Key", "s3cret"},
                                       {"Referer", "http://a/?s3cret"},
                                       {"X-Forwarded-For", "s3cret"}}));
  BOOST_TEST(said.find("s3cret") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(nothing_a_client_sends_ends_the_line_or_reaches_the_terminal) {
  std::string all = "/";
  for (int byte = 0; byte < 256; ++byte)
    all += static_cast<char>(byte);
  std::string with_query = all;
  with_query.append("?").append(all).append("=").append(all);
  for (auto format : {log_format::json, log_format::text}) {
    for (auto& text : {all, with_query, std::string{"/\r\n{\"level\":\"error\"}\n"},
                       std::string{"/\x1b[2J\xc2\x9b"}}) {
      id = text;
      const auto said = line(message(text, {{"Host", text}}, "GET\n" + text), format);
      BOOST_TEST(is_one_visible_line(said), said);
      if (format == log_format::json)
        BOOST_TEST(json_text{said}.text("/request/uri").starts_with("/"));
    }
  }
}

BOOST_AUTO_TEST_CASE(an_event_is_one_line) {
  auto event = [](log_format format) {
    std::string result;
    append_event(result, format, log_level::warn, a_moment, "the \"disk\" is full",
                 {{"file", "a\nb"}, {"left", "0"}});
    return result;
  };
  BOOST_TEST(event(log_format::json)
             == "{\"level\":\"warn\",\"ts\":1767323045.678901,\"logger\":\"souk\","
                "\"msg\":\"the \\\"disk\\\" is full\",\"file\":\"a\\nb\",\"left\":\"0\"}\n");
  BOOST_TEST(event(log_format::text)
             == "2026-01-02T03:04:05.678Z warn  the \"disk\" is full, file a b, left 0\n");
}

BOOST_AUTO_TEST_SUITE_END()
