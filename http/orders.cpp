#include "http/ask.hpp"
#include "http/entity_tag.hpp"
#include "http/fields.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/render.hpp"

namespace souk {

namespace {

http_answer show(const context& ctx, const order& shown) {
  auto result = json_answer(shown);
  result.tag =
    tag_of(result.text(), ctx.subject_of(entity::order, shown.id), {version_of(shown.status)});
  return result;
}

} // namespace

void post_checkout(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  checkout command{fields->user_id("user_id").value_or("")};
  command.expected_total = fields->price("expected_total", false, ctx.unit);
  command.key = from.key;
  command.only_if = precondition_on(ctx.subject_of_cart(command.user), from.only_if);
  if (!all_valid(from, *fields))
    return;
  ask<order_reply>(ctx, std::move(from.to), ctx.actors().carts, std::move(command),
                   [&ctx](const order_reply& placed) {
                     auto result = show(ctx, *placed.order);
                     result.status = 201;
                     result.with("Location", "/orders/" + std::to_string(placed.order->id)
                                               + "?user_id=" + placed.order->content.user);
                     result.mark_replayed(placed.replayed);
                     return result;
                   });
}

void get_orders(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  list_orders query{fields->user_id("user_id").value_or("")};
  query.limit = page_limit_of(*fields);
  query.before = fields->integer("before", {false, 1}).value_or(query.before);
  if (!all_valid(from, *fields))
    return;
  auto next = "/orders?user_id=" + query.user + '&';
  const auto limit = query.limit;
  ask<order_page>(ctx, std::move(from.to), ctx.actors().orders, std::move(query),
                  [next = std::move(next), limit](const order_page& page) {
                    auto result = json_answer(page);
                    if (page.more)
                      add_next_link(result, next, limit, "before", page.orders.back()->id);
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
                 [&ctx](const order_ptr& found) { return show(ctx, *found); });
}

void post_cancel(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  cancel_order command{fields->user_id("user_id").value_or("")};
  command.key = from.key;
  if (!all_valid(from, *fields))
    return;
  auto id = id_in_path(from);
  if (!id)
    return from.to.refuse({errc::order_unknown});
  command.id = *id;
  command.only_if = precondition_on(ctx.subject_of(entity::order, *id), from.only_if);
  ask<placed_order>(ctx, std::move(from.to), ctx.actors().orders, std::move(command),
                    [&ctx](const placed_order& canceled) {
                      auto result = show(ctx, *canceled.order);
                      result.mark_replayed(canceled.replayed);
                      return result;
                    });
}

} // namespace souk
