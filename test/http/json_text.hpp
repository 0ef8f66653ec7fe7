#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace souk::test {

/// A JSON text to look into. The one place of these tests that parses JSON.
class json_text {
public:
  /// Throws std::runtime_error if the text is not JSON, or an object has a name twice.
  explicit json_text(std::string_view text);

  bool has(std::string_view pointer) const;

  /// The value at a JSON Pointer as compact JSON: `"Lamp"`, `19.99`, `[1,2]`. Throws
  /// std::runtime_error if there is none.
  std::string at(std::string_view pointer) const;

  /// The string at a JSON Pointer, without quotes.
  std::string text(std::string_view pointer) const;

  /// The names of an object's members in their order.
  std::vector<std::string> names(std::string_view pointer) const;

  /// How many elements or members there are.
  std::size_t size(std::string_view pointer) const;

  /// The strings that members of that name have, at any depth.
  std::vector<std::string> texts_named(std::string_view name) const;

private:
  struct parts;
  std::shared_ptr<const parts> parts_;
};

/// `/` and the name, as one step of a JSON Pointer.
std::string pointer_step(std::string_view name);

/// The names in their order with a space between them.
std::string joined(const std::vector<std::string>& names);

} // namespace souk::test
