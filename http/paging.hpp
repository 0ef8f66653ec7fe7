#pragma once

#include "http/answer.hpp"
#include "http/decode.hpp"
#include "messages/limits.hpp"

#include <string>
#include <string_view>

namespace souk {

/// How many elements a page has at most: the query's `limit`, or as many as usual.
inline std::int32_t page_limit_of(field_reader& fields) {
  return static_cast<std::int32_t>(
    fields.integer("limit", {false, 1, page_elements_max}).value_or(page_elements_default));
}

/// Names the page behind this one. `target` ends with a question mark or an ampersand.
/// Source: RFC 8288.
inline void add_next_link(http_answer& answer, std::string_view target, std::int32_t limit,
                          std::string_view parameter, std::int64_t last) {
  answer.with("Link", '<' + std::string{target} + "limit=" + std::to_string(limit) + '&'
                        + std::string{parameter} + '=' + std::to_string(last) + ">; rel=\"next\"");
}

} // namespace souk
