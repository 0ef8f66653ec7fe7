#pragma once

#include "test/http/json_text.hpp"
#include "test/http/raw_client.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace souk {

class server;
struct server_options;

} // namespace souk

namespace souk::test {

/// A whole shop in this process, on a free port and in memory, and one connection to it.
class shop_fixture {
public:
  shop_fixture();
  explicit shop_fixture(server_options options, transport how = transport::plain);
  ~shop_fixture();

  shop_fixture(const shop_fixture&) = delete;
  shop_fixture& operator=(const shop_fixture&) = delete;

  std::uint16_t port() const;

  /// One more connection like the first.
  std::unique_ptr<raw_connection> connect() const;

  raw_response get(std::string target) { return ask({"GET", std::move(target)}); }
  raw_response head(std::string target) { return ask({"HEAD", std::move(target)}); }
  raw_response remove(std::string target) { return ask({"DELETE", std::move(target)}); }
  raw_response post(std::string target, std::string body = {},
                    std::vector<std::string> fields = {}) {
    return ask({"POST", std::move(target), std::move(body), std::move(fields)});
  }
  raw_response put(std::string target, std::string body) {
    return ask({"PUT", std::move(target), std::move(body)});
  }
  raw_response ask(const raw_request& request) { return connection->ask(request); }

  /// Stores a product of that price, whose stock is not tracked unless said; gives its id as it
  /// stands in a path.
  std::string make(std::string_view price, std::string_view stock = "null",
                   std::string_view name = "Lamp");

  /// Puts units of a product into a cart.
  void add(const std::string& user, const std::string& product, int quantity = 1);

  /// The ids of every page from this one on, as in `1 2 | 3`; asserts that there is a last page.
  std::string pages_from(std::string target);

  const transport how;
  std::unique_ptr<souk::server> server;
  std::unique_ptr<raw_connection> connection;
};

/// Asserts that the answer is a complete problem document of that status and code.
void check_problem(const raw_response& answer, int status, std::string_view code);

/// Asserts that the answer is JSON of that status, and takes it apart.
json_text check_json(const raw_response& answer, int status);

/// The faults of a 422 in their order, as in `/name too_long, /price missing`.
std::string faults_of(const raw_response& answer);

/// The target of a Link field with rel="next", or an empty text. Throws if it is not of that form.
std::string next_page(const raw_response& answer);

} // namespace souk::test
