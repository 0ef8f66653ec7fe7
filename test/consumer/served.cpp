// A program that serves a shop over HTTP and asks it.

#include <souk/http/server.hpp>
#include <souk/sdk/client.hpp>

#include <iostream>

namespace {

int complain(const char* what) {
  std::cerr << what << '\n';
  return 1;
}

int buy(souk::client& client) {
  const auto health = client.health();
  if (health.status != "ok")
    return complain("The shop is not open.");
  const auto lamp = client.create_product({.name = "Lamp", .price = {1999}, .stock = 5});
  client.add_to_cart(lamp.id, 2);
  const auto order = client.checkout();
  if (order.total != souk::sdk::amount{3998} || client.get_order(order.id) != order)
    return complain("There is no order for 39.98.");
  if (client.get_product(lamp.id).stock != 3)
    return complain("There are not three lamps left.");
  try {
    client.checkout();
  } catch (const souk::api_error& err) {
    return err.code() == "cart_empty" ? 0 : complain(err.what());
  }
  return complain("The cart was not empty after the checkout.");
}

} // namespace

int main() try {
  souk::server server{{.port = 0, .database = "memory:"}};
  souk::client client{
    {.base_url = "http://127.0.0.1:" + std::to_string(server.port()), .user_id = "ann"}};
  return buy(client);
} catch (const std::exception& err) {
  return complain(err.what());
}
