#include "sdk/client.hpp"

#include "sdk/decode.hpp"
#include "sdk/encode.hpp"
#include "sdk/link.hpp"
#include "sdk/session.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace souk {

using namespace sdk;

namespace {

/// How many values a list fetches at a time while it is read.
constexpr int page_size = 100;

[[noreturn]] void fail_to_read(const http_request& request, std::string_view why) {
  throw transport_error{transport_fault::malformed_answer,
                        request.method + " " + request.target + ": " + std::string{why}};
}

/// What `decode` makes of the body.
template <class Decode>
auto read(const http_request& request, const http_reply& reply, Decode decode) {
  auto json = parse_json(reply.body);
  if (!json)
    fail_to_read(request, "the answer is not JSON");
  try {
    return decode(*json);
  } catch (const decode_error& err) {
    fail_to_read(request, err.what());
  }
}

/// Where the page behind this one starts: the query parameter `name` of what its Link field names;
/// nothing: this is the last one. `is_progress` tells whether that is behind `start`; if not,
/// following it would never end.
template <class Compare>
std::optional<std::int64_t> next_start(const http_request& request, const http_reply& reply,
                                       std::string_view name, std::optional<std::int64_t> start,
                                       Compare is_progress) {
  auto target = next_target(reply.field("Link"));
  if (target.empty())
    return std::nullopt;
  auto next = parse_integer(query_value(target, name));
  if (!next || (start && !is_progress(*next, *start)))
    fail_to_read(request, "the answer links to no next page");
  return next;
}

bool is_replayed(const http_reply& reply) {
  return reply.field("Idempotency-Replayed") == "true";
}

/// The key, or a random one in place of an empty one.
std::string checked_key(std::string_view key) {
  if (key.empty())
    return random_key();
  if (key.size() > 255
      || !std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; }))
    throw std::invalid_argument{"a key has 1 to 255 visible ASCII characters"};
  return std::string{key};
}

std::string path_of(std::string_view collection, std::int64_t id) {
  return std::string{collection} + "/" + std::to_string(id);
}

std::string stock_path(std::int64_t product_id) {
  return path_of("/products", product_id) + "/stock";
}

/// The target and which page of it: up to `limit` values from `start` on, if there is one.
std::string paged_target(std::string target, int limit, std::string_view name,
                         std::optional<std::int64_t> start) {
  target += target.find('?') == std::string::npos ? '?' : '&';
  target += "limit=" + std::to_string(limit);
  if (start)
    target.append("&").append(name).append("=").append(std::to_string(*start));
  return target;
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
    return read(request, shop.call(request), decode);
  }

  /// Like `get` for results that know whether they are kept ones.
  template <class Decode>
  auto get_replayable(const http_request& request, Decode decode) {
    auto reply = shop.call(request);
    auto result = read(request, reply, decode);
    result.replayed = is_replayed(reply);
    return result;
  }

  /// A page of a list; the further arguments as in `next_start`.
  template <class Decode, class Compare>
  auto get_page(const http_request& request, Decode decode, std::string_view name,
                std::optional<std::int64_t> start, Compare is_progress) {
    auto reply = shop.call(request);
    page<typename decltype(decode(json_value{}))::value_type> result;
    result.values = read(request, reply, decode);
    result.next = next_start(request, reply, name, start, is_progress);
    return result;
  }

  stock_moved move_stock(std::int64_t product_id, std::string body, std::string_view key) {
    return get_replayable({"POST", stock_path(product_id), std::move(body), checked_key(key)},
                          decode_stock_moved);
  }
};

client::client(client_options options) : parts_(std::make_unique<parts>(std::move(options))) {}

client::~client() = default;
client::client(client&& other) noexcept = default;
client& client::operator=(client&& other) noexcept = default;

health_report client::health() {
  return parts_->get({"GET", "/health"}, decode_health);
}

product client::create_product(const new_product& product, std::string_view key) {
  return parts_->get({"POST", "/products", encode_product(product), checked_key(key)},
                     decode_product);
}

page<product> client::list_products(int limit, std::optional<std::int64_t> after) {
  return parts_->get_page({"GET", paged_target("/products", limit, "after", after)},
                          decode_products, "after", after, std::greater<>{});
}

paged<product> client::products() {
  return paged<product>{[this](auto after) { return list_products(page_size, after); }};
}

product client::get_product(std::int64_t id) {
  return parts_->get({"GET", path_of("/products", id)}, decode_product);
}

product client::update_product(std::int64_t id, const product_changes& changes) {
  // Units that are sold between two attempts would be in stock again after the second.
  return parts_->get({.method = "PUT",
                      .target = path_of("/products", id),
                      .body = encode_changes(changes),
                      .may_be_repeated = !changes.stock},
                     decode_product);
}

void client::delete_product(std::int64_t id) {
  try {
    parts_->shop.call({"DELETE", path_of("/products", id)});
  } catch (const api_error& err) {
    // The attempt whose answer was lost has done it.
    if (err.code() != "product_unknown" || !parts_->shop.is_in_doubt())
      throw;
  }
}

stock client::get_stock(std::int64_t product_id, int limit, std::optional<std::int64_t> before) {
  http_request request{"GET", paged_target(stock_path(product_id), limit, "before", before)};
  auto reply = parts_->shop.call(request);
  auto result = read(request, reply, decode_stock);
  result.next = next_start(request, reply, "before", before, std::less<>{});
  return result;
}

paged<movement> client::movements(std::int64_t product_id) {
  return paged<movement>{[this, product_id](auto before) {
    auto part = get_stock(product_id, page_size, before);
    return page<movement>{std::move(part.movements), part.next};
  }};
}

stock_moved client::receive_stock(std::int64_t product_id, std::int64_t quantity,
                                  std::string_view reason, std::string_view key) {
  return parts_->move_stock(product_id, encode_movement("received", quantity, reason), key);
}

stock_moved client::adjust_stock(std::int64_t product_id, std::int64_t difference,
                                 std::string_view reason, std::string_view key) {
  return parts_->move_stock(product_id, encode_movement("adjusted", difference, reason), key);
}

cart client::add_to_cart(std::int64_t product_id, std::int64_t quantity, std::string_view key) {
  auto target = "/cart" + parts_->user_query() + "&product_id=" + std::to_string(product_id)
                + "&quantity=" + std::to_string(quantity);
  return parts_->get_replayable({"POST", target, {}, checked_key(key)}, decode_cart);
}

cart client::get_cart() {
  return parts_->get({"GET", "/cart" + parts_->user_query()}, decode_cart);
}

cart client::remove_from_cart(std::int64_t product_id) {
  try {
    return parts_->get({"DELETE", path_of("/cart", product_id) + parts_->user_query()},
                       decode_cart);
  } catch (const api_error& err) {
    if (err.code() != "line_unknown" || !parts_->shop.is_in_doubt())
      throw;
  }
  // The attempt whose answer was lost has done it.
  return get_cart();
}

order client::checkout(const std::optional<amount>& expected_total, std::string_view key) {
  return parts_->get_replayable({"POST", "/checkout" + parts_->user_query(),
                                 expected_total ? encode_agreement(*expected_total) : std::string{},
                                 checked_key(key)},
                                decode_order);
}

page<order> client::list_orders(int limit, std::optional<std::int64_t> before) {
  auto target = paged_target("/orders" + parts_->user_query(), limit, "before", before);
  return parts_->get_page({"GET", target}, decode_orders, "before", before, std::less<>{});
}

paged<order> client::orders() {
  return paged<order>{[this](auto before) { return list_orders(page_size, before); }};
}

order client::get_order(std::int64_t id) {
  return parts_->get({"GET", path_of("/orders", id) + parts_->user_query()}, decode_order);
}

order client::cancel_order(std::int64_t id, std::string_view key) {
  auto target = path_of("/orders", id) + "/cancel" + parts_->user_query();
  return parts_->get_replayable({"POST", target, {}, checked_key(key)}, decode_order);
}

page<event> client::list_events(int limit, std::optional<std::int64_t> after) {
  return parts_->get_page({"GET", paged_target("/events", limit, "after", after)}, decode_events,
                          "after", after, std::greater<>{});
}

paged<event> client::events(std::optional<std::int64_t> after) {
  return paged<event>{
    [this, after](auto next) { return list_events(page_size, next ? next : after); }};
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
