#pragma once

#include <string>

namespace souk {

/// The Date field of an answer sent now (RFC 9110, 5.6.7), made once a second. The reference is
/// valid until this thread's next call.
const std::string& http_date();

} // namespace souk
