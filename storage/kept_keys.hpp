#pragma once

#include "storage/database.hpp"
#include "storage/key_clock.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <unordered_map>

namespace souk {

/// The answers that keys have been given, in memory, for `key_kept`; the oldest are let go before
/// that where they take more than `bytes_max`.
class kept_keys {
public:
  /// A full cart of long names takes 200 KB, and whoever adds to it by a key keeps one each time.
  static constexpr std::size_t bytes_max = std::size_t{256} << 20;

  /// The outcome for a command whose key has its answer already: that answer, or the refusal of
  /// another request under the same key. Nothing where the command has no key or a new one.
  std::optional<outcome> find(const request_key& key) const;

  /// Keeps the answer of a new key; a command without a key leaves nothing behind.
  void keep(const request_key& key, kept_answer answer, time_point now);

private:
  struct entry {
    std::string fingerprint;
    kept_answer answer;
    std::size_t bytes = 0;
  };

  void let_oldest_go();

  std::unordered_map<std::string, entry> entries_;
  std::deque<std::pair<time_point, std::string>> by_age_;
  key_clock clock_;
  /// What the entries take, about.
  std::size_t bytes_ = 0;
};

/// Refuses a write; its key keeps a refusal that is definitive. `Keys` are those of a database.
template <class Keys>
refusal refuse(Keys& keys, const request_key& key, refusal why, time_point now) {
  if (is_definitive(why.code)) {
    kept_answer answer;
    answer.why = why;
    keys.keep(key, std::move(answer), now);
  }
  return why;
}

/// What a command gets whose key was answered so before: the same again, marked as replayed.
outcome replay(const kept_answer& answer);

/// A replayed outcome as the reply to `keep_refusal`: a kept answer, or the refusal it is.
outcome as_kept_answer(outcome replayed);

} // namespace souk
