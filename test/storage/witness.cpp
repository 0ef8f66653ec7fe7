#include "test/storage/witness.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace souk::test {

namespace {

template <class Pointer>
bool points_alike(const Pointer& a, const Pointer& b) {
  return a && b ? *a == *b : !a && !b;
}

bool is_alike(const refusal& a, const refusal& b) {
  return a == b;
}

bool is_alike(const product_reply& a, const product_reply& b) {
  return points_alike(a.product, b.product) && a.replayed == b.replayed;
}

bool is_alike(const product_ptr& a, const product_ptr& b) {
  return points_alike(a, b);
}

bool is_alike(const saved_movement& a, const saved_movement& b) {
  return points_alike(a.moved, b.moved) && a.replayed == b.replayed;
}

bool is_alike(const saved_cart& a, const saved_cart& b) {
  return points_alike(a.replayed, b.replayed);
}

bool is_alike(const placed_order& a, const placed_order& b) {
  // The levels have no order.
  return points_alike(a.order, b.order) && a.replayed == b.replayed
         && std::is_permutation(a.levels.begin(), a.levels.end(), b.levels.begin(), b.levels.end());
}

bool is_alike(const kept_answer& a, const kept_answer& b) {
  return points_alike(a.order, b.order) && points_alike(a.cart, b.cart)
         && points_alike(a.product, b.product) && points_alike(a.moved, b.moved) && a.why == b.why;
}

/// Whether a key has kept this answer. That an order was refused is kept by another command.
bool is_kept(const write& command, const outcome& answer) {
  auto* why = std::get_if<refusal>(&answer);
  return why == nullptr || (is_definitive(why->code) && !std::holds_alternative<place>(command));
}

bool is_same_answer(const outcome& a, const outcome& b) {
  return std::visit(
    [](auto& x, auto& y) {
      if constexpr (std::is_same_v<decltype(x), decltype(y)>)
        return is_alike(x, y);
      else
        return false;
    },
    a, b);
}

std::string name_of(const outcome& answer) {
  auto* why = std::get_if<refusal>(&answer);
  return why != nullptr ? to_string(why->code) : "no refusal";
}

} // namespace

bool is_refused_by_disk(const outcome& answer) {
  auto* why = std::get_if<refusal>(&answer);
  return why != nullptr && why->code == errc::storage_full;
}

const request_key* key_of(const write& command) {
  return std::visit(
    [](auto& cmd) -> const request_key* {
      if constexpr (requires { cmd.key.key; })
        return cmd.key.key.empty() ? nullptr : &cmd.key;
      else
        return nullptr;
    },
    command);
}

std::vector<outcome> witness::commit(database& rows, std::vector<write> batch) {
  in_doubt_ = std::move(batch);
  auto answers = rows.commit(in_doubt_, now_);
  const auto answered = std::exchange(in_doubt_, {});
  if (answers.size() != answered.size())
    throw broken_promise{"not every write was answered"};
  for (std::size_t i = 0; i < answers.size(); ++i)
    check_answer(answered[i], answers[i]);
  rows.maintain();
  return answers;
}

void witness::check_answer(const write& command, const outcome& answer) {
  if (is_refused_by_disk(answer))
    return;
  if (!is_same_answer(apply(command), answer))
    throw broken_promise{"a write of kind " + std::to_string(command.index())
                         + " got another answer than it should: " + name_of(answer)};
}

outcome witness::apply(const write& command) {
  auto answer = std::move(acknowledged_.commit({command}, now_).front());
  if (key_of(command) != nullptr && is_kept(command, answer))
    with_keys_.push_back(command);
  return answer;
}

std::vector<write> witness::look_at(database& rows) {
  const auto found = state_of(rows);
  check_rules(found);
  auto missing = in_doubt_;
  if (found != state_of(acknowledged_)) {
    settle_doubt(found);
    missing.clear();
  }
  in_doubt_.clear();
  check_keys(rows);
  if (found != state_of(rows))
    throw broken_promise{"a repeated key has changed something"};
  return missing;
}

void witness::settle_doubt(const shop_state& found) {
  if (in_doubt_.empty())
    throw broken_promise{"these are not what was acknowledged: "
                         + difference(found, state_of(acknowledged_))};
  const auto before = state_of(acknowledged_);
  for (auto& each : in_doubt_)
    apply(each);
  const auto after = state_of(acknowledged_);
  if (found != after)
    throw broken_promise{"these are neither as before the batch in doubt: "
                         + difference(found, before)
                         + "; nor as after it: " + difference(found, after)};
}

void witness::check_keys(database& rows) {
  const auto answers = rows.commit(with_keys_, now_);
  const auto expected = acknowledged_.commit(with_keys_, now_);
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (!is_same_answer(answers[i], expected[i]))
      throw broken_promise{"the key " + key_of(with_keys_[i])->key + " got another answer"};
}

} // namespace souk::test
