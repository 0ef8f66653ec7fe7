#include "http/ask.hpp"
#include "http/fields.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/render.hpp"

#include <array>

namespace souk {

namespace {

constexpr std::array<std::string_view, 2> types{"received", "adjusted"};
constexpr integer_rule quantity_rule{true, -movement_units_max, movement_units_max};
constexpr text_rule reason_rule{false, 1, reason_characters_max};

/// What only the fields together show.
void check(field_reader& fields, const move_stock& command) {
  if (command.kind == movement_kind::received && command.quantity < 1)
    fields.record("quantity", "out_of_range", "quantity must be at least 1 where it is received.");
  if (command.kind == movement_kind::adjusted && command.quantity == 0)
    fields.record("quantity", "out_of_range", "quantity must not be 0 where it is adjusted.");
  if (command.kind == movement_kind::adjusted && command.reason.empty())
    fields.record("reason", "missing", "reason is required where a stock is adjusted.");
}

} // namespace

void get_stock_of_product(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  get_stock query;
  query.limit = page_limit_of(*fields);
  query.before = fields->integer("before", {false, 1}).value_or(query.before);
  if (!all_valid(from, *fields))
    return;
  auto id = id_in_path(from);
  if (!id)
    return from.to.refuse({errc::product_unknown});
  query.product_id = *id;
  ask<stock_page>(
    ctx, std::move(from.to), ctx.actors().catalog, query, [query](const stock_page& stock) {
      auto result = json_answer(stock);
      if (stock.page.more)
        add_next_link(result, "/products/" + std::to_string(query.product_id) + "/stock?",
                      query.limit, "before", stock.page.movements.back().sequence);
      return result;
    });
}

void post_stock_of_product(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  move_stock command;
  const auto type = fields->word("type", types);
  const auto quantity = fields->integer("quantity", quantity_rule);
  command.kind = type == 1u ? movement_kind::adjusted : movement_kind::received;
  command.quantity = quantity.value_or(0);
  command.reason = fields->text("reason", reason_rule).value_or("");
  command.key = from.key;
  if (type && quantity)
    check(*fields, command);
  if (!all_valid(from, *fields))
    return;
  auto id = id_in_path(from);
  if (!id)
    return from.to.refuse({errc::product_unknown});
  command.product_id = *id;
  command.only_if = precondition_on(ctx.subject_of(entity::product, *id), from.only_if);
  ask<stock_reply>(ctx, std::move(from.to), ctx.actors().catalog, std::move(command),
                   [](const stock_reply& reply) {
                     auto result = json_answer(*reply.moved, 201);
                     result.mark_replayed(reply.replayed);
                     return result;
                   });
}

} // namespace souk
