#include "http/problem.hpp"

#include "http/json_list.hpp"
#include "http/json_writer.hpp"
#include "http/money_text.hpp"

namespace souk {

namespace {

constexpr std::string_view request_id_member = R"("request_id":"")";

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

/// A problem's body but for the closing brace; the request's id is put into it when it is sent.
std::string begin_problem(const problem_kind& kind, std::string_view detail) {
  std::string out = "{\"type\":\"/problems/";
  out += kind.code;
  out += "\",";
  append_member(out, "title", kind.title);
  out += ",\"status\":";
  append_int(out, kind.status);
  out += ',';
  append_member(out, "detail", detail.empty() ? kind.detail : detail);
  out += ',';
  append_member(out, "code", kind.code);
  out += ',';
  out += request_id_member;
  return out;
}

http_answer finish_problem(const problem_kind& kind, std::string body) {
  body += '}';
  // The title and the detail stand before it, and no text in JSON has a quote of its own.
  const auto id_at = body.find(request_id_member) + request_id_member.size() - 1;
  http_answer result{kind.status, problem_type, std::move(body)};
  result.request_id_at = id_at;
  if (kind.retry_after > 0)
    result.with("Retry-After", std::to_string(kind.retry_after));
  return result;
}

} // namespace

http_answer problem_answer(const problem_kind& kind, std::string_view detail,
                           const std::vector<field_fault>& faults) {
  auto body = begin_problem(kind, detail);
  append_faults(body, faults);
  return finish_problem(kind, std::move(body));
}

http_answer problem_answer(const refusal& why) {
  auto& kind = problem_of(why.code);
  auto body = begin_problem(kind, {});
  append_faults(body, {});
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
  auto result = finish_problem(kind, std::move(body));
  result.mark_replayed(why.replayed);
  return result;
}

} // namespace souk
