#pragma once

#include "http/server.hpp"
#include "test/http/certificate.hpp"
#include "test/http/shop_fixture.hpp"

#include <functional>
#include <ostream>
#include <string>
#include <vector>

namespace souk::test {

struct with_certificate {
  certificate identity;
};

/// A shop that is reached over plain TCP, in single bytes, or through TLS. Product 1 is for sale.
class edge_shop : public with_certificate, public shop_fixture {
public:
  explicit edge_shop(transport how, const edge_limits& limits = {});

  /// How many times the request `add_line` of that user was carried out.
  std::string executions(const std::string& user);
};

/// The beginning of a request whose execution can be seen afterwards: in the cart of @K@.
inline const std::string add_line =
  "POST /cart?user_id=@K@&product_id=1&quantity=1 HTTP/1.1\r\nHost: a\r\n";

enum class fate { kept, closed };

/// What is sent, and what must become of it.
struct wire_case {
  std::string sent;
  /// Status, and the code of a problem, of each answer, as in `200, 400 malformed_request`.
  std::string answers;
  fate connection = fate::kept;
  /// How many requests to the cart of @K@ are carried out.
  int executed = 0;
  /// Whether the client says that nothing more will come.
  bool finishes_sending = false;
};

/// Plays each case on a connection of its own. One that is kept must be in step, one that is closed
/// must have said so, and must end in order.
void play(edge_shop& shop, const std::vector<wire_case>& cases);

/// Over each transport, in a shop of its own.
void over_each_transport(const std::function<void(edge_shop&)>& check,
                         const edge_limits& limits = {});

std::ostream& operator<<(std::ostream& out, transport how);
std::ostream& operator<<(std::ostream& out, ending how);

} // namespace souk::test
