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

/// How many values `products` and `orders` fetch at a time.
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

  /// A page whose Link field names the next one by the query parameter `name`. `is_progress` tells
  /// whether that is behind `start`; if not, following it would never end.
  template <class Decode, class Compare>
  auto get_page(const http_request& request, Decode decode, std::string_view name,
                std::optional<std::int64_t> start, Compare is_progress) {
    auto reply = shop.call(request);
    page<typename decltype(decode(json_value{}))::value_type> result;
    result.values = read(request, reply, decode);
    auto target = next_target(reply.field("Link"));
    if (target.empty())
      return result;
    result.next = parse_integer(query_value(target, name));
    if (!result.next || (start && !is_progress(*result.next, *start)))
      fail_to_read(request, "the answer links to no next page");
    return result;
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
  auto target = "/products?limit=" + std::to_string(limit);
  if (after)
    target += "&after=" + std::to_string(*after);
  return parts_->get_page({"GET", target}, decode_products, "after", after, std::greater<>{});
}

paged<product> client::products() {
  return paged<product>{[this](auto after) { return list_products(page_size, after); }};
}

product client::get_product(std::int64_t id) {
  return parts_->get({"GET", path_of("/products", id)}, decode_product);
}

product client::update_product(std::int64_t id, const product_changes& changes) {
  return parts_->get({"PUT", path_of("/products", id), encode_changes(changes)}, decode_product);
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
  auto target = "/orders" + parts_->user_query() + "&limit=" + std::to_string(limit);
  if (before)
    target += "&before=" + std::to_string(*before);
  return parts_->get_page({"GET", target}, decode_orders, "before", before, std::less<>{});
}

paged<order> client::orders() {
  return paged<order>{[this](auto before) { return list_orders(page_size, before); }};
}

order client::get_order(std::int64_t id) {
  return parts_->get({"GET", path_of("/orders", id) + parts_->user_query()}, decode_order);
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
