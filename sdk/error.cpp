#include "sdk/error.hpp"

#include <utility>

namespace souk {

namespace sdk {

const char* to_string(transport_fault fault) {
  switch (fault) {
    case transport_fault::cannot_connect:
      return "cannot_connect";
    case transport_fault::timed_out:
      return "timed_out";
    case transport_fault::connection_lost:
      return "connection_lost";
    case transport_fault::malformed_answer:
      return "malformed_answer";
    case transport_fault::other:
      return "other";
  }
  return "other";
}

} // namespace sdk

api_error::api_error(sdk::problem problem, const std::string& what, bool may_have_happened)
  : std::runtime_error(what), problem_(std::make_shared<const sdk::problem>(std::move(problem))),
    may_have_happened_(may_have_happened) {}

} // namespace souk
