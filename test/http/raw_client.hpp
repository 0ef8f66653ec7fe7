#pragma once

#include "test/http/byte_stream.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::test {

/// A request before it is written down.
struct raw_request {
  std::string method = "GET";
  /// As it stands in the request line.
  std::string target = "/";
  std::string body = {};
  /// Whole lines without their ends, as in `Origin: http://a.example`.
  std::vector<std::string> fields = {};
};

/// The bytes of a request: Host, Content-Length and, with a body, `Content-Type: application/json`
/// are added unless the fields have them.
std::string bytes_of(const raw_request& request);

/// An answer as it arrived.
struct raw_response {
  int status = 0;
  std::string reason = {};
  /// Names in lower case, in the order they came.
  std::vector<std::pair<std::string, std::string>> fields = {};
  std::string body = {};

  /// The value of the field of that lower-case name, or an empty text. Throws if it came twice.
  std::string field(std::string_view name) const;
};

/// The fields but for Date and X-Request-Id: those that two answers to one question have in common.
std::vector<std::pair<std::string, std::string>> lasting_fields(const raw_response& answer);

/// A connection to 127.0.0.1 that speaks HTTP/1.1 and forgives nothing: every deviation from
/// the grammar throws std::runtime_error, and ten seconds of silence connection_lost.
class raw_connection {
public:
  explicit raw_connection(std::uint16_t port, transport how = transport::plain);
  explicit raw_connection(std::unique_ptr<byte_stream> stream);

  void send(std::string_view bytes) { stream_->send(bytes); }

  /// The next answer. One to HEAD has no body, whatever its Content-Length says.
  raw_response receive(bool is_to_head = false);

  raw_response ask(const raw_request& request);

  /// Tells the server that nothing more will come.
  void finish_sending() { stream_->finish_sending(); }

  /// Whether an answer begins within that time.
  bool wait_for_answer(std::chrono::milliseconds at_most) {
    return !bytes_.empty() || stream_->wait_for_bytes(at_most);
  }

  /// Waits for the end of the connection; true if not a byte came before it.
  bool is_at_end();
  /// The same for those who want to know how. Throws if a byte came before it.
  ending wait_for_end();

  byte_stream& stream() { return *stream_; }

private:
  /// False at the end of the connection.
  bool read_some();
  /// The same for those who are owed an answer: a reset is connection_lost.
  bool read_more();
  /// Takes the bytes up to and with the mark, and gives them without it.
  std::string take_until(std::string_view mark);
  std::string take(std::size_t count);

  std::unique_ptr<byte_stream> stream_;
  std::string bytes_ = {};
  std::optional<ending> ending_ = {};
};

/// Whether anybody listens on that port of 127.0.0.1.
bool is_listening(std::uint16_t port);

} // namespace souk::test
