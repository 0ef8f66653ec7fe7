#pragma once

namespace souk {

/// While one lives, this thread runs the sockets. Answers are made on such a thread: an actor that
/// has a thread of its own has better things to do.
class io_thread {
public:
  io_thread() { mark() = true; }
  ~io_thread() { mark() = false; }
  io_thread(const io_thread&) = delete;
  io_thread& operator=(const io_thread&) = delete;

  static bool is_this() { return mark(); }

private:
  static bool& mark() {
    thread_local bool is_one = false;
    return is_one;
  }
};

} // namespace souk
