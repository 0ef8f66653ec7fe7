#pragma once

#include "sdk/client_options.hpp"
#include "sdk/error.hpp"
#include "sdk/paged.hpp"
#include "sdk/types.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace souk {

/// A shop, reached over HTTP. One client keeps one connection.
///
/// Every method blocks until the shop has answered. It throws `api_error` if the shop refused, and
/// `transport_error` if no answer came that could be understood; both are std::runtime_error, and
/// `may_have_happened()` of both tells whether the call may have had its effect all the same.
/// Failed connections, timeouts, and answers that say "try again" (502, 503 and 504; 429 and 409
/// request_in_progress with Retry-After) are tried again as `client_options` says. That never
/// doubles an effect: every request either can be repeated by its nature or carries an
/// Idempotency-Key, the same one in each attempt. Only what sets a stock, and what is bound to a
/// `seen` state without a key, is not sent again once it may have had its effect: see
/// `update_product`.
///
/// `seen`, in every method that changes a product, a cart or an order: the tag of that as it was
/// last seen. If it has changed since, nothing is done, and precondition_failed is thrown: somebody
/// else was faster. Empty: it is changed whatever it is now. Anything that is no strong entity tag
/// throws std::invalid_argument, and nothing is sent.
///
/// Not thread-safe: a thread that wants to talk to the shop has a client of its own. A client may
/// be moved between calls; one that was moved from may only be destroyed or assigned to.
class client {
public:
  /// Does not connect yet.
  /// Throws std::invalid_argument if `base_url` is no http or https URL or has a query, or if one
  /// of the `fields` cannot be sent.
  explicit client(client_options options = {});
  ~client();

  client(client&& other) noexcept;
  client& operator=(client&& other) noexcept;

  /// Whether the shop is open, and since when.
  sdk::health_report health();

  /// Creates a product and returns it with its id.
  /// `key`: 1..255 visible ASCII characters that make a repeated call return the first product
  /// instead of a second one, for 24 hours at least; empty: a new random one. Any other key, here
  /// and in every method that takes one, throws std::invalid_argument, and nothing is sent.
  /// Errors: invalid_request names each field that is out of range; currency_mismatch.
  sdk::product create_product(const sdk::new_product& product, std::string_view key = {});

  /// Up to `limit` (1..1000) products in the order of their ids, those behind the id `after`.
  sdk::page<sdk::product> list_products(int limit = 100, std::optional<std::int64_t> after = {});

  /// All products in the order of their ids, fetched 100 at a time while they are read:
  /// `for (const auto& product : client.products())`. This list and the others use the client's
  /// connection, which they keep if the client goes first; they are for its thread, too.
  sdk::paged<sdk::product> products();

  /// Errors: product_unknown.
  sdk::product get_product(std::int64_t id);

  /// Changes the fields that are set and returns the whole product.
  ///
  /// With a stock, it is not tried again once it may have been heard: units sold meanwhile would be
  /// in stock again. Nor is it with a `seen` product: if the first attempt had its effect, the
  /// second would be refused for it. After an error that `may_have_happened()`, look at the
  /// product; to count units that came in or were lost, `receive_stock` and `adjust_stock` can be
  /// repeated. Errors: product_unknown, precondition_failed, invalid_request, currency_mismatch.
  sdk::product update_product(std::int64_t id, const sdk::product_changes& changes,
                              const std::string& seen = {});

  /// Takes the product out of sale. Its id is never used again; orders keep their copy. With a
  /// `seen` product, it is tried again only as `update_product` is.
  /// Errors: product_unknown, precondition_failed.
  void delete_product(std::int64_t id, const std::string& seen = {});

  /// The stock of a product and up to `limit` (1..1000) of its movements, newest first, those with
  /// a lower sequence than `before`.
  /// Errors: product_unknown.
  sdk::stock get_stock(std::int64_t product_id, int limit = 100,
                       std::optional<std::int64_t> before = {});

  /// All movements of a product's stock, newest first, fetched 100 at a time while they are read.
  /// Errors: product_unknown.
  sdk::paged<sdk::movement> movements(std::int64_t product_id);

  /// Counts units that came in. Unlike an update of the product, it adds to whatever is on hand.
  /// Range: 1..1 000 000 000 units; `reason`: up to 200 characters. `key` as in `create_product`;
  /// `seen`: the product, which a sale changes too.
  /// Errors: product_unknown, precondition_failed, stock_not_tracked, stock_too_large.
  sdk::stock_moved receive_stock(std::int64_t product_id, std::int64_t quantity,
                                 std::string_view reason = {}, std::string_view key = {},
                                 const std::string& seen = {});

  /// Corrects what is on hand by a difference, such as -1 for a broken unit.
  /// Range: -1 000 000 000..1 000 000 000 units and not 0; `reason`: 1..200 characters. `key` as
  /// in `create_product`, `seen` as in `receive_stock`.
  /// Errors: product_unknown, precondition_failed, stock_not_tracked, stock_too_large;
  /// stock_too_low if that would take more than is on hand.
  sdk::stock_moved adjust_stock(std::int64_t product_id, std::int64_t difference,
                                std::string_view reason, std::string_view key = {},
                                const std::string& seen = {});

  /// Adds units of a product to what the cart holds of it and returns the whole cart.
  /// Range: 1..10 000 units of a product, 200 lines. `key` as in `create_product`.
  /// `seen`: the cart, of which prices are no part; nor can it be changed while it is checked out.
  /// Errors: product_unknown, precondition_failed, quantity_too_large, cart_full, total_too_large;
  /// checkout_in_progress if the cart was `seen` and is being checked out.
  sdk::cart add_to_cart(std::int64_t product_id, std::int64_t quantity = 1,
                        std::string_view key = {}, const std::string& seen = {});

  /// The cart at the prices of this moment. A user who never had one has an empty one.
  sdk::cart get_cart();

  /// Takes a line out of the cart, whatever its quantity, and returns the whole cart. With a `seen`
  /// cart, it is tried again only as `update_product` is.
  /// Errors: line_unknown, precondition_failed, checkout_in_progress.
  sdk::cart remove_from_cart(std::int64_t product_id, const std::string& seen = {});

  /// Turns the cart into an order, or changes nothing.
  /// `expected_total`: what the buyer agreed to pay; if it is no longer right, the error
  /// total_changed carries the new total. One in another currency than the shop's never is right.
  /// `key` as in `create_product`. After an error that `may_have_happened()`, be it transport_error
  /// or api_error, the order may have been placed: only a call with the same key tells. A program
  /// that must be sure to find out makes the key with `new_key` and keeps it until it has the
  /// order. `seen`: the cart, of which prices are no part: `expected_total` guards them.
  /// Errors: cart_empty, precondition_failed, total_changed; items_unavailable and out_of_stock
  /// name each line; checkout_in_progress if the same cart is being checked out elsewhere.
  sdk::order checkout(const std::optional<sdk::amount>& expected_total = {},
                      std::string_view key = {}, const std::string& seen = {});

  /// Up to `limit` (1..1000) orders, newest first, those older than the id `before`.
  sdk::page<sdk::order> list_orders(int limit = 100, std::optional<std::int64_t> before = {});

  /// All orders of the user of this moment, newest first, fetched 100 at a time while they are
  /// read.
  sdk::paged<sdk::order> orders();

  /// Errors: order_unknown, also for the order of another user.
  sdk::order get_order(std::int64_t id);

  /// Cancels the order and gives its units back to the stock. `key` as in `create_product`.
  /// `seen`: the order.
  /// Errors: order_unknown, also for the order of another user; precondition_failed;
  /// order_not_cancelable if it is canceled already; stock_too_large if its units do not fit the
  /// stock any more.
  sdk::order cancel_order(std::int64_t id, std::string_view key = {}, const std::string& seen = {});

  /// Up to `limit` (1..1000) events of the whole shop, oldest first, those behind the id `after`.
  /// A program that keeps the id of the last event it has read finds later what is new.
  sdk::page<sdk::event> list_events(int limit = 100, std::optional<std::int64_t> after = {});

  /// All events behind the id `after`, oldest first, fetched 100 at a time while they are read.
  sdk::paged<sdk::event> events(std::optional<std::int64_t> after = {});

  const std::string& user_id() const;

  /// From now on carts and orders are those of that user.
  void set_user_id(std::string user_id);

  /// A second client with the same options and a connection of its own, for that user.
  client as_user(std::string user_id) const;

  /// A key for the methods that take one: 128 random bits, in hexadecimal.
  static std::string new_key();

private:
  struct parts;
  // Lists have a share, so that they can outlive the client.
  std::shared_ptr<parts> parts_;
};

} // namespace souk
