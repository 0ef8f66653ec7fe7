#pragma once

#include "actors/catalog_model.hpp"
#include "actors/store.hpp"
#include "actors/sweep.hpp"
#include "messages/interfaces.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <set>

namespace souk {

/// CATALOG: products as the store has them, and what running checkouts reserve of their stock.
struct catalog_state {
  static inline constexpr auto name = "souk.catalog";

  explicit catalog_state(sweeping<catalog_actor>::pointer owner) : self(owner) {}

  caf::result<product_reply> create(create_product& command);
  caf::result<product_ptr> update(update_product& command);
  /// Stores a change of one product, then shows it.
  template <class Command>
  caf::result<product_ptr> change(Command& command);
  caf::result<stock_reply> move(const move_stock& command);
  caf::result<stock_page> show_stock(const get_stock& query);
  caf::result<product_ptr> get(const get_product& query) const;
  caf::result<product_page_ptr> list(const list_products& query);
  caf::result<quoted_lines> take(const reserve& command);
  /// Asks STORE what became of a checkout.
  void settle_or_give_back(const checkout_id& checkout);
  /// Asks STORE what became of checkouts that have held stock for too long.
  void settle_doubtful_holds();

  sweeping<catalog_actor>::pointer self;
  catalog_model model{currency{}};
  store_actor store;
  clock_source now;
  currency unit;
  std::set<std::string> keys_in_flight;
  /// Of which STORE has been asked what became of them, and has not said.
  std::set<checkout_id> in_question;
  bool is_sweeping = false;
};

/// Starts CATALOG with the rows of the store.
sweeping<catalog_actor>::behavior_type
catalog(sweeping<catalog_actor>::stateful_pointer<catalog_state> self,
        std::vector<product_ptr> rows, store_actor store, clock_source now, currency unit);

} // namespace souk
