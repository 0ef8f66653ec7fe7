#include "storage/sqlite_carts.hpp"

#include "storage/sqlite_values.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

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
    out(position);
    out(product_id);
    out(quantity);
    out(price);
    out(currency);
    out(product_version);
    // Without ORDER BY, for which SQLite would set up a sorter each time.
    prepare("select position, product_id, quantity, price, currency, product_version "
            "from cart_lines where user_id = :user_id");
  }

  cart_line get() const {
    return {product_id, quantity, {price, currency_of(currency)}, product_version};
  }

  std::string user;
  std::int64_t position = 0;
  std::int64_t product_id = 0;
  std::int32_t quantity = 0;
  std::int64_t price = 0;
  std::string currency;
  std::int64_t product_version = 0;
};

class upsert_version : public sql_statement {
public:
  explicit upsert_version(sql_connection& on) : sql_statement(on) {
    in("user_id", user);
    in("version", version);
    prepare("insert into carts (user_id, version) values (:user_id, :version) "
            "on conflict (user_id) do update set version = excluded.version");
  }

  std::string user;
  std::int64_t version = 0;
};

class add_units : public sql_statement {
public:
  explicit add_units(sql_connection& on) : sql_statement(on) {
    in("user_id", user);
    in("product_id", product_id);
    in("position", position);
    in("quantity", quantity);
    in("price", price);
    in("currency", currency);
    in("product_version", product_version);
    prepare("insert into cart_lines (user_id, product_id, position, quantity, price, currency, "
            "product_version) values (:user_id, :product_id, :position, :quantity, :price, "
            ":currency, :product_version) "
            "on conflict (user_id, product_id) do update set "
            "quantity = quantity + excluded.quantity, price = excluded.price, "
            "currency = excluded.currency, product_version = excluded.product_version");
  }

  std::string user;
  std::int64_t product_id = 0;
  std::int64_t position = 0;
  std::int32_t quantity = 0;
  std::int64_t price = 0;
  std::string currency;
  std::int64_t product_version = 0;
};

/// Takes units of which the line has more, or deletes a line that has just as many.
class take_units : public sql_statement {
public:
  take_units(sql_connection& on, const std::string& sql) : sql_statement(on) {
    in("user_id", user);
    in("product_id", product_id);
    in("quantity", quantity);
    prepare(sql);
  }

  std::string user;
  std::int64_t product_id = 0;
  std::int32_t quantity = 0;
};

class delete_lines : public sql_statement {
public:
  explicit delete_lines(sql_connection& on) : sql_statement(on) {
    in("user_id", user);
    prepare("delete from cart_lines where user_id = :user_id");
  }

  std::string user;
};

class delete_line : public sql_statement {
public:
  explicit delete_line(sql_connection& on) : sql_statement(on) {
    in("user_id", user);
    in("product_id", product_id);
    prepare("delete from cart_lines where user_id = :user_id and product_id = :product_id");
  }

  std::string user;
  std::int64_t product_id = 0;
};

sql_error lines_gone() {
  return {sql_fault::other, "lines that were there are gone within one transaction"};
}

/// Whether nothing is left of the cart, as after most checkouts.
bool takes_all(const order_draft& draft, const stored_cart& cart) {
  auto is_taken = [&](const cart_line& held) {
    return std::any_of(draft.lines.begin(), draft.lines.end(), [&](const order_line& taken) {
      return taken.product_id == held.product_id && taken.quantity == held.quantity;
    });
  };
  return std::all_of(cart.lines.begin(), cart.lines.end(), is_taken);
}

} // namespace

struct sqlite_carts::statements {
  explicit statements(sql_connection& on)
    : version(on), lines(on), write(on), add(on),
      take_all(on, "delete from cart_lines where user_id = :user_id "
                   "and product_id = :product_id and quantity = :quantity"),
      take_some(on, "update cart_lines set quantity = quantity - :quantity "
                    "where user_id = :user_id and product_id = :product_id "
                    "and quantity > :quantity"),
      remove(on), clear(on) {}

  read_version version;
  read_lines lines;
  upsert_version write;
  add_units add;
  take_units take_all;
  take_units take_some;
  delete_line remove;
  delete_lines clear;
};

sqlite_carts::sqlite_carts(sql_connection& on) : statements_(std::make_unique<statements>(on)) {}

sqlite_carts::~sqlite_carts() = default;

stored_cart sqlite_carts::load(const std::string& user) {
  stored_cart result;
  result.version = version_of(user);
  if (result.version == 0)
    return result;
  auto& lines = statements_->lines;
  lines.user = user;
  std::vector<std::pair<int64_t, cart_line>> found;
  lines.for_each([&] { found.emplace_back(lines.position, lines.get()); });
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [position, line] : found)
    result.lines.push_back(line);
  return result;
}

std::optional<int64_t> sqlite_carts::add(const std::string& user, const cart_line& more,
                                         const precondition& only_if) {
  const auto before = version_of(user);
  if (!holds(only_if, {before}))
    return std::nullopt;
  const auto version = write_version(user, before + 1);
  auto& add = statements_->add;
  add.user = user;
  add.product_id = more.product_id;
  add.position = version;
  add.quantity = more.quantity;
  add.price = more.price.minor;
  add.currency = more.price.unit.name();
  add.product_version = more.product_version;
  add.run();
  return version;
}

int64_t sqlite_carts::remove(const std::string& user, int64_t product_id) {
  const auto version = write_version(user, version_of(user) + 1);
  auto& remove = statements_->remove;
  remove.user = user;
  remove.product_id = product_id;
  remove.run();
  return version;
}

int64_t sqlite_carts::take(const order_draft& draft, const stored_cart& cart) {
  if (takes_all(draft, cart)) {
    auto& clear = statements_->clear;
    clear.user = draft.user;
    if (clear.run_counted() != std::ssize(cart.lines))
      throw lines_gone();
  } else {
    take_lines(draft);
  }
  return write_version(draft.user, cart.version + 1);
}

void sqlite_carts::take_lines(const order_draft& draft) {
  auto& all = statements_->take_all;
  auto& some = statements_->take_some;
  all.user = some.user = draft.user;
  for (auto& line : draft.lines) {
    all.product_id = some.product_id = line.product_id;
    all.quantity = some.quantity = line.quantity;
    if (all.run_counted() == 0 && some.run_counted() == 0)
      throw lines_gone();
  }
}

int64_t sqlite_carts::version_of(const std::string& user) {
  auto& read = statements_->version;
  read.user = user;
  return read.run() ? read.version : 0;
}

int64_t sqlite_carts::write_version(const std::string& user, int64_t version) {
  auto& written = statements_->write;
  written.user = user;
  written.version = version;
  written.run();
  return version;
}

} // namespace souk
