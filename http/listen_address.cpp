#include "http/listen_address.hpp"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

#include <system_error>

namespace souk {

std::optional<asio::ip::address> parse_host(const std::string& text) {
  if (text == "localhost")
    return asio::ip::address_v4::loopback();
  if (text == "ip6-localhost")
    return asio::ip::address_v6::loopback();
  std::error_code none;
  const auto result = asio::ip::make_address(text, none);
  return none ? std::nullopt : std::optional{result};
}

asio::ip::address address_of_host(const std::string& host) {
  if (auto result = parse_host(host))
    return *result;
  throw std::system_error{std::make_error_code(std::errc::invalid_argument)};
}

void must_be_free(const std::string& host, std::uint16_t port) {
  asio::io_context unused;
  asio::ip::tcp::acceptor trial{unused};
  const asio::ip::tcp::endpoint wanted{address_of_host(host), port};
  trial.open(wanted.protocol());
  // As the listener does it, which may follow another at once. It is not listened: a client would
  // be accepted and forgotten.
  trial.set_option(asio::ip::tcp::acceptor::reuse_address{true});
  trial.bind(wanted);
}

} // namespace souk
