// TLS as clients see it: versions, certificates, how it begins and ends.

#include "test/http/tls_stream.hpp"

#include "test/http/edge_shop.hpp"

#include <boost/test/unit_test.hpp>
#include <openssl/ssl.h>

#include <fstream>

namespace tls {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

struct tls_shop : edge_shop {
  explicit tls_shop(const edge_limits& limits = {}) : edge_shop(transport::tls, limits) {}

  tls_stream open(int version_max = 0) const {
    return tls_stream{open_stream(port(), transport::plain), version_max};
  }
  /// The name on the certificate that a new connection is shown.
  std::string shown_name() const { return open().peer_name(); }
};

server_options with_hsts(const certificate& identity) {
  server_options result;
  result.edge.tls = identity.files();
  result.edge.hsts_seconds = 31'536'000;
  result.edge.limits.connections_per_address_max = 2;
  return result;
}

struct hsts_shop : with_certificate, shop_fixture {
  hsts_shop() : shop_fixture(with_hsts(identity), transport::tls) {}
};

std::string hsts_of(const raw_response& answer) {
  return answer.field("strict-transport-security");
}

void overwrite(const std::string& path, const std::string& text) {
  std::ofstream{path} << text;
}

/// Why a server with these files does not begin.
std::string complaint_about(const tls_files& files) {
  server_options options{.port = 0};
  options.edge.tls = files;
  try {
    server begun{options};
  } catch (const std::runtime_error& refused) {
    return refused.what();
  }
  return "none";
}

} // namespace tls

BOOST_FIXTURE_TEST_SUITE(tls, tls::tls_shop)

BOOST_AUTO_TEST_CASE(today_s_versions_are_spoken) {
  BOOST_TEST(open().version() == "TLSv1.3");
  BOOST_TEST(open(TLS1_2_VERSION).version() == "TLSv1.2");
}

BOOST_AUTO_TEST_CASE(yesterday_s_versions_are_refused) {
  BOOST_CHECK_THROW(open(TLS1_1_VERSION), connection_lost);
  BOOST_CHECK_THROW(open(TLS1_VERSION), connection_lost);
  BOOST_TEST(get("/health").status == 200);
}

BOOST_AUTO_TEST_CASE(of_the_protocols_offered_http_1_1_is_chosen) {
  BOOST_TEST(open().chosen_protocol() == "http/1.1");
}

BOOST_AUTO_TEST_CASE(plain_http_is_told_to_use_tls) {
  for (std::string sent : {bytes_of({"GET", "/health"}), std::string{"G"}}) {
    raw_connection plain{port()};
    plain.send(sent);
    auto answer = plain.receive();
    check_problem(answer, 400, "tls_required");
    BOOST_TEST(answer.field("connection") == "close");
    BOOST_TEST(plain.wait_for_end() == ending::closed);
  }
}

BOOST_AUTO_TEST_CASE(every_answer_over_tls_tells_browsers_to_come_back_so) {
  hsts_shop shop;
  const std::string told = "max-age=31536000";
  for (raw_request request : {raw_request{"GET", "/health"},
                              {"HEAD", "/health"},
                              {"GET", "/nowhere"},
                              {"PUT", "/health"},
                              {"OPTIONS", "*"},
                              {"GET", "/docs"},
                              {"POST", "/cart", "{"},
                              {"GET", "/products?limit=0"}})
    BOOST_TEST(hsts_of(shop.ask(request)) == told, request.method << ' ' << request.target);
  auto second = shop.connect();
  BOOST_TEST(hsts_of(second->ask({"GET", "/health"})) == told);
  auto third = shop.connect();
  const auto refused = third->receive();
  check_problem(refused, 429, "too_many_connections");
  BOOST_TEST(hsts_of(refused) == told);
  const auto unread = second->ask({"BREW", "/health"});
  check_problem(unread, 501, "method_unknown");
  BOOST_TEST(hsts_of(unread) == told);
}

BOOST_AUTO_TEST_CASE(plain_http_may_not_say_how_browsers_come_back) {
  hsts_shop shop;
  raw_connection plain{shop.port()};
  plain.send(bytes_of({"GET", "/health"}));
  auto answer = plain.receive();
  check_problem(answer, 400, "tls_required");
  BOOST_TEST(hsts_of(answer) == "");
  server_options without_tls;
  without_tls.edge.hsts_seconds = 60;
  shop_fixture insecure{without_tls};
  BOOST_TEST(hsts_of(insecure.get("/health")) == "");
}

BOOST_AUTO_TEST_CASE(unless_told_so_no_answer_tells_browsers_to_come_back) {
  BOOST_TEST(hsts_of(get("/health")) == "");
  BOOST_TEST(hsts_of(ask({"BREW", "/health"})) == "");
}

BOOST_AUTO_TEST_CASE(what_is_no_handshake_ends_the_connection) {
  auto stream = open_stream(port(), transport::plain);
  stream->send("\x16\x03\x01" + std::string(100, 'x'));
  ending ended{};
  while (!stream->receive(ended).empty()) {
    // An alert, perhaps.
  }
  BOOST_TEST(ended == ending::closed);
  BOOST_TEST(get("/health").status == 200);
}

BOOST_AUTO_TEST_CASE(a_client_that_says_goodbye_still_gets_its_answer) {
  connection->send(bytes_of({"GET", "/health"}) + bytes_of({"GET", "/nowhere"}));
  connection->finish_sending();
  BOOST_TEST(connection->receive().status == 200);
  BOOST_TEST(connection->receive().status == 404);
  BOOST_TEST(connection->wait_for_end() == ending::closed);
}

BOOST_AUTO_TEST_CASE(bodies_of_many_records_arrive_whole) {
  const std::string text(9'000, 'd');
  for (int i = 0; i < 50; ++i)
    BOOST_TEST(post("/products", R"({"name":"a","price":1,"description":")" + text + "\"}").status
               == 201);
  const auto list = check_json(get("/products"), 200);
  BOOST_TEST(list.text("/50/description") == text);
}

BOOST_AUTO_TEST_CASE(a_new_certificate_is_shown_to_new_connections) {
  BOOST_TEST(shown_name() == "CN = shop.example");
  identity.replace("new.example");
  BOOST_TEST(shown_name() == "CN = shop.example");
  server->reload_certificate();
  BOOST_TEST(shown_name() == "CN = new.example");
  BOOST_TEST(get("/health").status == 200);
  BOOST_TEST(connection->stream().peer_name() == "CN = shop.example");
}

BOOST_AUTO_TEST_CASE(a_broken_certificate_leaves_the_old_one) {
  const auto files = identity.files();
  const certificate other;
  for (auto& path : {files.certificate, files.key}) {
    identity.replace("new.example");
    overwrite(path, "nonsense");
    BOOST_CHECK_THROW(server->reload_certificate(), std::runtime_error);
    BOOST_TEST(shown_name() == "CN = shop.example");
  }
}

BOOST_AUTO_TEST_CASE(files_that_are_no_certificate_are_complained_about) {
  const auto files = identity.files();
  const certificate other;
  BOOST_TEST(complaint_about({"/nowhere.pem", files.key}).find("/nowhere.pem")
             != std::string::npos);
  BOOST_TEST(complaint_about({files.certificate, "/nowhere.pem"}).find("/nowhere.pem")
             != std::string::npos);
  BOOST_TEST(complaint_about({files.certificate, other.files().key}).find(other.files().key)
             != std::string::npos);
  BOOST_TEST(complaint_about(files) == "none");
}

BOOST_AUTO_TEST_CASE(a_key_of_another_kind_is_complained_about) {
  certificate mixed;
  mixed.replace_key();
  const auto said = complaint_about(mixed.files());
  BOOST_TEST(said.find("is not that of the certificate") != std::string::npos, said);
}

// OpenSSL would ask for it on the terminal, and wait.
BOOST_AUTO_TEST_CASE(a_key_under_a_password_is_complained_about) {
  certificate locked;
  locked.replace("shop.example", "secret");
  const auto said = complaint_about(locked.files());
  BOOST_TEST(said.find(locked.files().key) != std::string::npos, said);
  BOOST_TEST(said.find("without a password") != std::string::npos, said);
}

BOOST_AUTO_TEST_CASE(a_reload_without_tls_does_nothing) {
  shop_fixture plain;
  plain.server->reload_certificate();
  BOOST_TEST(plain.get("/health").status == 200);
}

BOOST_AUTO_TEST_CASE(a_handshake_that_stalls_is_cut) {
  tls_shop shop{{.handshake_time = 300ms}};
  for (std::string begin : {"", "\x16", "\x16\x03\x01\x02"}) {
    auto stream = open_stream(shop.port(), transport::plain);
    stream->send(begin);
    BOOST_TEST(stream->wait_for_bytes(4s));
    ending ended{};
    BOOST_TEST(stream->receive(ended) == "");
    BOOST_TEST(ended == ending::closed);
  }
  BOOST_TEST(shop.get("/health").status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
