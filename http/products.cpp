#include "http/ask.hpp"
#include "http/fields.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/product_fields.hpp"

namespace souk {

namespace {

http_answer show(const context& ctx, const product_ptr& shown) {
  return answer_with(json_type, ctx.texts.of(shown));
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
                       result.mark_replayed(made.replayed);
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
                          auto result = answer_with(json_type, ctx.texts.of(page));
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
  auto command = read_product_changes(*fields, ctx.unit);
  if (!all_valid(from, *fields))
    return;
  auto id = id_in_path(from);
  if (!id)
    return from.to.refuse({errc::product_unknown});
  command.id = *id;
  command.only_if = precondition_on(ctx.subject_of(entity::product, *id), from.only_if);
  ask<product_ptr>(ctx, std::move(from.to), ctx.actors().catalog, std::move(command),
                   [&ctx](const product_ptr& stored) { return show(ctx, stored); });
}

void delete_product(const context& ctx, request from) {
  auto id = id_in_path(from);
  if (!id)
    return from.to.refuse({errc::product_unknown});
  archive_product command{*id, precondition_on(ctx.subject_of(entity::product, *id), from.only_if)};
  ask<product_ptr>(ctx, std::move(from.to), ctx.actors().catalog, std::move(command),
                   [](const product_ptr&) {
                     return http_answer{204, {}};
                   });
}

} // namespace souk
