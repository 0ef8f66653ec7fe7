#include "http/edge_options.hpp"

#include "http/edge/client_address.hpp"

namespace souk {

std::string fault_of_trusted_proxy(const std::string& text) {
  return trusted_proxies::fault_of(text);
}

} // namespace souk
