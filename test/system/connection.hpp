#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace souk::test {

/// An HTTP answer, byte for byte.
struct raw_answer {
  /// The status line and the fields, with the CRLF of each.
  std::string head = {};
  std::string body = {};
  /// Whether it came to its end; if not, the connection ended first.
  bool is_whole = false;

  bool is_nothing() const { return head.empty(); }
  int status() const;
  /// The value of the field as souk spells its name, or an empty text.
  std::string field(std::string_view name) const;
};

/// A TCP connection to the program, for what no decent client sends. Waits as long as `patience`
/// says, then throws.
class connection {
public:
  /// `receive_bytes`: how much the kernel may take for us before we read; 0: as usual.
  explicit connection(std::uint16_t port, int receive_bytes = 0);
  ~connection();

  connection(connection&& other) noexcept;
  connection& operator=(connection&&) = delete;

  /// Whether somebody listens on that port.
  static bool is_possible(std::uint16_t port);

  /// Sends as much as the other end takes before it hangs up.
  void send(std::string_view bytes);

  /// Ends our half of the connection; answers can still come.
  void finish_sending();

  /// Returns when there is something to read, or the connection has ended.
  void wait_for_bytes() const;

  /// One answer to anything but HEAD.
  raw_answer read_answer();

  /// All that comes until the other end hangs up.
  std::string read_to_end();

private:
  /// Appends what has come; false at the end of the connection.
  bool read_more();

  int socket_ = -1;
  std::string bytes_ = {};
};

/// A request without a body, from a client that keeps its connection. `fields` end with CRLF.
std::string bare_request(std::string_view method, std::string_view target,
                         std::string_view fields = {});

/// Sends a request on a connection of its own and returns the answer.
raw_answer fetch(std::uint16_t port, std::string_view request);

} // namespace souk::test
