#include "test/system/counter_history.hpp"

#include <algorithm>
#include <sstream>
#include <unordered_set>
#include <utility>

namespace souk::test {

namespace {

using operation_kind = counter_operation::kind;
using time_point = std::chrono::steady_clock::time_point;

const char* name_of(operation_kind what) {
  switch (what) {
    case operation_kind::took:
      return "took";
    case operation_kind::found_too_few:
      return "found too few for";
    case operation_kind::added:
      return "added";
    case operation_kind::read:
      return "read";
  }
  return "";
}

bool is_true(const counter_operation& x, std::int64_t units) {
  switch (x.what) {
    case operation_kind::took:
      return units >= x.units;
    case operation_kind::found_too_few:
      return units < x.units;
    case operation_kind::added:
      return true;
    case operation_kind::read:
      return units == x.units;
  }
  return false;
}

std::int64_t effect_of(const counter_operation& x) {
  if (x.what == operation_kind::took)
    return -x.units;
  return x.what == operation_kind::added ? x.units : 0;
}

/// Looks for an order, depth first.
class search {
public:
  explicit search(const counter_history& history) : history_(history) {}

  /// Whether those that are not done can follow those that are. How many units there are depends
  /// only on which ones are done: what has failed once fails always.
  bool can_follow(std::vector<bool> done, std::int64_t units) {
    do_all_without_effect(done, units);
    const auto end = first_end(done);
    if (end == time_point::max())
      return true;
    if (!failed_.insert(done).second)
      return false;
    for (std::size_t i = 0; i < history_.size(); ++i)
      if (may_be_next(i, done, end, units)) {
        auto next = done;
        next[i] = true;
        if (can_follow(std::move(next), units + effect_of(history_[i])))
          return true;
      }
    return false;
  }

private:
  /// One that is true now and changes nothing can be in no one's way: it need not be tried later.
  void do_all_without_effect(std::vector<bool>& done, std::int64_t units) const {
    for (bool has_changed = true; has_changed;) {
      has_changed = false;
      const auto end = first_end(done);
      for (std::size_t i = 0; i < history_.size(); ++i)
        if (effect_of(history_[i]) == 0 && may_be_next(i, done, end, units))
          done[i] = has_changed = true;
    }
  }

  /// When the first of those ended that are not done.
  time_point first_end(const std::vector<bool>& done) const {
    auto result = time_point::max();
    for (std::size_t i = 0; i < history_.size(); ++i)
      if (!done[i])
        result = std::min(result, history_[i].end);
    return result;
  }

  bool may_be_next(std::size_t i, const std::vector<bool>& done, time_point end,
                   std::int64_t units) const {
    return !done[i] && history_[i].start <= end && is_true(history_[i], units);
  }

  const counter_history& history_;
  std::unordered_set<std::vector<bool>> failed_;
};

} // namespace

bool is_linearizable(const counter_history& history, std::int64_t units_at_first) {
  return search{history}.can_follow(std::vector<bool>(history.size()), units_at_first);
}

std::string to_text(counter_history history) {
  std::sort(history.begin(), history.end(), [](auto& x, auto& y) { return x.start < y.start; });
  std::ostringstream result;
  for (auto& each : history) {
    const auto since_first = [&](time_point moment) {
      using std::chrono::microseconds;
      return std::chrono::duration_cast<microseconds>(moment - history.front().start).count();
    };
    result << since_first(each.start) << " to " << since_first(each.end) << ": "
           << name_of(each.what) << ' ' << each.units << '\n';
  }
  return result.str();
}

} // namespace souk::test
