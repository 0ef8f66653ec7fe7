#include "http/ask.hpp"
#include "http/entity_tag.hpp"
#include "http/fields.hpp"
#include "http/handlers.hpp"
#include "http/render.hpp"

namespace souk {

namespace {

auto show(const context& ctx) {
  return [&ctx](const cart_reply& reply) {
    auto result = json_answer(reply.cart);
    auto& cart = reply.cart;
    result.tag = tag_of(result.text(), ctx.subject_of_cart(cart.user), {cart.version});
    result.mark_replayed(reply.replayed);
    return result;
  };
}

constexpr integer_rule id_rule{true, 1};

} // namespace

void post_cart(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  add_line command;
  command.user = fields->user_id("user_id").value_or("");
  command.product_id = fields->integer("product_id", id_rule).value_or(0);
  command.quantity =
    static_cast<int32_t>(fields->integer("quantity", {false, 1, quantity_max}).value_or(1));
  command.key = from.key;
  command.only_if = precondition_on(ctx.subject_of_cart(command.user), from.only_if);
  if (!all_valid(from, *fields))
    return;
  ask<cart_reply>(ctx, std::move(from.to), ctx.actors().carts, std::move(command), show(ctx));
}

void get_cart(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  view_cart query{fields->user_id("user_id").value_or("")};
  if (!all_valid(from, *fields))
    return;
  ask<cart_reply>(ctx, std::move(from.to), ctx.actors().carts, std::move(query), show(ctx));
}

void delete_cart_line(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  remove_line command{fields->user_id("user_id").value_or("")};
  if (!all_valid(from, *fields))
    return;
  auto id = id_in_path(from);
  if (!id)
    return from.to.refuse({errc::line_unknown});
  command.product_id = *id;
  command.only_if = precondition_on(ctx.subject_of_cart(command.user), from.only_if);
  ask<cart_reply>(ctx, std::move(from.to), ctx.actors().carts, std::move(command), show(ctx));
}

} // namespace souk
