#include "http/delivery.hpp"

#include "http/entity_tag.hpp"
#include "http/kept_text.hpp"
#include "test/http/fake_message.hpp"
#include "test/http/gunzip.hpp"

#include <boost/test/unit_test.hpp>

namespace deliveries {

using namespace souk;
using namespace souk::test;

constexpr delivery compressible{"no-cache", true};
constexpr delivery incompressible{"no-cache", false};

const std::string small(1'024, 'a');
const std::string large(1'025, 'a');

http_answer tagged(const std::string& text) {
  http_answer result{200, json_type, text};
  result.tag = tag_of(text);
  return result;
}

struct delivery_fixture {
  http_answer delivered(http_answer what, field_list asked, const delivery& how = compressible,
                        std::string method = "GET") {
    deliver(fake_message{sent, std::move(asked), "/", std::move(method)}, how, what);
    return what;
  }

  /// Whether a client that has this gets 304.
  bool is_not_modified(const std::string& known, std::string method = "GET") {
    return delivered(tagged(large), {{"If-None-Match", known}}, compressible, std::move(method))
             .status
           == 304;
  }

  /// Whether a client gets the answer that wants it only as this.
  bool is_wanted_as(const std::string& named, std::string method = "GET") {
    return !is_ruled_out(fake_message{sent, {{"If-Match", named}}, "/", std::move(method)},
                         tagged(large));
  }

  sent_answers sent;
};

bool is_gzip_of(const http_answer& answer, const std::string& text) {
  return field_of(answer, "Content-Encoding") == "gzip" && gunzip(answer.text()) == text;
}

const field_list takes_gzip{{"Accept-Encoding", "gzip"}};
const auto tag = '"' + tag_of(large) + '"';
const auto gzip_tag = '"' + tag_of(large) + "-gzip\"";

} // namespace deliveries

BOOST_FIXTURE_TEST_SUITE(deliveries, deliveries::delivery_fixture)

BOOST_AUTO_TEST_CASE(a_large_answer_is_compressed_for_who_takes_it) {
  auto answer = delivered(tagged(large), takes_gzip);
  BOOST_TEST(is_gzip_of(answer, large));
  BOOST_TEST('"' + answer.tag + '"' == gzip_tag);
  BOOST_TEST(answer.varies);
}

BOOST_AUTO_TEST_CASE(others_get_it_plain_and_caches_are_told) {
  auto unwilling = delivered(tagged(large), {{"Accept-Encoding", "br"}});
  auto small_one = delivered(tagged(small), takes_gzip);
  for (auto& answer : {delivered(tagged(large), {}), unwilling, small_one}) {
    BOOST_TEST(field_of(answer, "Content-Encoding") == "");
    BOOST_TEST(answer.tag == tag_of(answer.text()));
    BOOST_TEST(answer.varies);
  }
}

BOOST_AUTO_TEST_CASE(who_refuses_plain_bytes_gets_even_a_small_answer_compressed) {
  auto answer = delivered(tagged("{}"), {{"Accept-Encoding", "gzip, identity;q=0"}});
  BOOST_TEST(is_gzip_of(answer, "{}"));
  auto nothing = delivered({204, {}}, {{"Accept-Encoding", "gzip, identity;q=0"}});
  BOOST_TEST(nothing.text() == "");
  BOOST_TEST(field_of(nothing, "Content-Encoding") == "");
}

BOOST_AUTO_TEST_CASE(what_would_not_be_smaller_stays_plain) {
  std::string noise;
  for (unsigned i = 0, dice = 1; i < 2'000; ++i, dice = dice * 1'664'525 + 1'013'904'223)
    noise += static_cast<char>(dice >> 24);
  auto answer = delivered(tagged(noise), takes_gzip);
  BOOST_TEST((answer.text() == noise));
  BOOST_TEST(answer.tag == tag_of(noise));
}

BOOST_AUTO_TEST_CASE(a_kept_text_is_compressed_once) {
  const auto text = std::make_shared<const kept_text>(large);
  auto first = delivered(answer_with(json_type, text), takes_gzip);
  auto second = delivered(answer_with(json_type, text), takes_gzip);
  BOOST_TEST(is_gzip_of(first, large));
  BOOST_TEST(first.text().data() == second.text().data());
}

BOOST_AUTO_TEST_CASE(a_route_that_is_not_compressed_does_not_vary) {
  auto answer = delivered(tagged(large), takes_gzip, incompressible);
  BOOST_TEST((answer.text() == large));
  BOOST_TEST(!answer.varies);
}

BOOST_AUTO_TEST_CASE(what_an_answer_depends_on_stands_in_one_field) {
  auto answer = delivered(tagged(large).with("Vary", "Origin"), {});
  BOOST_TEST(field_of(answer, "Vary") == "Origin, Accept-Encoding");
  BOOST_TEST(!answer.varies);
}

BOOST_AUTO_TEST_CASE(who_has_the_answer_is_told_so) {
  auto answer =
    delivered(tagged(large).with("Link", "</next>"), {{"If-None-Match", "\"x\", W/" + tag}});
  BOOST_TEST(answer.status == 304);
  BOOST_TEST(answer.text() == "");
  BOOST_TEST(answer.content_type == "");
  BOOST_TEST('"' + answer.tag + '"' == tag);
  BOOST_TEST(answer.cache_control == "no-cache");
  BOOST_TEST(answer.varies);
  BOOST_TEST(field_of(answer, "Link") == "</next>");
}

BOOST_AUTO_TEST_CASE(who_has_something_else_gets_it_whole) {
  for (auto& known : std::vector<std::string>{"\"x\"", "x", "", "\"\"", tag.substr(1)})
    BOOST_TEST(!is_not_modified(known), known);
  BOOST_TEST(is_not_modified("*"));
  BOOST_TEST(is_not_modified(tag, "HEAD"));
}

BOOST_AUTO_TEST_CASE(either_form_of_an_answer_will_do) {
  for (auto& known : {tag, gzip_tag})
    for (auto& fields : {field_list{}, takes_gzip}) {
      auto asked = fields;
      asked.emplace_back("If-None-Match", known);
      auto answer = delivered(tagged(large), asked);
      BOOST_TEST(answer.status == 304);
      BOOST_TEST('"' + answer.tag + '"' == known);
      BOOST_TEST(field_of(answer, "Content-Encoding") == "");
    }
}

BOOST_AUTO_TEST_CASE(of_two_forms_the_one_is_named_that_would_be_sent) {
  const auto both = tag + ", " + gzip_tag;
  BOOST_TEST('"' + delivered(tagged(large), {{"If-None-Match", both}}).tag + '"' == tag);
  auto asked = takes_gzip;
  asked.emplace_back("If-None-Match", both);
  BOOST_TEST('"' + delivered(tagged(large), asked).tag + '"' == gzip_tag);
}

BOOST_AUTO_TEST_CASE(only_what_is_read_can_be_known_already) {
  for (std::string method : {"POST", "PUT", "DELETE"})
    BOOST_TEST(!is_not_modified("*", method), method);
  auto made = tagged(large);
  made.status = 201;
  BOOST_TEST(delivered(made, {{"If-None-Match", "*"}}).status == 201);
  BOOST_TEST(delivered({200, json_type, large}, {{"If-None-Match", "*"}}).status == 200);
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_no_longer_what_is_wanted_is_ruled_out) {
  for (auto& wanted : std::vector<std::string>{"\"x\"", "W/" + tag, "\"x\", W/" + gzip_tag})
    BOOST_TEST(is_wanted_as(wanted) == false, wanted);
  for (auto& wanted : {tag, gzip_tag, "\"x\", " + tag, std::string{"*"}})
    BOOST_TEST(is_wanted_as(wanted), wanted);
  BOOST_TEST(!is_wanted_as("\"x\"", "HEAD"));
  BOOST_TEST(is_wanted_as("\"x\"", "PUT"));
}

BOOST_AUTO_TEST_CASE(a_problem_is_never_kept) {
  BOOST_TEST(delivered({404, problem_type, "{}"}, {}).cache_control == "no-store");
  BOOST_TEST(delivered({200, json_type, "{}"}, {}).cache_control == "no-cache");
}

BOOST_AUTO_TEST_SUITE_END()
