#include "demo/refusals.hpp"

#include "demo/expect.hpp"
#include "demo/tour.hpp"

namespace souk::demo {

refusals::refusals(stage& told, visit& guests)
  : stage_(told), guests_(guests), buyer_(guests.new_buyer()) {}

void refusals::run() {
  stage_.count_to(6);
  stage_.section("What a shop refuses");
  const auto currency = buyer_.get_cart().total.currency;
  rug_ =
    guests_.create_product({.name = "Kilim rug", .price = price_of(18'900, currency), .stock = 2});
  ask_for_the_unknown();
  check_out_nothing();
  ask_for_too_much();
  send_nonsense();
  look_into_other_carts();
  repeat_a_checkout();
}

void refusals::tell(const api_error& err) {
  stage_.refusal(err.status(), err.code(), err.detail());
}

void refusals::ask_for_the_unknown() {
  stage_.step("A product that is no longer sold");
  const auto gone = guests_.create_product({.name = "Mirage", .price = rug_.price});
  guests_.delete_product(gone.id);
  tell(expect_refusal(404, "product_unknown", [&] { buyer_.get_product(gone.id); }));
  expect_refusal(404, "product_unknown", [&] { buyer_.add_to_cart(gone.id); });
  expect_empty_cart(buyer_.get_cart(), buyer_.user_id());
  stage_.checked("It can neither be read nor put into a cart.");
}

void refusals::check_out_nothing() {
  stage_.step("A checkout of an empty cart");
  tell(expect_refusal(409, "cart_empty", [&] { buyer_.checkout(); }));
  expect("the buyer's orders", {}, buyer_.list_orders().values);
  stage_.checked("Nothing was ordered.");
}

void refusals::ask_for_too_much() {
  stage_.step("More than there is in stock");
  const auto cart = buyer_.add_to_cart(rug_.id, 3);
  expect_cart(cart, buyer_.user_id(), {{rug_, 3}});
  expect("warnings of the cart", 1, cart.warnings.size());
  expect("the warning", "not_enough_stock", cart.warnings.front().code);
  const auto err = expect_refusal(409, "out_of_stock", [&] { buyer_.checkout(); });
  tell(err);
  expect("lines named", 1, err.lines().size());
  const auto& line = err.lines().front();
  stage_.table("ll", {{rug_.name + ":", std::to_string(line.requested) + " requested, "
                                          + std::to_string(line.available) + " available"}});
  expect("product id of the line", rug_.id, line.product_id);
  expect("units requested", 3, line.requested);
  expect("units available", 2, line.available);
  expect("the cart with its warning", cart, buyer_.get_cart());
  expect_product(buyer_.get_product(rug_.id), rug_, 2);
  expect("the buyer's orders", {}, buyer_.list_orders().values);
  expect_empty_cart(buyer_.remove_from_cart(rug_.id), buyer_.user_id());
  stage_.checked("The line is named; stock and cart are as they were.");
}

void refusals::send_nonsense() {
  stage_.step("A product with a negative price, without a name");
  const sdk::amount negative{-1, rug_.price.currency};
  const auto err = expect_refusal(
    422, "invalid_request", [&] { guests_.create_product({.price = negative, .stock = -5}); });
  tell(err);
  stage::rows rows;
  std::vector<std::string> pointers;
  for (auto& fault : err.errors()) {
    rows.push_back({fault.pointer, fault.detail});
    pointers.push_back(fault.pointer);
  }
  stage_.table("ll", rows);
  expect("fields named", std::vector<std::string>{"/name", "/price", "/stock"}, pointers);
  stage_.checked("Every fault is named at once, with the field it is in.");
}

void refusals::look_into_other_carts() {
  stage_.step("The cart and the order of somebody else");
  expect_cart(buyer_.add_to_cart(rug_.id), buyer_.user_id(), {{rug_, 1}});
  order_ = buyer_.checkout();
  order_.replayed = false; // of this answer, not of the order that it will be compared with
  expect_order(order_, buyer_.user_id(), {{rug_, 1}});
  expect_cart(buyer_.add_to_cart(rug_.id), buyer_.user_id(), {{rug_, 1}});
  auto other = guests_.new_buyer();
  tell(expect_refusal(404, "order_unknown", [&] { other.get_order(order_.id); }));
  expect_empty_cart(other.get_cart(), other.user_id());
  expect("the other user's orders", {}, other.list_orders().values);
  expect_refusal(404, "line_unknown", [&] { other.remove_from_cart(rug_.id); });
  expect_cart(buyer_.get_cart(), buyer_.user_id(), {{rug_, 1}});
  stage_.checked("Two users see and change nothing of each other.");
}

void refusals::repeat_a_checkout() {
  stage_.step("The same checkout twice, with one Idempotency-Key");
  const auto key = client::new_key();
  const auto order = buyer_.checkout({}, key);
  const auto again = buyer_.checkout({}, key);
  stage_.table("llrl", {{"first", "order #" + std::to_string(order.id), show(order.total)},
                        {"second", "order #" + std::to_string(again.id), show(again.total),
                         again.replayed ? "replayed" : "new"}});
  expect_order(order, buyer_.user_id(), {{rug_, 1}});
  expect("the first answer is replayed", false, order.replayed);
  expect("the second answer is replayed", true, again.replayed);
  expect("order of the second answer", order.id, again.id);
  expect_order(again, buyer_.user_id(), {{rug_, 1}});
  expect("the buyer's orders", {order, order_}, buyer_.list_orders().values);
  expect_product(buyer_.get_product(rug_.id), rug_, 0);
  stage_.checked("One key, one order: an answer that was lost can be asked for again.");
}

} // namespace souk::demo
