#include "http/ask.hpp"
#include "http/fields.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/product_lines.hpp"

namespace souk {

namespace {

constexpr text_rule optional_name_rule{false, 1, 200};
constexpr text_rule description_rule{false, 0, 10'000};
constexpr text_rule label_rule{false, 1, 100};

http_answer show(const context& ctx, const product_ptr& shown) {
  return {200, json_type, ctx.texts.of(shown)};
}

/// A product's fields that may be null or absent alike.
std::string or_empty(nullable<std::string> text) {
  return std::move(text.value).value_or("");
}

template <class T>
caf::optional<T> changed(std::optional<T> value) {
  return value ? caf::optional<T>{std::move(*value)} : caf::none;
}

caf::optional<std::string> changed(nullable<std::string> text) {
  return text.is_present ? caf::optional<std::string>{or_empty(std::move(text))} : caf::none;
}

caf::optional<int64_t> on_hand(const nullable<std::int64_t>& stock) {
  return stock.value ? caf::optional<int64_t>{*stock.value} : caf::none;
}

} // namespace

void post_product(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  create_product command;
  command.fields = read_product_fields(*fields, ctx.unit);
  command.key = from.key;
  if (!all_valid(from, *fields))
    return;
  ask<product_reply>(ctx, std::move(from.to), ctx.actors().catalog, std::move(command),
                     [&ctx](const product_reply& made) {
                       auto result = show(ctx, made.product);
                       result.status = 201;
                       result.with("Location", "/products/" + std::to_string(made.product->id));
                       if (made.replayed)
                         result.with("Idempotency-Replayed", "true");
                       return result;
                     });
}

void get_products(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  list_products query;
  query.limit = page_limit_of(*fields);
  query.after = fields->integer("after", {}).value_or(0);
  if (!all_valid(from, *fields))
    return;
  ask<product_page_ptr>(ctx, std::move(from.to), ctx.actors().catalog, query,
                        [&ctx, limit = query.limit](const product_page_ptr& page) {
                          http_answer result{200, json_type, ctx.texts.of(page)};
                          if (page->more)
                            add_next_link(result, "/products?", limit, "after",
                                          page->products.back()->id);
                          return result;
                        });
}

void get_one_product(const context& ctx, request from) {
  auto id = id_in_path(from);
  if (!id)
    return from.to.refuse({errc::product_unknown});
  ask<product_ptr>(ctx, std::move(from.to), ctx.actors().catalog, get_product{*id},
                   [&ctx](const product_ptr& found) { return show(ctx, found); });
}

void put_product(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  update_product command;
  command.name = changed(fields->text("name", optional_name_rule));
  command.price = changed(fields->price("price", false, ctx.unit));
  command.description = changed(fields->nullable_text("description", description_rule));
  if (auto stock = fields->stock("stock"); stock.is_present)
    command.stock = stock_setting{on_hand(stock)};
  command.sku = changed(fields->nullable_text("sku", label_rule));
  command.category = changed(fields->nullable_text("category", label_rule));
  if (!all_valid(from, *fields))
    return;
  auto id = id_in_path(from);
  if (!id)
    return from.to.refuse({errc::product_unknown});
  command.id = *id;
  ask<product_ptr>(ctx, std::move(from.to), ctx.actors().catalog, std::move(command),
                   [&ctx](const product_ptr& stored) { return show(ctx, stored); });
}

void delete_product(const context& ctx, request from) {
  auto id = id_in_path(from);
  if (!id)
    return from.to.refuse({errc::product_unknown});
  ask<product_ptr>(ctx, std::move(from.to), ctx.actors().catalog, archive_product{*id},
                   [](const product_ptr&) {
                     return http_answer{204, {}};
                   });
}

} // namespace souk
