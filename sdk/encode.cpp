#include "sdk/encode.hpp"

#include "sdk/json_value.hpp"

#include <optional>

namespace souk::sdk {

namespace {

constexpr std::string_view hexadecimal = "0123456789ABCDEF";

std::string number_or_null(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "null";
}

/// A JSON object that is written member by member.
class object_writer {
public:
  object_writer& add(std::string_view name, std::string_view value) {
    out_ += out_.size() > 1 ? "," : "";
    out_ += write_string(name);
    out_ += ':';
    out_ += value;
    return *this;
  }

  /// A number and, where it is named, the currency that it is in.
  object_writer& add_amount(std::string_view name, const amount& money) {
    return add(name, money.to_string()).add_unless_empty("currency", money.currency);
  }

  object_writer& add_unless_empty(std::string_view name, std::string_view text) {
    return text.empty() ? *this : add(name, write_string(text));
  }

  object_writer& add_if_set(std::string_view name, const std::optional<std::string>& text) {
    return text ? add(name, write_string(*text)) : *this;
  }

  /// Like `add_if_set`, but an empty text is null: the field is to be removed.
  object_writer& add_or_remove(std::string_view name, const std::optional<std::string>& text) {
    return text && text->empty() ? add(name, "null") : add_if_set(name, text);
  }

  std::string finish() { return out_ + "}"; }

private:
  std::string out_ = "{";
};

} // namespace

std::string percent_encode(std::string_view text) {
  std::string out;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (is_letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~')
      out += c;
    else
      out.append(1, '%').append(1, hexadecimal[byte / 16]).append(1, hexadecimal[byte % 16]);
  }
  return out;
}

std::string encode_key(std::string_view key) {
  if (!key.starts_with('"'))
    return std::string{key};
  std::string quoted{'"'};
  for (char c : key) {
    if (c == '"' || c == '\\')
      quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string encode_product(const new_product& product) {
  object_writer out;
  out.add("name", write_string(product.name)).add_amount("price", product.price);
  out.add_unless_empty("description", product.description);
  if (product.stock)
    out.add("stock", number_or_null(product.stock));
  return out.add_unless_empty("sku", product.sku)
    .add_unless_empty("category", product.category)
    .finish();
}

std::string encode_changes(const product_changes& changes) {
  object_writer out;
  out.add_if_set("name", changes.name);
  if (changes.price)
    out.add_amount("price", *changes.price);
  out.add_or_remove("description", changes.description);
  if (changes.stock)
    out.add("stock", number_or_null(changes.stock->on_hand));
  return out.add_or_remove("sku", changes.sku).add_or_remove("category", changes.category).finish();
}

std::string encode_agreement(const amount& expected_total) {
  return object_writer{}.add_amount("expected_total", expected_total).finish();
}

std::string encode_movement(std::string_view type, std::int64_t quantity, std::string_view reason) {
  return object_writer{}
    .add("type", write_string(type))
    .add("quantity", std::to_string(quantity))
    .add_unless_empty("reason", reason)
    .finish();
}

} // namespace souk::sdk
