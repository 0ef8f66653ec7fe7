#include "main/ports_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace souk {

namespace {

/// Gets the name of the ports file when it is whole.
std::string draft_of(const std::string& path) {
  return path + ".tmp";
}

bool is_folder(const std::string& path) {
  std::error_code unknown;
  return std::filesystem::is_directory(path, unknown);
}

/// The number of the error that writing would meet; 0: none.
int error_of_writing(const std::string& path) {
  const auto draft = draft_of(path);
  if (is_folder(path) || is_folder(draft))
    return EISDIR;
  const auto folder = std::filesystem::path{path}.parent_path() / ".";
  if (::access(folder.c_str(), W_OK | X_OK) != 0)
    return errno;
  return ::access(draft.c_str(), W_OK) == 0 || errno == ENOENT ? 0 : errno;
}

std::string cannot_write(const std::string& path, int error) {
  return "Cannot write the ports file " + path + ": " + std::generic_category().message(error)
         + ".";
}

} // namespace

std::string fault_of_ports_file(const std::string& path) {
  const int error = error_of_writing(path);
  return error == 0 ? "" : cannot_write(path, error);
}

void write_ports_file(const std::string& path, std::uint16_t http, std::uint16_t admin) {
  const auto draft = draft_of(path);
  std::ofstream file{draft};
  file << "{\"http\": " << http;
  if (admin != 0)
    file << ", \"admin\": " << admin;
  file << "}\n";
  file.close();
  if (!file || std::rename(draft.c_str(), path.c_str()) != 0)
    throw std::runtime_error{cannot_write(path, errno)};
}

} // namespace souk
