#pragma once

#include "http/route.hpp"

/// The handlers, one file per resource: each decodes, refuses, asks, and returns.

namespace souk {

// products.cpp
void post_product(const context& ctx, request from);
void get_products(const context& ctx, request from);
void get_one_product(const context& ctx, request from);
void put_product(const context& ctx, request from);
void delete_product(const context& ctx, request from);

// stock.cpp
void get_stock_of_product(const context& ctx, request from);
void post_stock_of_product(const context& ctx, request from);

// carts.cpp
void post_cart(const context& ctx, request from);
void get_cart(const context& ctx, request from);
void delete_cart_line(const context& ctx, request from);

// orders.cpp
void post_checkout(const context& ctx, request from);
void get_orders(const context& ctx, request from);
void get_one_order(const context& ctx, request from);
void post_cancel(const context& ctx, request from);

// events.cpp
void get_events(const context& ctx, request from);

// health.cpp
void get_health(const context& ctx, request from);

// docs.cpp
void get_openapi(const context& ctx, request from);
void get_docs(const context& ctx, request from);
void get_docs_asset(const context& ctx, request from);
void get_problem(const context& ctx, request from);

} // namespace souk
