#include "http/observe/logbook.hpp"

#include "test/http/json_text.hpp"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <vector>

namespace logbooks {

using namespace souk;
using namespace souk::test;

/// A pipe that a book is written into.
class log_pipe {
public:
  log_pipe() { BOOST_REQUIRE(pipe2(ends_, O_CLOEXEC) == 0); }
  ~log_pipe() {
    close_reader();
    close_writer();
  }

  log_options options(log_level level = log_level::info) const {
    return {.level = level, .format = log_format::json, .descriptor = ends_[1]};
  }

  int reader() const { return ends_[0]; }

  void close_reader() { close_end(0); }
  void close_writer() { close_end(1); }

  /// The lines up to the end of what is written; the writer must be closed, or will be.
  std::vector<std::string> lines() {
    std::string text;
    char piece[4096];
    for (ssize_t count = 0; (count = read(ends_[0], piece, sizeof piece)) > 0;)
      text.append(piece, static_cast<std::size_t>(count));
    std::vector<std::string> result;
    for (std::size_t at = 0; at < text.size();) {
      const auto end = text.find('\n', at);
      BOOST_REQUIRE(end != std::string::npos);
      result.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return result;
  }

private:
  void close_end(int which) {
    if (ends_[which] >= 0)
      close(std::exchange(ends_[which], -1));
  }

  int ends_[2] = {-1, -1};
};

struct logbook_fixture {
  /// All that was written once the book is closed.
  std::vector<std::string> end(std::unique_ptr<logbook> book) {
    book.reset();
    pipe.close_writer();
    return pipe.lines();
  }

  std::unique_ptr<logbook> open(log_options options) { return std::make_unique<logbook>(options); }

  log_pipe pipe;
};

} // namespace logbooks

BOOST_FIXTURE_TEST_SUITE(logbooks, logbooks::logbook_fixture)

BOOST_AUTO_TEST_CASE(levels_have_names) {
  for (auto name : log_level_names)
    BOOST_TEST(name_of(parse_log_level(name).value()) == name);
  for (std::string_view wrong : {"", "Info", "warning", "trace", "0"})
    BOOST_TEST(!parse_log_level(wrong).has_value());
}

BOOST_AUTO_TEST_CASE(a_level_shows_itself_and_what_is_worse) {
  auto book = open(pipe.options(log_level::warn));
  BOOST_TEST(book->shows(log_level::error));
  BOOST_TEST(book->shows(log_level::warn));
  BOOST_TEST(!book->shows(log_level::info));
  BOOST_TEST(!book->shows(log_level::off));
  book->tell(log_level::info, "hidden");
  book->set_level(log_level::debug);
  book->tell(log_level::debug, "shown");
  book->set_level(log_level::off);
  book->tell(log_level::error, "hidden");
  const auto lines = end(std::move(book));
  BOOST_REQUIRE(lines.size() == 1u);
  BOOST_TEST(json_text{lines[0]}.text("/msg") == "shown");
}

BOOST_AUTO_TEST_CASE(lines_are_written_in_their_order) {
  auto book = open(pipe.options());
  for (int i = 0; i < 1'000; ++i)
    book->add(std::to_string(i) + "\n");
  const auto lines = end(std::move(book));
  BOOST_REQUIRE(lines.size() == 1'000u);
  for (std::size_t i = 0; i < lines.size(); ++i)
    BOOST_TEST(lines[i] == std::to_string(i));
}

BOOST_AUTO_TEST_CASE(what_was_flushed_is_written) {
  auto book = open(pipe.options());
  book->flush();
  book->add("first\n");
  book->flush();
  char piece[16];
  // The pipe has it already: this read does not wait.
  BOOST_REQUIRE(read(pipe.reader(), piece, sizeof piece) == 6);
  BOOST_TEST(end(std::move(book)).empty());
}

BOOST_AUTO_TEST_CASE(lines_of_many_threads_are_whole) {
  auto book = open(pipe.options());
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&book, i] {
      for (int j = 0; j < 1'000; ++j)
        book->add(std::string(10, static_cast<char>('a' + i)) + "\n");
    });
  for (auto& each : threads)
    each.join();
  const auto lines = end(std::move(book));
  BOOST_TEST(lines.size() == 4'000u);
  for (auto& each : lines)
    BOOST_TEST(each == std::string(10, each[0]));
}

BOOST_AUTO_TEST_CASE(without_a_reader_the_oldest_lines_are_dropped_and_counted) {
  auto options = pipe.options();
  options.waiting_bytes_max = 10'000;
  auto book = open(options);
  const int count = 100'000;
  // Were a single line to wait for the reader, who has not come yet, this would never end.
  for (int i = 0; i < count; ++i)
    book->add("{\"n\":" + std::to_string(i) + "}\n");
  BOOST_TEST(book->dropped() > 0u);
  std::vector<std::string> lines;
  std::thread reader{[&] { lines = pipe.lines(); }};
  book->flush();
  const auto dropped = book->dropped();
  book.reset();
  pipe.close_writer();
  reader.join();
  std::uint64_t reported = 0;
  std::uint64_t written = 0;
  for (auto& each : lines) {
    const json_text line{each};
    if (line.has("/lines"))
      reported += std::stoull(line.text("/lines"));
    else
      ++written;
  }
  BOOST_TEST(written + dropped == static_cast<std::uint64_t>(count));
  BOOST_TEST(reported == dropped);
  const auto last = "{\"n\":" + std::to_string(count - 1) + "}";
  BOOST_TEST(std::count(lines.begin(), lines.end(), last) == 1);
}

BOOST_AUTO_TEST_CASE(a_book_that_nobody_reads_can_be_closed) {
  auto book = open(pipe.options());
  const std::string line = std::string(1'023, 'a') + "\n";
  for (int i = 0; i < 200; ++i)
    book->add(line);
  book.reset();
  pipe.close_writer();
  // As many as the pipe took, none of which is cut.
  const auto lines = pipe.lines();
  BOOST_TEST(lines.size() > 0u);
  BOOST_TEST(lines.size() < 200u);
  for (auto& each : lines)
    BOOST_TEST(each.size() == 1'023u);
}

BOOST_AUTO_TEST_CASE(a_reader_that_is_gone_ends_nothing) {
  auto book = open(pipe.options());
  pipe.close_reader();
  book->add("lost\n");
  book->flush();
  BOOST_TEST(book->dropped() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
