#include "http/render.hpp"

#include "http/append_all.hpp"
#include "http/json_list.hpp"
#include "http/json_writer.hpp"
#include "http/money_text.hpp"

namespace souk {

namespace {

void append_text_or_null(std::string& out, const std::string& text) {
  if (text.empty())
    out += "null";
  else
    append_json_string(out, text);
}

void append_line(std::string& out, const cart_view_line& line) {
  append_all(out, "{\"product_id\":", decimal{line.product_id},
             ",\"quantity\":", decimal{line.quantity}, ",\"name\":");
  append_json_string(out, line.name);
  append_all(out, ",\"price\":", money_text{line.price},
             ",\"line_total\":", money_text{line.line_total},
             line.available ? ",\"available\":true}" : ",\"available\":false}");
}

void append_warning(std::string& out, const cart_warning& warning) {
  append_all(out, "{\"code\":\"", to_string(warning.code),
             "\",\"product_id\":", decimal{warning.product_id});
  if (warning.code == warning_code::price_changed)
    append_all(out, ",\"was\":", money_text{warning.was}, ",\"now\":", money_text{warning.now});
  else if (warning.code == warning_code::not_enough_stock)
    append_all(out, ",\"requested\":", decimal{warning.requested},
               ",\"available\":", decimal{warning.available});
  out += '}';
}

void append_line(std::string& out, const order_line& line) {
  append_all(out, "{\"product_id\":", decimal{line.product_id}, ",\"name\":");
  append_json_string(out, line.name);
  append_all(out, ",\"price\":", money_text{line.price}, ",\"quantity\":", decimal{line.quantity},
             ",\"line_total\":", money_text{line.line_total}, "}");
}

} // namespace

void append(std::string& out, const product& shown) {
  auto& fields = shown.fields;
  out.reserve(out.size() + 320 + fields.description.size());
  append_all(out, "{\"id\":", decimal{shown.id}, ",\"name\":");
  append_json_string(out, fields.name);
  append_all(out, ",\"price\":", money_text{fields.price}, ",\"currency\":\"",
             fields.price.unit.name(), "\",\"description\":");
  append_json_string(out, fields.description);
  out += ",\"stock\":";
  if (fields.stock)
    append_int(out, *fields.stock);
  else
    out += "null";
  out += ",\"sku\":";
  append_text_or_null(out, fields.sku);
  out += ",\"category\":";
  append_text_or_null(out, fields.category);
  out += ",\"version\":";
  append_int(out, shown.version);
  out += ",\"created_at\":";
  append_time(out, shown.created_at);
  out += ",\"updated_at\":";
  append_time(out, shown.updated_at);
  out += '}';
}

void append(std::string& out, const cart_view& shown) {
  out.reserve(out.size() + 160 + shown.lines.size() * 140);
  out += "{\"user_id\":";
  append_json_string(out, shown.user);
  out += ",\"items\":";
  append_list(out, shown.lines, [&](auto& line) { append_line(out, line); });
  append_all(out, ",\"total\":", money_text{shown.total}, ",\"currency\":\"",
             shown.total.unit.name(), "\",\"version\":", decimal{shown.version}, ",\"warnings\":");
  append_list(out, shown.warnings, [&](auto& warning) { append_warning(out, warning); });
  out += '}';
}

void append(std::string& out, const order& shown) {
  auto& content = shown.content;
  out.reserve(out.size() + 200 + content.lines.size() * 140);
  append_all(out, "{\"id\":", decimal{shown.id}, ",\"user_id\":");
  append_json_string(out, content.user);
  out += ",\"items\":";
  append_list(out, content.lines, [&](auto& line) { append_line(out, line); });
  append_all(out, ",\"total\":", money_text{content.total}, ",\"currency\":\"",
             content.total.unit.name(), "\",\"status\":\"", to_string(shown.status),
             "\",\"created_at\":");
  append_time(out, shown.created_at);
  out += '}';
}

void append(std::string& out, const order_page& shown) {
  append_list(out, shown.orders, [&](auto& each) { append(out, *each); });
}

} // namespace souk
