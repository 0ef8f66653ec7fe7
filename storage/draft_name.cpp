#include "storage/draft_name.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <random>
#include <string_view>
#include <system_error>

namespace souk {

std::string draft_name(const std::string& target) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr int letters_of_name = 6;
  std::random_device device;
  std::uniform_int_distribution<std::size_t> any{0, letters.size() - 1};
  auto result = target + ".";
  for (int i = 0; i < letters_of_name; ++i)
    result += letters[any(device)];
  return result + ".tmp";
}

std::string make_draft(const std::string& target) {
  for (;;) {
    auto name = draft_name(target);
    const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (descriptor >= 0) {
      ::close(descriptor);
      return name;
    }
    if (errno != EEXIST)
      throw std::system_error{errno, std::generic_category(), target};
  }
}

} // namespace souk
