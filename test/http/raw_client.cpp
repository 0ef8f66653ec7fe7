#include "test/http/raw_client.hpp"

#include "test/letter_case.hpp"

#include <algorithm>

namespace souk::test {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view token_characters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz";

void check(bool is_right, const std::string& what) {
  if (!is_right)
    throw std::runtime_error{"raw client: " + what};
}

void check_connected(bool is_right, const std::string& what) {
  if (!is_right)
    throw connection_lost{"raw client: " + what};
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Source: RFC 9112, 4: HTTP-version SP status-code SP [ reason-phrase ].
void read_status_line(std::string_view line, raw_response& into) {
  check(line.size() >= 13 && line.starts_with("HTTP/1.1 ") && is_digits(line.substr(9, 3))
          && line[12] == ' ',
        "bad status line: " + std::string{line});
  into.status = std::stoi(std::string{line.substr(9, 3)});
  into.reason = line.substr(13);
}

/// Source: RFC 9112, 5: field-name ":" OWS field-value OWS, a name is a token.
void read_field(std::string_view line, raw_response& into) {
  auto colon = line.find(':');
  check(colon != std::string_view::npos && colon > 0, "no field: " + std::string{line});
  auto name = lower(line.substr(0, colon));
  check(name.find_first_not_of(token_characters) == std::string::npos, "bad field name: " + name);
  auto value = line.substr(colon + 1);
  check(value.starts_with(' ') && value.size() > 1, "bad field value: " + std::string{line});
  value.remove_prefix(1);
  auto is_wrong = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  check(std::none_of(value.begin(), value.end(), is_wrong) && value.front() != ' '
          && value.back() != ' ',
        "bad field value: " + std::string{line});
  into.fields.emplace_back(std::move(name), value);
}

/// How many bytes the body has. Source: RFC 9112, 6.3; RFC 9110, 8.6.
std::size_t body_bytes(const raw_response& answer, bool is_to_head) {
  check(answer.field("transfer-encoding").empty(), "a Transfer-Encoding");
  auto length = answer.field("content-length");
  if (answer.status == 100) {
    check(answer.fields.empty(), "100 with fields");
    return 0;
  }
  if (answer.status == 204 || answer.status == 304) {
    check(length.empty() && answer.field("content-type").empty(), "204 or 304 with a body");
    return 0;
  }
  check(is_digits(length), "bad Content-Length: " + length);
  return is_to_head ? 0 : std::stoul(length);
}

} // namespace

std::string bytes_of(const raw_request& request) {
  auto has = [&](std::string_view name) {
    return std::any_of(request.fields.begin(), request.fields.end(),
                       [&](auto& each) { return lower(each).starts_with(name); });
  };
  auto result = request.method + " " + request.target + " HTTP/1.1\r\n";
  if (!has("host:"))
    result += "Host: 127.0.0.1\r\n";
  if (!request.body.empty())
    result += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  if (!request.body.empty() && !has("content-type:"))
    result += "Content-Type: application/json\r\n";
  for (auto& each : request.fields)
    result += each + "\r\n";
  return result + "\r\n" + request.body;
}

std::string raw_response::field(std::string_view name) const {
  std::string result;
  for (auto& [known, value] : fields)
    if (known == name) {
      check(result.empty(), "two fields " + known);
      result = value;
    }
  return result;
}

std::vector<std::pair<std::string, std::string>> lasting_fields(const raw_response& answer) {
  auto result = answer.fields;
  std::erase_if(result,
                [](auto& each) { return each.first == "date" || each.first == "x-request-id"; });
  return result;
}

raw_connection::raw_connection(std::uint16_t port, transport how)
  : raw_connection(open_stream(port, how)) {}

raw_connection::raw_connection(std::unique_ptr<byte_stream> stream) : stream_(std::move(stream)) {}

raw_response raw_connection::receive(bool is_to_head) {
  if (bytes_.empty())
    check_connected(read_more(), "the connection has ended");
  raw_response result;
  read_status_line(take_until(line_end), result);
  for (auto line = take_until(line_end); !line.empty(); line = take_until(line_end))
    read_field(line, result);
  result.body = take(body_bytes(result, is_to_head));
  return result;
}

raw_response raw_connection::ask(const raw_request& request) {
  send(bytes_of(request));
  return receive(request.method == "HEAD");
}

bool raw_connection::is_at_end() {
  // A server that closes with bytes of ours unread resets the connection.
  return bytes_.empty() && !read_some();
}

ending raw_connection::wait_for_end() {
  check(bytes_.empty() && !read_some(), "more bytes: " + bytes_.substr(0, 80));
  return *ending_;
}

bool raw_connection::read_some() {
  if (ending_)
    return false;
  ending how{};
  auto bytes = stream_->receive(how);
  if (bytes.empty())
    ending_ = how;
  bytes_ += bytes;
  return !bytes.empty();
}

bool raw_connection::read_more() {
  const bool result = read_some();
  check_connected(result || ending_ != ending::reset, "the connection was reset");
  return result;
}

std::string raw_connection::take_until(std::string_view mark) {
  auto found = bytes_.find(mark);
  for (; found == std::string::npos; found = bytes_.find(mark))
    check(bytes_.size() < 64 * 1024 && read_more(), "the answer ends early");
  auto result = bytes_.substr(0, found);
  bytes_.erase(0, found + mark.size());
  check(result.find_first_of("\r\n") == std::string::npos, "a bare line end");
  return result;
}

std::string raw_connection::take(std::size_t count) {
  while (bytes_.size() < count)
    check(read_more(), "the body ends early");
  auto result = bytes_.substr(0, count);
  bytes_.erase(0, count);
  return result;
}

bool is_listening(std::uint16_t port) {
  try {
    open_stream(port, transport::plain);
    return true;
  } catch (const connection_lost&) {
    return false;
  }
}

} // namespace souk::test
