#include "storage/sqlite_movements.hpp"

#include "storage/sqlite_values.hpp"

namespace souk {

namespace {

/// What a row of `movements` says of its product.
struct movement_row {
  std::int64_t sequence = 0;
  std::string kind;
  std::int64_t quantity = 0;
  nullable_integer order_id;
  std::string reason;
  std::int64_t happened_at = 0;

  movement get() const {
    movement result{sequence, movement_kind::adjusted, quantity, order_id.get(),
                    reason,   moment_of(happened_at)};
    for (auto each : {movement_kind::received, movement_kind::sold, movement_kind::released})
      if (kind == to_string(each))
        result.kind = each;
    return result;
  }
};

class insert_movement : public sql_statement {
public:
  explicit insert_movement(sql_connection& on) : sql_statement(on) {
    in("product_id", product_id);
    in("sequence", row.sequence);
    in("kind", row.kind);
    in("quantity", row.quantity);
    in("order_id", row.order_id.value, row.order_id.state);
    in("reason", row.reason);
    in("happened_at", row.happened_at);
    prepare("insert into movements (product_id, sequence, kind, quantity, order_id, reason, "
            "happened_at) values (:product_id, :sequence, :kind, :quantity, :order_id, :reason, "
            ":happened_at)");
  }

  std::int64_t product_id = 0;
  movement_row row;
};

class movements_of_product : public sql_statement {
public:
  explicit movements_of_product(sql_connection& on) : sql_statement(on) {
    in("id", id);
    in("before", before);
    in("count", count);
    out(row.sequence);
    out(row.kind);
    out(row.quantity);
    out(row.order_id.value, row.order_id.state);
    out(row.reason);
    out(row.happened_at);
    prepare("select sequence, kind, quantity, order_id, reason, happened_at from movements "
            "where product_id = :id and sequence < :before order by sequence desc limit :count");
  }

  std::int64_t id = 0;
  std::int64_t before = 0;
  std::int64_t count = 0;
  movement_row row;
};

} // namespace

struct sqlite_movements::statements {
  explicit statements(sql_connection& on) : insert(on), of_product(on) {}

  insert_movement insert;
  movements_of_product of_product;
};

sqlite_movements::sqlite_movements(sql_connection& on)
  : statements_(std::make_unique<statements>(on)) {}

sqlite_movements::~sqlite_movements() = default;

void sqlite_movements::append(int64_t product_id, const movement& made) {
  auto& insert = statements_->insert;
  insert.product_id = product_id;
  insert.row.sequence = made.sequence;
  insert.row.kind = to_string(made.kind);
  insert.row.quantity = made.quantity;
  insert.row.order_id = made.order_id;
  insert.row.reason = made.reason;
  insert.row.happened_at = to_column(made.happened_at);
  insert.run();
}

movement_page sqlite_movements::page(const load_movements& query) {
  auto& read = statements_->of_product;
  read.id = query.product_id;
  read.before = query.before;
  read.count = rows_of_page(query.limit);
  movement_page page;
  read.for_each([&] { page.movements.push_back(read.row.get()); });
  page.more = cut_to_page(page.movements, query.limit);
  return page;
}

} // namespace souk
