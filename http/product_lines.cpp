#include "http/product_lines.hpp"

#include "http/product_fields.hpp"
#include "http/render.hpp"

namespace souk {

namespace {

constexpr text_rule any_text{false, 0, 100};

/// Reads what souk gives away itself.
void skip_given_fields(field_reader& from) {
  from.integer("id", {});
  from.integer("version", {});
  from.text("created_at", any_text);
  from.text("updated_at", any_text);
}

} // namespace

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
  skip_given_fields(reader);
  // No CATALOG is asked.
  if (fields.price.unit != unit)
    reader.record("currency", "unknown_value",
                  "currency must be " + std::string{unit.name()} + ". If the shop has "
                    + std::string{fields.price.unit.name()} + ", say --currency "
                    + std::string{fields.price.unit.name()} + ".");
  const auto faults = reader.finish();
  if (faults.empty())
    return fields;
  std::string all;
  for (auto& fault : faults)
    all += (all.empty() ? "" : " ") + fault.detail;
  return all;
}

} // namespace souk
