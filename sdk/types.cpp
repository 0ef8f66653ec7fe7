#include "sdk/types.hpp"

#include <tuple>

namespace souk::sdk {

namespace {

// Each names all members, so that one that is added cannot be forgotten, and leaves the tag out.

auto content_of(const product& of) {
  auto& [id, name, price, description, stock, sku, category, version, created, updated, tag] = of;
  return std::tie(id, name, price, description, stock, sku, category, version, created, updated);
}

auto content_of(const cart& of) {
  auto& [user_id, lines, total, version, warnings, replayed, tag] = of;
  return std::tie(user_id, lines, total, version, warnings, replayed);
}

auto content_of(const order& of) {
  auto& [id, user_id, lines, total, status, created, replayed, tag] = of;
  return std::tie(id, user_id, lines, total, status, created, replayed);
}

} // namespace

bool product::operator==(const product& other) const {
  return content_of(*this) == content_of(other);
}

bool cart::operator==(const cart& other) const {
  return content_of(*this) == content_of(other);
}

bool order::operator==(const order& other) const {
  return content_of(*this) == content_of(other);
}

} // namespace souk::sdk
