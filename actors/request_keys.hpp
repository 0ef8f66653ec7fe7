#pragma once

#include "messages/cart.hpp"
#include "messages/product.hpp"
#include "messages/storing.hpp"

namespace souk {

/// The key of a command in the terms of the store: its scope is caller and command, and its
/// fingerprint holds every value that makes it another request.
/// Source: semantics.md, Checkout, step 5.
request_key key_of(const add_line& command);
request_key key_of(const checkout& command);
request_key key_of(const create_product& command);

} // namespace souk
