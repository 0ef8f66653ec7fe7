#pragma once

namespace souk {

/// While a `Mark` lives, it says something about the thread that made it. Derive the mark from
/// this.
template <class Mark>
class thread_mark {
public:
  thread_mark() { is_set() = true; }
  ~thread_mark() { is_set() = false; }
  thread_mark(const thread_mark&) = delete;
  thread_mark& operator=(const thread_mark&) = delete;

  /// Whether the calling thread is marked.
  static bool is_here() { return is_set(); }

private:
  static bool& is_set() {
    thread_local bool is = false;
    return is;
  }
};

} // namespace souk
