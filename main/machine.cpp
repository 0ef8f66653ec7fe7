#include "main/machine.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace souk {

namespace {

namespace fs = std::filesystem;

class tcp_socket {
public:
  explicit tcp_socket(int family) : number_(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  ~tcp_socket() {
    if (number_ >= 0)
      ::close(number_);
  }

  tcp_socket(const tcp_socket&) = delete;
  tcp_socket& operator=(const tcp_socket&) = delete;

  int number() const { return number_; }

private:
  int number_;
};

/// As the server does it; 0, or the error's number.
int listen_once(const sockaddr* address, socklen_t size) {
  const tcp_socket trial{address->sa_family};
  const int on = 1;
  ::setsockopt(trial.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  const bool listens =
    ::bind(trial.number(), address, size) == 0 && ::listen(trial.number(), 1) == 0;
  return listens ? 0 : errno;
}

} // namespace

std::uint64_t open_files_max() {
  rlimit files{};
  return getrlimit(RLIMIT_NOFILE, &files) == 0 ? files.rlim_max : 0;
}

disk_facts disk_of(const std::string& database_file) {
  disk_facts result;
  const auto folder = fs::absolute(database_file).parent_path();
  result.folder = folder.string();
  std::error_code absent;
  result.is_folder = fs::is_directory(folder, absent);
  result.is_writable = result.is_folder && ::access(folder.c_str(), W_OK | X_OK) == 0;
  struct statvfs room {};
  if (::statvfs(folder.c_str(), &room) == 0)
    result.free_bytes = std::uint64_t{room.f_bavail} * room.f_frsize;
  struct stat file {};
  if (::stat(database_file.c_str(), &file) == 0) {
    result.changed_at = std::chrono::system_clock::from_time_t(file.st_mtime);
    result.is_writable = result.is_writable && ::access(database_file.c_str(), R_OK | W_OK) == 0;
  }
  return result;
}

std::string fault_of_address(const std::string& host, int port) {
  const auto number = htons(static_cast<std::uint16_t>(port));
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = number;
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = number;
  int error = EINVAL;
  if (inet_pton(AF_INET, host == "localhost" ? "127.0.0.1" : host.c_str(), &v4.sin_addr) == 1)
    error = listen_once(reinterpret_cast<const sockaddr*>(&v4), sizeof(v4));
  else if (inet_pton(AF_INET6, host.c_str(), &v6.sin6_addr) == 1)
    error = listen_once(reinterpret_cast<const sockaddr*>(&v6), sizeof(v6));
  return error == 0 ? "" : std::generic_category().message(error);
}

std::optional<bool> is_clock_synchronized() {
  timex clock{};
  const int state = ::adjtimex(&clock);
  if (state < 0)
    return std::nullopt;
  return state != TIME_ERROR && (clock.status & STA_UNSYNC) == 0;
}

} // namespace souk
