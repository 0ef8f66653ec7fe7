#include "http/kept_text.hpp"

#include "http/entity_tag.hpp"
#include "test/http/gunzip.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(kept_texts)

namespace {

using namespace souk;

kept_text_ptr keep(std::string text) {
  return std::make_shared<const kept_text>(std::move(text));
}

} // namespace

BOOST_AUTO_TEST_CASE(a_text_knows_its_tag) {
  BOOST_TEST(keep("[]")->tag() == tag_of("[]"));
  BOOST_TEST(kept_text("{}", 9, {3, 1}).tag() == tag_of("{}", 9, {3, 1}));
}

BOOST_AUTO_TEST_CASE(it_is_compressed_once_whoever_asks) {
  const auto text = keep(std::string(50'000, 'a'));
  std::vector<shared_text> found(4);
  std::vector<std::thread> threads;
  for (auto& each : found)
    threads.emplace_back([&] { each = text->gzipped(); });
  for (auto& thread : threads)
    thread.join();
  for (auto& each : found)
    BOOST_TEST(each == text->gzipped());
  BOOST_TEST((test::gunzip(*text->gzipped()) == text->plain()));
}

BOOST_AUTO_TEST_CASE(an_answer_shares_the_text_and_outlives_its_owner) {
  auto text = keep("[1]");
  auto answer = answer_with(json_type, text);
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.tag == text->tag());
  BOOST_TEST(answer.text().data() == text->plain().data());
  text.reset();
  answer.kept.reset();
  BOOST_TEST(answer.text() == "[1]");
}

BOOST_AUTO_TEST_SUITE_END()
