#include "demo/visit.hpp"

#include "demo/expect.hpp"

#include <exception>

namespace souk::demo {

visit::visit(const std::string& url) : seller_({.base_url = url}) {}

client visit::new_buyer() {
  buyers_.push_back("demo-" + client::new_key().substr(0, 12));
  return seller_.as_user(buyers_.back());
}

sdk::product visit::create_product(const sdk::new_product& fields) {
  auto created = seller_.create_product(fields);
  products_.push_back(created.id);
  expect("name", fields.name, created.name);
  expect("price of " + fields.name, fields.price, created.price);
  expect("description of " + fields.name, fields.description, created.description);
  expect("stock of " + fields.name, fields.stock, created.stock);
  expect("version of " + fields.name, 1, created.version);
  return created;
}

void visit::delete_product(std::int64_t id) {
  seller_.delete_product(id);
  std::erase(products_, id);
}

void visit::empty_cart(const std::string& user_id) {
  auto buyer = seller_.as_user(user_id);
  for (auto& line : buyer.get_cart().lines)
    buyer.remove_from_cart(line.product_id);
}

void visit::delete_last_product() {
  try {
    seller_.delete_product(products_.back());
  } catch (const api_error& err) {
    if (err.code() != "product_unknown")
      throw;
  }
  products_.pop_back();
}

std::vector<std::int64_t> visit::leave() noexcept {
  try {
    for (; !buyers_.empty(); buyers_.pop_back())
      empty_cart(buyers_.back());
  } catch (const std::exception&) {
    // Nobody but that user sees the cart; products are in everybody's way.
  }
  try {
    while (!products_.empty())
      delete_last_product();
  } catch (const std::exception&) {
    // What is still listed is what the caller is told.
  }
  return std::move(products_);
}

} // namespace souk::demo
