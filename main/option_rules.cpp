#include "main/option_rules.hpp"

#include "main/network.hpp"
#include "main/option_kinds.hpp"

namespace souk {

std::vector<std::string> broken_rules(const serve_options& options) {
  std::vector<std::string> result;
  auto& server = options.server;
  auto& edge = server.edge;
  auto& limits = edge.limits;
  if (edge.tls.certificate.empty() != edge.tls.key.empty())
    result.push_back("--tls-cert and --tls-key belong together: set "
                     + std::string{edge.tls.key.empty() ? "--tls-key" : "--tls-cert"}
                     + " as well, or neither.");
  else if (!is_loopback(server.host) && !edge.tls.is_set() && !edge.behind_proxy)
    result.push_back("--host " + server.host
                     + " is reached from other machines, which could read and change everything on "
                       "its way. Set --tls-cert and --tls-key; or --behind-proxy, if a proxy in "
                       "front speaks TLS; or --host 127.0.0.1.");
  if (edge.hsts_seconds > 0 && !edge.tls.is_set())
    result.push_back("--hsts is for HTTPS: set --tls-cert and --tls-key as well, or leave it out. "
                     "A proxy in front that speaks TLS can send Strict-Transport-Security itself.");
  if (server.port != 0 && server.admin.port == server.port)
    result.push_back("--admin-port and --port are both " + std::to_string(server.port)
                     + ". Choose another --admin-port.");
  if (limits.header_time > limits.request_time)
    result.push_back("--header-time must not be longer than --request-time, which is "
                     + seconds_text(limits.request_time) + ".");
  if (const auto head = limits.request_line_bytes_max + limits.header_bytes_max;
      head > head_bytes_most)
    result.push_back("--request-line-bytes and --header-bytes must not be more than "
                     + std::to_string(head_bytes_most) + " together, and are "
                     + std::to_string(head) + ".");
  return result;
}

} // namespace souk
