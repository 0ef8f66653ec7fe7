#include "main/ports_file.hpp"

#include "storage/draft_name.hpp"
#include "storage/links.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <system_error>

namespace souk {

namespace {

/// What each ports file begins with, and little else does.
constexpr std::string_view beginning = "{\"http\": ";

/// A device or a pipe, say, which a file of that name would replace.
bool is_no_file(const std::string& path) {
  std::error_code unknown;
  const auto found = std::filesystem::status(path, unknown);
  return std::filesystem::exists(found) && !std::filesystem::is_regular_file(found);
}

/// Whether there is nothing but what an earlier program has left there.
bool is_to_be_replaced(const std::string& path) {
  std::ifstream file{path};
  std::string found(beginning.size(), '\0');
  file.read(found.data(), static_cast<std::streamsize>(found.size()));
  return file.gcount() == 0 || found == beginning;
}

bool is_folder(const std::string& path) {
  std::error_code unknown;
  return std::filesystem::is_directory(path, unknown);
}

/// The number of the error that writing would meet; 0: none.
int error_of_writing(const std::string& path) {
  if (is_folder(path))
    return EISDIR;
  const auto folder = std::filesystem::path{path}.parent_path() / ".";
  if (::access(folder.c_str(), W_OK | X_OK) != 0)
    return errno;
  // A longer name than that of the file itself may be too long.
  return ::access(draft_name(path).c_str(), F_OK) == 0 || errno == ENOENT ? 0 : errno;
}

std::string cannot_write(const std::string& path, const std::string& why) {
  return "Cannot write the ports file " + path + ": " + why + ".";
}

std::string cannot_write(const std::string& path, int error) {
  return cannot_write(path, std::generic_category().message(error));
}

std::string ports_text(std::uint16_t http, std::uint16_t admin) {
  auto result = std::string{beginning} + std::to_string(http);
  if (admin != 0)
    result += ", \"admin\": " + std::to_string(admin);
  return result + "}\n";
}

/// Makes it whole or not at all; returns 0 or the number of the error.
int make_file(const std::string& target, const std::string& text) {
  std::string draft;
  try {
    draft = make_draft(target);
  } catch (const std::system_error& err) {
    return err.code().value();
  }
  std::ofstream file{draft};
  file << text;
  file.close();
  if (file && std::rename(draft.c_str(), target.c_str()) == 0)
    return 0;
  const int error = errno;
  ::unlink(draft.c_str());
  return error;
}

} // namespace

std::string fault_of_ports_file(const std::string& path) {
  const auto target = target_of_links(path);
  if (const int error = error_of_writing(target); error != 0)
    return cannot_write(path, error);
  if (is_no_file(target))
    return cannot_write(path, "it is no file");
  return is_to_be_replaced(target)
           ? ""
           : cannot_write(path, "there is something else in it. Choose another name, or delete it");
}

void write_ports_file(const std::string& path, std::uint16_t http, std::uint16_t admin) {
  if (const auto fault = fault_of_ports_file(path); !fault.empty())
    throw std::runtime_error{fault};
  if (const int error = make_file(target_of_links(path), ports_text(http, admin)); error != 0)
    throw std::runtime_error{cannot_write(path, error)};
}

} // namespace souk
