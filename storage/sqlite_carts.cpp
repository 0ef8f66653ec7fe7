#include "storage/sqlite_carts.hpp"

#include "storage/sqlite_values.hpp"

namespace souk {

namespace {

class read_version : public sql_statement {
public:
  explicit read_version(sql_connection& on) : sql_statement(on) {
    in("user_id", user);
    out(version);
    prepare("select version from carts where user_id = :user_id");
  }

  std::string user;
  std::int64_t version = 0;
};

class read_lines : public sql_statement {
public:
  explicit read_lines(sql_connection& on) : sql_statement(on) {
    in("user_id", user);
    out(product_id);
    out(quantity);
    out(price);
    out(currency);
    out(product_version);
    prepare("select product_id, quantity, price, currency, product_version from cart_lines "
            "where user_id = :user_id order by position");
  }

  cart_line get() const {
    return {product_id, quantity, {price, currency_of(currency)}, product_version};
  }

  std::string user;
  std::int64_t product_id = 0;
  std::int32_t quantity = 0;
  std::int64_t price = 0;
  std::string currency;
  std::int64_t product_version = 0;
};

class bump_version : public sql_statement {
public:
  explicit bump_version(sql_connection& on) : sql_statement(on) {
    in("user_id", user);
    out(version);
    prepare("insert into carts (user_id, version) values (:user_id, 1) "
            "on conflict (user_id) do update set version = version + 1 returning version");
  }

  std::string user;
  std::int64_t version = 0;
};

class add_units : public sql_statement {
public:
  explicit add_units(sql_connection& on) : sql_statement(on) {
    in("user_id", user);
    in("product_id", product_id);
    in("quantity", quantity);
    in("price", price);
    in("currency", currency);
    in("product_version", product_version);
    prepare("insert into cart_lines (user_id, product_id, position, quantity, price, currency, "
            "product_version) values (:user_id, :product_id, "
            "(select coalesce(max(position), 0) + 1 from cart_lines where user_id = :user_id), "
            ":quantity, :price, :currency, :product_version) "
            "on conflict (user_id, product_id) do update set "
            "quantity = quantity + excluded.quantity, price = excluded.price, "
            "currency = excluded.currency, product_version = excluded.product_version");
  }

  std::string user;
  std::int64_t product_id = 0;
  std::int32_t quantity = 0;
  std::int64_t price = 0;
  std::string currency;
  std::int64_t product_version = 0;
};

/// A line as it is after an order has taken its units, or nothing where there were too few.
class take_units : public sql_statement {
public:
  explicit take_units(sql_connection& on) : sql_statement(on) {
    in("user_id", user);
    in("product_id", product_id);
    in("quantity", quantity);
    out(left);
    prepare("update cart_lines set quantity = quantity - :quantity where user_id = :user_id "
            "and product_id = :product_id and quantity > :quantity returning quantity");
  }

  std::string user;
  std::int64_t product_id = 0;
  std::int32_t quantity = 0;
  std::int32_t left = 0;
};

class delete_line : public sql_statement {
public:
  explicit delete_line(sql_connection& on, const std::string& condition) : sql_statement(on) {
    in("user_id", user);
    in("product_id", product_id);
    if (!condition.empty())
      in("quantity", quantity);
    out(gone);
    prepare("delete from cart_lines where user_id = :user_id and product_id = :product_id"
            + condition + " returning product_id");
  }

  std::string user;
  std::int64_t product_id = 0;
  std::int32_t quantity = 0;
  std::int64_t gone = 0;
};

} // namespace

struct sqlite_carts::statements {
  explicit statements(sql_connection& on)
    : version(on), lines(on), bump(on), add(on), take(on),
      take_all(on, " and quantity = :quantity"), remove(on, "") {}

  read_version version;
  read_lines lines;
  bump_version bump;
  add_units add;
  take_units take;
  delete_line take_all;
  delete_line remove;
};

sqlite_carts::sqlite_carts(sql_connection& on) : statements_(std::make_unique<statements>(on)) {}

sqlite_carts::~sqlite_carts() = default;

stored_cart sqlite_carts::load(const std::string& user) {
  stored_cart result;
  auto& version = statements_->version;
  version.user = user;
  if (!version.run())
    return result;
  result.version = version.version;
  auto& lines = statements_->lines;
  lines.user = user;
  lines.for_each([&] { result.lines.push_back(lines.get()); });
  return result;
}

int64_t sqlite_carts::add(const std::string& user, const cart_line& more) {
  const auto version = count_change(user);
  auto& add = statements_->add;
  add.user = user;
  add.product_id = more.product_id;
  add.quantity = more.quantity;
  add.price = more.price.minor;
  add.currency = more.price.unit.name();
  add.product_version = more.product_version;
  add.run();
  return version;
}

int64_t sqlite_carts::remove(const std::string& user, int64_t product_id) {
  const auto version = count_change(user);
  auto& remove = statements_->remove;
  remove.user = user;
  remove.product_id = product_id;
  remove.run();
  return version;
}

std::optional<int64_t> sqlite_carts::take(const order_draft& draft) {
  const auto version = count_change(draft.user);
  auto& all = statements_->take_all;
  auto& some = statements_->take;
  all.user = some.user = draft.user;
  for (auto& line : draft.lines) {
    all.product_id = some.product_id = line.product_id;
    all.quantity = some.quantity = line.quantity;
    if (!all.run() && !some.run())
      return std::nullopt;
  }
  return version;
}

int64_t sqlite_carts::count_change(const std::string& user) {
  statements_->bump.user = user;
  statements_->bump.run();
  return statements_->bump.version;
}

} // namespace souk
