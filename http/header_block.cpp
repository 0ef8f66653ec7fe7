#include "http/header_block.hpp"

#include "http/http_date.hpp"
#include "http/json_writer.hpp"

namespace souk {

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 303:
      return "See Other";
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 507:
      return "Insufficient Storage";
    default:
      return "Unknown";
  }
}

std::string header_block(const http_answer& answer, std::size_t body_bytes, bool keep_alive) {
  std::string out;
  out.reserve(320);
  out += "HTTP/1.1 ";
  append_int(out, answer.status);
  out += ' ';
  out += reason_of(answer.status);
  out += keep_alive ? "\r\nConnection: keep-alive\r\nDate: " : "\r\nConnection: close\r\nDate: ";
  out += http_date();
  out += "\r\nX-Content-Type-Options: nosniff\r\n";
  if (answer.status != 204) {
    out += "Content-Length: ";
    append_int(out, static_cast<std::int64_t>(body_bytes));
    out += "\r\n";
  }
  if (!answer.content_type.empty()) {
    out += "Content-Type: ";
    out += answer.content_type;
    out += "\r\n";
  }
  for (auto& [name, value] : answer.fields) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
  }
  return out += "\r\n";
}

} // namespace souk
