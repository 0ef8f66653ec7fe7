#pragma once

#include "http/answer.hpp"
#include "messages/cart.hpp"
#include "messages/event.hpp"
#include "messages/order.hpp"
#include "messages/product.hpp"
#include "messages/stock.hpp"

#include <string>
#include <utility>

namespace souk {

/// Each appends the JSON of semantics.md, Endpoints, without a tree in between.
void append(std::string& out, const product& shown);
void append(std::string& out, const cart_view& shown);
void append(std::string& out, const order& shown);
void append(std::string& out, const order_page& shown);
void append(std::string& out, const moved_stock& shown);
void append(std::string& out, const stock_page& shown);
void append(std::string& out, const event_page& shown);

/// An answer with that JSON.
template <class Shown>
http_answer json_answer(const Shown& shown, int status = 200) {
  std::string text;
  append(text, shown);
  return {status, json_type, std::move(text)};
}

} // namespace souk
