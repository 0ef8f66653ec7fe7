#pragma once

#include "http/server.hpp"
#include "sdk/client.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace souk::test {

/// A whole shop in this process, on a free port, and clients of its seller and of a buyer.
struct shop_fixture {
  souk::server server{{.port = 0}};
  souk::client seller{
    {.base_url = "http://127.0.0.1:" + std::to_string(server.port()), .user_id = "seller"}};
  souk::client ann = seller.as_user("ann");

  sdk::product make(std::string name, std::int64_t minor, std::optional<std::int64_t> stock = {}) {
    return seller.create_product({.name = std::move(name), .price = {minor}, .stock = stock});
  }
};

std::vector<std::int64_t> ids_of(auto&& list) {
  std::vector<std::int64_t> ids;
  std::ranges::transform(list, std::back_inserter(ids), [](const auto& each) { return each.id; });
  return ids;
}

} // namespace souk::test
