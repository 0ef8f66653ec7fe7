#include "sdk/client.hpp"

#include "sdk/answer.hpp"
#include "sdk/decode.hpp"
#include "sdk/encode.hpp"
#include "sdk/session.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace souk {

using namespace sdk;

namespace {

/// How many values a list fetches at a time while it is read.
constexpr int page_size = 100;

/// The key, or a random one in place of an empty one.
std::string checked_key(std::string_view key) {
  if (key.empty())
    return random_key();
  if (key.size() > 255
      || !std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; }))
    throw std::invalid_argument{"a key has 1 to 255 visible ASCII characters"};
  return std::string{key};
}

/// The tag, or an empty one.
std::string checked_tag(const std::string& seen) {
  if (!seen.empty() && !is_strong_tag(seen))
    throw std::invalid_argument{"what was seen is named by the tag of an answer"};
  return seen;
}

std::string path_of(std::string_view collection, std::int64_t id) {
  return std::string{collection} + "/" + std::to_string(id);
}

std::string stock_path(std::int64_t product_id) {
  return path_of("/products", product_id) + "/stock";
}

} // namespace

struct client::parts {
  explicit parts(client_options chosen) : options(std::move(chosen)), shop(options) {}

  client_options options;
  session shop;

  /// `?user_id=...`
  std::string user_query() const { return "?user_id=" + percent_encode(options.user_id); }

  template <class Decode>
  auto get(const http_request& request, Decode decode) {
    return read_answer(request, shop.call(request), decode);
  }

  /// Like `get` for results that know whether they are kept ones.
  template <class Decode>
  auto get_replayable(const http_request& request, Decode decode) {
    auto reply = shop.call(request);
    auto result = read_answer(request, reply, decode);
    result.replayed = is_replayed(reply);
    return result;
  }

  template <class Decode>
  auto get_page(const std::string& list, const list_part& part, Decode decode) {
    http_request request{"GET", part.target_in(list)};
    auto reply = shop.call(request);
    page<typename decltype(decode(json_value{}))::value_type> result;
    result.values = read_answer(request, reply, decode);
    result.next = part.next(request, reply);
    return result;
  }

  stock get_stock(std::int64_t product_id, const list_part& part) {
    http_request request{"GET", part.target_in(stock_path(product_id))};
    auto reply = shop.call(request);
    auto result = read_answer(request, reply, decode_stock);
    result.next = part.next(request, reply);
    return result;
  }

  stock_moved move_stock(std::int64_t product_id, std::string body, std::string_view key,
                         const std::string& seen) {
    return get_replayable({.method = "POST",
                           .target = stock_path(product_id),
                           .body = std::move(body),
                           .key = checked_key(key),
                           .seen = checked_tag(seen),
                           .expected_status = 201},
                          decode_stock_moved);
  }
};

client::client(client_options options) : parts_(std::make_shared<parts>(std::move(options))) {}

client::~client() = default;
client::client(client&& other) noexcept = default;
client& client::operator=(client&& other) noexcept = default;

health_report client::health() {
  return parts_->get({"GET", "/health"}, decode_health);
}

product client::create_product(const new_product& product, std::string_view key) {
  return parts_->get({.method = "POST",
                      .target = "/products",
                      .body = encode_product(product),
                      .key = checked_key(key),
                      .expected_status = 201},
                     decode_product);
}

page<product> client::list_products(int limit, std::optional<std::int64_t> after) {
  return parts_->get_page("/products", {direction::after, limit, after}, decode_products);
}

paged<product> client::products() {
  return paged<product>{[parts = parts_](auto after) {
    return parts->get_page("/products", {direction::after, page_size, after}, decode_products);
  }};
}

product client::get_product(std::int64_t id) {
  return parts_->get({"GET", path_of("/products", id)}, decode_product);
}

product client::update_product(std::int64_t id, const product_changes& changes,
                               const std::string& seen) {
  // Units that are sold between two attempts would be in stock again after the second.
  return parts_->get({.method = "PUT",
                      .target = path_of("/products", id),
                      .body = encode_changes(changes),
                      .seen = checked_tag(seen),
                      .may_be_repeated = !changes.stock},
                     decode_product);
}

void client::delete_product(std::int64_t id, const std::string& seen) {
  try {
    parts_->shop.call({.method = "DELETE",
                       .target = path_of("/products", id),
                       .seen = checked_tag(seen),
                       .expected_status = 204});
  } catch (const api_error& err) {
    // The attempt whose answer was lost has done it.
    if (err.code() != "product_unknown" || !err.may_have_happened())
      throw;
  }
}

stock client::get_stock(std::int64_t product_id, int limit, std::optional<std::int64_t> before) {
  return parts_->get_stock(product_id, {direction::before, limit, before});
}

paged<movement> client::movements(std::int64_t product_id) {
  return paged<movement>{[parts = parts_, product_id](auto before) {
    auto part = parts->get_stock(product_id, {direction::before, page_size, before});
    return page<movement>{std::move(part.movements), part.next};
  }};
}

stock_moved client::receive_stock(std::int64_t product_id, std::int64_t quantity,
                                  std::string_view reason, std::string_view key,
                                  const std::string& seen) {
  return parts_->move_stock(product_id, encode_movement("received", quantity, reason), key, seen);
}

stock_moved client::adjust_stock(std::int64_t product_id, std::int64_t difference,
                                 std::string_view reason, std::string_view key,
                                 const std::string& seen) {
  return parts_->move_stock(product_id, encode_movement("adjusted", difference, reason), key, seen);
}

cart client::add_to_cart(std::int64_t product_id, std::int64_t quantity, std::string_view key,
                         const std::string& seen) {
  auto target = "/cart" + parts_->user_query() + "&product_id=" + std::to_string(product_id)
                + "&quantity=" + std::to_string(quantity);
  return parts_->get_replayable({"POST", target, {}, checked_key(key), checked_tag(seen)},
                                decode_cart);
}

cart client::get_cart() {
  return parts_->get({"GET", "/cart" + parts_->user_query()}, decode_cart);
}

cart client::remove_from_cart(std::int64_t product_id, const std::string& seen) {
  try {
    return parts_->get({.method = "DELETE",
                        .target = path_of("/cart", product_id) + parts_->user_query(),
                        .seen = checked_tag(seen)},
                       decode_cart);
  } catch (const api_error& err) {
    if (err.code() != "line_unknown" || !err.may_have_happened())
      throw;
  }
  // The attempt whose answer was lost has done it.
  return parts_->get(
    {.method = "GET", .target = "/cart" + parts_->user_query(), .follows_a_change = true},
    decode_cart);
}

order client::checkout(const std::optional<amount>& expected_total, std::string_view key,
                       const std::string& seen) {
  return parts_->get_replayable(
    {.method = "POST",
     .target = "/checkout" + parts_->user_query(),
     .body = expected_total ? encode_agreement(*expected_total) : std::string{},
     .key = checked_key(key),
     .seen = checked_tag(seen),
     .expected_status = 201},
    decode_order);
}

page<order> client::list_orders(int limit, std::optional<std::int64_t> before) {
  return parts_->get_page("/orders" + parts_->user_query(), {direction::before, limit, before},
                          decode_orders);
}

paged<order> client::orders() {
  return paged<order>{[parts = parts_, list = "/orders" + parts_->user_query()](auto before) {
    return parts->get_page(list, {direction::before, page_size, before}, decode_orders);
  }};
}

order client::get_order(std::int64_t id) {
  return parts_->get({"GET", path_of("/orders", id) + parts_->user_query()}, decode_order);
}

order client::cancel_order(std::int64_t id, std::string_view key, const std::string& seen) {
  auto target = path_of("/orders", id) + "/cancel" + parts_->user_query();
  return parts_->get_replayable({"POST", target, {}, checked_key(key), checked_tag(seen)},
                                decode_order);
}

page<event> client::list_events(int limit, std::optional<std::int64_t> after) {
  return parts_->get_page("/events", {direction::after, limit, after}, decode_events);
}

paged<event> client::events(std::optional<std::int64_t> after) {
  return paged<event>{[parts = parts_, after](auto next) {
    return parts->get_page("/events", {direction::after, page_size, next ? next : after},
                           decode_events);
  }};
}

const std::string& client::user_id() const {
  return parts_->options.user_id;
}

void client::set_user_id(std::string user_id) {
  parts_->options.user_id = std::move(user_id);
}

client client::as_user(std::string user_id) const {
  auto options = parts_->options;
  options.user_id = std::move(user_id);
  return client{std::move(options)};
}

std::string client::new_key() {
  return random_key();
}

} // namespace souk
