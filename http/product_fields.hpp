#pragma once

#include "http/decode.hpp"
#include "messages/product.hpp"

namespace souk {

// What a seller says of a product, whose price is in the usual currency unless another one is
// named. Faults are the reader's.

product_fields read_product_fields(field_reader& from, currency usual);

/// The changes of a product that are named; its id is still to be set.
update_product read_product_changes(field_reader& from, currency usual);

} // namespace souk
