#pragma once

#include "messages/product.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace souk {

/// A product as one line of JSON, without the line feed.
std::string product_line(const product& shown);

/// A new product out of a line that `product_line` or a person wrote; what souk itself gives away
/// (id, version, times) is read and left. Otherwise what is wrong with it, in a sentence.
std::variant<product_fields, std::string> read_product_line(std::string_view line, currency unit);

} // namespace souk
