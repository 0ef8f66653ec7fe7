#include "http/product_fields.hpp"

#include "messages/limits.hpp"

#include <optional>

namespace souk {

namespace {

constexpr text_rule name_rule{true, 1, name_characters_max};
constexpr text_rule optional_name_rule{false, 1, name_characters_max};
constexpr text_rule description_rule{false, 0, description_characters_max};
constexpr text_rule label_rule{false, 1, label_characters_max};

/// A product's fields that may be null or absent alike.
std::string or_empty(nullable<std::string> text) {
  return std::move(text.value).value_or("");
}

std::optional<std::string> changed(nullable<std::string> text) {
  return text.is_present ? std::optional{or_empty(std::move(text))} : std::nullopt;
}

} // namespace

product_fields read_product_fields(field_reader& from, currency usual) {
  product_fields fields;
  fields.name = from.text("name", name_rule).value_or("");
  fields.price = from.price("price", true, usual).value_or(money{0, usual});
  fields.description = or_empty(from.nullable_text("description", description_rule));
  fields.stock = from.stock("stock").value;
  fields.sku = or_empty(from.nullable_text("sku", label_rule));
  fields.category = or_empty(from.nullable_text("category", label_rule));
  return fields;
}

update_product read_product_changes(field_reader& from, currency usual) {
  update_product command;
  command.name = from.text("name", optional_name_rule);
  command.price = from.price("price", false, usual);
  command.description = changed(from.nullable_text("description", description_rule));
  if (auto stock = from.stock("stock"); stock.is_present)
    command.stock = stock_setting{stock.value};
  command.sku = changed(from.nullable_text("sku", label_rule));
  command.category = changed(from.nullable_text("category", label_rule));
  return command;
}

} // namespace souk
