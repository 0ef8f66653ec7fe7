#include "http/form.hpp"
#include "http/route.hpp"
#include "http/target.hpp"
#include "test/fuzz/property.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace souk;
using souk::fuzz::must;

const route_table& table() {
  // Paths of every shape the shop has; the handlers are none.
  static const route_table routes{{{"GET", "/products", "", ""},
                                   {"POST", "/products", "", ""},
                                   {"GET", "/products/{product_id}", "", ""},
                                   {"DELETE", "/products/{product_id}", "", ""},
                                   {"GET", "/products/{product_id}/stock", "", ""},
                                   {"GET", "/products/latest", "", ""},
                                   {"POST", "/orders/{order_id}/cancel", "", ""},
                                   {"GET", "/docs", "", ""}}};
  return routes;
}

/// The pieces between the slashes, decoded; nothing: one of them cannot be.
std::optional<std::vector<std::string>> segments_of(std::string_view path) {
  std::vector<std::string> result;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto piece = path.substr(0, path.find('/'));
    path.remove_prefix(piece.size());
    auto decoded = percent_decode(piece);
    if (!decoded)
      return std::nullopt;
    result.push_back(std::move(*decoded));
  }
  return result;
}

/// What a path leads to: the path of the route and its value.
std::pair<std::string, std::string> expected_of(const std::vector<std::string>& x) {
  if (x.size() == 1 && (x[0] == "products" || x[0] == "docs"))
    return {'/' + x[0], ""};
  if (x.size() == 2 && x[0] == "products" && x[1] == "latest")
    return {"/products/latest", ""};
  if (x.size() == 2 && x[0] == "products" && !x[1].empty())
    return {"/products/{product_id}", x[1]};
  if (x.size() == 3 && x[0] == "products" && x[2] == "stock" && !x[1].empty())
    return {"/products/{product_id}/stock", x[1]};
  if (x.size() == 3 && x[0] == "orders" && x[2] == "cancel" && !x[1].empty())
    return {"/orders/{order_id}/cancel", x[1]};
  return {};
}

void check_path(std::string_view path) {
  const auto found = table().find(path);
  if (!path.starts_with('/'))
    return must(found && found->routes.empty(), "a path begins with a slash");
  const auto segments = segments_of(path);
  constexpr std::size_t segments_read = 9;
  if (!segments || segments->size() >= segments_read)
    return must(!found || found->routes.empty(), "what is no path leads nowhere");
  must(found.has_value(), "a path is decoded");
  const auto [expected, value] = expected_of(*segments);
  must(found->routes.empty() == expected.empty(), "a path leads to its route");
  for (auto& each : found->routes)
    must(each.path == expected, "a path leads to its route alone");
  must(expected.empty() || found->path_value == value, "the value of a path is decoded, once");
}

void check_target(std::string_view target) {
  const auto parts = split_target(target);
  must(!parts.path.empty(), "a target has a path");
  must(parts.path.find('?') == std::string_view::npos, "a path ends before the query");
  if (target.starts_with('/')) {
    const auto again = std::string{parts.path} + '?' + std::string{parts.query};
    must(again == target || again == std::string{target} + '?', "a target is cut in two");
  }
  if (target.starts_with('/') || target.starts_with('?')) {
    const std::string absolute = "hTTp://shop.example:80" + std::string{target};
    const auto same = split_target(absolute);
    must(same.path == parts.path && same.query == parts.query,
         "scheme and authority make no difference");
  }
}

} // namespace

/// Any bytes as a target and, if they are ASCII, as a path: the guard lets no other pass.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  check_target(text);
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '\0'; }))
    check_path(text);
  return 0;
}
