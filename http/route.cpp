#include "http/route.hpp"

#include "http/form.hpp"
#include "http/target.hpp"

#include <algorithm>

namespace souk {

namespace {

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{');
}

} // namespace

path_segments::path_segments(std::string_view path) {
  while (count_ < pieces_.size()) {
    path.remove_prefix(1);
    const auto slash = path.find('/');
    pieces_[count_++] = path.substr(0, slash);
    if (slash == std::string_view::npos)
      return;
    path.remove_prefix(slash);
  }
}

bool route::takes(parameter_place in, std::string_view name) const {
  return std::any_of(parameters.begin(), parameters.end(),
                     [&](auto& each) { return each.in == in && each.name == name; });
}

route_table::route_table(std::vector<route> routes) : routes_(std::move(routes)) {
  std::stable_sort(routes_.begin(), routes_.end(),
                   [](auto& a, auto& b) { return a.path < b.path; });
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (i > 0 && routes_[i].path == routes_[i - 1].path)
      ++groups_.back().count;
    else
      groups_.push_back({path_segments{routes_[i].path}, i, 1});
  }
  // A written-out segment wins over a parameter.
  std::stable_sort(groups_.begin(), groups_.end(), [](auto& a, auto& b) {
    return std::count_if(a.segments.begin(), a.segments.end(), is_parameter)
           < std::count_if(b.segments.begin(), b.segments.end(), is_parameter);
  });
}

std::optional<route_table::match> route_table::find(std::string_view path) const {
  if (!path.starts_with('/'))
    return match{};
  std::vector<std::string> decoded;
  path_segments segments{path};
  if (path.find('%') != std::string_view::npos) {
    decoded.reserve(segments.size());
    for (auto& segment : segments) {
      auto text = percent_decode(segment);
      if (!text)
        return std::nullopt;
      decoded.push_back(std::move(*text));
      segment = decoded.back();
    }
  }
  for (auto& each : groups_) {
    if (each.segments.size() != segments.size())
      continue;
    match result{std::span{routes_}.subspan(each.first, each.count)};
    auto fits = [&](std::string_view wanted, std::string_view given) {
      if (!is_parameter(wanted))
        return wanted == given;
      result.path_value = given;
      return !given.empty();
    };
    if (std::equal(segments.begin(), segments.end(), each.segments.begin(),
                   [&](auto given, auto wanted) { return fits(wanted, given); }))
      return result;
  }
  return match{};
}

const route* route_table::of_method(std::span<const route> routes, std::string_view method) {
  const auto wanted = method == "HEAD" ? "GET" : method;
  const auto found =
    std::find_if(routes.begin(), routes.end(), [&](auto& each) { return each.method == wanted; });
  return found == routes.end() ? nullptr : &*found;
}

const route* route_table::on_path_of(std::string_view target) const {
  const auto found = find(split_target(target).path);
  return found && !found->routes.empty() ? &found->routes.front() : nullptr;
}

cost_class route_table::cost_of(std::string_view method, std::string_view target) const {
  const auto on_path = find(split_target(target).path);
  const auto* found = on_path ? of_method(on_path->routes, method) : nullptr;
  return found == nullptr ? cost_class::light : found->cost;
}

std::string route_table::allow(std::span<const route> routes) {
  std::string result;
  for (auto& each : routes) {
    result += each.method;
    result += each.method == "GET" ? ", HEAD, " : ", ";
  }
  return result + "OPTIONS";
}

} // namespace souk
