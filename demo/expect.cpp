#include "demo/expect.hpp"

namespace souk::demo {

std::string show(bool value) {
  return value ? "yes" : "no";
}

std::string show(const std::string& text) {
  return "\"" + text + "\"";
}

std::string show(const sdk::amount& money) {
  return money.to_string() + " " + money.currency;
}

std::string show(const std::optional<std::int64_t>& units) {
  return units ? std::to_string(*units) : "untracked";
}

std::string show(const sdk::product& product) {
  return "#" + show(product.id) + " " + show(product.name) + " at " + show(product.price)
         + ", stock " + show(product.stock) + ", version " + show(product.version);
}

std::string show(const sdk::cart& cart) {
  return show(cart.lines.size()) + " line(s) of " + cart.user_id + ", " + show(cart.total) + ", "
         + show(cart.warnings.size()) + " warning(s)";
}

std::string show(const sdk::order& order) {
  return "#" + show(order.id) + " of " + order.user_id + ", " + show(order.total) + ", "
         + order.status + ", " + show(order.lines.size()) + " line(s)";
}

api_error expect_refusal(int status, std::string_view code, const std::function<void()>& action) {
  const auto expected = "expected " + std::to_string(status) + " " + std::string{code} + ", got ";
  try {
    action();
  } catch (const api_error& err) {
    if (err.status() != status || err.code() != code)
      throw surprise{expected + err.what()};
    return err;
  }
  throw surprise{expected + "success"};
}

} // namespace souk::demo
