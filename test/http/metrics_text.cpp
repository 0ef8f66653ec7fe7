#include "test/http/metrics_text.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <regex>
#include <stdexcept>
#include <vector>

namespace souk::test {

namespace {

[[noreturn]] void refuse(std::string_view why, std::string_view line) {
  throw std::runtime_error{std::string{why} + ": " + std::string{line}};
}

std::string without_suffix(const std::string& name, std::string_view suffix) {
  return name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : std::string{};
}

double number_of(const std::string& text, std::string_view line) {
  if (text == "+Inf")
    return std::numeric_limits<double>::infinity();
  std::size_t end = 0;
  const auto value = std::stod(text, &end);
  if (end != text.size())
    refuse("not a number", line);
  return value;
}

/// The bound and the count of a bucket, under its series without the bound.
using buckets = std::map<std::string, std::vector<std::pair<double, double>>>;

} // namespace

metrics_text::metrics_text(std::string_view page) {
  if (!page.ends_with('\n'))
    refuse("the last line has no end", page);
  while (!page.empty()) {
    const auto end = page.find('\n');
    const auto line = page.substr(0, end);
    page.remove_prefix(end + 1);
    if (line.starts_with('#'))
      read_comment(line);
    else
      read_sample(line);
  }
  check_counters();
  check_histograms();
}

void metrics_text::read_comment(std::string_view line) {
  static const std::regex form{R"(# (HELP|TYPE) ([a-z_]+) (.+))"};
  std::match_results<std::string_view::const_iterator> parts;
  if (!std::regex_match(line.begin(), line.end(), parts, form))
    refuse("not a comment", line);
  const auto name = parts[2].str();
  if (name != current_ && !current_.empty())
    families_[current_].is_over = true;
  current_ = name;
  auto& about = families_[name];
  if (about.is_over)
    refuse("a family stands twice", line);
  if (parts[1] == "HELP") {
    if (about.has_help || !about.type.empty())
      refuse("HELP must come once, before TYPE", line);
    about.has_help = true;
  } else {
    static const std::regex types{"counter|gauge|histogram|summary"};
    if (!about.type.empty() || !std::regex_match(parts[3].first, parts[3].second, types))
      refuse("not the only known TYPE", line);
    about.type = parts[3];
  }
}

metrics_text::family& metrics_text::family_of(const std::string& name) {
  for (std::string_view suffix : {"_bucket", "_sum", "_count"}) {
    const auto found = families_.find(without_suffix(name, suffix));
    if (found == families_.end())
      continue;
    const auto& type = found->second.type;
    if (type == "histogram" || (type == "summary" && suffix != "_bucket"))
      return found->second;
  }
  const auto found = families_.find(name);
  if (found == families_.end())
    refuse("no TYPE", name);
  return found->second;
}

void metrics_text::read_sample(std::string_view line) {
  static const std::regex form{
    R"(([a-z_]+)((?:\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*\})?) (\S+))"};
  std::match_results<std::string_view::const_iterator> parts;
  if (!std::regex_match(line.begin(), line.end(), parts, form))
    refuse("not a sample", line);
  auto& about = family_of(parts[1]);
  if (about.is_over || about.type.empty() || !about.has_help)
    refuse("not behind its HELP and TYPE", line);
  const auto series = parts[1].str() + parts[2].str();
  if (!values_.emplace(series, number_of(parts[3], line)).second)
    refuse("a series stands twice", line);
}

void metrics_text::check_counters() const {
  for (auto& [name, about] : families_) {
    if ((about.type == "counter") != name.ends_with("_total"))
      refuse("counters, and nothing else, end with _total", name);
    if (std::regex_search(name, std::regex{"milli|micro|minutes|kilo|_kb"}))
      refuse("seconds and bytes are the units", name);
  }
  for (auto& [series, value] : values_)
    if (value < 0 || std::isnan(value))
      refuse("less than nothing", series);
}

void metrics_text::check_histograms() const {
  static const std::regex bound{R"rx(,?le="([^"]+)")rx"};
  buckets found;
  for (auto& [series, count] : values_) {
    std::smatch parts;
    if (!std::regex_search(series, parts, bound))
      continue;
    found[parts.prefix().str() + parts.suffix().str()].emplace_back(number_of(parts[1], series),
                                                                    count);
  }
  for (auto& [series, all] : found) {
    auto sorted = all;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 1; i < sorted.size(); ++i)
      if (sorted[i].second < sorted[i - 1].second)
        refuse("a bucket has fewer than the one below", series);
    auto total = series;
    total.replace(total.find("_bucket"), std::string_view{"_bucket"}.size(), "_count");
    if (!std::isinf(sorted.back().first) || sorted.back().second != at(total))
      refuse("the last bucket does not have all", series);
  }
}

double metrics_text::at(const std::string& series) const {
  const auto found = values_.find(series);
  if (found == values_.end())
    refuse("no such series", series);
  return found->second;
}

std::string metrics_text::type_of(const std::string& name) const {
  const auto found = families_.find(name);
  return found == families_.end() ? std::string{} : found->second.type;
}

} // namespace souk::test
