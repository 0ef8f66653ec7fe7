#include "http/problem.hpp"

#include "http/json_list.hpp"
#include "http/json_writer.hpp"
#include "http/money_text.hpp"
#include "http/request_id.hpp"

#include <unordered_map>

namespace souk {

namespace {

/// "title":..., with the value escaped.
void append_member(std::string& out, std::string_view name, std::string_view value) {
  append_json_string(out, name);
  out += ':';
  append_json_string(out, value);
}

void append_faults(std::string& out, const std::vector<field_fault>& faults) {
  out += ",\"errors\":";
  append_list(out, faults, [&](const field_fault& fault) {
    out += '{';
    append_member(out, "pointer", fault.pointer);
    out += ',';
    append_member(out, "code", fault.code);
    out += ',';
    append_member(out, "detail", fault.detail);
    out += '}';
  });
}

/// The JSON of a problem but for the closing brace, and where in it the request's id is to stand.
struct problem_body {
  std::string text;
  std::size_t request_id_at = 0;
};

problem_body make_problem(const problem_kind& kind, std::string_view detail,
                          const std::vector<field_fault>& faults) {
  std::string out = "{\"type\":\"/problems/";
  out += kind.code;
  out += "\",";
  append_member(out, "title", kind.title);
  out += ",\"status\":";
  append_int(out, kind.status);
  out += ',';
  append_member(out, "detail", detail);
  out += ',';
  append_member(out, "code", kind.code);
  out += ",\"request_id\":\"\"";
  const auto id_at = out.size() - 1;
  append_faults(out, faults);
  return {std::move(out), id_at};
}

/// One that says no more than its kind does, with room for the request's id. In a crowd nearly all
/// answers have one of these, so they are made once.
problem_body usual_problem(const problem_kind& kind) {
  static const auto made = [] {
    std::unordered_map<const problem_kind*, problem_body> result;
    for (auto* each : all_problems())
      result.emplace(each, make_problem(*each, each->detail, {}));
    return result;
  }();
  auto& usual = made.at(&kind);
  problem_body result{{}, usual.request_id_at};
  result.text.reserve(usual.text.size() + 1 + request_id_characters_max);
  result.text += usual.text;
  return result;
}

http_answer answer_with(const problem_kind& kind, problem_body body) {
  body.text += '}';
  http_answer result{kind.status, problem_type, std::move(body.text)};
  result.request_id_at = body.request_id_at;
  if (kind.retry_after > 0)
    result.with("Retry-After", std::to_string(kind.retry_after));
  return result;
}

} // namespace

http_answer problem_answer(const problem_kind& kind, std::string_view detail,
                           const std::vector<field_fault>& faults) {
  if (detail.empty() && faults.empty())
    return answer_with(kind, usual_problem(kind));
  return answer_with(kind, make_problem(kind, detail.empty() ? kind.detail : detail, faults));
}

http_answer problem_answer(const refusal& why) {
  auto& kind = problem_of(why.code);
  auto made = usual_problem(kind);
  auto& body = made.text;
  if (!why.lines.empty()) {
    body += ",\"lines\":";
    append_list(body, why.lines, [&](auto& line) {
      body += "{\"product_id\":";
      append_int(body, line.product_id);
      body += ",\"requested\":";
      append_int(body, line.requested);
      body += ",\"available\":";
      append_int(body, line.available);
      body += '}';
    });
  }
  if (why.total) {
    body += ",\"total\":";
    append_money(body, *why.total);
    body += ',';
    append_member(body, "currency", why.total->unit.name());
  }
  auto result = answer_with(kind, std::move(made));
  result.mark_replayed(why.replayed);
  return result;
}

} // namespace souk
