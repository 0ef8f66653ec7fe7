#include "storage/sqlite_order_lines.hpp"

#include "messages/limits.hpp"

#include <algorithm>

namespace souk {

namespace {

class insert_order_line : public sql_statement {
public:
  explicit insert_order_line(sql_connection& on) : sql_statement(on) {
    in("order_id", order_id);
    in("position", position);
    in("product_id", product_id);
    in("name", name);
    in("price", price);
    in("quantity", quantity);
    in("line_total", line_total);
    in("counted", counted);
    prepare("insert into order_lines (order_id, position, product_id, name, price, quantity, "
            "line_total, counted) values (:order_id, :position, :product_id, :name, :price, "
            ":quantity, :line_total, :counted)");
  }

  std::int64_t order_id = 0;
  std::int32_t position = 0;
  std::int64_t product_id = 0;
  std::string name;
  std::int64_t price = 0;
  std::int32_t quantity = 0;
  std::int64_t line_total = 0;
  int counted = 0;
};

/// Reads rows of `order_lines`; a condition may have parameters of its own.
class read_order_lines : public sql_statement {
public:
  order_line get(currency unit) const {
    return {product_id, name, {price, unit}, quantity, {line_total, unit}};
  }

  std::int64_t order_id = 0;

protected:
  using sql_statement::sql_statement;

  void prepare_from(const std::string& tables_and_condition) {
    out(order_id);
    out(product_id);
    out(name);
    out(price);
    out(quantity);
    out(line_total);
    prepare("select order_id, product_id, name, price, quantity, line_total from "
            + tables_and_condition);
  }

private:
  std::int64_t product_id = 0;
  std::string name;
  std::int64_t price = 0;
  std::int32_t quantity = 0;
  std::int64_t line_total = 0;
};

class lines_of_order : public read_order_lines {
public:
  explicit lines_of_order(sql_connection& on) : read_order_lines(on) {
    in("id", id);
    prepare_from("order_lines where order_id = :id order by position");
  }

  std::int64_t id = 0;
};

/// Of a user's orders, newest order first.
class lines_of_orders : public read_order_lines {
public:
  explicit lines_of_orders(sql_connection& on) : read_order_lines(on) {
    in("user_id", user);
    in("oldest", oldest);
    in("newest", newest);
    // In the order of two indexes, and so one by one: whoever has enough of them has not paid for
    // the others. SQLite changes nothing about the order of a cross join.
    prepare_from("orders cross join order_lines on order_id = id "
                 "where user_id = :user_id and id between :oldest and :newest "
                 "order by id desc, position");
  }

  std::string user;
  std::int64_t oldest = 0;
  std::int64_t newest = 0;
};

class read_counted_lines : public sql_statement {
public:
  explicit read_counted_lines(sql_connection& on) : sql_statement(on) {
    in("order_id", order_id);
    out(product_id);
    out(quantity);
    prepare("select product_id, quantity from order_lines where order_id = :order_id "
            "and counted = 1 order by product_id");
  }

  std::int64_t order_id = 0;
  std::int64_t product_id = 0;
  std::int32_t quantity = 0;
};

} // namespace

struct sqlite_order_lines::statements {
  explicit statements(sql_connection& on) : insert(on), of_order(on), of_orders(on), counted(on) {}

  insert_order_line insert;
  lines_of_order of_order;
  lines_of_orders of_orders;
  read_counted_lines counted;
};

sqlite_order_lines::sqlite_order_lines(sql_connection& on)
  : statements_(std::make_unique<statements>(on)) {}

sqlite_order_lines::~sqlite_order_lines() = default;

void sqlite_order_lines::insert(int64_t id, const std::vector<order_line>& lines,
                                const line_stocks& stocks) {
  auto& insert = statements_->insert;
  insert.order_id = id;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    insert.position = static_cast<std::int32_t>(i) + 1;
    insert.product_id = lines[i].product_id;
    insert.name = lines[i].name;
    insert.price = lines[i].price.minor;
    insert.quantity = lines[i].quantity;
    insert.line_total = lines[i].line_total.minor;
    insert.counted = stocks[i]->on_hand ? 1 : 0;
    insert.run();
  }
}

std::vector<order_line> sqlite_order_lines::of_order(int64_t id, currency unit) {
  std::vector<order_line> result;
  auto& read = statements_->of_order;
  read.id = id;
  read.for_each([&] { result.push_back(read.get(unit)); });
  return result;
}

bool sqlite_order_lines::add_to(std::vector<order>& page) {
  if (page.empty())
    return false;
  auto& read = statements_->of_orders;
  read.user = page.front().content.user;
  read.oldest = page.back().id;
  read.newest = page.front().id;
  auto owner = page.begin();
  auto room = page_lines_max;
  bool is_cut = false;
  read.for_each_while([&] {
    owner = std::find_if(owner, page.end(), [&](auto& each) { return each.id == read.order_id; });
    is_cut = owner == page.end() || room == 0;
    if (!is_cut) {
      owner->content.lines.push_back(read.get(owner->content.total.unit));
      --room;
    }
    return !is_cut;
  });
  if (is_cut)
    page.erase(owner, page.end());
  return is_cut;
}

std::vector<line> sqlite_order_lines::counted(int64_t id) {
  std::vector<line> result;
  auto& read = statements_->counted;
  read.order_id = id;
  read.for_each([&] { result.push_back({read.product_id, read.quantity}); });
  return result;
}

} // namespace souk
