#include "storage/kept_keys.hpp"

namespace souk {

namespace {

/// A scope has no line feed, so that no two pairs become one name.
std::string name_of(const request_key& key) {
  return key.scope + '\n' + key.key;
}

/// What an entry takes, about: a cart is the only answer that is not small, or not in the database
/// anyway.
std::size_t bytes_of(const std::string& name, const kept_answer& answer) {
  constexpr std::size_t small = 512;
  auto result = small + 2 * name.size();
  if (answer.cart)
    for (auto& each : answer.cart->lines)
      result += sizeof each + each.name.size();
  return result;
}

} // namespace

std::optional<outcome> kept_keys::find(const request_key& key) const {
  if (key.key.empty())
    return std::nullopt;
  auto found = entries_.find(name_of(key));
  if (found == entries_.end())
    return std::nullopt;
  if (found->second.fingerprint != key.fingerprint)
    return refusal{errc::idempotency_key_reused};
  return replay(found->second.answer);
}

void kept_keys::keep(const request_key& key, kept_answer answer, time_point now) {
  if (key.key.empty())
    return;
  const auto shown = clock_.at(now);
  while (!by_age_.empty() && by_age_.front().first + key_kept < shown)
    let_oldest_go();
  auto name = name_of(key);
  const auto bytes = bytes_of(name, answer);
  while (!by_age_.empty() && bytes_ + bytes > bytes_max)
    let_oldest_go();
  bytes_ += bytes;
  by_age_.emplace_back(shown, name);
  entries_.insert_or_assign(std::move(name), entry{key.fingerprint, std::move(answer), bytes});
}

void kept_keys::let_oldest_go() {
  auto oldest = entries_.extract(by_age_.front().second);
  bytes_ -= oldest.mapped().bytes;
  by_age_.pop_front();
}

outcome replay(const kept_answer& answer) {
  if (answer.order)
    return placed_order{answer.order, {}, true};
  if (answer.cart)
    return saved_cart{answer.cart};
  if (answer.product)
    return product_reply{answer.product, true};
  if (answer.moved)
    return saved_movement{answer.moved, true};
  auto why = answer.why;
  why.replayed = true;
  return why;
}

outcome as_kept_answer(outcome replayed) {
  kept_answer answer;
  if (auto* placed = std::get_if<placed_order>(&replayed))
    answer.order = std::move(placed->order);
  else if (auto* saved = std::get_if<saved_cart>(&replayed))
    answer.cart = std::move(saved->replayed);
  else if (auto* made = std::get_if<product_reply>(&replayed))
    answer.product = std::move(made->product);
  else if (auto* movement = std::get_if<saved_movement>(&replayed))
    answer.moved = std::move(movement->moved);
  else
    return replayed;
  return answer;
}

} // namespace souk
