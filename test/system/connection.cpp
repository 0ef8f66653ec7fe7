#include "test/system/connection.hpp"

#include "test/system/process.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace souk::test {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

/// A socket that is connected, or -1 where nobody listens.
int connected_socket(std::uint16_t port, int receive_bytes) {
  const int result = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (result < 0)
    fail("socket");
  if (receive_bytes > 0)
    ::setsockopt(result, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof(receive_bytes));
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(result, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0)
    return result;
  ::close(result);
  return -1;
}

void wait_for(int socket, short what) {
  pollfd waiting{socket, what, 0};
  if (::poll(&waiting, 1, static_cast<int>(std::chrono::milliseconds{patience}.count())) != 1)
    throw std::runtime_error{"The program neither answers nor hangs up."};
}

} // namespace

int raw_answer::status() const {
  constexpr std::string_view version = "HTTP/1.1 ";
  return head.starts_with(version) ? std::stoi(head.substr(version.size())) : 0;
}

std::string raw_answer::field(std::string_view name) const {
  auto start = head.find("\r\n" + std::string{name} + ": ");
  if (start == std::string::npos)
    return {};
  start += line_end.size() + name.size() + 2;
  return head.substr(start, head.find(line_end, start) - start);
}

connection::connection(std::uint16_t port, int receive_bytes)
  : socket_(connected_socket(port, receive_bytes)) {
  if (socket_ < 0)
    fail("connect");
}

connection::connection(connection&& other) noexcept
  : socket_(std::exchange(other.socket_, -1)), bytes_(std::move(other.bytes_)) {}

connection::~connection() {
  if (socket_ >= 0)
    ::close(socket_);
}

bool connection::is_possible(std::uint16_t port) {
  const int result = connected_socket(port, 0);
  if (result >= 0)
    ::close(result);
  return result >= 0;
}

void connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0)
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    else if (errno == EAGAIN)
      wait_for(socket_, POLLOUT);
    else
      return;
  }
}

void connection::finish_sending() {
  ::shutdown(socket_, SHUT_WR);
}

void connection::wait_for_bytes() const {
  wait_for(socket_, POLLIN);
}

bool connection::read_more() {
  std::array<char, 65536> buffer;
  wait_for_bytes();
  const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (count > 0)
    bytes_.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0;
}

raw_answer connection::read_answer() {
  raw_answer result;
  while (bytes_.find(head_end) == std::string::npos)
    if (!read_more()) {
      result.head = std::exchange(bytes_, {});
      return result;
    }
  const auto head_bytes = bytes_.find(head_end) + line_end.size();
  result.head = bytes_.substr(0, head_bytes);
  bytes_.erase(0, head_bytes + line_end.size());
  const auto length = result.field("Content-Length");
  const std::size_t body_bytes = length.empty() ? 0 : std::stoul(length);
  result.is_whole = true;
  while (result.is_whole && bytes_.size() < body_bytes)
    result.is_whole = read_more();
  result.body = bytes_.substr(0, body_bytes);
  bytes_.erase(0, std::min(body_bytes, bytes_.size()));
  return result;
}

std::string connection::read_to_end() {
  while (read_more()) {
  }
  return std::exchange(bytes_, {});
}

std::string bare_request(std::string_view method, std::string_view target,
                         std::string_view fields) {
  std::string result{method};
  result += ' ';
  result += target;
  result += " HTTP/1.1\r\nHost: souk\r\n";
  result += fields;
  return result += "\r\n";
}

raw_answer fetch(std::uint16_t port, std::string_view request) {
  connection to{port};
  to.send(request);
  return to.read_answer();
}

} // namespace souk::test
