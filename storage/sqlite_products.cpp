#include "storage/sqlite_products.hpp"

#include "storage/product_changes.hpp"
#include "storage/sqlite_values.hpp"

#include <optional>

namespace souk {

namespace {

constexpr const char* product_columns =
  "id, name, price, currency, description, stock, sku, category, version, stock_version, archived, "
  "created_at, updated_at";

/// A row of `products`, as SOCI reads and writes it.
struct product_row {
  std::int64_t id = 0;
  std::string name;
  std::int64_t price = 0;
  std::string currency;
  std::string description;
  nullable_integer stock;
  std::string sku;
  std::string category;
  std::int64_t version = 0;
  std::int64_t stock_version = 0;
  int archived = 0;
  std::int64_t created_at = 0;
  std::int64_t updated_at = 0;

  product_ptr get() const {
    auto result = std::make_shared<product>();
    result->id = id;
    result->fields.name = name;
    result->fields.price = {price, currency_of(currency)};
    result->fields.description = description;
    result->fields.stock = stock.get();
    result->fields.sku = sku;
    result->fields.category = category;
    result->version = version;
    result->stock_version = stock_version;
    result->archived = archived != 0;
    result->created_at = moment_of(created_at);
    result->updated_at = moment_of(updated_at);
    return result;
  }

  void set(const product& from) {
    id = from.id;
    name = from.fields.name;
    price = from.fields.price.minor;
    currency = from.fields.price.unit.name();
    description = from.fields.description;
    stock = from.fields.stock;
    sku = from.fields.sku;
    category = from.fields.category;
    version = from.version;
    stock_version = from.stock_version;
    archived = from.archived ? 1 : 0;
    created_at = to_column(from.created_at);
    updated_at = to_column(from.updated_at);
  }
};

class write_product : public sql_statement {
public:
  explicit write_product(sql_connection& on) : sql_statement(on) {
    in("id", row.id);
    in("name", row.name);
    in("price", row.price);
    in("currency", row.currency);
    in("description", row.description);
    in("stock", row.stock.value, row.stock.state);
    in("sku", row.sku);
    in("category", row.category);
    in("version", row.version);
    in("stock_version", row.stock_version);
    in("archived", row.archived);
    in("created_at", row.created_at);
    in("updated_at", row.updated_at);
    prepare("insert into products (" + std::string{product_columns}
            + ") values (:id, :name, :price, :currency, :description, :stock, :sku, :category, "
              ":version, :stock_version, :archived, :created_at, :updated_at) "
              "on conflict (id) do update set name = excluded.name, price = excluded.price, "
              "description = excluded.description, stock = excluded.stock, sku = excluded.sku, "
              "category = excluded.category, version = excluded.version, "
              "stock_version = excluded.stock_version, archived = excluded.archived, "
              "updated_at = excluded.updated_at");
  }

  product_row row;
};

class read_products : public sql_statement {
public:
  read_products(sql_connection& on, const std::string& where) : sql_statement(on) {
    if (!where.empty())
      in("id", id);
    out(row.id);
    out(row.name);
    out(row.price);
    out(row.currency);
    out(row.description);
    out(row.stock.value, row.stock.state);
    out(row.sku);
    out(row.category);
    out(row.version);
    out(row.stock_version);
    out(row.archived);
    out(row.created_at);
    out(row.updated_at);
    prepare("select " + std::string{product_columns} + " from products" + where + " order by id");
  }

  std::int64_t id = 0;
  product_row row;
};

class last_product_id : public sql_statement {
public:
  explicit last_product_id(sql_connection& on) : sql_statement(on) {
    out(id);
    prepare("select coalesce(max(id), 0) from products");
  }

  std::int64_t id = 0;
};

class read_level : public sql_statement {
public:
  explicit read_level(sql_connection& on) : sql_statement(on) {
    in("id", id);
    out(stock.value, stock.state);
    out(stock_version);
    prepare("select stock, stock_version from products where id = :id");
  }

  std::int64_t id = 0;
  nullable_integer stock;
  std::int64_t stock_version = 0;
};

/// Sells with a quantity below zero, and gives back or receives with one above. The only statement
/// that does: two buyers of the last unit cannot both succeed.
class update_stock : public sql_statement {
public:
  explicit update_stock(sql_connection& on) : sql_statement(on) {
    in("quantity", quantity);
    in("id", id);
    prepare("update products set stock = stock + :quantity, stock_version = stock_version + 1 "
            "where id = :id and stock >= -:quantity");
  }

  std::int64_t id = 0;
  std::int64_t quantity = 0;
};

} // namespace

struct sqlite_products::statements {
  explicit statements(sql_connection& on)
    : last_id(on), write(on), read_one(on, " where id = :id"), read_all(on, ""), level(on),
      stock(on) {}

  last_product_id last_id;
  write_product write;
  read_products read_one;
  read_products read_all;
  read_level level;
  update_stock stock;
};

sqlite_products::sqlite_products(sql_connection& on)
  : statements_(std::make_unique<statements>(on)), movements_(on) {}

sqlite_products::~sqlite_products() = default;

product_ptr sqlite_products::insert(const product_fields& fields, time_point now) {
  auto& last = statements_->last_id;
  last.run();
  auto made = new_product(last.id + 1, fields, now);
  write(*made);
  if (auto first = first_movement(*made))
    movements_.append(made->id, *first);
  return made;
}

product_ptr sqlite_products::update(const product& known, const update_product& change,
                                    time_point now) {
  auto next = updated(known, change, now);
  write(*next);
  if (auto made = movement_between(known, *next))
    movements_.append(next->id, *made);
  return next;
}

product_ptr sqlite_products::archive(const product& known, time_point now) {
  auto next = archived(known, now);
  write(*next);
  return next;
}

product_ptr sqlite_products::find(int64_t id) {
  auto& read = statements_->read_one;
  read.id = id;
  return read.run() ? read.row.get() : nullptr;
}

std::vector<product_ptr> sqlite_products::load_all() {
  std::vector<product_ptr> result;
  auto& read = statements_->read_all;
  read.for_each([&] { result.push_back(read.row.get()); });
  return result;
}

std::optional<product_stock> sqlite_products::stock_of(int64_t id) {
  auto& read = statements_->level;
  read.id = id;
  if (!read.run())
    return std::nullopt;
  product_stock result{std::nullopt, read.stock_version};
  if (read.stock.state == soci::i_ok)
    result.on_hand = read.stock.value;
  return result;
}

stock_level sqlite_products::take(const line& sold, int64_t order_id, time_point now) {
  return change_stock(sold.product_id,
                      {0, movement_kind::sold, -int64_t{sold.quantity}, order_id, "", now});
}

std::vector<stock_level> sqlite_products::give_back(const std::vector<line>& sold, int64_t order_id,
                                                    time_point now) {
  std::vector<stock_level> levels;
  for (auto& each : sold)
    if (stock_of(each.product_id).value().on_hand)
      levels.push_back(change_stock(
        each.product_id, {0, movement_kind::released, each.quantity, order_id, "", now}));
  return levels;
}

std::variant<moved_stock, refusal> sqlite_products::move(const save_movement& command,
                                                         time_point now) {
  auto known = find(command.product_id);
  if (auto why = why_not_move(known.get(), command))
    return std::move(*why);
  auto made = movement_of(command, now);
  const auto level = change_stock(command.product_id, made);
  made.sequence = level.stock_version;
  return moved_stock{command.product_id, level.on_hand, made};
}

stock_level sqlite_products::change_stock(int64_t product_id, movement change) {
  auto& update = statements_->stock;
  update.id = product_id;
  update.quantity = change.quantity;
  if (update.run_counted() != 1)
    throw sql_error{sql_fault::other, "stock that was there is gone within one transaction"};
  const auto left = stock_of(product_id).value();
  change.sequence = left.version;
  movements_.append(product_id, change);
  return {product_id, *left.on_hand, left.version};
}

void sqlite_products::write(const product& row) {
  auto& write = statements_->write;
  write.row.set(row);
  write.run();
}

} // namespace souk
