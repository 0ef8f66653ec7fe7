#include "storage/sqlite_events.hpp"

#include "storage/page_room.hpp"
#include "storage/sqlite_values.hpp"

namespace souk {

namespace {

/// A row of `events`, as SOCI reads and writes it.
struct event_row {
  std::int64_t id = 0;
  std::string about;
  std::string entity_id;
  std::int64_t sequence = 0;
  std::string kind;
  std::string actor;
  std::string details;
  std::int64_t happened_at = 0;

  event get() const {
    event result{id,   entity::order, entity_id, sequence,
                 kind, actor,         details,   moment_of(happened_at)};
    for (auto each : {entity::product, entity::cart})
      if (about == to_string(each))
        result.about = each;
    return result;
  }
};

class insert_event : public sql_statement {
public:
  explicit insert_event(sql_connection& on) : sql_statement(on) {
    in("entity", row.about);
    in("entity_id", row.entity_id);
    in("sequence", row.sequence);
    in("kind", row.kind);
    in("actor", row.actor);
    in("details", row.details);
    in("happened_at", row.happened_at);
    prepare("insert into events (entity, entity_id, sequence, kind, actor, details, happened_at) "
            "values (:entity, :entity_id, :sequence, :kind, :actor, :details, :happened_at)");
  }

  event_row row;
};

class last_sequence : public sql_statement {
public:
  explicit last_sequence(sql_connection& on) : sql_statement(on) {
    in("entity", about);
    in("entity_id", entity_id);
    out(sequence);
    // Repeats the terms of the index, which does not have the first event of an order.
    prepare("select coalesce(max(sequence), 1) from events "
            "where entity <> 'cart' and kind <> 'placed' "
            "and entity = :entity and entity_id = :entity_id");
  }

  std::string about;
  std::string entity_id;
  std::int64_t sequence = 0;
};

class read_events : public sql_statement {
public:
  explicit read_events(sql_connection& on) : sql_statement(on) {
    in("after", after);
    in("count", count);
    out(row.id);
    out(row.about);
    out(row.entity_id);
    out(row.sequence);
    out(row.kind);
    out(row.actor);
    out(row.details);
    out(row.happened_at);
    prepare("select id, entity, entity_id, sequence, kind, actor, details, happened_at "
            "from events where id > :after order by id limit :count");
  }

  std::int64_t after = 0;
  std::int64_t count = 0;
  event_row row;
};

} // namespace

struct sqlite_events::statements {
  explicit statements(sql_connection& on) : insert(on), last(on), read(on) {}

  insert_event insert;
  last_sequence last;
  read_events read;
};

sqlite_events::sqlite_events(sql_connection& on) : statements_(std::make_unique<statements>(on)) {}

sqlite_events::~sqlite_events() = default;

void sqlite_events::append(event what, time_point now) {
  auto& last = statements_->last;
  last.about = to_string(what.about);
  last.entity_id = what.entity_id;
  last.run();
  append(std::move(what), last.sequence + 1, now);
}

void sqlite_events::append(event what, int64_t sequence, time_point now) {
  statements_->insert.row = {0,
                             to_string(what.about),
                             std::move(what.entity_id),
                             sequence,
                             std::move(what.kind),
                             std::move(what.actor),
                             std::move(what.details),
                             to_column(now)};
  statements_->insert.run();
}

event_page sqlite_events::list(const list_events& query) {
  auto& read = statements_->read;
  read.after = query.after;
  read.count = rows_of_page(query.limit);
  event_page page;
  page_room room{query.limit};
  read.for_each_while([&] {
    auto next = read.row.get();
    page.more = !room.take(next);
    if (!page.more)
      page.events.push_back(std::move(next));
    return !page.more;
  });
  return page;
}

} // namespace souk
