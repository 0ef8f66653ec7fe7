#include "test/actors/shop_invariants.hpp"

#include <array>

/// Buyers and sellers at random, in a random order of turns, while actors end and the database
/// fails at random.

BOOST_AUTO_TEST_SUITE(random_shops)

namespace {

using namespace souk;
using namespace std::chrono_literals;
using test::dice;

constexpr int runs = 40;
constexpr int moves = 800;
constexpr std::size_t users_count = 5;
constexpr std::size_t keys_count = 8;

template <class Command, class Reply>
struct asked {
  Command command;
  test::question<Reply> answer;
};

struct random_shop : test::shop_fixture {
  explicit random_shop(dice& lots) : shop_fixture(20s), chance(lots) {
    for (int64_t stock : counted)
      products.push_back(create("counted", 100 + stock, stock));
    uncounted = {products.back(), products.front()};
    for (auto price : {250, 1})
      products.push_back(create("not counted", price));
    for (std::size_t i = 0; i < users_count; ++i)
      users.insert("user" + std::to_string(i));
  }

  std::string any_user() { return "user" + std::to_string(chance.roll(users_count)); }

  int64_t any_product() { return products[chance.roll(products.size())]; }

  std::string any_key() {
    return chance.one_in(2) ? std::string{} : "k" + std::to_string(chance.roll(keys_count));
  }

  void move() {
    if (chance.one_in(calm))
      return chance.one_in(2) ? end_somebody() : fail_somehow();
    switch (chance.roll(20)) {
      case 0:
        return sell();
      case 1:
        now += 1s;
        scheduler.advance_time(1s);
        return;
      case 2:
        return count();
      case 3:
        return cancel();
      default:
        if (chance.one_in(3))
          run_at_random(chance, chance.roll(40));
        else
          buy();
    }
  }

  void buy() {
    const auto user = any_user();
    switch (chance.roll(8)) {
      case 0:
        removals.push_back({{user, any_product()}, {}});
        removals.back().answer = start(carts(), removals.back().command);
        return;
      case 1:
        views.push_back(start(carts(), view_cart{user}));
        return;
      case 2:
      case 3:
        checkouts.push_back({{user, {}, any_key()}, {}});
        checkouts.back().answer = start(carts(), checkouts.back().command);
        return;
      default:
        adds.push_back(
          {{user, any_product(), static_cast<int32_t>(chance.roll(3)) + 1, any_key()}, {}});
        adds.back().answer = start(carts(), adds.back().command);
    }
  }

  void sell() {
    auto& catalog = staff->catalog.handle();
    if (chance.one_in(3)) {
      create_product command{{"new", {300}}, any_key()};
      creations.push_back(start(catalog, command));
      return;
    }
    update_product command{any_product()};
    command.price = money{static_cast<int64_t>(chance.roll(500)) + 1};
    changes.push_back(chance.one_in(10) ? start(catalog, archive_product{command.id})
                                        : start(catalog, command));
  }

  /// Counts units of a product anew, or some that came or broke.
  void count() {
    const auto id = products[chance.roll(counted.size())];
    if (chance.one_in(3)) {
      update_product command{id};
      if (uncounted.contains(id) && chance.one_in(2))
        command.stock = stock_setting{}; // until somebody counts it again
      else
        command.stock = stock_setting{static_cast<int64_t>(chance.roll(50))};
      changes.push_back(start(staff->catalog.handle(), command));
      return;
    }
    move_stock command{id, movement_kind::received, static_cast<int64_t>(chance.roll(9)) + 1};
    if (chance.one_in(2)) {
      command.kind = movement_kind::adjusted;
      command.quantity = -command.quantity;
      command.reason = "broken";
    }
    command.key = any_key();
    movements.push_back(start(staff->catalog.handle(), command));
  }

  /// Cancels an order that somebody was told of.
  void cancel() {
    if (checkouts.empty())
      return;
    auto& [command, answer] = checkouts[chance.roll(checkouts.size())];
    if (!answer.is_answered() || answer.is_refused())
      return;
    cancels.push_back(start(staff->orders.handle(),
                            cancel_order{command.user, answer.reply().order->id, any_key()}));
  }

  void end_somebody() {
    const caf::strong_actor_ptr somebody[] = {
      staff->catalog.target(), staff->carts.target(), staff->orders.target(), staff->store.target(),
      caf::actor_cast<caf::strong_actor_ptr>(cart_of(any_user()))};
    if (auto whom = caf::actor_cast<caf::actor>(somebody[chance.roll(5)]))
      chance.one_in(2) ? kill(whom) : strike(whom);
  }

  void fail_somehow() {
    int* failures[] = {&script->commits_to_refuse, &script->commits_to_doubt,
                       &script->reads_to_refuse};
    *failures[chance.roll(3)] = 1;
  }

  static constexpr std::array<int64_t, 4> counted{5, 9, 40, 200};

  dice& chance;
  /// One move in so many is a fault.
  const std::size_t calm = std::size_t{10} << chance.roll(6);
  std::vector<int64_t> products;
  std::vector<asked<add_line, cart_reply>> adds;
  std::vector<asked<remove_line, cart_reply>> removals;
  std::vector<asked<checkout, order_reply>> checkouts;
  std::vector<test::question<cart_reply>> views;
  std::vector<test::question<product_reply>> creations;
  std::vector<test::question<product_ptr>> changes;
  std::vector<test::question<stock_reply>> movements;
  std::vector<test::question<placed_order>> cancels;
};

template <class Reply>
void check_answer(const test::question<Reply>& each) {
  BOOST_REQUIRE(each.is_answered());
  if (each.is_refused())
    BOOST_TEST((each.code() != errc::internal));
  else
    each.reply();
}

void check_answers(random_shop& shop) {
  for (auto& each : shop.adds)
    check_answer(each.answer);
  for (auto& each : shop.removals)
    check_answer(each.answer);
  for (auto& each : shop.checkouts)
    check_answer(each.answer);
  for (auto& each : shop.views)
    check_answer(each);
  for (auto& each : shop.creations)
    check_answer(each);
  for (auto& each : shop.changes)
    check_answer(each);
  for (auto& each : shop.movements)
    check_answer(each);
  for (auto& each : shop.cancels)
    check_answer(each);
}

/// Every order that was told of is stored as it was told, and there is one for a key.
void check_acknowledged(random_shop& shop) {
  std::map<std::pair<std::string, std::string>, int64_t> by_key;
  for (auto& [command, answer] : shop.checkouts) {
    if (answer.is_refused())
      continue;
    auto told = answer.reply().order;
    const auto stored = shop.script->rows.find_order(command.user, told->id);
    BOOST_REQUIRE(stored);
    BOOST_TEST((stored->content == told->content && stored->created_at == told->created_at));
    if (command.key.empty())
      continue;
    auto known = by_key.try_emplace({command.user, command.key}, told->id).first;
    BOOST_TEST(known->second == told->id);
  }
  for (auto& each : shop.cancels) {
    if (each.is_refused())
      continue;
    auto& told = *each.reply().order;
    const auto stored = shop.script->rows.find_order(told.content.user, told.id);
    BOOST_TEST((stored->status == order_status::canceled));
  }
  for (auto& [key, id] : by_key) {
    auto again = shop.check_out(key.first, key.second).reply();
    BOOST_TEST(again.replayed);
    BOOST_TEST(again.order->id == id);
  }
}

/// Units that were added for certain, and those that may have been.
struct added_units {
  int64_t sure = 0;
  int64_t doubtful = 0;
};

using owner = std::pair<std::string, int64_t>;

std::map<owner, added_units> added_in(const random_shop& shop) {
  std::map<owner, added_units> result;
  std::set<std::pair<std::string, std::string>> keys;
  for (auto& [command, answer] : shop.adds) {
    if (answer.is_refused())
      continue;
    const bool is_first = command.key.empty() || keys.insert({command.user, command.key}).second;
    result[{command.user, command.product_id}].sure += is_first ? command.quantity : 0;
  }
  for (auto& [command, answer] : shop.adds)
    if (answer.is_refused() && answer.code() == errc::unavailable
        && !keys.contains({command.user, command.key}))
      result[{command.user, command.product_id}].doubtful += command.quantity;
  return result;
}

/// No unit is lost, and none comes from nowhere: what was added is in the cart or in an order.
void check_units(random_shop& shop) {
  std::map<owner, int64_t> found;
  for (auto& user : shop.users) {
    for (auto& [id, units] : test::units_of(shop.script->rows.load_cart(user).lines))
      found[{user, id}] += units;
  }
  for (auto& each : test::all_orders(shop))
    for (auto& [id, units] : test::units_of(each->content.lines))
      found[{each->content.user, id}] += units;
  auto added = added_in(shop);
  std::set<owner> removed;
  for (auto& [command, answer] : shop.removals)
    removed.insert({command.user, command.product_id});
  for (auto& user : shop.users)
    for (auto id : shop.products)
      BOOST_TEST_CONTEXT(user << " and product " << id) {
        auto& units = added[{user, id}];
        const auto there = found[{user, id}];
        BOOST_TEST(there <= units.sure + units.doubtful);
        BOOST_TEST((there >= units.sure || removed.contains({user, id})));
      }
}

void run_one(dice& chance) {
  random_shop shop{chance};
  for (int i = 0; i < moves; ++i)
    shop.move();
  shop.run_at_random(chance, test::turns_max);
  shop.script->heal();
  check_answers(shop);
  test::check_invariants(shop);
  check_acknowledged(shop);
  check_units(shop);
  for (auto& target : {shop.staff->store.target(), shop.staff->catalog.target(),
                       shop.staff->orders.target(), shop.staff->carts.target()})
    shop.kill(caf::actor_cast<caf::actor>(target));
  test::check_invariants(shop);
}

} // namespace

BOOST_AUTO_TEST_CASE(a_shop_keeps_its_promises_whatever_happens) {
  const auto seed = test::random_seed();
  BOOST_TEST_CONTEXT(test::seed_note(seed)) {
    dice chance{seed};
    for (int run = 0; run < runs; ++run)
      BOOST_TEST_CONTEXT("run " << run) {
        run_one(chance);
      }
  }
}

BOOST_AUTO_TEST_SUITE_END()
