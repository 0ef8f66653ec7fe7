#include "storage/sqlite_orders.hpp"

#include "storage/sqlite_values.hpp"

namespace souk {

namespace {

constexpr const char* order_columns =
  "id, user_id, total, currency, status, created_at, checkout_run, "
  "checkout_cart, checkout_sequence";

// SQLite's integers have a sign; the bits of an id without one are kept as they are.
std::int64_t to_signed(std::uint64_t id) {
  return static_cast<std::int64_t>(id);
}

std::uint64_t to_unsigned(std::int64_t column) {
  return static_cast<std::uint64_t>(column);
}

struct order_row {
  std::int64_t id = 0;
  std::string user;
  std::int64_t total = 0;
  std::string currency;
  std::string status;
  std::int64_t created_at = 0;
  std::int64_t run = 0;
  std::int64_t cart = 0;
  std::int64_t sequence = 0;

  order get() const {
    order result;
    result.id = id;
    result.content.checkout = {to_unsigned(run), to_unsigned(cart), to_unsigned(sequence)};
    result.content.user = user;
    result.content.total = {total, currency_of(currency)};
    if (status == to_string(order_status::canceled))
      result.status = order_status::canceled;
    result.created_at = moment_of(created_at);
    return result;
  }
};

/// SQLite gives the next id: no order is ever deleted, so there are no gaps.
class insert_order : public sql_statement {
public:
  explicit insert_order(sql_connection& on) : sql_statement(on) {
    in("user_id", row.user);
    in("total", row.total);
    in("currency", row.currency);
    in("status", row.status);
    in("created_at", row.created_at);
    in("run", row.run);
    in("cart", row.cart);
    in("sequence", row.sequence);
    prepare("insert into orders (user_id, total, currency, status, created_at, checkout_run, "
            "checkout_cart, checkout_sequence) values (:user_id, :total, :currency, :status, "
            ":created_at, :run, :cart, :sequence) "
            "on conflict (checkout_run, checkout_cart, checkout_sequence) do nothing");
  }

  order_row row;
};

class update_status : public sql_statement {
public:
  explicit update_status(sql_connection& on) : sql_statement(on) {
    in("id", id);
    in("status", status);
    prepare("update orders set status = :status where id = :id");
  }

  std::int64_t id = 0;
  std::string status;
};

/// Reads rows of `orders`; the members that the condition does not name are not bound.
class read_orders : public sql_statement {
public:
  void bind_row() {
    out(row.id);
    out(row.user);
    out(row.total);
    out(row.currency);
    out(row.status);
    out(row.created_at);
    out(row.run);
    out(row.cart);
    out(row.sequence);
  }

  order_row row;

protected:
  using sql_statement::sql_statement;

  void prepare_with(const std::string& condition) {
    bind_row();
    prepare("select " + std::string{order_columns} + " from orders where " + condition);
  }
};

class order_by_id : public read_orders {
public:
  explicit order_by_id(sql_connection& on) : read_orders(on) {
    in("id", id);
    prepare_with("id = :id");
  }

  std::int64_t id = 0;
};

class order_by_checkout : public read_orders {
public:
  explicit order_by_checkout(sql_connection& on) : read_orders(on) {
    in("run", run);
    in("cart", cart);
    in("sequence", sequence);
    prepare_with("checkout_run = :run and checkout_cart = :cart and checkout_sequence = :sequence");
  }

  std::int64_t run = 0;
  std::int64_t cart = 0;
  std::int64_t sequence = 0;
};

class orders_of_user : public read_orders {
public:
  explicit orders_of_user(sql_connection& on) : read_orders(on) {
    in("user_id", user);
    in("before", before);
    in("count", count);
    prepare_with("user_id = :user_id and id < :before order by id desc limit :count");
  }

  std::string user;
  std::int64_t before = 0;
  std::int64_t count = 0;
};

} // namespace

struct sqlite_orders::statements {
  explicit statements(sql_connection& on)
    : insert(on), status(on), by_id(on), by_checkout(on), of_user(on) {}

  insert_order insert;
  update_status status;
  order_by_id by_id;
  order_by_checkout by_checkout;
  orders_of_user of_user;
};

sqlite_orders::sqlite_orders(sql_connection& on)
  : connection_(on), statements_(std::make_unique<statements>(on)), lines_(on) {}

sqlite_orders::~sqlite_orders() = default;

std::optional<int64_t> sqlite_orders::insert(const order_draft& draft, time_point now) {
  auto& insert = statements_->insert;
  auto& checkout = draft.checkout;
  insert.row = {0,
                draft.user,
                draft.total.minor,
                std::string{draft.total.unit.name()},
                to_string(order_status::placed),
                to_column(now),
                to_signed(checkout.run),
                to_signed(checkout.cart),
                to_signed(checkout.sequence)};
  if (insert.run_counted() == 0)
    return std::nullopt;
  return connection_.last_id();
}

void sqlite_orders::set_status(int64_t id, order_status next) {
  auto& update = statements_->status;
  update.id = id;
  update.status = to_string(next);
  update.run();
}

order_ptr sqlite_orders::find(int64_t id) {
  auto& read = statements_->by_id;
  read.id = id;
  return read.run() ? with_lines(read.row.get()) : nullptr;
}

order_ptr sqlite_orders::find(const checkout_id& checkout) {
  auto& read = statements_->by_checkout;
  read.run = to_signed(checkout.run);
  read.cart = to_signed(checkout.cart);
  read.sequence = to_signed(checkout.sequence);
  return static_cast<sql_statement&>(read).run() ? with_lines(read.row.get()) : nullptr;
}

order_page sqlite_orders::list(const list_orders& query) {
  auto& read = statements_->of_user;
  read.user = query.user;
  read.before = query.before;
  read.count = rows_of_page(query.limit);
  std::vector<order> found;
  read.for_each([&] { found.push_back(read.row.get()); });
  order_page page;
  page.more = cut_to_page(found, query.limit);
  page.more |= lines_.add_to(found);
  for (auto& each : found)
    page.orders.push_back(std::make_shared<order>(std::move(each)));
  return page;
}

order_ptr sqlite_orders::with_lines(order found) {
  found.content.lines = lines_.of_order(found.id, found.content.total.unit);
  return std::make_shared<order>(std::move(found));
}

} // namespace souk
