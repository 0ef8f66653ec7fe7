#pragma once

#include "http/thread_mark.hpp"

namespace souk {

/// While one lives, this thread runs the sockets. Answers are made on such a thread: an actor that
/// has a thread of its own has better things to do.
class io_thread : public thread_mark<io_thread> {};

} // namespace souk
