#include "messages/user_id.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(user_ids)

using namespace souk;

BOOST_AUTO_TEST_CASE(a_user_id_is_made_of_letters_digits_and_a_few_signs) {
  for (auto id : {"a", "Z", "0", "ann.lee_2@example:x-1"})
    BOOST_TEST(is_user_id(id), id);
  const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._@:-";
  for (int byte = 0; byte < 256; ++byte) {
    const auto c = static_cast<char>(byte);
    BOOST_TEST(is_user_id(std::string(1, c)) == (letters.find(c) != std::string::npos), byte);
  }
}

BOOST_AUTO_TEST_CASE(a_user_id_has_1_to_128_characters) {
  BOOST_TEST(!is_user_id(""));
  BOOST_TEST(is_user_id(std::string(128, 'a')));
  BOOST_TEST(!is_user_id(std::string(129, 'a')));
}

BOOST_AUTO_TEST_CASE(every_character_counts) {
  BOOST_TEST(!is_user_id("ann lee"));
  BOOST_TEST(!is_user_id("ann\n"));
  BOOST_TEST(!is_user_id(std::string{"ann\0", 4}));
  BOOST_TEST(!is_user_id("änn"));
}

BOOST_AUTO_TEST_SUITE_END()
