#include "bench/micro.hpp"
#include "http/decode.hpp"
#include "http/json_reader.hpp"
#include "http/render.hpp"

#include <benchmark/benchmark.h>

namespace souk::bench {

namespace {

constexpr money price{1999};
const auto name = "Rosewood chess set, 40 cm";

product make_product() {
  product result;
  result.id = 421;
  result.fields.name = name;
  result.fields.price = price;
  result.fields.description = "Hand-carved, with a folding board that holds the pieces.";
  result.version = 1;
  result.created_at = result.updated_at = std::chrono::system_clock::now();
  return result;
}

cart_view make_cart() {
  cart_view result;
  result.user = "ann";
  result.version = 2;
  for (int64_t id : {421, 422}) {
    result.lines.push_back({id, 1, name, price, price});
    result.total.minor += price.minor;
  }
  return result;
}

order make_order() {
  order result;
  result.id = 1'000'000;
  result.content.user = "ann";
  result.created_at = std::chrono::system_clock::now();
  for (int64_t id : {421, 422}) {
    result.content.lines.push_back({id, name, price, 1, price});
    result.content.total.minor += price.minor;
  }
  return result;
}

template <class Shown>
void render(benchmark::State& state, const Shown& shown) {
  for (auto _ : state) {
    std::string text;
    append(text, shown);
    benchmark::DoNotOptimize(text.data());
  }
}

/// As in http/carts.cpp.
void decode_add(benchmark::State& state) {
  const std::string body = R"({"user_id":"ann","product_id":421,"quantity":2})";
  for (auto _ : state) {
    auto read = read_json_object(body);
    field_reader fields{std::get<json_object>(std::move(read)), {}};
    add_line command;
    command.user = fields.user_id("user_id").value_or("");
    command.product_id = fields.integer("product_id", {true, 1}).value_or(0);
    command.quantity =
      static_cast<int32_t>(fields.integer("quantity", {false, 1, quantity_max}).value_or(1));
    if (!fields.finish().empty())
      state.SkipWithError("the body is not valid");
    benchmark::DoNotOptimize(command);
  }
}

} // namespace

void register_texts() {
  benchmark::RegisterBenchmark("render/product", render<product>, make_product());
  benchmark::RegisterBenchmark("render/cart_of_2_lines", render<cart_view>, make_cart());
  benchmark::RegisterBenchmark("render/order_of_2_lines", render<order>, make_order());
  benchmark::RegisterBenchmark("decode/post_cart", decode_add);
}

} // namespace souk::bench
