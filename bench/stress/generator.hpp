#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::stress {

/// What is sent, and when.
struct load {
  std::uint16_t port = 0;
  std::string method = "GET";
  /// `{n}` stands for the number of the request.
  std::string target = "/health";
  /// Another field of each request; empty: none.
  std::string field = {};
  double per_second = 1;
  double seconds = 1;
  std::size_t connections = 1;
  /// Connections come from 127.0.0.N, N from here on.
  unsigned first_address = 1;
  std::size_t connections_per_address = 90;
  /// The process that gets SIGTERM after so many seconds; 0: none.
  pid_t stop_pid = 0;
  double stop_after = 0;
};

/// What came of it. Times count from the moment at which a request was due.
struct findings {
  std::uint64_t due = 0;
  /// Due when no connection was free.
  std::uint64_t unsent = 0;
  std::uint64_t other = 0;
  /// Sent, but the connection has ended, or said nothing for long, without a whole answer.
  std::uint64_t lost = 0;
  /// The same of those sent when the server took no more connections, having been told to stop.
  std::uint64_t lost_after_stop = 0;
  std::uint64_t sent_after_stop = 0;
  std::uint64_t connects_failed = 0;
  /// Microseconds of each answer of 2xx, and of 429 or 503.
  std::vector<std::uint32_t> admitted = {};
  std::vector<std::uint32_t> refused = {};
};

/// Reads one answer of souk's.
class answer_reader {
public:
  void begin();
  /// True once the answer is whole.
  bool take(std::string_view bytes);
  bool has_begun() const { return is_in_body_ || !head_.empty(); }
  int status() const { return status_; }
  bool closes() const { return closes_; }

private:
  void read_head(std::string_view head);

  std::string head_;
  std::size_t left_ = 0;
  int status_ = 0;
  bool is_in_body_ = false;
  bool closes_ = false;
};

/// Sends requests at times that are fixed in advance, whatever the server does, each on a free
/// connection of its own. One thread.
class generator {
public:
  using clock = std::chrono::steady_clock;

  explicit generator(load chosen);
  ~generator();
  generator(const generator&) = delete;
  generator& operator=(const generator&) = delete;

  /// Throws std::system_error where the kernel does, std::runtime_error where nobody listens.
  findings run();

private:
  enum class phase { closed, connecting, idle, waiting };

  struct connection {
    int socket = -1;
    phase now = phase::closed;
    clock::time_point due = {};
    clock::time_point sent = {};
    answer_reader reader = {};
  };

  void connect(std::size_t index);
  void connect_all();
  void reconnect_due(clock::time_point now);
  void close(std::size_t index);
  void offer(clock::time_point now);
  void send(std::size_t index, clock::time_point due);
  void stop_due(clock::time_point now);
  void look_for_listener();
  void count_lost(const connection& ended);
  bool is_over(clock::time_point now);
  void wait(clock::time_point now);
  void handle(std::size_t index, std::uint32_t events);
  void give_up(std::size_t index, std::string_view farewell);
  void finish(std::size_t index);
  clock::time_point due_at(std::uint64_t number) const;

  const load load_;
  int epoll_ = -1;
  std::vector<connection> connections_;
  /// Those that may be idle, the longest first.
  std::deque<std::size_t> idle_;
  std::deque<std::pair<clock::time_point, std::size_t>> reconnects_;
  std::size_t waiting_ = 0;
  std::size_t open_ = 0;
  bool is_stopping_ = false;
  clock::time_point start_ = {};
  clock::time_point end_ = {};
  bool is_listening_ = true;
  /// When the server, told to stop, last took a connection.
  clock::time_point listened_at_ = {};
  clock::time_point stopped_ = {};
  /// When requests without an answer were sent after the server had been told to stop.
  std::vector<clock::time_point> lost_late_;
  std::uint64_t next_ = 0;
  std::uint64_t total_ = 0;
  std::string request_;
  std::vector<char> buffer_;
  findings found_;
};

} // namespace souk::stress
