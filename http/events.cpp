#include "http/ask.hpp"
#include "http/fields.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/render.hpp"

namespace souk {

void get_events(const context& ctx, request from) {
  auto fields = read_fields(from);
  if (!fields)
    return;
  list_events query;
  query.limit = page_limit_of(*fields);
  query.after = fields->integer("after", {}).value_or(0);
  if (!all_valid(from, *fields))
    return;
  ask<event_page>(ctx, std::move(from.to), ctx.shop.feed(), query,
                  [limit = query.limit](const event_page& page) {
                    auto result = json_answer(page);
                    if (page.more)
                      add_next_link(result, "/events?", limit, "after", page.events.back().id);
                    return result;
                  });
}

} // namespace souk
