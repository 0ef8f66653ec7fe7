#include "http/observe/logbook.hpp"

#include "messages/last_words.hpp"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <utility>

namespace souk {

namespace {

using namespace std::chrono_literals;

/// How long lines are gathered: a person sees no delay, and a busy server writes hundreds at once.
constexpr auto gather_time = 50ms;
constexpr std::size_t gather_bytes = std::size_t{128} * 1024;

/// How long a reader may take none of what is left when the program ends.
constexpr auto last_wait = 1s;

/// How often it is seen, while nobody reads, that the program ends.
constexpr auto reader_step = 50ms;

std::size_t piece_bytes_of(int descriptor) {
  struct stat about {};
  const bool can_block = fstat(descriptor, &about) != 0 || isatty(descriptor) != 0
                         || S_ISFIFO(about.st_mode) || S_ISSOCK(about.st_mode);
  return can_block ? pipe_piece_bytes : std::string::npos;
}

/// A reader that is gone must not end the program. The kernel sends the signal to the thread that
/// writes.
void block_broken_pipe() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

std::uint64_t count_lines(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace

logbook::logbook(const log_options& options)
  : format_(options.format), descriptor_(options.descriptor),
    waiting_bytes_max_(options.waiting_bytes_max), piece_bytes_(piece_bytes_of(options.descriptor)),
    level_(options.level), writer_([this] { run(); }) {}

logbook::~logbook() {
  {
    std::lock_guard lock{mutex_};
    is_ended_ = true;
  }
  wake_.notify_all();
  writer_.join();
}

void logbook::add(const access_entry& entry) {
  keep(entry);
}

void logbook::add(std::string_view line) {
  keep(line);
}

template <class Entry>
void logbook::keep(const Entry& entry) {
  bool wakes = false;
  {
    std::lock_guard lock{mutex_};
    const auto before = waiting_.bytes();
    waiting_.add(entry);
    if (waiting_.bytes() > waiting_bytes_max_)
      dropped_ += waiting_.drop_oldest(waiting_bytes_max_ / 2);
    wakes = std::exchange(is_asleep_, false)
            || (before < gather_bytes && waiting_.bytes() >= gather_bytes);
  }
  if (wakes)
    wake_.notify_one();
}

void logbook::tell(log_level level, std::string_view message,
                   std::initializer_list<log_member> members) {
  if (!shows(level))
    return;
  std::string line;
  append_event(line, format_, level, std::chrono::system_clock::now(), message, members);
  add(line);
}

void logbook::flush() {
  std::unique_lock lock{mutex_};
  is_hurried_ = true;
  wake_.notify_all();
  written_.wait_for(lock, last_wait, [this] { return waiting_.empty() && !is_writing_; });
}

bool logbook::gather(std::unique_lock<std::mutex>& lock) {
  const auto is_enough = [this] {
    return is_ended_ || is_hurried_ || waiting_.bytes() >= gather_bytes;
  };
  // Others most likely follow the lines that were just written: whoever adds the first of them need
  // not wake this thread, which takes some microseconds.
  wake_.wait_for(lock, gather_time, is_enough);
  while (waiting_.empty()) {
    if (is_ended_)
      return false;
    is_asleep_ = true;
    wake_.wait(lock, [this] { return !waiting_.empty() || is_ended_; });
    wake_.wait_for(lock, gather_time, is_enough);
  }
  return true;
}

void logbook::run() {
  block_broken_pipe();
  log_batch writing;
  std::string text;
  std::unique_lock lock{mutex_};
  while (gather(lock)) {
    std::swap(writing, waiting_);
    is_writing_ = true;
    lock.unlock();
    writing.append_to(text, format_);
    report_dropped(text);
    write(text);
    writing.clear();
    text.clear();
    lock.lock();
    is_writing_ = false;
    if (waiting_.empty()) {
      is_hurried_ = false;
      written_.notify_all();
    }
  }
}

void logbook::report_dropped(std::string& out) {
  const std::uint64_t now = dropped_;
  if (now == dropped_reported_)
    return;
  const auto count = std::to_string(now - std::exchange(dropped_reported_, now));
  append_event(out, format_, log_level::warn, std::chrono::system_clock::now(),
               "log lines were dropped: they came faster than they are read", {{"lines", count}});
}

void logbook::write(std::string_view text) {
  while (!text.empty()) {
    if (piece_bytes_ == pipe_piece_bytes && !wait_for_reader()) {
      dropped_ += count_lines(text);
      return;
    }
    const auto count = ::write(descriptor_, text.data(), std::min(text.size(), piece_bytes_));
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
      continue;
    if (count < 0) {
      dropped_ += count_lines(text);
      return;
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

bool logbook::wait_for_reader() {
  using clock = std::chrono::steady_clock;
  std::optional<clock::time_point> end;
  for (;;) {
    pollfd one{descriptor_, POLLOUT, 0};
    const auto step = std::chrono::milliseconds{reader_step};
    if (poll(&one, 1, static_cast<int>(step.count())) > 0)
      return true;
    std::lock_guard lock{mutex_};
    if (is_ended_ && !end)
      end = clock::now() + last_wait;
    if (end && clock::now() > *end)
      return false;
  }
}

} // namespace souk
