#pragma once

#include <cstddef>
#include <cstdint>

/// What the values of a command may be. Characters are code points of UTF-8.
/// Source: semantics.md, Endpoints.

namespace souk {

/// A user id has 1 to this many characters of `[A-Za-z0-9._@:-]`.
inline constexpr std::size_t user_id_characters_max = 128;

/// An idempotency key may have this many characters, all of them visible ASCII.
/// Source: semantics.md, Checkout, step 5.
inline constexpr std::size_t idempotency_key_characters_max = 255;

/// A product's name has 1 to this many characters.
inline constexpr std::size_t name_characters_max = 200;

inline constexpr std::size_t description_characters_max = 10'000;

/// Of a product's SKU and of its category.
inline constexpr std::size_t label_characters_max = 100;

/// Of the reason for a movement of stock.
inline constexpr std::size_t reason_characters_max = 200;

/// The most units of one product in a cart.
inline constexpr int32_t quantity_max = 10'000;

/// The most lines in a cart.
inline constexpr std::size_t cart_lines_max = 200;

/// The most units of one movement that a seller makes.
inline constexpr int64_t movement_units_max = 1'000'000'000;

/// A page of any list has 1 to this many elements.
inline constexpr int32_t page_elements_max = 1'000;

/// A page of products ends before their texts have more bytes together, one of events before their
/// details have, and one of orders before they have more lines: without a bound, one answer could
/// have 60 MB. A single one always fits.
inline constexpr std::size_t page_text_bytes_max = std::size_t{1024} * 1024;
inline constexpr std::size_t page_lines_max = 10'000;
static_assert(cart_lines_max < page_lines_max);

/// Of a page where nobody says how many.
inline constexpr int32_t page_elements_default = 100;

} // namespace souk
