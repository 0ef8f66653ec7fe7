#pragma once

#include <string>
#include <utility>

namespace souk {

/// Appends the elements with commas between them, in brackets.
template <class List, class Append>
void append_list(std::string& out, const List& list, Append append_element) {
  out += '[';
  bool is_first = true;
  for (auto& element : list) {
    if (!std::exchange(is_first, false))
      out += ',';
    append_element(element);
  }
  out += ']';
}

} // namespace souk
