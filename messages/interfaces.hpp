#pragma once

#include "messages/cart.hpp"
#include "messages/error.hpp"
#include "messages/event.hpp"
#include "messages/order.hpp"
#include "messages/product.hpp"
#include "messages/stock.hpp"
#include "messages/storing.hpp"

#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

/// The sentences that the actors of a shop understand. Start reading souk here.
///
/// A buyer's or a seller's command with a value that it may not have is refused at once with
/// `invalid_command`; nothing is changed, and its key is not used up. What actors tell one another,
/// such as `reserve` and `place`, is taken at its word; programs have no handle that takes it.
///
/// Besides what a command says of itself, any of them may be refused as `unavailable` (the actor is
/// being restarted, or the shop has ended), `deadline_exceeded`, `storage_full`, `storage_failed`,
/// `overloaded` or `internal`: `refusal_of` tells which. A time limit of CAF's request that is up
/// counts as `deadline_exceeded`, but the command goes on: what nobody waits for any more is
/// dropped only where its `until` has passed.

namespace souk {

/// The part of CATALOG that programs may speak to.
using public_catalog_actor = caf::typed_actor<
  // Stores a new product under the next id.
  caf::replies_to<create_product>::with<product_reply>,
  // Changes what is named and keeps the rest.
  caf::replies_to<update_product>::with<product_ptr>,
  // Ends a product for buyers; replies its last state.
  caf::replies_to<archive_product>::with<product_ptr>,
  // Reads one product that is not archived.
  caf::replies_to<get_product>::with<product_ptr>,
  // Counts units that came in or were counted differently.
  caf::replies_to<move_stock>::with<stock_reply>,
  // Reads a product's stock and its movements.
  caf::replies_to<get_stock>::with<stock_page>,
  // Reads products in the order of their ids.
  caf::replies_to<list_products>::with<product_page_ptr>>;

/// The CATALOG actor: owns all products and the stock that running checkouts reserve.
using catalog_actor = public_catalog_actor::extend<
  // Prices lines without reserving anything; never fails.
  caf::replies_to<quote>::with<quoted_lines>,
  // Reserves the stock of all lines or of none.
  caf::replies_to<reserve>::with<quoted_lines>,
  // Gives back what a checkout reserved.
  caf::reacts_to<release>,
  // Turns what a checkout reserved into stock that is gone.
  caf::reacts_to<settle>,
  // Asks STORE whether to settle or to give back what a checkout reserved.
  caf::reacts_to<doubt>,
  // Takes over rows of the store, as far as they are newer.
  caf::reacts_to<stored_catalog>>;

/// The CART actor: owns the lines of one user. Spoken to through CARTS only.
using cart_actor = caf::typed_actor<
  // Adds units of one product; replies the whole cart.
  caf::replies_to<add_line>::with<cart_reply>,
  // Takes a product out; replies the whole cart.
  caf::replies_to<remove_line>::with<cart_reply>,
  // Reads the cart at the prices of this moment.
  caf::replies_to<view_cart>::with<cart_reply>,
  // Turns the lines into an order, or changes nothing.
  caf::replies_to<checkout>::with<order_reply>,
  // Tells whether the cart could leave memory.
  caf::replies_to<passivate>::with<cart_activity>>;

/// The CARTS actor: the directory that finds or spawns a user's CART.
using carts_actor = caf::typed_actor<
  // The commands of a CART, handed on to the one of the command's user.
  caf::replies_to<add_line>::with<cart_reply>, caf::replies_to<remove_line>::with<cart_reply>,
  caf::replies_to<view_cart>::with<cart_reply>, caf::replies_to<checkout>::with<order_reply>>;

/// The part of ORDERS that programs may speak to.
using public_orders_actor = caf::typed_actor<
  // Cancels an order and gives its stock back.
  caf::replies_to<cancel_order>::with<placed_order>,
  // Reads one order of its own user.
  caf::replies_to<get_order>::with<order_ptr>,
  // Reads the orders of a user, newest first.
  caf::replies_to<list_orders>::with<order_page>>;

/// The ORDERS actor: places orders and finds them again.
using orders_actor = public_orders_actor::extend<
  // Stores an order.
  caf::replies_to<place>::with<placed_order>,
  // Reads a cart as the orders that came before leave it.
  caf::replies_to<load_cart>::with<stored_cart>>;

/// The STORE actor: the only one that touches the database. Replies when it is durable; CATALOG is
/// told what stock an order left or gave back before anybody is answered.
using store_actor = caf::typed_actor<
  // The changes; each is all or nothing.
  caf::replies_to<insert_product>::with<product_reply>,
  caf::replies_to<update_product>::with<product_ptr>,
  caf::replies_to<archive_product>::with<product_ptr>, caf::replies_to<save_line>::with<saved_cart>,
  caf::replies_to<drop_line>::with<saved_cart>, caf::replies_to<place>::with<placed_order>,
  caf::replies_to<save_movement>::with<saved_movement>,
  caf::replies_to<save_cancel>::with<placed_order>,
  caf::replies_to<keep_refusal>::with<kept_answer>,
  // The reads.
  caf::replies_to<load_catalog>::with<stored_catalog>,
  caf::replies_to<load_cart>::with<stored_cart>, caf::replies_to<find_checkout>::with<placed_order>,
  caf::replies_to<get_order>::with<order_ptr>, caf::replies_to<list_orders>::with<order_page>,
  caf::replies_to<load_movements>::with<movement_page>,
  caf::replies_to<list_events>::with<event_page>,
  // Commits what has been gathered since the last flush; STORE's message to itself.
  caf::reacts_to<flush>>;

/// The part of STORE that programs may speak to: everything that happened, in order.
using feed_actor = caf::typed_actor<caf::replies_to<list_events>::with<event_page>>;

} // namespace souk
