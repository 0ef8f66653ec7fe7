#include "sdk/error.hpp"

#include <utility>

namespace souk {

namespace {

std::string summary(const sdk::problem& why) {
  auto text = std::to_string(why.status);
  if (!why.code.empty())
    text += " " + why.code;
  auto& sentence = why.detail.empty() ? why.title : why.detail;
  if (!sentence.empty())
    text += ": " + sentence;
  for (auto& error : why.errors)
    text += " [" + error.pointer + ": " + error.detail + "]";
  return text;
}

} // namespace

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

api_error::api_error(sdk::problem problem)
  : std::runtime_error(summary(problem)),
    problem_(std::make_shared<const sdk::problem>(std::move(problem))) {}

} // namespace souk
