#include "storage/links.hpp"

#include <filesystem>
#include <system_error>

namespace souk {

// Link by link, for std::filesystem::weakly_canonical stops at a link whose target is not there.
std::string target_of_links(const std::string& path) {
  constexpr int links_max = 40; // as many as Linux follows
  std::filesystem::path result = path;
  std::error_code is_no_link;
  for (int i = 0; i < links_max; ++i) {
    const auto target = std::filesystem::read_symlink(result, is_no_link);
    if (is_no_link)
      break;
    result = result.parent_path() / target;
  }
  std::error_code unknown;
  const auto whole =
    std::filesystem::weakly_canonical(std::filesystem::absolute(result, unknown), unknown);
  return (unknown ? result : whole).string();
}

} // namespace souk
