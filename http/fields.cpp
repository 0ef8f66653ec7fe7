#include "http/fields.hpp"

#include "http/target.hpp"

#include <algorithm>
#include <iterator>

namespace souk {

namespace {

/// Takes the parameters out of a query that the route knows nothing of.
std::vector<query_parameter> take_unknown(std::vector<query_parameter>& query, const route& on) {
  const auto first = std::stable_partition(query.begin(), query.end(), [&](auto& each) {
    return on.takes(parameter_place::query, each.name);
  });
  std::vector<query_parameter> result{std::move_iterator{first}, std::move_iterator{query.end()}};
  query.erase(first, query.end());
  return result;
}

} // namespace

std::optional<field_reader> read_fields(request& from) {
  auto query = parse_query(split_target(from.message().target()).query);
  if (!query) {
    from.to.answer(problem_answer(problems::malformed_request,
                                  "The query must be percent-encoded UTF-8 of no more than "
                                    + std::to_string(query_parameters_max) + " parameters."));
    return std::nullopt;
  }
  auto unknown = take_unknown(*query, from.on);
  auto& body = from.message().body();
  if (body.empty() || from.on.body == body_rule::none)
    return field_reader{{}, std::move(*query), std::move(unknown)};
  auto read = read_json_object(body);
  if (auto* fault = std::get_if<malformed>(&read)) {
    from.to.answer(problem_answer(problems::malformed_request, fault->detail));
    return std::nullopt;
  }
  return field_reader{std::get<json_object>(std::move(read)), std::move(*query),
                      std::move(unknown)};
}

bool all_valid(request& from, field_reader& fields) {
  auto faults = fields.finish();
  if (faults.empty())
    return true;
  from.to.answer(problem_answer(problems::invalid_request, {}, faults));
  return false;
}

std::optional<std::int64_t> id_in_path(const request& from) {
  auto id = parse_integer(from.path_value);
  return id && *id > 0 ? id : std::nullopt;
}

} // namespace souk
