#pragma once

#include <map>
#include <string>
#include <string_view>

namespace souk::test {

/// A page in Prometheus' text format. Forgives nothing: whatever the format, or the conventions
/// that `promtool check metrics` knows, do not allow throws std::runtime_error that names the line.
/// Sources: Prometheus, "Exposition formats", "Metric and label naming".
class metrics_text {
public:
  explicit metrics_text(std::string_view page);

  /// The value of a series as it is written, `name{label="value"}`; throws if it is not there.
  double at(const std::string& series) const;

  bool has(const std::string& series) const { return values_.contains(series); }

  /// The type of a family, or an empty text.
  std::string type_of(const std::string& family) const;

private:
  struct family {
    std::string type = {};
    bool has_help = false;
    bool is_over = false;
  };

  void read_comment(std::string_view line);
  void read_sample(std::string_view line);
  /// The family that a sample of that name belongs to.
  family& family_of(const std::string& name);
  void check_histograms() const;
  void check_counters() const;

  std::map<std::string, family> families_;
  std::map<std::string, double> values_;
  std::string current_ = {};
};

} // namespace souk::test
