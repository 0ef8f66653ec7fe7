#pragma once

#include "http/kept_text.hpp"
#include "messages/product.hpp"

#include <array>
#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace souk {

/// The JSON of products and of pages of them, made once per change and sent without a copy.
///
/// A text belongs to one product object, which is never changed; a change makes a new object, so
/// there is nothing to invalidate. Keeps at most `slots_max` products and `pages_max` pages, and
/// none of them that is larger than usual: 128 MiB in all. Thread-safe.
class product_texts {
public:
  /// `shop_mark`: that of the shop, for the tags.
  explicit product_texts(std::uint32_t shop_mark) : shop_mark_(shop_mark), slots_(slots_max) {}

  kept_text_ptr of(const product_ptr& shown);
  kept_text_ptr of(const product_page_ptr& shown);

private:
  static constexpr std::size_t slots_max = 16'384;
  static constexpr std::size_t slot_bytes_max = 4'096;
  static constexpr std::size_t pages_max = 64;
  static constexpr std::size_t page_bytes_max = 1'048'576;
  static constexpr std::size_t stripes = 16;

  struct slot {
    product_ptr shown;
    kept_text_ptr text;
  };

  const std::uint32_t shop_mark_;
  std::array<std::mutex, stripes> mutexes_;
  std::vector<slot> slots_;
  std::mutex pages_mutex_;
  std::unordered_map<product_page_ptr, kept_text_ptr> pages_;
};

} // namespace souk
