#include "storage/answer_record.hpp"

#include "storage/record.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

namespace souk {

namespace {

// The first value of a record: which kind of answer it is.
constexpr std::string_view order_kind = "order";
constexpr std::string_view cart_kind = "cart";
constexpr std::string_view product_kind = "product";
constexpr std::string_view movement_kind_name = "movement";
constexpr std::string_view refusal_kind = "refusal";

void append(record_writer& out, const money& amount) {
  out.add(amount.minor).add(amount.unit.name());
}

void append(record_writer& out, const std::optional<int64_t>& value) {
  out.add(int64_t{value ? 1 : 0}).add(value.value_or(0));
}

void append(record_writer& out, time_point moment) {
  using namespace std::chrono;
  out.add(int64_t{floor<microseconds>(moment.time_since_epoch()).count()});
}

money read_money(record_reader& in) {
  money result{in.integer()};
  const auto letters = in.text();
  std::copy_n(letters.begin(), std::min(letters.size(), result.unit.code.size()),
              result.unit.code.begin());
  return result;
}

std::optional<int64_t> read_optional(record_reader& in) {
  const bool is_set = in.integer() != 0;
  const auto value = in.integer();
  return is_set ? std::optional<int64_t>{value} : std::nullopt;
}

time_point read_moment(record_reader& in) {
  return time_point{std::chrono::microseconds{in.integer()}};
}

void append(record_writer& out, const cart_view& cart) {
  out.add(cart.user);
  append(out, cart.total);
  out.add(cart.version).add(static_cast<int64_t>(cart.lines.size()));
  for (auto& line : cart.lines) {
    out.add(line.product_id).add(int64_t{line.quantity}).add(line.name);
    append(out, line.price);
    append(out, line.line_total);
    out.add(int64_t{line.available ? 1 : 0});
  }
  out.add(static_cast<int64_t>(cart.warnings.size()));
  for (auto& warning : cart.warnings) {
    out.add(static_cast<int64_t>(warning.code)).add(warning.product_id);
    append(out, warning.was);
    append(out, warning.now);
    out.add(warning.requested).add(warning.available);
  }
}

cart_view read_cart(record_reader& in) {
  cart_view cart;
  cart.user = in.text();
  cart.total = read_money(in);
  cart.version = in.integer();
  for (auto left = in.integer(); left > 0; --left) {
    auto& line = cart.lines.emplace_back();
    line.product_id = in.integer();
    line.quantity = static_cast<int32_t>(in.integer());
    line.name = in.text();
    line.price = read_money(in);
    line.line_total = read_money(in);
    line.available = in.integer() != 0;
  }
  for (auto left = in.integer(); left > 0; --left) {
    auto& warning = cart.warnings.emplace_back();
    warning.code = static_cast<warning_code>(in.integer());
    warning.product_id = in.integer();
    warning.was = read_money(in);
    warning.now = read_money(in);
    warning.requested = in.integer();
    warning.available = in.integer();
  }
  return cart;
}

void append(record_writer& out, const product& made) {
  auto& fields = made.fields;
  out.add(made.id).add(fields.name);
  append(out, fields.price);
  out.add(fields.description);
  append(out, fields.stock);
  out.add(fields.sku).add(fields.category).add(made.version).add(made.stock_version);
  append(out, made.created_at);
  append(out, made.updated_at);
}

product read_product(record_reader& in) {
  product made;
  made.id = in.integer();
  made.fields.name = in.text();
  made.fields.price = read_money(in);
  made.fields.description = in.text();
  made.fields.stock = read_optional(in);
  made.fields.sku = in.text();
  made.fields.category = in.text();
  made.version = in.integer();
  made.stock_version = in.integer();
  made.created_at = read_moment(in);
  made.updated_at = read_moment(in);
  return made;
}

void append(record_writer& out, const moved_stock& moved) {
  auto& made = moved.made;
  out.add(moved.product_id).add(moved.on_hand);
  out.add(made.sequence).add(static_cast<int64_t>(made.kind)).add(made.quantity);
  append(out, made.order_id);
  out.add(made.reason);
  append(out, made.happened_at);
}

moved_stock read_moved_stock(record_reader& in) {
  moved_stock moved;
  auto& made = moved.made;
  moved.product_id = in.integer();
  moved.on_hand = in.integer();
  made.sequence = in.integer();
  made.kind = static_cast<movement_kind>(in.integer());
  made.quantity = in.integer();
  made.order_id = read_optional(in);
  made.reason = in.text();
  made.happened_at = read_moment(in);
  return moved;
}

void append(record_writer& out, const refusal& why) {
  out.add(std::string_view{to_string(why.code)}).add(static_cast<int64_t>(why.lines.size()));
  for (auto& line : why.lines)
    out.add(line.product_id).add(int64_t{line.requested}).add(line.available);
  out.add(int64_t{why.total ? 1 : 0});
  if (why.total)
    append(out, *why.total);
}

refusal read_refusal(record_reader& in) {
  refusal why;
  const auto name = in.text();
  for (auto code = errc{1}; code < errc::internal; code = errc(static_cast<uint8_t>(code) + 1))
    if (name == to_string(code))
      why.code = code;
  for (auto left = in.integer(); left > 0; --left) {
    auto& line = why.lines.emplace_back();
    line.product_id = in.integer();
    line.requested = static_cast<int32_t>(in.integer());
    line.available = in.integer();
  }
  if (in.integer() != 0)
    why.total = read_money(in);
  return why;
}

} // namespace

std::string to_record(const kept_answer& answer) {
  record_writer out;
  if (answer.order) {
    out.add(order_kind).add(answer.order->id).add(static_cast<int64_t>(answer.order->status));
  } else if (answer.cart) {
    append(out.add(cart_kind), *answer.cart);
  } else if (answer.product) {
    append(out.add(product_kind), *answer.product);
  } else if (answer.moved) {
    append(out.add(movement_kind_name), *answer.moved);
  } else {
    append(out.add(refusal_kind), answer.why);
  }
  return out.take();
}

kept_answer answer_of(std::string_view record) {
  record_reader in{record};
  const auto kind = in.text();
  kept_answer result;
  if (kind == order_kind) {
    auto named = std::make_shared<order>();
    named->id = in.integer();
    named->status = static_cast<order_status>(in.integer());
    result.order = std::move(named);
  } else if (kind == cart_kind) {
    result.cart = std::make_shared<cart_view>(read_cart(in));
  } else if (kind == product_kind) {
    result.product = std::make_shared<product>(read_product(in));
  } else if (kind == movement_kind_name) {
    result.moved = std::make_shared<moved_stock>(read_moved_stock(in));
  } else {
    result.why = read_refusal(in);
  }
  return result;
}

} // namespace souk
