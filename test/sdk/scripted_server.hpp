#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace souk::test {

/// What the server does with one request.
struct step {
  /// Bytes to send; empty: nothing, the client waits until it gives up.
  std::string answer = {};
  /// Whether the connection ends after that.
  bool closes = false;
};

/// An HTTP answer with a Content-Length. Each extra field ends with CRLF.
step reply(int status, std::string_view body, std::string_view fields = {});

/// A problem document with that code, and Retry-After if it is not empty.
step refuse(int status, std::string_view code, std::string_view retry_after = {});

/// Ends the connection without an answer.
step hang_up();

/// Leaves the client without an answer.
step silence();

/// A request as it arrived.
struct arrival {
  /// As in `GET /cart?user_id=ann`.
  std::string line = {};
  /// The block of fields, each with its CRLF.
  std::string fields = {};
  std::string body = {};

  /// The value of a field as libcurl spells its name, or an empty text.
  std::string field(std::string_view name) const;
};

/// A TCP server on a free port of 127.0.0.1 that reads one request after the other and answers each
/// by the next step of its script; behind the last one, it hangs up. Serves one connection at a
/// time.
class scripted_server {
public:
  explicit scripted_server(std::vector<step> script);
  ~scripted_server();

  scripted_server(const scripted_server&) = delete;
  scripted_server& operator=(const scripted_server&) = delete;

  std::string url() const;

  /// The requests so far.
  std::vector<arrival> arrivals() const;

  /// The connections so far.
  int connections() const;

private:
  void run();
  void serve(int connection);
  /// Whether there is something to read before the server is stopped.
  bool wait_for(int socket) const;
  /// Appends what can be read; false at the end of the connection.
  bool read_more(int connection, std::string& into) const;
  /// Takes one request off the bytes and those that follow.
  bool read_request(int connection, std::string& bytes, arrival& into) const;

  int listener_ = -1;
  int stop_pipe_[2] = {-1, -1};
  std::uint16_t port_ = 0;
  std::vector<step> script_;
  mutable std::mutex mutex_;
  std::vector<arrival> arrivals_ = {};
  int connections_ = 0;
  std::thread thread_;
};

} // namespace souk::test
