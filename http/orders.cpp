#include "http/ask.hpp"
#include "http/fields.hpp"
#include "http/handlers.hpp"
#include "http/render.hpp"

namespace souk {

namespace {

http_answer show(const order& shown) {
  std::string text;
  append(text, shown);
  return {200, json_type, std::move(text)};
}

} // namespace

void post_checkout(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  checkout command{fields->user_id("user_id").value_or("")};
  if (auto total = fields->price("expected_total", false, ctx.unit))
    command.expected_total = *total;
  command.key = from.key;
  if (!all_valid(from, *fields))
    return;
  ask<order_reply>(ctx, std::move(from.to), ctx.actors().carts, std::move(command),
                   [](const order_reply& placed) {
                     auto result = show(*placed.order);
                     result.status = 201;
                     result.with("Location", "/orders/" + std::to_string(placed.order->id)
                                               + "?user_id=" + placed.order->content.user);
                     if (placed.replayed)
                       result.with("Idempotency-Replayed", "true");
                     return result;
                   });
}

void get_orders(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  list_orders query{fields->user_id("user_id").value_or("")};
  query.limit = static_cast<int32_t>(fields->integer("limit", {false, 1, 1000}).value_or(100));
  query.before = fields->integer("before", {false, 1}).value_or(query.before);
  if (!all_valid(from, *fields))
    return;
  auto next = "</orders?user_id=" + query.user + "&limit=" + std::to_string(query.limit);
  ask<order_page>(ctx, std::move(from.to), ctx.actors().orders, std::move(query),
                  [next = std::move(next)](const order_page& page) {
                    std::string text;
                    append(text, page);
                    http_answer result{200, json_type, std::move(text)};
                    if (page.more)
                      result.with("Link", next + "&before=" + std::to_string(page.orders.back()->id)
                                            + ">; rel=\"next\"");
                    return result;
                  });
}

void get_one_order(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  get_order query{fields->user_id("user_id").value_or("")};
  if (!all_valid(from, *fields))
    return;
  auto id = id_in_path(from);
  if (!id)
    return from.to.refuse({errc::order_unknown});
  query.id = *id;
  ask<order_ptr>(ctx, std::move(from.to), ctx.actors().orders, std::move(query),
                 [](const order_ptr& found) { return show(*found); });
}

} // namespace souk
