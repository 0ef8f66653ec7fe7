#include "http/product_lines.hpp"

#include "http/render.hpp"

namespace souk {

namespace {

constexpr text_rule name_rule{true, 1, 200};
constexpr text_rule description_rule{false, 0, 10'000};
constexpr text_rule label_rule{false, 1, 100};
constexpr text_rule any_text{false, 0, 100};

std::string or_empty(nullable<std::string> text) {
  return std::move(text.value).value_or("");
}

/// Reads what souk gives away itself.
void skip_given_fields(field_reader& from, currency unit) {
  from.integer("id", {});
  from.integer("version", {});
  from.text("created_at", any_text);
  from.text("updated_at", any_text);
  if (auto name = from.text("currency", any_text); name && *name != unit.name())
    from.record("currency", "unknown_value", "currency must be " + std::string{unit.name()} + ".");
}

} // namespace

product_fields read_product_fields(field_reader& from, currency unit) {
  product_fields fields;
  fields.name = from.text("name", name_rule).value_or("");
  fields.price = from.price("price", true, unit).value_or(money{});
  fields.description = or_empty(from.nullable_text("description", description_rule));
  if (auto stock = from.stock("stock"); stock.value)
    fields.stock = *stock.value;
  fields.sku = or_empty(from.nullable_text("sku", label_rule));
  fields.category = or_empty(from.nullable_text("category", label_rule));
  return fields;
}

std::string product_line(const product& shown) {
  std::string line;
  append(line, shown);
  return line;
}

std::variant<product_fields, std::string> read_product_line(std::string_view line, currency unit) {
  auto read = read_json_object(line);
  if (auto* fault = std::get_if<malformed>(&read))
    return std::move(fault->detail);
  field_reader reader{std::get<json_object>(std::move(read)), {}};
  auto fields = read_product_fields(reader, unit);
  skip_given_fields(reader, unit);
  const auto faults = reader.finish();
  if (faults.empty())
    return fields;
  std::string all;
  for (auto& fault : faults)
    all += (all.empty() ? "" : " ") + fault.detail;
  return all;
}

} // namespace souk
