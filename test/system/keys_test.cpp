// One key makes one order, however often it is sent, and whatever happens to the program.

#include "test/actors/random_seed.hpp"
#include "test/system/connection.hpp"
#include "test/system/crowd.hpp"
#include "test/system/lasting_shop.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>

namespace system_keys {

using namespace souk::test;

constexpr int keys = 2'000;
constexpr std::size_t copies_max = 5;
constexpr int threads = 16;
constexpr std::size_t never = SIZE_MAX;

/// A checkout with the key of that number, which belongs to a user of the same number.
struct copy {
  int key = 0;
  raw_answer answer = {};
};

using copies = std::vector<copy>;

std::string user_of(int key) {
  return "user-" + std::to_string(key);
}

std::string request_of(int key) {
  return bare_request("POST", "/checkout?user_id=" + user_of(key),
                      "Idempotency-Key: key-" + std::to_string(key) + "\r\n");
}

/// Asks again as long as another copy is being worked on.
raw_answer answer_to(connection& to, int key) {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < give_up) {
    to.send(request_of(key));
    auto answer = to.read_answer();
    if (answer.body.find("\"request_in_progress\"") == std::string::npos)
      return answer;
  }
  throw std::runtime_error{"A request is in progress for ever."};
}

struct shop_of_keys : lasting_shop {
  shop_of_keys() : lamp(program().make("Lamp", keys).id) {}

  /// A cart with one line for each key.
  void fill_carts() {
    at_once(threads, [&](int thread) {
      auto buyer = program().client();
      for (int key = thread; key < keys; key += threads) {
        buyer.set_user_id(user_of(key));
        buyer.add_to_cart(lamp);
      }
      return true;
    });
  }

  /// Sends all copies, those of one key from several threads at the same time. The program is
  /// killed while it has so many of them.
  void send(copies& all, std::size_t kill_at = never) {
    std::atomic<std::size_t> next = 0;
    at_once(threads, [&](int) {
      connection to{program().port()};
      for (auto i = next++; i < all.size(); i = next++) {
        if (i == kill_at)
          kill();
        all[i].answer = answer_to(to, all[i].key);
        if (!all[i].answer.is_whole)
          return false;
      }
      return true;
    });
  }

  void come_back() {
    BOOST_TEST(wait().signal == SIGKILL);
    open();
  }

  /// Orders of each key's user.
  std::vector<std::size_t> count_orders() {
    std::vector<std::size_t> result(keys);
    at_once(threads, [&](int thread) {
      auto buyer = program().client();
      for (int key = thread; key < keys; key += threads) {
        buyer.set_user_id(user_of(key));
        result[static_cast<std::size_t>(key)] = buyer.list_orders().values.size();
      }
      return true;
    });
    return result;
  }

  std::int64_t lamp;
};

copies random_copies(dice& chance) {
  copies result;
  for (int key = 0; key < keys; ++key)
    for (auto left = 1 + chance.roll(copies_max); left > 0; --left)
      result.push_back({key});
  return result;
}

copies take_unanswered(copies& all) {
  const auto first =
    std::stable_partition(all.begin(), all.end(), [](auto& each) { return each.answer.is_whole; });
  copies result{std::make_move_iterator(first), std::make_move_iterator(all.end())};
  all.erase(first, all.end());
  return result;
}

bool is_replay(const raw_answer& answer) {
  return answer.field("Idempotency-Replayed") == "true";
}

/// All answers to one key are the same, and at most one of them is the original: it may be lost.
void compare(const copies& all) {
  std::vector<const raw_answer*> first_of(keys);
  std::vector<int> originals(keys);
  for (auto& [key, answer] : all) {
    const auto index = static_cast<std::size_t>(key);
    if (first_of[index] == nullptr)
      first_of[index] = &answer;
    originals[index] += !is_replay(answer);
    BOOST_TEST_CONTEXT(answer.head << answer.body) {
      BOOST_TEST(answer.status() == 201);
      BOOST_TEST(answer.body == first_of[index]->body);
      BOOST_TEST(originals[index] <= 1);
    }
  }
}

} // namespace system_keys

BOOST_FIXTURE_TEST_SUITE(system_keys, system_keys::shop_of_keys)

BOOST_AUTO_TEST_CASE(each_of_two_thousand_keys_makes_one_order_though_the_program_is_killed) {
  const auto seed = random_seed();
  BOOST_TEST_CONTEXT(seed_note(seed)) {
    dice chance{seed};
    fill_carts();
    auto all = random_copies(chance);
    send(all, all.size() / 4 + chance.roll(all.size() / 2));
    come_back();
    auto again = take_unanswered(all);
    BOOST_TEST(!all.empty());
    BOOST_TEST(!again.empty());
    send(again);
    std::move(again.begin(), again.end(), std::back_inserter(all));
    compare(all);
    BOOST_TEST((count_orders() == std::vector<std::size_t>(keys, 1)));
    BOOST_TEST(program().client().get_product(lamp).stock.value() == 0);
    const auto end = check();
    BOOST_TEST(end.code == 0, end.out << end.err);
  }
}

BOOST_AUTO_TEST_SUITE_END()
