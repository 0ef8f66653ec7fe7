// A guarded socket on its own; as a part of a server, over sockets, see framing_test.cpp,
// connection_test.cpp, limits_test.cpp and tls_test.cpp.

#include "http/edge/guarded_socket.hpp"

#include "test/http/byte_stream.hpp"

#include <boost/test/unit_test.hpp>

#include <array>

namespace guarded_streams {

using namespace souk;
using namespace souk::test;

/// One connection whose server's side is a guarded socket.
struct socket_fixture {
  socket_fixture()
    : acceptor(io, {asio::ip::address_v4::loopback(), 0}), guarded(io),
      client(open_stream(acceptor.local_endpoint().port(), transport::plain)) {
    acceptor.accept(guarded);
  }

  /// What reading once ends in.
  asio::error_code read() {
    asio::error_code result;
    std::array<char, 4'096> buffer;
    guarded.async_read_some(asio::buffer(buffer),
                            asio::bind_executor(io, [&](const asio::error_code& failed,
                                                        std::size_t) { result = failed; }));
    io.restart();
    io.run();
    return result;
  }

  asio::io_context io{1};
  asio::ip::tcp::acceptor acceptor;
  guarded_socket guarded;
  std::unique_ptr<byte_stream> client;
};

} // namespace guarded_streams

BOOST_FIXTURE_TEST_SUITE(guarded_streams, guarded_streams::socket_fixture)

BOOST_AUTO_TEST_CASE(a_port_that_has_no_edge_has_no_requests) {
  BOOST_TEST(read() == asio::error::eof);
  guarded.close();
  BOOST_TEST(!guarded.is_open());
}

BOOST_AUTO_TEST_CASE(a_connection_that_is_none_any_more_may_be_closed) {
  client->send("GET / HTTP/1.1\r\n");
  BOOST_TEST(read() == asio::error::eof);
  guarded.close();
  BOOST_TEST(!guarded.is_open());
}

BOOST_AUTO_TEST_SUITE_END()
