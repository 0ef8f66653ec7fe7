#include "http/edge_refusal.hpp"

#include "http/observe/observer.hpp"

namespace souk {

namespace {

/// Whether what is refused so counts as a request of its client: not where none had begun, nor
/// where the shop ends, which `dispatch` says before it counts.
bool counts(const problem_kind& why) {
  return &why != &problems::too_many_connections && &why != &problems::tls_required
         && &why != &problems::shutting_down;
}

} // namespace

edge_refusal::edge_refusal(const listener_options& options, edge_observer* observer)
  : observer_(observer), route_of_(options.route_of), fields_of_(options.refusal_fields),
    admits_(options.admits_refused) {}

http_answer edge_refusal::operator()(const http_message& read, std::string_view target,
                                     const problem_kind& why, std::string_view detail,
                                     std::chrono::nanoseconds time) const {
  auto fields = fields_of_(read);
  const bool is_admitted = !counts(why) || admits_(read, fields);
  auto& kind = is_admitted ? why : problems::rate_limited;
  auto answer = problem_answer(kind, is_admitted ? detail : std::string_view{});
  for (auto& [name, value] : fields)
    answer.with(name, std::move(value));
  name_request(read, answer);
  if (observer_)
    observer_->answered({read, route_of_(target), answer.status, answer.text().size(), time,
                         answer.request_id, kind.code, std::chrono::steady_clock::now()});
  return answer;
}

} // namespace souk
