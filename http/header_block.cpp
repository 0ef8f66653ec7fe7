#include "http/header_block.hpp"

#include "http/append_all.hpp"
#include "http/http_date.hpp"

namespace souk {

std::string_view reason_of(int status) { // NOLINT(readability-function-size): a table
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 505:
      return "HTTP Version Not Supported";
    case 507:
      return "Insufficient Storage";
    default:
      return "Unknown";
  }
}

namespace {

// What every answer has, whatever it is. `nosniff` keeps browsers from taking data for a page.
constexpr std::string_view fixed_fields = "\r\nX-Content-Type-Options: nosniff"
                                          "\r\nReferrer-Policy: no-referrer"
                                          "\r\nContent-Security-Policy: ";

/// What the fields of most answers take at most.
constexpr std::size_t usual_bytes = 512;

bool may_have_length(int status) {
  return status != 204 && status != 304;
}

/// The fields that hang on the body.
void append_content(std::string& out, const http_answer& answer, std::size_t body_bytes) {
  if (!answer.tag.empty())
    append_all(out, "ETag: \"", answer.tag, "\"\r\n");
  if (may_have_length(answer.status))
    append_all(out, "Content-Length: ", decimal{body_bytes}, "\r\n");
  if (!answer.content_type.empty())
    append_all(out, "Content-Type: ", answer.content_type, "\r\n");
}

} // namespace

std::string header_block(const http_answer& answer, std::size_t body_bytes, bool keep_alive,
                         std::size_t spare_bytes) {
  std::string out;
  out.reserve(usual_bytes + spare_bytes);
  append_all(
    out, "HTTP/1.1 ", decimal{answer.status}, " ", reason_of(answer.status),
    keep_alive ? "\r\nConnection: keep-alive\r\nDate: " : "\r\nConnection: close\r\nDate: ",
    http_date(), fixed_fields, answer.content_policy, "\r\nCache-Control: ", answer.cache_control,
    answer.varies ? "\r\nVary: Accept-Encoding\r\n" : "\r\n");
  if (!answer.request_id.empty())
    append_all(out, "X-Request-Id: ", answer.request_id, "\r\n");
  append_content(out, answer, body_bytes);
  for (auto& [name, value] : answer.fields)
    append_all(out, name, ": ", value, "\r\n");
  return out += "\r\n";
}

} // namespace souk
