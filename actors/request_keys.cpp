#include "actors/request_keys.hpp"

namespace souk {

namespace {

std::string text_of(const money& amount) {
  return std::to_string(amount.minor) + ' ' + std::string{amount.unit.name()};
}

/// A field that may hold anything goes behind its length, so that no two sets of fields agree.
void append_field(std::string& out, const std::string& field) {
  out += std::to_string(field.size()) + ':' + field;
}

} // namespace

request_key key_of(const add_line& command) {
  if (command.key.empty())
    return {};
  return {command.user + " add_line", command.key,
          std::to_string(command.product_id) + ' ' + std::to_string(command.quantity)};
}

request_key key_of(const checkout& command) {
  if (command.key.empty())
    return {};
  return {command.user + " checkout", command.key,
          command.expected_total ? text_of(*command.expected_total) : std::string{}};
}

request_key key_of(const create_product& command) {
  if (command.key.empty())
    return {};
  auto& fields = command.fields;
  auto print = text_of(fields.price) + ' '
               + (fields.stock ? std::to_string(*fields.stock) : std::string{"-"}) + ' ';
  for (auto* field : {&fields.name, &fields.description, &fields.sku, &fields.category})
    append_field(print, *field);
  return {"create_product", command.key, std::move(print)};
}

request_key key_of(const move_stock& command) {
  if (command.key.empty())
    return {};
  auto print = std::string{to_string(command.kind)} + ' ' + std::to_string(command.quantity) + ' ';
  append_field(print, command.reason);
  return {"move_stock " + std::to_string(command.product_id), command.key, std::move(print)};
}

request_key key_of(const cancel_order& command) {
  if (command.key.empty())
    return {};
  return {command.user + " cancel_order " + std::to_string(command.id), command.key, {}};
}

} // namespace souk
