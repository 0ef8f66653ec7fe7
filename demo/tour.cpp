#include "demo/tour.hpp"

#include "demo/expect.hpp"

#include <ctime>

namespace souk::demo {

namespace {

/// The most products that a shop lists at once.
constexpr int page_max = 1000;

std::string number_of(std::int64_t id) {
  return "#" + std::to_string(id);
}

std::string stock_of(const sdk::product& product) {
  return product.stock ? std::to_string(*product.stock) + " in stock" : "stock not tracked";
}

stage::rows rows_of(const std::vector<sdk::product>& products) {
  stage::rows rows;
  for (auto& product : products)
    rows.push_back({number_of(product.id), product.name, show(product.price), stock_of(product)});
  return rows;
}

std::string text_of(sdk::time_point time) {
  const auto seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts = {};
  gmtime_r(&seconds, &parts);
  std::string text(32, '\0');
  text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S UTC", &parts));
  return text;
}

} // namespace

sdk::amount price_of(std::int64_t hundredths, std::string_view currency) {
  sdk::amount price{hundredths, std::string{currency}};
  for (int decimals = 2; decimals < sdk::currency_decimals(currency); ++decimals)
    price.minor *= 10;
  return price;
}

tour::tour(stage& told, visit& guests)
  : stage_(told), guests_(guests), buyer_(guests.new_buyer()) {}

void tour::run(const sdk::health_report& health) {
  stage_.count_to(10);
  stage_.section("The seller opens the shop");
  check_health(health);
  create_products();
  list_and_update();
  stage_.section("The buyer goes shopping");
  browse();
  add_to_cart();
  view_cart();
  remove_line();
  check_out();
  summarise_order();
  stage_.section("The seller closes the shop");
  delete_products();
}

void tour::check_health(const sdk::health_report& health) {
  stage_.step("Health check");
  const auto cart = buyer_.get_cart();
  currency_ = cart.total.currency;
  stage_.text("status " + health.status + ", version " + health.version + ", up "
              + std::to_string(health.uptime.count()) + " s, prices in " + currency_);
  expect("status", "ok", health.status);
  expect("lines in the cart of a new user", 0, cart.lines.size());
  stage_.checked("The shop is open, and a new user has an empty cart.");
}

sdk::product tour::create(std::string_view name, std::int64_t hundredths,
                          std::optional<std::int64_t> stock) {
  return guests_.create_product({.name = std::string{name},
                                 .price = price_of(hundredths, currency_),
                                 .description = "Made for a tour of the shop.",
                                 .stock = stock});
}

void tour::create_products() {
  stage_.step("Add products");
  lamp_ = create("Brass lamp", 1999, 10);
  teapot_ = create("Clay teapot", 3450, 4);
  postcard_ = create("Postcard", 120, {});
  stage_.table("rlrl", rows_of(std::vector{lamp_, teapot_, postcard_}));
  expect("ids rise", true, lamp_.id < teapot_.id && teapot_.id < postcard_.id);
  stage_.checked("Each has the name, price and stock that it was given.");
}

std::vector<sdk::product> tour::only_own(const std::vector<sdk::product>& products) const {
  std::vector<sdk::product> own;
  for (auto& product : products)
    if (product.id == lamp_.id || product.id == teapot_.id || product.id == postcard_.id)
      own.push_back(product);
  return own;
}

std::vector<sdk::product> tour::listed() {
  return only_own(guests_.seller().list_products(page_max, lamp_.id - 1).values);
}

void tour::list_and_update() {
  stage_.step("List and update products");
  expect("the list", {lamp_, teapot_, postcard_}, listed());
  const auto lower = price_of(1799, currency_);
  const auto updated =
    guests_.seller().update_product(lamp_.id, {.price = lower, .stock = sdk::stock_setting{12}});
  stage_.text(lamp_.name + ": " + show(lamp_.price) + " -> " + show(updated.price) + ", "
              + stock_of(lamp_) + " -> " + stock_of(updated));
  expect("new price", lower, updated.price);
  expect("new stock", 12, updated.stock);
  expect("name after the update", lamp_.name, updated.name);
  expect("description after the update", lamp_.description, updated.description);
  expect("version after the update", lamp_.version + 1, updated.version);
  lamp_ = updated;
  const auto list = listed();
  stage_.table("rlrl", rows_of(list));
  expect("the list after the update", {lamp_, teapot_, postcard_}, list);
  stage_.checked("The list has all three by id; the lamp kept what was not changed.");
}

void tour::browse() {
  stage_.step("Browse, two products at a time");
  std::vector<sdk::product> found;
  stage::rows rows;
  std::optional<std::int64_t> next = lamp_.id - 1;
  for (int pages = 1; next && *next < postcard_.id; ++pages) {
    const auto page = buyer_.list_products(2, next);
    for (auto& product : only_own(page.values)) {
      found.push_back(product);
      rows.push_back({"page " + std::to_string(pages), number_of(product.id), product.name,
                      show(product.price), stock_of(product)});
    }
    next = page.next;
  }
  stage_.table("lrlrl", rows);
  expect("the pages", {lamp_, teapot_, postcard_}, found);
  stage_.checked("The buyer sees what the seller sells, at the new price.");
}

void tour::add_to_cart() {
  stage_.step("Add to the cart");
  stage::rows rows;
  auto add = [&](const sdk::product& product, std::int64_t quantity, const bill& due) {
    const auto cart = buyer_.add_to_cart(product.id, quantity);
    expect_cart(cart, buyer_.user_id(), due);
    rows.push_back(
      {"+ " + std::to_string(quantity) + " x", product.name, "total", show(cart.total)});
  };
  add(lamp_, 2, {{lamp_, 2}});
  add(teapot_, 1, {{lamp_, 2}, {teapot_, 1}});
  add(postcard_, 5, {{lamp_, 2}, {teapot_, 1}, {postcard_, 5}});
  due_ = {{lamp_, 3}, {teapot_, 1}, {postcard_, 5}};
  add(lamp_, 1, due_);
  stage_.table("rllr", rows);
  stage_.checked("Every answer is the whole cart; units of one product add up.");
}

void tour::view_cart() {
  stage_.step("View the cart");
  const auto cart = buyer_.get_cart();
  stage_.table("rlrr", rows_of(cart));
  expect_cart(cart, buyer_.user_id(), due_);
  expect("warnings", 0, cart.warnings.size());
  stage_.checked("Prices, sums and total are those computed here.");
}

void tour::remove_line() {
  stage_.step("Remove a line");
  const auto cart = buyer_.remove_from_cart(teapot_.id);
  due_ = {{lamp_, 3}, {postcard_, 5}};
  stage_.table("rlrr", rows_of(cart));
  expect_cart(cart, buyer_.user_id(), due_);
  stage_.checked("The teapot is gone, the other lines are as they were.");
}

void tour::check_out() {
  stage_.step("Check out");
  order_ = buyer_.checkout(total_of(due_));
  stage_.text("order " + number_of(order_.id) + " for " + show(order_.total) + ", "
              + order_.status);
  expect_order(order_, buyer_.user_id(), due_);
  order_.replayed = false; // of this answer, not of the order that it will be compared with
  expect_empty_cart(buyer_.get_cart(), buyer_.user_id());
  expect_product(guests_.seller().get_product(lamp_.id), lamp_, 12 - 3);
  expect_product(guests_.seller().get_product(teapot_.id), teapot_, 4);
  stage_.checked("The total is the agreed one, the cart is empty, the stock is lower.");
}

void tour::summarise_order() {
  stage_.step("Order summary");
  const auto stored = buyer_.get_order(order_.id);
  stage_.text("order " + number_of(stored.id) + " of " + stored.user_id + ", "
              + text_of(stored.created_at));
  stage_.table("rlrr", rows_of(stored));
  expect("the stored order", order_, stored);
  expect("the buyer's orders", {order_}, buyer_.list_orders().values);
  stage_.checked("What was placed is what is stored, and the buyer's only order.");
}

void tour::delete_products() {
  stage_.step("Delete the products");
  for (auto& product : {lamp_, teapot_, postcard_}) {
    guests_.delete_product(product.id);
    stage_.text("deleted " + number_of(product.id) + " " + product.name);
    expect_refusal(404, "product_unknown", [&] { guests_.seller().get_product(product.id); });
  }
  expect("products left in the list", {}, listed());
  expect("the order without its products", order_, buyer_.get_order(order_.id));
  stage_.checked("They are gone from the shop; the order keeps their names and prices.");
}

} // namespace souk::demo
