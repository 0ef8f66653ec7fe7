#include "http/fields.hpp"

#include "http/target.hpp"

namespace souk {

std::optional<field_reader> read_fields(request& from) {
  auto query = parse_query(split_target(from.message().target()).query);
  if (!query) {
    from.to.answer(problem_answer(problems::malformed_request,
                                  "The query must be percent-encoded UTF-8 of no more than "
                                    + std::to_string(query_parameters_max) + " parameters."));
    return std::nullopt;
  }
  auto& body = from.message().body();
  if (body.empty() || !from.takes_body)
    return field_reader{{}, std::move(*query)};
  auto read = read_json_object(body);
  if (auto* fault = std::get_if<malformed>(&read)) {
    from.to.answer(problem_answer(problems::malformed_request, fault->detail));
    return std::nullopt;
  }
  return field_reader{std::get<json_object>(std::move(read)), std::move(*query)};
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
