#include "test/sdk/hanging_up_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace souk::test {

hanging_up_server::hanging_up_server() {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof(address);
  if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0
      || ::getsockname(listener_, generic, &size) != 0)
    throw std::runtime_error{"no port to listen on"};
  port_ = ntohs(address.sin_port);
  thread_ = std::thread{[this] { run(); }};
}

hanging_up_server::~hanging_up_server() {
  // Wakes the thread, which accept then tells of.
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
}

std::vector<std::string> hanging_up_server::heard() const {
  std::lock_guard lock{mutex_};
  return heard_;
}

void hanging_up_server::run() {
  for (int connection; (connection = ::accept(listener_, nullptr, nullptr)) >= 0;) {
    std::array<char, 4096> buffer;
    const auto count = ::recv(connection, buffer.data(), buffer.size(), 0);
    {
      std::lock_guard lock{mutex_};
      heard_.emplace_back(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    ::close(connection);
  }
}

} // namespace souk::test
