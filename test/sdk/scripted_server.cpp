#include "test/sdk/scripted_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <stdexcept>

namespace souk::test {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";

void check(bool succeeded, const char* what) {
  if (!succeeded)
    throw std::runtime_error{what};
}

std::size_t body_bytes(const arrival& request) {
  auto length = request.field("Content-Length");
  return length.empty() ? 0 : std::stoul(length);
}

} // namespace

step reply(int status, std::string_view body, std::string_view fields) {
  return {"HTTP/1.1 " + std::to_string(status)
          + " Scripted\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"
          + std::string{fields} + "\r\n" + std::string{body}};
}

step refuse(int status, std::string_view code, std::string_view retry_after) {
  auto body = "{\"status\":" + std::to_string(status) + ",\"code\":\"" + std::string{code} + "\"}";
  std::string fields = "Content-Type: application/problem+json\r\n";
  if (!retry_after.empty())
    fields += "Retry-After: " + std::string{retry_after} + "\r\n";
  return reply(status, body, fields);
}

step hang_up() {
  return {{}, true};
}

step silence() {
  return {};
}

std::string arrival::field(std::string_view name) const {
  auto start = ("\r\n" + fields).find("\r\n" + std::string{name} + ": ");
  if (start == std::string::npos)
    return {};
  start += name.size() + 2;
  return fields.substr(start, fields.find(line_end, start) - start);
}

scripted_server::scripted_server(std::vector<step> script) : script_(std::move(script)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  check(listener_ >= 0 && ::pipe(stop_pipe_) == 0, "no socket or pipe");
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof(address);
  check(::bind(listener_, generic, size) == 0 && ::listen(listener_, 16) == 0
          && ::getsockname(listener_, generic, &size) == 0,
        "no port to listen on");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread{[this] { run(); }};
}

scripted_server::~scripted_server() {
  ::close(stop_pipe_[1]);
  thread_.join();
  ::close(stop_pipe_[0]);
  ::close(listener_);
}

std::string scripted_server::url() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

std::vector<arrival> scripted_server::arrivals() const {
  std::lock_guard lock{mutex_};
  return arrivals_;
}

int scripted_server::connections() const {
  std::lock_guard lock{mutex_};
  return connections_;
}

void scripted_server::run() {
  while (wait_for(listener_)) {
    int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0)
      continue;
    {
      std::lock_guard lock{mutex_};
      ++connections_;
    }
    serve(connection);
    ::close(connection);
  }
}

void scripted_server::serve(int connection) {
  std::string bytes;
  arrival request;
  while (read_request(connection, bytes, request)) {
    step next = hang_up();
    {
      std::lock_guard lock{mutex_};
      if (arrivals_.size() < script_.size())
        next = script_[arrivals_.size()];
      arrivals_.push_back(request);
    }
    for (std::string_view rest = next.answer; !rest.empty();) {
      auto sent = ::send(connection, rest.data(), rest.size(), MSG_NOSIGNAL);
      if (sent <= 0)
        return;
      rest.remove_prefix(static_cast<std::size_t>(sent));
    }
    if (next.closes)
      return;
  }
}

bool scripted_server::wait_for(int socket) const {
  std::array<pollfd, 2> waiting{pollfd{socket, POLLIN, 0}, pollfd{stop_pipe_[0], POLLIN, 0}};
  ::poll(waiting.data(), waiting.size(), -1);
  return waiting[1].revents == 0;
}

bool scripted_server::read_more(int connection, std::string& into) const {
  std::array<char, 4096> buffer;
  if (!wait_for(connection))
    return false;
  auto count = ::recv(connection, buffer.data(), buffer.size(), 0);
  if (count > 0)
    into.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0;
}

bool scripted_server::read_request(int connection, std::string& bytes, arrival& into) const {
  while (bytes.find(head_end) == std::string::npos)
    if (!read_more(connection, bytes))
      return false;
  auto first_line = bytes.find(line_end);
  auto head = bytes.find(head_end) + head_end.size();
  into.line = bytes.substr(0, bytes.rfind(" HTTP/1.1", first_line));
  into.fields = bytes.substr(first_line + line_end.size(), head - first_line - head_end.size());
  auto whole = head + body_bytes(into);
  while (bytes.size() < whole)
    if (!read_more(connection, bytes))
      return false;
  into.body = bytes.substr(head, whole - head);
  bytes.erase(0, whole);
  return true;
}

} // namespace souk::test
