#pragma once

#include "actors/shop.hpp"
#include "http/entity_tag.hpp"
#include "http/product_texts.hpp"

#include <caf/actor_system.hpp>

#include <chrono>
#include <cstdint>
#include <string_view>

namespace souk {

class route_table;

/// What the handlers of one server use. Lives longer than any of its requests.
struct context {
  caf::actor_system& system;
  const souk::shop& shop;
  const route_table& routes;
  currency unit;
  /// Of the shop, which may be gone when a reply comes.
  std::uint32_t mark;
  std::chrono::steady_clock::time_point started;
  product_texts& texts;

  const shop_handles& actors() const { return shop.handles(); }

  /// What a tag names as its subject in this shop.
  std::uint32_t subject_of(entity what, std::int64_t id) const {
    return souk::subject_of(mark, what, id);
  }
  std::uint32_t subject_of_cart(std::string_view user) const {
    return souk::subject_of_cart(mark, user);
  }
};

} // namespace souk
