#include "http/gzip.hpp"

#include "test/http/gunzip.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <random>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(gzipping)

namespace {

using souk::gzip;
using souk::test::gunzip;

/// Letters that cannot be compressed much.
std::string noise(std::size_t size) {
  std::mt19937 dice{7};
  std::string result;
  for (std::size_t i = 0; i < size; ++i)
    result += static_cast<char>(dice());
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(what_is_compressed_comes_out_again) {
  const std::string many(1'000'000, 'a');
  for (auto& text : {std::string{}, std::string{"a"}, many, noise(100'000)})
    BOOST_TEST((gunzip(gzip(text).value()) == text));
  BOOST_TEST(gzip(many)->size() < 10'000);
}

BOOST_AUTO_TEST_CASE(the_same_text_gives_the_same_bytes_whatever_came_before) {
  const auto text = noise(2'000);
  const auto first = gzip(text).value();
  gzip(std::string(5'000, 'b'));
  BOOST_TEST((gzip(text).value() == first));
}

BOOST_AUTO_TEST_CASE(threads_do_not_disturb_each_other) {
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (char letter : {'a', 'b', 'c'})
    threads.emplace_back([letter, &wrong] {
      for (std::size_t size = 1; size < 200; ++size) {
        const std::string text(size * 50, letter);
        wrong += gunzip(gzip(text).value()) != text;
      }
    });
  for (auto& thread : threads)
    thread.join();
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_SUITE_END()
