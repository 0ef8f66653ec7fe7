#pragma once

#include "messages/cart.hpp"
#include "messages/product.hpp"
#include "messages/storing.hpp"

#include <memory>

namespace souk {

/// The key of a command in the terms of the store: its scope is caller and command, and its
/// fingerprint holds every value that makes it another request.
/// Source: semantics.md, Checkout, step 5.
request_key key_of(const add_line& command);
request_key key_of(const checkout& command);
request_key key_of(const create_product& command);
request_key key_of(const move_stock& command);
request_key key_of(const cancel_order& command);

/// The key of a command under way; null where the command has none.
using shared_key = std::shared_ptr<const request_key>;

template <class Command>
shared_key shared_key_of(const Command& command) {
  return command.key.empty() ? nullptr : std::make_shared<const request_key>(key_of(command));
}

/// As STORE wants it, empty where there is none.
inline request_key stored(const shared_key& key) {
  return key ? *key : request_key{};
}

} // namespace souk
