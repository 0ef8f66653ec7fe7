#include "http/json_list.hpp"
#include "http/json_writer.hpp"
#include "http/render.hpp"

namespace souk {

namespace {

void append_movement(std::string& out, const movement& made) {
  out += "{\"sequence\":";
  append_int(out, made.sequence);
  out += ",\"type\":\"";
  out += to_string(made.kind);
  out += "\",\"quantity\":";
  append_int(out, made.quantity);
  out += ",\"order_id\":";
  if (made.order_id)
    append_int(out, *made.order_id);
  else
    out += "null";
  out += ",\"reason\":";
  append_json_string(out, made.reason);
  out += ",\"happened_at\":";
  append_time(out, made.happened_at);
  out += '}';
}

void append_event(std::string& out, const event& shown) {
  out += "{\"id\":";
  append_int(out, shown.id);
  out += ",\"entity\":\"";
  out += to_string(shown.about);
  out += "\",\"entity_id\":";
  append_json_string(out, shown.entity_id);
  out += ",\"sequence\":";
  append_int(out, shown.sequence);
  out += ",\"kind\":";
  append_json_string(out, shown.kind);
  out += ",\"actor\":";
  append_json_string(out, shown.actor);
  out += ",\"details\":";
  out += shown.details; // JSON already
  out += ",\"happened_at\":";
  append_time(out, shown.happened_at);
  out += '}';
}

} // namespace

void append(std::string& out, const moved_stock& shown) {
  out += "{\"product_id\":";
  append_int(out, shown.product_id);
  out += ",\"on_hand\":";
  append_int(out, shown.on_hand);
  out += ",\"movement\":";
  append_movement(out, shown.made);
  out += '}';
}

void append(std::string& out, const stock_page& shown) {
  out += "{\"product_id\":";
  append_int(out, shown.product_id);
  if (shown.on_hand) {
    out += ",\"on_hand\":";
    append_int(out, *shown.on_hand);
    out += ",\"reserved\":";
    append_int(out, shown.reserved);
    out += ",\"available\":";
    append_int(out, std::max<std::int64_t>(0, *shown.on_hand - shown.reserved));
  } else {
    out += ",\"on_hand\":null,\"reserved\":0,\"available\":null";
  }
  out += ",\"movements\":";
  append_list(out, shown.page.movements, [&](auto& each) { append_movement(out, each); });
  out += '}';
}

void append(std::string& out, const event_page& shown) {
  append_list(out, shown.events, [&](auto& each) { append_event(out, each); });
}

} // namespace souk
