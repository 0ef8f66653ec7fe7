#include "test/system/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <system_error>

namespace souk::test {

namespace {

int checked(int result, const char* what) {
  if (result < 0)
    throw std::system_error{errno, std::generic_category(), what};
  return result;
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// What the tests are told in SOUK_TEST_SEED and others is not for the program, and a SOUK_PORT of
/// whoever runs the tests is not for them.
std::vector<char*> environment_of_program() {
  std::vector<char*> result;
  for (char** each = environ; *each != nullptr; ++each)
    if (!std::string_view{*each}.starts_with("SOUK_"))
      result.push_back(*each);
  result.push_back(nullptr);
  return result;
}

/// Turns this process, a copy of the test, into the program.
[[noreturn]] void become(const std::vector<char*>& arguments, const std::vector<char*>& environment,
                         const char* directory, int parent, const std::function<void()>& prepare) {
  constexpr int not_started = 127;
  constexpr int flags = O_WRONLY | O_CREAT | O_APPEND;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // Whoever runs the tests may ignore it, and a program inherits that.
  std::signal(SIGPIPE, SIG_DFL);
  if (getppid() != parent || chdir(directory) != 0 || dup2(open("stdout", flags, 0600), 1) < 0
      || dup2(open("stderr", flags, 0600), 2) < 0)
    _exit(not_started);
  if (prepare)
    prepare();
  execve(arguments[0], arguments.data(), environment.data());
  _exit(not_started);
}

} // namespace

process::process(const std::vector<std::string>& command, std::function<void()> prepare) {
  watch_directory();
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (auto& each : command)
    arguments.push_back(const_cast<char*>(each.c_str()));
  arguments.push_back(nullptr);
  const auto environment = environment_of_program();
  const auto self = getpid();
  pid_ = checked(fork(), "fork");
  if (pid_ == 0)
    become(arguments, environment, directory().c_str(), self, prepare);
  // The C library's declaration of it is not fit for C++ in glibc 2.36.
  pidfd_ = checked(static_cast<int>(syscall(SYS_pidfd_open, pid_, 0)), "pidfd_open");
}

process::~process() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  for (int each : {pidfd_, changes_})
    if (each >= 0)
      close(each);
}

void process::watch_directory() {
  changes_ = checked(inotify_init1(IN_CLOEXEC | IN_NONBLOCK), "inotify_init1");
  checked(inotify_add_watch(changes_, directory().c_str(), IN_CREATE | IN_MODIFY | IN_MOVED_TO),
          "inotify_add_watch");
}

std::string process::out() const {
  return content_of(directory() / "stdout");
}

std::string process::err() const {
  return content_of(directory() / "stderr");
}

void process::fail(const std::string& what) const {
  throw std::runtime_error{what + "\n--- stdout:\n" + out() + "--- stderr:\n" + err() + "---"};
}

void process::wait_until(const std::function<bool()>& is_reached, const char* what) {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  std::array<char, 4096> events;
  while (!is_reached()) {
    const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(give_up - std::chrono::steady_clock::now());
    std::array<pollfd, 2> waiting{pollfd{changes_, POLLIN, 0}, pollfd{pidfd_, POLLIN, 0}};
    if (left.count() <= 0 || poll(waiting.data(), 2, static_cast<int>(left.count())) == 0)
      fail(std::string{"Waited in vain for: "} + what);
    if (waiting[0].revents != 0)
      while (read(changes_, events.data(), events.size()) > 0) {
      }
    else if (waiting[1].revents != 0 && !is_reached())
      fail(std::string{"The program ended before: "} + what);
  }
}

void process::send(int signal) {
  checked(kill(pid_, signal), "kill");
}

ending process::wait(std::chrono::milliseconds at_most) {
  pollfd waiting{pidfd_, POLLIN, 0};
  if (poll(&waiting, 1, static_cast<int>(at_most.count())) != 1)
    fail("Waited in vain for the program to end.");
  int status = 0;
  checked(waitpid(pid_, &status, 0), "waitpid");
  pid_ = -1;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
          out(), err()};
}

ending run(const std::vector<std::string>& command) {
  return process{command}.wait();
}

} // namespace souk::test
