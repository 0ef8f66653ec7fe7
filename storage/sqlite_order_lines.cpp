#include "storage/sqlite_order_lines.hpp"

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

class read_order_lines : public sql_statement {
public:
  explicit read_order_lines(sql_connection& on) : sql_statement(on) {
    in("order_id", order_id);
    out(product_id);
    out(name);
    out(price);
    out(quantity);
    out(line_total);
    prepare("select product_id, name, price, quantity, line_total from order_lines "
            "where order_id = :order_id order by position");
  }

  std::int64_t order_id = 0;
  std::int64_t product_id = 0;
  std::string name;
  std::int64_t price = 0;
  std::int32_t quantity = 0;
  std::int64_t line_total = 0;
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
  explicit statements(sql_connection& on) : insert(on), read(on), counted(on) {}

  insert_order_line insert;
  read_order_lines read;
  read_counted_lines counted;
};

sqlite_order_lines::sqlite_order_lines(sql_connection& on)
  : statements_(std::make_unique<statements>(on)) {}

sqlite_order_lines::~sqlite_order_lines() = default;

void sqlite_order_lines::insert(int64_t id, const std::vector<order_line>& lines,
                                const std::vector<bool>& counted) {
  auto& insert = statements_->insert;
  insert.order_id = id;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    insert.position = static_cast<std::int32_t>(i) + 1;
    insert.product_id = lines[i].product_id;
    insert.name = lines[i].name;
    insert.price = lines[i].price.minor;
    insert.quantity = lines[i].quantity;
    insert.line_total = lines[i].line_total.minor;
    insert.counted = counted[i] ? 1 : 0;
    insert.run();
  }
}

std::vector<order_line> sqlite_order_lines::of_order(int64_t id, currency unit) {
  std::vector<order_line> result;
  auto& read = statements_->read;
  read.order_id = id;
  read.for_each([&] {
    result.push_back(
      {read.product_id, read.name, {read.price, unit}, read.quantity, {read.line_total, unit}});
  });
  return result;
}

std::vector<line> sqlite_order_lines::counted(int64_t id) {
  std::vector<line> result;
  auto& read = statements_->counted;
  read.order_id = id;
  read.for_each([&] { result.push_back({read.product_id, read.quantity}); });
  return result;
}

} // namespace souk
