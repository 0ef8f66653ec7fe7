#pragma once

#include "messages/error.hpp"
#include "messages/product.hpp"
#include "messages/stock.hpp"
#include "messages/time.hpp"

#include <map>
#include <set>
#include <unordered_map>
#include <variant>
#include <vector>

namespace souk {

/// How long a checkout may hold stock before CATALOG asks STORE what became of it. Far above the
/// time a checkout takes; what it covers is a cart that died between `reserve` and its end.
inline constexpr std::chrono::seconds hold_doubted_after{5};

/// The rules of the catalog: which products are shown, and who may have what is in stock.
class catalog_model {
public:
  explicit catalog_model(currency unit) : unit_(unit) {}

  /// Takes over a product as it was stored. Answers of the store may overtake each other:
  /// an older version of the fields or of the stock never replaces a newer one.
  void put(product_ptr stored);

  /// The product, or null where there is none for buyers.
  product_ptr find(int64_t id) const;

  /// The same page object until the next change, so that what is made of it can be kept.
  product_page_ptr page(const list_products& query);

  /// Prices lines. An id that was never given away has a null product.
  quoted_lines price(const std::vector<line>& lines) const;

  /// Takes the stock of all lines or of none. Errors, in this order: items_unavailable,
  /// total_too_large, total_changed, out_of_stock. Source: semantics.md, Checkout, steps 1 to 3.
  std::variant<quoted_lines, refusal> take(const reserve& command, time_point now);

  /// Gives back what the checkout reserved; without effect if it reserved nothing.
  void give_back(const checkout_id& checkout);

  /// Turns what the checkout reserved into the stock that the store says is left.
  void settle(const souk::settle& stored);

  /// Takes over the stock of one product, unless a later level is known.
  void put_level(const stock_level& level);

  bool has_holds() const { return !holds_.empty(); }

  /// Checkouts that have held stock for longer than `hold_doubted_after`, or for a time that nobody
  /// knows: since a moment that is yet to come, where the clock was set back.
  std::vector<checkout_id> doubtful_holds(time_point now) const;

private:
  /// Gives back what checkouts hold of a product that is not counted any more: no order of it will
  /// tell of a level that settles them.
  void forget_holds_of(int64_t product_id);

  struct entry {
    product_ptr product;
    /// Units that running checkouts hold.
    int64_t reserved = 0;
  };

  struct hold {
    std::vector<line> lines;
    time_point since;
  };

  currency unit_;
  std::unordered_map<int64_t, entry> entries_;
  std::set<int64_t> listed_;
  std::map<checkout_id, hold> holds_;
  std::map<std::pair<int64_t, int32_t>, product_page_ptr> pages_;
};

} // namespace souk
