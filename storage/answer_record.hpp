#pragma once

#include "messages/storing.hpp"

#include <string>
#include <string_view>

namespace souk {

/// A kept answer as text. Of an order only its id and its status then: the rest never changes.
std::string to_record(const kept_answer& answer);

/// An answer that was kept. Its order, if it is one, has nothing but its id and status.
/// Throws std::runtime_error if the text is none.
kept_answer answer_of(std::string_view record);

} // namespace souk
