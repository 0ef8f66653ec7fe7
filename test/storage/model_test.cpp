// Random commands to SQLite and to the memory database, which is its model: they must give the same
// outcomes and leave the same shop. RapidCheck shrinks a run that fails, and prints how to repeat
// it (RC_PARAMS).

#include "storage/check.hpp"
#include "storage/memory_database.hpp"
#include "storage/sqlite_database.hpp"
#include "test/storage/told_stock.hpp"
#include "test/temporary_directory.hpp"

#include <rapidcheck.h>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(models)

namespace {

using namespace souk;

/// One command, in small numbers: few users, products and keys meet often.
struct step {
  int what = 0;
  int user = 0;
  int product = 0;
  int quantity = 0;
  int key = 0;
};

std::ostream& operator<<(std::ostream& out, const step& x) {
  return out << '{' << x.what << ' ' << x.user << ' ' << x.product << ' ' << x.quantity << ' '
             << x.key << '}';
}

const time_point now{std::chrono::hours{480'000}};

std::string user_of(const step& x) {
  return "user-" + std::to_string(x.user);
}

/// Most commands have no key; those that do may be another request under a known one.
request_key key_of(const step& x) {
  if (x.key > 3)
    return {};
  return {"scope", "k" + std::to_string(x.key),
          std::to_string(x.what) + std::to_string(x.quantity)};
}

/// An order of all that the user's cart holds.
place order_of_cart(database& model, const step& x, uint64_t sequence) {
  place command;
  command.draft = {{1, 1, sequence}, user_of(x), {}, {}};
  for (auto& line : model.load_cart(user_of(x)).lines) {
    const auto total = checked_multiply(line.price, line.quantity).value();
    command.draft.lines.push_back({line.product_id, "a product", line.price, line.quantity, total});
    command.draft.total = checked_add(command.draft.total, total).value();
  }
  command.key = key_of(x);
  return command;
}

update_product counting(const step& x) {
  update_product command{x.product};
  command.stock = x.user == 0 ? stock_setting{} : stock_setting{x.quantity};
  return command;
}

save_line adding(database& model, const step& x) {
  save_line command{user_of(x), {x.product, x.quantity, {100}, 1}, key_of(x)};
  if (!command.key.key.empty())
    command.reply = {user_of(x), {}, {}, model.load_cart(user_of(x)).version + 1};
  if (x.quantity % 2 == 0)
    command.only_if = {seen_state{}};
  return command;
}

save_movement moving(const step& x) {
  save_movement command{x.product, movement_kind::adjusted, x.quantity - 4, "counted", key_of(x)};
  if (x.user == 0)
    command.only_if = {seen_state{1, 1}};
  return command;
}

save_cancel canceling(const step& x) {
  save_cancel command{user_of(x), x.product, key_of(x)};
  if (x.quantity % 2 == 0)
    command.only_if = {seen_state{version_of(order_status::placed)}};
  return command;
}

souk::write command_of(database& model, const step& x, uint64_t sequence) {
  switch (x.what) {
    case 0:
      return insert_product{{"a product", {100}, "", x.quantity}, key_of(x)};
    case 1:
      return archive_product{x.product};
    case 2:
      return counting(x);
    case 3:
      return moving(x);
    case 4:
      return drop_line{user_of(x), x.product};
    case 5:
    case 6:
      return order_of_cart(model, x, x.key == 0 ? sequence - 1 : sequence);
    case 7:
      return canceling(x);
    case 8:
      return keep_refusal{key_of(x), {errc::cart_empty}};
    default:
      return adding(model, x);
  }
}

/// What two outcomes have in common: their values, not their addresses.
template <class T>
bool same(const std::shared_ptr<T>& a, const std::shared_ptr<T>& b) {
  return a && b ? *a == *b : !a && !b;
}

bool same(const product_reply& a, const product_reply& b) {
  return same(a.product, b.product) && a.replayed == b.replayed;
}

bool same(const saved_movement& a, const saved_movement& b) {
  return same(a.moved, b.moved) && a.replayed == b.replayed;
}

bool same(const saved_cart& a, const saved_cart& b) {
  return same(a.replayed, b.replayed) && same(a.found, b.found);
}

bool same(const placed_order& a, const placed_order& b) {
  return same(a.order, b.order) && a.levels == b.levels && a.replayed == b.replayed;
}

bool same(const kept_answer& a, const kept_answer& b) {
  return same(a.order, b.order) && same(a.cart, b.cart) && same(a.product, b.product)
         && same(a.moved, b.moved) && a.why == b.why;
}

bool same(const refusal& a, const refusal& b) {
  return a == b;
}

bool same(const outcome& a, const outcome& b) {
  return a.index() == b.index()
         && std::visit(
           [&](auto& left) { return same(left, std::get<std::decay_t<decltype(left)>>(b)); }, a);
}

template <class T>
bool same(const std::vector<std::shared_ptr<T>>& a, const std::vector<std::shared_ptr<T>>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](auto& left, auto& right) { return same(left, right); });
}

/// Both shops, read as a whole.
void check_same(database& model, database& real) {
  RC_ASSERT(same(model.load_catalog(), real.load_catalog()));
  RC_ASSERT(model.list_events({0, 1000}).events == real.list_events({0, 1000}).events);
  for (auto user = 0; user < 3; ++user) {
    const auto name = "user-" + std::to_string(user);
    RC_ASSERT(model.load_cart(name) == real.load_cart(name));
    RC_ASSERT(same(model.list_orders({name}).orders, real.list_orders({name}).orders));
  }
  for (auto& each : model.load_catalog())
    RC_ASSERT(model.load_movements({each->id}).movements
              == real.load_movements({each->id}).movements);
}

/// Whether the feed tells the stock of each product.
void check_feed(database& rows) {
  std::map<int64_t, int64_t> stock;
  for (auto& each : rows.load_catalog())
    if (each->fields.stock)
      stock[each->id] = *each->fields.stock;
  RC_ASSERT(test::told_stock(rows.list_events({0, 1000}).events) == stock);
}

void check_rules_of(const std::string& file) {
  auto connection = sql_connection::open_read_only(file);
  for (auto& each : check_rules(connection))
    RC_ASSERT(each.broken == 0);
}

auto some_steps() {
  auto small = [](int from, int to) { return rc::gen::inRange(from, to); };
  return rc::gen::container<std::vector<step>>(rc::gen::build<step>(
    rc::gen::set(&step::what, small(0, 14)), rc::gen::set(&step::user, small(0, 3)),
    rc::gen::set(&step::product, small(1, 6)), rc::gen::set(&step::quantity, small(1, 8)),
    rc::gen::set(&step::key, small(0, 8))));
}

void run_both(const std::vector<step>& steps) {
  test::temporary_directory folder;
  const auto file = folder.file("shop.db");
  memory_database model;
  sqlite_database real{file};
  // A line of a product that was never created breaks a reference, which the catalog rules out.
  for (int i = 0; i < 6; ++i)
    for (auto* each : std::initializer_list<database*>{&model, &real})
      each->commit({insert_product{{"a product", {100}, "", 5}}}, now);
  uint64_t sequence = 1;
  for (auto& each : steps) {
    const auto command = command_of(model, each, ++sequence);
    if (auto* order = std::get_if<place>(&command); order && order->draft.lines.empty())
      continue; // the cart refuses it
    RC_ASSERT(same(model.commit({command}, now).front(), real.commit({command}, now).front()));
  }
  check_same(model, real);
  check_feed(real);
  check_rules_of(file);
}

} // namespace

BOOST_AUTO_TEST_CASE(sqlite_does_what_the_memory_database_does) {
  BOOST_TEST(rc::check([] { run_both(*some_steps()); }));
}

BOOST_AUTO_TEST_SUITE_END()
