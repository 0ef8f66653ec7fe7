#include "http/handlers.hpp"
#include "http/json_writer.hpp"
#include "http/version.hpp"

namespace souk {

void get_health(const context& ctx, request from) {
  const auto uptime = std::chrono::steady_clock::now() - ctx.started;
  std::string text = "{\"status\":\"ok\",\"version\":\"";
  text += version;
  text += "\",\"uptime_seconds\":";
  append_int(text, std::chrono::duration_cast<std::chrono::seconds>(uptime).count());
  text += ",\"restarts\":";
  append_int(text, static_cast<std::int64_t>(ctx.shop.restarts()));
  text += '}';
  from.to.answer({200, json_type, std::move(text)});
}

} // namespace souk
