#include "http/target.hpp"

#include "http/token.hpp"

namespace souk {

namespace {

/// What stands behind scheme, host and port of a URL; anything else as it is.
std::string_view without_origin(std::string_view target) {
  for (std::string_view scheme : {"http://", "https://"})
    if (equals_ignoring_case(target.substr(0, scheme.size()), scheme)) {
      target.remove_prefix(scheme.size());
      const auto end = target.find_first_of("/?");
      // RFC 9110, 4.2.3: an empty path is "/".
      return end == std::string_view::npos ? "/" : target.substr(end);
    }
  return target;
}

} // namespace

target_parts split_target(std::string_view target) {
  // Most targets are a path and no URL.
  if (!target.starts_with('/'))
    target = without_origin(target);
  const auto mark = target.find('?');
  target_parts result{target.substr(0, mark), {}};
  if (mark != std::string_view::npos)
    result.query = target.substr(mark + 1);
  if (result.path.empty())
    result.path = "/";
  return result;
}

} // namespace souk
