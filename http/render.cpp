#include "http/render.hpp"

#include "http/json_list.hpp"
#include "http/json_writer.hpp"
#include "http/money_text.hpp"

namespace souk {

namespace {

void append_currency(std::string& out, currency unit) {
  out += "\"currency\":\"";
  out += unit.name();
  out += '"';
}

void append_text_or_null(std::string& out, const std::string& text) {
  if (text.empty())
    out += "null";
  else
    append_json_string(out, text);
}

void append_line(std::string& out, const cart_view_line& line) {
  out += "{\"product_id\":";
  append_int(out, line.product_id);
  out += ",\"quantity\":";
  append_int(out, line.quantity);
  out += ",\"name\":";
  append_json_string(out, line.name);
  out += ",\"price\":";
  append_money(out, line.price);
  out += ",\"line_total\":";
  append_money(out, line.line_total);
  out += line.available ? ",\"available\":true}" : ",\"available\":false}";
}

void append_warning(std::string& out, const cart_warning& warning) {
  out += "{\"code\":\"";
  out += to_string(warning.code);
  out += "\",\"product_id\":";
  append_int(out, warning.product_id);
  if (warning.code == warning_code::price_changed) {
    out += ",\"was\":";
    append_money(out, warning.was);
    out += ",\"now\":";
    append_money(out, warning.now);
  } else {
    out += ",\"requested\":";
    append_int(out, warning.requested);
    out += ",\"available\":";
    append_int(out, warning.available);
  }
  out += '}';
}

void append_line(std::string& out, const order_line& line) {
  out += "{\"product_id\":";
  append_int(out, line.product_id);
  out += ",\"name\":";
  append_json_string(out, line.name);
  out += ",\"price\":";
  append_money(out, line.price);
  out += ",\"quantity\":";
  append_int(out, line.quantity);
  out += ",\"line_total\":";
  append_money(out, line.line_total);
  out += '}';
}

} // namespace

void append(std::string& out, const product& shown) {
  auto& fields = shown.fields;
  out.reserve(out.size() + 320 + fields.description.size());
  out += "{\"id\":";
  append_int(out, shown.id);
  out += ",\"name\":";
  append_json_string(out, fields.name);
  out += ",\"price\":";
  append_money(out, fields.price);
  out += ',';
  append_currency(out, fields.price.unit);
  out += ",\"description\":";
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
  out += ",\"total\":";
  append_money(out, shown.total);
  out += ',';
  append_currency(out, shown.total.unit);
  out += ",\"version\":";
  append_int(out, shown.version);
  out += ",\"warnings\":";
  append_list(out, shown.warnings, [&](auto& warning) { append_warning(out, warning); });
  out += '}';
}

void append(std::string& out, const order& shown) {
  auto& content = shown.content;
  out.reserve(out.size() + 200 + content.lines.size() * 140);
  out += "{\"id\":";
  append_int(out, shown.id);
  out += ",\"user_id\":";
  append_json_string(out, content.user);
  out += ",\"items\":";
  append_list(out, content.lines, [&](auto& line) { append_line(out, line); });
  out += ",\"total\":";
  append_money(out, content.total);
  out += ',';
  append_currency(out, content.total.unit);
  out += ",\"status\":\"";
  out += to_string(shown.status);
  out += "\",\"created_at\":";
  append_time(out, shown.created_at);
  out += '}';
}

void append(std::string& out, const order_page& shown) {
  append_list(out, shown.orders, [&](auto& each) { append(out, *each); });
}

} // namespace souk
