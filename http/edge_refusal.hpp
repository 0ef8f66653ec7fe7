#pragma once

#include "http/listener.hpp"

#include <chrono>
#include <string_view>

namespace souk {

class edge_observer;

/// What a listener answers where its edge refuses: what the shop would have, and the same observer
/// is told. It is what `edge::refuse` wants.
class edge_refusal {
public:
  /// `observer` may be null.
  edge_refusal(const listener_options& options, edge_observer* observer);

  http_answer operator()(const http_message& read, std::string_view target, const problem_kind& why,
                         std::string_view detail, std::chrono::nanoseconds time) const;

private:
  edge_observer* observer_;
  decltype(listener_options::route_of) route_of_;
  decltype(listener_options::refusal_fields) fields_of_;
  decltype(listener_options::admits_refused) admits_;
};

} // namespace souk
