#include "test/http/byte_stream.hpp"

#include "test/http/tls_stream.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace souk::test {

namespace {

void set(int descriptor, int level, int name, const auto& value) {
  ::setsockopt(descriptor, level, name, &value, sizeof(value));
}

sockaddr_in socket_address(const std::string& address, std::uint16_t port) {
  sockaddr_in result = {};
  result.sin_family = AF_INET;
  ::inet_pton(AF_INET, address.c_str(), &result.sin_addr);
  result.sin_port = htons(port);
  return result;
}

int open_socket(std::uint16_t port, const client_options& options) {
  const int result = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (result < 0)
    throw std::runtime_error{"raw client: no socket"};
  if (options.window_bytes > 0)
    set(result, SOL_SOCKET, SO_RCVBUF, options.window_bytes);
  const auto mine = socket_address(options.address, 0);
  const auto server = socket_address("127.0.0.1", port);
  if (::bind(result, reinterpret_cast<const sockaddr*>(&mine), sizeof(mine)) == 0
      && ::connect(result, reinterpret_cast<const sockaddr*>(&server), sizeof(server)) == 0)
    return result;
  ::close(result);
  throw connection_lost{"raw client: nobody listens"};
}

class plain_stream final : public byte_stream {
public:
  plain_stream(std::uint16_t port, const client_options& options)
    : socket_(open_socket(port, options)) {
    constexpr timeval patience{10, 0};
    set(socket_, SOL_SOCKET, SO_RCVTIMEO, patience);
    set(socket_, SOL_SOCKET, SO_SNDTIMEO, patience);
    set(socket_, IPPROTO_TCP, TCP_NODELAY, 1);
    if (options.resets)
      set(socket_, SOL_SOCKET, SO_LINGER, linger{1, 0});
  }
  ~plain_stream() override { ::close(socket_); }

  plain_stream(const plain_stream&) = delete;
  plain_stream& operator=(const plain_stream&) = delete;

  void send(std::string_view bytes) override {
    while (!bytes.empty()) {
      const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0)
        throw connection_lost{"raw client: the server reads no more"};
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  std::string receive(ending& how) override {
    std::array<char, 16'384> buffer;
    const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count < 0 && errno != ECONNRESET)
      throw connection_lost{"raw client: no answer"};
    how = count == 0 ? ending::closed : ending::reset;
    return {buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
  }

  bool wait_for_bytes(std::chrono::milliseconds at_most) override {
    return wait_for(POLLIN, at_most);
  }

  bool wait_for_reset(std::chrono::milliseconds at_most) override { return wait_for(0, at_most); }

  void finish_sending() override {
    if (::shutdown(socket_, SHUT_WR) != 0)
      throw connection_lost{"raw client: cannot shut down"};
  }

private:
  bool wait_for(short events, std::chrono::milliseconds at_most) {
    pollfd waiting{socket_, events, 0};
    return ::poll(&waiting, 1, static_cast<int>(at_most.count())) > 0;
  }

  int socket_;
};

class dripping_stream final : public byte_stream {
public:
  explicit dripping_stream(std::unique_ptr<byte_stream> below) : below_(std::move(below)) {}

  void send(std::string_view bytes) override {
    const auto dripped = std::min(bytes.size(), dripped_bytes_max);
    for (std::size_t i = 0; i < dripped; ++i)
      below_->send(bytes.substr(i, 1));
    below_->send(bytes.substr(dripped));
  }
  std::string receive(ending& how) override { return below_->receive(how); }
  bool wait_for_bytes(std::chrono::milliseconds at_most) override {
    return below_->wait_for_bytes(at_most);
  }
  bool wait_for_reset(std::chrono::milliseconds at_most) override {
    return below_->wait_for_reset(at_most);
  }
  void finish_sending() override { below_->finish_sending(); }

private:
  std::unique_ptr<byte_stream> below_;
};

} // namespace

std::unique_ptr<byte_stream> open_stream(std::uint16_t port, transport how,
                                         const client_options& options) {
  auto plain = std::make_unique<plain_stream>(port, options);
  switch (how) {
    case transport::plain:
      break;
    case transport::dripped:
      return std::make_unique<dripping_stream>(std::move(plain));
    case transport::tls:
      return std::make_unique<tls_stream>(std::move(plain));
  }
  return plain;
}

} // namespace souk::test
