#include "demo/interruption.hpp"

#include <csignal>

namespace souk::demo {

namespace {

volatile std::sig_atomic_t noted = 0;

void note(int signal) {
  noted = signal;
}

} // namespace

void note_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  struct sigaction action = {};
  action.sa_handler = note;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  for (int signal : {SIGINT, SIGTERM})
    sigaction(signal, &action, nullptr);
}

int noted_signal() {
  return noted;
}

} // namespace souk::demo
