#include "test/http/outcomes.hpp"

#include <algorithm>
#include <stdexcept>

namespace souk::test {

namespace {

/// The codes at the beginnings of a description's paragraphs, each between backticks.
std::vector<std::string> codes_in(const std::string& description) {
  std::vector<std::string> result;
  for (std::size_t at = 0; at < description.size();) {
    const auto end = description.find("`: ", at + 1);
    if (description[at] != '`' || end == std::string::npos)
      throw std::runtime_error{"no code in front of: " + description.substr(at)};
    result.push_back(description.substr(at + 1, end - at - 1));
    const auto next = description.find("\n\n", end);
    at = next == std::string::npos ? description.size() : next + 2;
  }
  return result;
}

/// `GET`, of the member `get`.
std::string method_of(std::string member) {
  std::transform(member.begin(), member.end(), member.begin(),
                 [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  return member;
}

/// Where the responses of each route stand, by the route.
std::vector<std::pair<std::string, std::string>> responses_by_route(const json_text& document) {
  std::vector<std::pair<std::string, std::string>> result;
  for (auto& path : document.names("/paths")) {
    const auto pointer = "/paths" + pointer_step(path);
    for (auto& member : document.names(pointer))
      result.emplace_back(method_of(member) + ' ' + path, pointer + "/" + member + "/responses");
  }
  return result;
}

} // namespace

std::string outcome_of(const std::string& route, const raw_response& answer) {
  const auto status = std::to_string(answer.status);
  const bool is_problem = answer.field("content-type") == "application/problem+json";
  if (is_problem != (answer.status >= 400))
    throw std::runtime_error{route + " is answered " + status + ' ' + answer.body};
  if (!is_problem)
    return route + ' ' + status;
  json_text problem{answer.body};
  if (problem.at("/status") != status)
    throw std::runtime_error{route + " is answered " + status + ' ' + answer.body};
  return route + ' ' + status + ' ' + problem.text("/code");
}

std::set<std::string> documented_outcomes(const json_text& document) {
  std::set<std::string> result;
  for (auto& [route, responses] : responses_by_route(document))
    for (auto& status : document.names(responses)) {
      const auto outcome = route + ' ' + status;
      if (status < "400")
        result.insert(outcome);
      else
        for (auto& code : codes_in(document.text(responses + "/" + status + "/description")))
          result.insert(outcome + ' ' + code);
    }
  return result;
}

std::vector<std::pair<std::string, raw_request>> documented_routes(const json_text& document) {
  std::vector<std::pair<std::string, raw_request>> result;
  for (auto& [route, responses] : responses_by_route(document)) {
    const auto space = route.find(' ');
    raw_request request{route.substr(0, space), route.substr(space + 1)};
    auto& target = request.target;
    if (const auto open = target.find('{'); open != std::string::npos)
      target.replace(open, target.find('}', open) - open + 1, "1");
    result.emplace_back(route, std::move(request));
  }
  return result;
}

bool is_provoked(const std::string& outcome) {
  return !outcome.ends_with(" 500 internal") && !outcome.ends_with(" 503 unavailable")
         && !outcome.ends_with(" 503 storage_failed")
         && !outcome.ends_with(" 504 deadline_exceeded") && !outcome.ends_with(" 507 storage_full");
}

} // namespace souk::test
