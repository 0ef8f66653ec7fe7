#include "demo/bill.hpp"

#include "demo/expect.hpp"

namespace souk::demo {

namespace {

sdk::amount line_total_of(const bill_line& line) {
  return {line.product.price.minor * line.quantity, line.product.price.currency};
}

template <class Line>
void expect_lines(const std::vector<Line>& actual, const bill& due) {
  expect("lines", due.size(), actual.size());
  for (std::size_t i = 0; i < due.size(); ++i) {
    auto& product = due[i].product;
    const auto line = "line " + std::to_string(i + 1) + ", ";
    expect(line + "product id", product.id, actual[i].product_id);
    expect(line + "name", product.name, actual[i].name);
    expect(line + "price", product.price, actual[i].price);
    expect(line + "quantity", due[i].quantity, actual[i].quantity);
    expect(line + "sum", line_total_of(due[i]), actual[i].line_total);
  }
}

template <class Lines>
stage::rows rows_of_lines(const Lines& lines, const sdk::amount& total) {
  stage::rows rows;
  for (auto& line : lines)
    rows.push_back(
      {std::to_string(line.quantity) + " x", line.name, show(line.price), show(line.line_total)});
  rows.push_back({"", "Total", "", show(total)});
  return rows;
}

} // namespace

sdk::amount total_of(const bill& due) {
  sdk::amount total{0, due.at(0).product.price.currency};
  for (auto& line : due)
    total.minor += line_total_of(line).minor;
  return total;
}

void expect_cart(const sdk::cart& actual, const std::string& user_id, const bill& due) {
  expect("the cart's user", user_id, actual.user_id);
  expect_lines(actual.lines, due);
  for (auto& line : actual.lines)
    expect(line.name + " is available", true, line.available);
  expect("the cart's total", total_of(due), actual.total);
}

void expect_empty_cart(const sdk::cart& actual, const std::string& user_id) {
  expect("the cart's user", user_id, actual.user_id);
  expect("lines in the cart", 0, actual.lines.size());
  expect("the cart's total", {0, actual.total.currency}, actual.total);
}

void expect_product(const sdk::product& actual, sdk::product expected,
                    std::optional<std::int64_t> stock) {
  expected.stock = stock;
  expect("the stored product", expected, actual);
}

void expect_order(const sdk::order& actual, const std::string& user_id, const bill& due) {
  expect("the order's user", user_id, actual.user_id);
  expect("the order's status", "placed", actual.status);
  expect_lines(actual.lines, due);
  expect("the order's total", total_of(due), actual.total);
}

stage::rows rows_of(const sdk::cart& cart) {
  return rows_of_lines(cart.lines, cart.total);
}

stage::rows rows_of(const sdk::order& order) {
  return rows_of_lines(order.lines, order.total);
}

} // namespace souk::demo
