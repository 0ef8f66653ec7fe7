#include "http/routes.hpp"

#include "http/handlers.hpp"
#include "http/parameters.hpp"

namespace souk {

namespace {

constexpr std::string_view by_query = "May stand in the body instead.";

std::vector<route> product_routes() { // NOLINT(readability-function-size): a table
  return {
    {"POST",
     "/products",
     "Add a product",
     "products",
     {key_in_header},
     body_rule::required,
     "NewProduct",
     {201, "The product, under a new id.", "Product", true, true},
     {errc::currency_mismatch, errc::request_in_progress, errc::idempotency_key_reused},
     post_product,
     {.may_compress = true}},
    {"GET",
     "/products",
     "List products",
     "products",
     {page_limit,
      {"after", parameter_place::query, false,
       "Only products with a higher id: the last one of the page before.",
       R"({"type":"integer","format":"int64","minimum":0,"default":0})"},
      if_none_match,
      if_still},
     body_rule::none,
     {},
     {200,
      "Products in the order of their ids; a Link field with rel=\"next\" while there are "
      "more.",
      "Product[]", true},
     {errc::precondition_failed},
     get_products,
     asked_again,
     cost_class::list},
    {"GET",
     "/products/{product_id}",
     "Read a product",
     "products",
     {product_in_path, if_none_match, if_still},
     body_rule::none,
     {},
     {200, "The product.", "Product", true},
     {errc::product_unknown, errc::precondition_failed},
     get_one_product,
     asked_again},
    {"PUT",
     "/products/{product_id}",
     "Change a product",
     "products",
     {product_in_path, if_match},
     body_rule::required,
     "ProductChanges",
     {200, "The product; fields that were absent keep their value.", "Product", true},
     {errc::product_unknown, errc::precondition_failed, errc::currency_mismatch},
     put_product,
     {.may_compress = true}},
    {"DELETE",
     "/products/{product_id}",
     "Archive a product",
     "products",
     {product_in_path, if_match},
     body_rule::none,
     {},
     {204, "Gone for buyers. Its id is never used again; orders keep their copy."},
     {errc::product_unknown, errc::precondition_failed},
     delete_product},
  };
}

std::vector<route> stock_routes() {
  return {
    {"GET",
     "/products/{product_id}/stock",
     "Read a product's stock and its movements",
     "products",
     {product_in_path,
      page_limit,
      {"before", parameter_place::query, false,
       "Only movements with a lower sequence: the last one of the page before.", id_schema}},
     body_rule::none,
     {},
     {200,
      "What is on hand, held by running checkouts, and to be had; movements newest first; a Link "
      "field with rel=\"next\" while there are more.",
      "Stock"},
     {errc::product_unknown},
     get_stock_of_product,
     {.may_compress = true},
     cost_class::list},
    {"POST",
     "/products/{product_id}/stock",
     "Move a product's stock",
     "products",
     {product_in_path, key_in_header, if_match},
     body_rule::required,
     "NewMovement",
     {201, "The movement, and what it left on hand.", "StockMoved"},
     {errc::product_unknown, errc::precondition_failed, errc::stock_not_tracked,
      errc::stock_too_low, errc::stock_too_large, errc::idempotency_key_reused},
     post_stock_of_product},
  };
}

std::vector<route> cart_routes() { // NOLINT(readability-function-size): a table
  return {
    {"POST",
     "/cart",
     "Add units of a product to a cart",
     "cart",
     {{"user_id", parameter_place::query, false, by_query, user_schema},
      {"product_id", parameter_place::query, false, by_query, id_schema},
      {"quantity", parameter_place::query, false, by_query, quantity_schema},
      key_in_header,
      if_cart_matches},
     body_rule::optional,
     "NewLine",
     {200, "The whole cart.", "Cart", true},
     {errc::product_unknown, errc::quantity_too_large, errc::cart_full, errc::total_too_large,
      errc::precondition_failed, errc::checkout_in_progress, errc::request_in_progress,
      errc::idempotency_key_reused},
     post_cart,
     {.may_compress = true}},
    {"GET",
     "/cart",
     "Read a cart at today's prices",
     "cart",
     {user_in_query, if_none_match, if_still},
     body_rule::none,
     {},
     {200, "The cart; an unknown user has an empty one.", "Cart", true},
     {errc::precondition_failed},
     get_cart,
     asked_again_by_its_user},
    {"DELETE",
     "/cart/{product_id}",
     "Remove a product from a cart",
     "cart",
     {product_in_path, user_in_query, if_cart_matches},
     body_rule::none,
     {},
     {200, "The whole cart.", "Cart", true},
     {errc::line_unknown, errc::precondition_failed, errc::checkout_in_progress},
     delete_cart_line,
     {.may_compress = true}},
  };
}

std::vector<route> order_routes() { // NOLINT(readability-function-size): a table
  return {
    {"POST",
     "/checkout",
     "Turn a cart into an order",
     "orders",
     {{"user_id", parameter_place::query, false, by_query, user_schema},
      key_in_header,
      if_cart_matches},
     body_rule::optional,
     "Agreement",
     {201, "The order. The cart has lost exactly these lines.", "Order", true, true},
     {errc::cart_empty, errc::items_unavailable, errc::total_too_large, errc::total_changed,
      errc::out_of_stock, errc::precondition_failed, errc::checkout_in_progress,
      errc::request_in_progress, errc::idempotency_key_reused},
     post_checkout,
     {.may_compress = true},
     cost_class::checkout},
    {"GET",
     "/orders",
     "List a user's orders",
     "orders",
     {user_in_query,
      page_limit,
      {"before", parameter_place::query, false,
       "Only orders with a lower id: the last one of the page before.", id_schema}},
     body_rule::none,
     {},
     {200, "Orders, newest first; a Link field with rel=\"next\" while there are more.", "Order[]"},
     {},
     get_orders,
     {.may_compress = true},
     cost_class::list},
    {"GET",
     "/orders/{order_id}",
     "Read an order",
     "orders",
     {order_in_path, user_in_query, if_none_match, if_still},
     body_rule::none,
     {},
     {200, "The order.", "Order", true},
     {errc::order_unknown, errc::precondition_failed},
     get_one_order,
     asked_again_by_its_user},
    {"POST",
     "/orders/{order_id}/cancel",
     "Cancel an order",
     "orders",
     {order_in_path, user_in_query, key_in_header, if_order_matches},
     body_rule::none,
     {},
     {200, "The order, canceled; its stock can be had again.", "Order", true},
     {errc::order_unknown, errc::precondition_failed, errc::order_not_cancelable,
      errc::stock_too_large},
     post_cancel,
     {.may_compress = true}},
  };
}

} // namespace

std::vector<route> all_routes() {
  std::vector<route> result;
  for (auto part : {product_routes, stock_routes, cart_routes, order_routes, service_routes})
    for (auto& each : part()) {
      if (each.method != "GET" && each.cost == cost_class::light)
        each.cost = cost_class::change;
      result.push_back(std::move(each));
    }
  return result;
}

} // namespace souk
