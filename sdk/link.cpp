#include "sdk/link.hpp"

#include <algorithm>

namespace souk::sdk {

namespace {

/// What stands in front of the separator; it and the separator are taken off the text.
std::string_view take_until(std::string_view& text, char separator) {
  auto piece = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(piece.size() + 1, text.size()));
  return piece;
}

/// Whether the parameters of a link say that it leads to the next page.
bool is_next(std::string_view parameters) {
  while (!parameters.empty()) {
    auto parameter = take_until(parameters, ';');
    parameter.remove_prefix(std::min(parameter.find_first_not_of(' '), parameter.size()));
    parameter = parameter.substr(0, parameter.find_last_not_of(' ') + 1);
    if (parameter == "rel=\"next\"" || parameter == "rel=next")
      return true;
  }
  return false;
}

} // namespace

std::string_view next_target(std::string_view link_field) {
  while (!link_field.empty()) {
    take_until(link_field, '<');
    auto target = take_until(link_field, '>');
    if (is_next(take_until(link_field, ',')))
      return target;
  }
  return {};
}

std::string_view query_value(std::string_view target, std::string_view name) {
  take_until(target, '?');
  while (!target.empty()) {
    auto value = take_until(target, '&');
    if (take_until(value, '=') == name)
      return value;
  }
  return {};
}

} // namespace souk::sdk
