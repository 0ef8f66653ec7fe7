#include "http/target.hpp"

#include "http/token.hpp"

namespace souk {

std::size_t scheme_size(std::string_view target) {
  // As nearly all do.
  if (target.starts_with('/'))
    return 0;
  for (std::string_view scheme : {"http://", "https://"})
    if (equals_ignoring_case(target.substr(0, scheme.size()), scheme))
      return scheme.size();
  return 0;
}

target_parts split_target(std::string_view target) {
  if (const auto scheme = scheme_size(target); scheme > 0) {
    target.remove_prefix(scheme);
    const auto end = target.find_first_of("/?");
    // RFC 9110, 4.2.3: an empty path is "/".
    target = end == std::string_view::npos ? "/" : target.substr(end);
  }
  const auto mark = target.find('?');
  target_parts result{target.substr(0, mark), {}};
  if (mark != std::string_view::npos)
    result.query = target.substr(mark + 1);
  if (result.path.empty())
    result.path = "/";
  return result;
}

} // namespace souk
