#include "http/list_field.hpp"

#include "http/http_message.hpp"
#include "http/token.hpp"

namespace souk {

std::optional<std::string> list_field(const http_message& message, std::string_view name) {
  if (!message.field(name))
    return std::nullopt;
  std::string result;
  message.for_each_field([&](std::string_view each, std::string_view value) {
    if (!equals_ignoring_case(each, name))
      return;
    if (!result.empty())
      result += ", ";
    result += value;
  });
  return result;
}

} // namespace souk
