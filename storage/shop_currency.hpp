#pragma once

#include "messages/product.hpp"

#include <vector>

namespace souk {

/// A shop has one currency; amounts of another could not be added to its prices. Throws
/// std::runtime_error with a line for the user where the price of a product is in another.
void must_be_priced_in(currency unit, const std::vector<product_ptr>& products);

} // namespace souk
