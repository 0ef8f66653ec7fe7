#include "http/routes.hpp"

#include "http/handlers.hpp"

namespace souk {

namespace {

constexpr std::string_view id_schema = R"({"type":"integer","format":"int64","minimum":1})";
constexpr std::string_view limit_schema =
  R"({"type":"integer","minimum":1,"maximum":1000,"default":100})";
constexpr std::string_view quantity_schema =
  R"({"type":"integer","minimum":1,"maximum":10000,"default":1})";
constexpr std::string_view user_schema =
  R"({"type":"string","minLength":1,"maxLength":128,"pattern":"^[A-Za-z0-9._@:-]+$"})";

const parameter product_in_path{"product_id", parameter_place::path, true, "The product's id.",
                                id_schema};
const parameter user_in_query{"user_id", parameter_place::query, true, "Whose cart or orders.",
                              user_schema};
const parameter key_in_header{
  "Idempotency-Key", parameter_place::header, false,
  "1 to 255 visible ASCII characters. The same key with the same request gets the first answer "
  "again, so that a request whose answer was lost can be repeated safely for 24 hours."};
const parameter page_limit{"limit", parameter_place::query, false, "How many to return at most.",
                           limit_schema};

std::vector<route> product_routes() {
  return {
    {"POST",
     "/products",
     "Add a product",
     "products",
     {key_in_header},
     body_rule::required,
     "NewProduct",
     {201, "The product, under a new id.", "Product"},
     {errc::request_in_progress, errc::idempotency_key_reused},
     post_product},
    {"GET",
     "/products",
     "List products",
     "products",
     {page_limit,
      {"after", parameter_place::query, false,
       "Only products with a higher id: the last one of the page before.",
       R"({"type":"integer","format":"int64","minimum":0,"default":0})"}},
     body_rule::none,
     {},
     {200,
      "Products in the order of their ids; a Link field with rel=\"next\" while there are "
      "more.",
      "Product[]"},
     {},
     get_products},
    {"GET",
     "/products/{product_id}",
     "Read a product",
     "products",
     {product_in_path},
     body_rule::none,
     {},
     {200, "The product.", "Product"},
     {errc::product_unknown},
     get_one_product},
    {"PUT",
     "/products/{product_id}",
     "Change a product",
     "products",
     {product_in_path},
     body_rule::required,
     "ProductChanges",
     {200, "The product; fields that were absent keep their value.", "Product"},
     {errc::product_unknown},
     put_product},
    {"DELETE",
     "/products/{product_id}",
     "Archive a product",
     "products",
     {product_in_path},
     body_rule::none,
     {},
     {204, "Gone for buyers. Its id is never used again; orders keep their "
           "copy."},
     {errc::product_unknown},
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
     get_stock_of_product},
    {"POST",
     "/products/{product_id}/stock",
     "Move a product's stock",
     "products",
     {product_in_path, key_in_header},
     body_rule::required,
     "NewMovement",
     {201, "The movement, and what it left on hand.", "StockMoved"},
     {errc::product_unknown, errc::stock_not_tracked, errc::stock_too_low,
      errc::idempotency_key_reused},
     post_stock_of_product},
  };
}

std::vector<route> cart_routes() {
  const std::string_view by_query = "May stand in the body instead.";
  return {
    {"POST",
     "/cart",
     "Add units of a product to a cart",
     "cart",
     {{"user_id", parameter_place::query, false, by_query, user_schema},
      {"product_id", parameter_place::query, false, by_query, id_schema},
      {"quantity", parameter_place::query, false, by_query, quantity_schema},
      key_in_header},
     body_rule::optional,
     "NewLine",
     {200, "The whole cart.", "Cart"},
     {errc::product_unknown, errc::quantity_too_large, errc::cart_full, errc::total_too_large,
      errc::request_in_progress, errc::idempotency_key_reused},
     post_cart},
    {"GET",
     "/cart",
     "Read a cart at today's prices",
     "cart",
     {user_in_query},
     body_rule::none,
     {},
     {200, "The cart; an unknown user has an empty one.", "Cart"},
     {errc::total_too_large},
     get_cart},
    {"DELETE",
     "/cart/{product_id}",
     "Remove a product from a cart",
     "cart",
     {product_in_path, user_in_query},
     body_rule::none,
     {},
     {200, "The whole cart.", "Cart"},
     {errc::line_unknown, errc::checkout_in_progress, errc::total_too_large},
     delete_cart_line},
  };
}

std::vector<route> order_routes() {
  return {
    {"POST",
     "/checkout",
     "Turn a cart into an order",
     "orders",
     {user_in_query, key_in_header},
     body_rule::optional,
     "Agreement",
     {201, "The order. The cart has lost exactly these lines.", "Order"},
     {errc::cart_empty, errc::items_unavailable, errc::total_too_large, errc::total_changed,
      errc::out_of_stock, errc::checkout_in_progress, errc::request_in_progress,
      errc::idempotency_key_reused},
     post_checkout},
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
     get_orders},
    {"GET",
     "/orders/{order_id}",
     "Read an order",
     "orders",
     {{"order_id", parameter_place::path, true, "The order's id.", id_schema}, user_in_query},
     body_rule::none,
     {},
     {200, "The order.", "Order"},
     {errc::order_unknown},
     get_one_order},
    {"POST",
     "/orders/{order_id}/cancel",
     "Cancel an order",
     "orders",
     {{"order_id", parameter_place::path, true, "The order's id.", id_schema},
      user_in_query,
      key_in_header},
     body_rule::none,
     {},
     {200, "The order, canceled; its stock can be had again.", "Order"},
     {errc::order_unknown, errc::order_not_cancelable},
     post_cancel},
  };
}

std::vector<route> other_routes() {
  return {
    {"GET",
     "/events",
     "Read everything that happened",
     "events",
     {page_limit,
      {"after", parameter_place::query, false,
       "Only events with a higher id: the last one of the page before.",
       R"({"type":"integer","format":"int64","minimum":0,"default":0})"}},
     body_rule::none,
     {},
     {200, "Events, oldest first; a Link field with rel=\"next\" while there are more.", "Event[]"},
     {},
     get_events},
    {"GET",
     "/health",
     "Whether the shop is open",
     "service",
     {},
     body_rule::none,
     {},
     {200, "The shop answers.", "Health"},
     {},
     get_health},
    {"GET",
     "/openapi.json",
     "This document",
     "service",
     {},
     body_rule::none,
     {},
     {200, "An OpenAPI 3.1 document.", "Document"},
     {},
     get_openapi},
    {"GET",
     "/docs",
     "The documentation to read and try",
     "service",
     {},
     body_rule::none,
     {},
     {200, "A page."},
     {},
     get_docs},
    {"GET",
     "/docs/{file}",
     "A part of the documentation page",
     "service",
     {{"file", parameter_place::path, true, "The name of the part."}},
     body_rule::none,
     {},
     {200, "A script or a style sheet."},
     {},
     get_docs_asset},
    {"GET",
     "/problems/{code}",
     "What a problem means",
     "service",
     {{"code", parameter_place::path, true, "The code of the problem."}},
     body_rule::none,
     {},
     {200, "A page."},
     {},
     get_problem},
  };
}

} // namespace

std::vector<route> all_routes() {
  std::vector<route> result;
  for (auto part : {product_routes, stock_routes, cart_routes, order_routes, other_routes})
    for (auto& each : part())
      result.push_back(std::move(each));
  return result;
}

} // namespace souk
