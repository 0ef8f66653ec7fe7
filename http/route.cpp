#include "http/route.hpp"

#include "http/form.hpp"

#include <algorithm>

namespace souk {

namespace {

/// More segments than any route has.
constexpr std::size_t segments_max = 8;

/// The pieces between the slashes behind the first one.
std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> result;
  path.remove_prefix(1);
  for (;;) {
    auto slash = path.find('/');
    result.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos || result.size() > segments_max)
      return result;
    path.remove_prefix(slash + 1);
  }
}

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{');
}

} // namespace

bool route::takes_field(std::string_view name) const {
  return std::any_of(parameters.begin(), parameters.end(), [&](auto& each) {
    return each.in == parameter_place::header && each.name == name;
  });
}

route_table::route_table(std::vector<route> routes) : routes_(std::move(routes)) {
  std::stable_sort(routes_.begin(), routes_.end(),
                   [](auto& a, auto& b) { return a.path < b.path; });
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (i > 0 && routes_[i].path == routes_[i - 1].path)
      ++groups_.back().count;
    else
      groups_.push_back({split(routes_[i].path), i, 1});
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
  auto segments = split(path);
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

std::string route_table::allow(std::span<const route> routes) {
  std::string result;
  for (auto& each : routes) {
    result += each.method;
    result += each.method == "GET" ? ", HEAD, " : ", ";
  }
  return result + "OPTIONS";
}

} // namespace souk
