#include "http/edge/message_reader.hpp"

#include "http/json_writer.hpp"
#include "http/token.hpp"

#include <algorithm>

namespace souk {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view no_token = "A request must begin with the name of its method.";
constexpr std::string_view bare_line_feed = "Lines must end with CR LF.";
constexpr std::string_view too_many_empty_lines = "There are too many empty lines before it.";

/// RFC 9112, 2.2 asks to ignore at least one.
constexpr std::size_t empty_bytes_max = 8;

/// Whether a field is left out of what is handed on.
bool is_dropped(known_field which, bool has_authority, bool closes) {
  if (is_for_edge(which))
    return true;
  switch (which) {
    case known_field::content_length: // it is written anew
      return true;
    case known_field::host:
      return has_authority;
    case known_field::connection:
      return closes;
    default:
      return false;
  }
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  out += value;
  out += line_end;
}

/// http_parser takes a tab behind a length for a part of it. Source: RFC 9110, 5.5: white space in
/// a value means as much as one space.
void append_without_tabs(std::string& out, std::string_view line) {
  const auto before = static_cast<std::ptrdiff_t>(out.size());
  out += line;
  std::replace(out.begin() + before, out.end(), '\t', ' ');
}

} // namespace

message_reader::result message_reader::read(std::string_view input) {
  if (fault_.kind)
    return result::refused;
  if (next_ == part::start)
    skip_empty_lines(input);
  if (next_ == part::line || next_ == part::fields) {
    const auto after = read_head(input);
    if (after != result::whole)
      return after;
  }
  if (next_ == part::body)
    return read_body(input);
  return fault_.kind ? result::refused : result::partial;
}

void message_reader::skip_empty_lines(std::string_view input) {
  while (input.substr(position_).starts_with(line_end))
    position_ += line_end.size();
  begin_ = seen_ = position_;
  if (position_ > empty_bytes_max)
    refuse(problems::malformed_request, too_many_empty_lines);
  else if (position_ == input.size() || input.substr(position_) == "\r")
    return;
  // A client of another protocol hears so at its first byte, not when its time is up.
  else if (!is_token_character(input[position_]))
    refuse(problems::malformed_request, no_token);
  else
    next_ = part::line;
}

bool message_reader::take_line(std::string_view input, std::string_view& line) {
  const auto end = input.find('\n', seen_);
  const auto so_far = (end == std::string_view::npos ? input.size() : end + 1) - position_;
  seen_ = position_ + so_far;
  if (next_ == part::line && so_far > limits_.request_line_bytes_max + line_end.size())
    return refuse(problems::target_too_long), false;
  if (next_ == part::fields && seen_ - line_end_ > limits_.header_bytes_max + line_end.size())
    return refuse(problems::fields_too_large), false;
  if (end == std::string_view::npos)
    return false;
  if (end == position_ || input[end - 1] != '\r')
    return refuse(problems::malformed_request, bare_line_feed), false;
  line = input.substr(position_, end - 1 - position_);
  position_ = end + 1;
  return true;
}

message_reader::result message_reader::read_head(std::string_view input) {
  std::string_view text;
  while (take_line(input, text)) {
    if (next_ == part::line) {
      request_line line;
      if (auto fault = read_request_line(text, line))
        return refuse(*fault);
      is_line_canonical_ = line.is_canonical;
      minor_version_ = line.minor_version;
      line_end_ = position_;
      next_ = part::fields;
      if (!last_ || !last_->are_first_in(input.substr(position_)))
        continue;
      fields_ = last_->fields();
      position_ += last_->size();
      return begin_body();
    }
    if (text.empty())
      return finish_head(input);
    if (++field_count_ > limits_.fields_max)
      return refuse(problems::fields_too_large);
    field_line field;
    auto fault = read_field_line(text, field);
    if (!fault)
      fault = fields_.add(field);
    if (fault)
      return refuse(*fault);
  }
  return fault_.kind ? result::refused : result::partial;
}

message_reader::result message_reader::finish_head(std::string_view input) {
  const auto bytes = input.substr(line_end_, position_ - line_end_);
  has_tab_ = bytes.find('\t') != std::string_view::npos;
  if (last_ && !has_tab_)
    last_->keep(bytes, fields_);
  return begin_body();
}

message_reader::result message_reader::begin_body() {
  if (auto fault = fields_.finish(minor_version_))
    return refuse(*fault);
  if (fields_.content_length() > limits_.body_bytes_max)
    return refuse(problems::body_too_large);
  body_begin_ = position_;
  next_ = part::body;
  return result::whole;
}

message_reader::result message_reader::read_body(std::string_view input) {
  if (!fields_.is_chunked()) {
    const auto end = body_begin_ + static_cast<std::size_t>(fields_.content_length());
    if (input.size() < end)
      return result::partial;
    position_ = end;
    return result::whole;
  }
  switch (chunks_.read(input, position_)) {
    case chunk_reader::result::partial:
      return result::partial;
    case chunk_reader::result::whole:
      return result::whole;
    case chunk_reader::result::refused:
      break;
  }
  return refuse(chunks_.fault());
}

std::size_t message_reader::memory_most() const {
  const bool is_known = is_in_body() && !fields_.is_chunked();
  return is_known ? static_cast<std::size_t>(fields_.content_length()) : 3 * limits_.body_bytes_max;
}

bool message_reader::wants_continue(std::string_view input) const {
  return is_in_body() && input.size() == body_begin_ && fields_.expects_continue(minor_version_);
}

bool message_reader::is_canonical() const {
  return begin_ == 0 && is_line_canonical_ && !has_tab_ && fields_.are_canonical()
         && fields_.has(known_field::host);
}

std::string message_reader::canonical(std::string_view input, bool closes) {
  const auto line = line_in(input);
  std::string out;
  out.reserve(position_ + 64);
  out += line.method;
  out += ' ';
  if (line.path.starts_with('?'))
    out += '/'; // RFC 9110, 4.2.3: an empty path is "/"
  out += line.path;
  out += line.minor_version == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n";
  if (line.authority)
    append_field(out, "Host", *line.authority);
  else if (!fields_.has(known_field::host))
    append_field(out, "Host", "");
  if (closes)
    append_field(out, "Connection", "close");
  for (auto rest = input.substr(line_end_, body_begin_ - line_end_); !rest.starts_with(line_end);) {
    const auto text = rest.substr(0, rest.find(line_end));
    rest.remove_prefix(text.size() + line_end.size());
    const auto which = known_field_of(text.substr(0, text.find(':')));
    if (is_dropped(which, line.authority.has_value(), closes))
      continue;
    append_without_tabs(out, text);
    out += line_end;
  }
  const auto body = fields_.is_chunked() ? std::string_view{chunks_.body()}
                                         : input.substr(body_begin_, position_ - body_begin_);
  if (fields_.is_chunked() || fields_.has(known_field::content_length)) {
    out += "Content-Length: ";
    append_int(out, static_cast<std::int64_t>(body.size()));
    out += line_end;
  }
  out += line_end;
  out += body;
  return out;
}

request_line message_reader::line_in(std::string_view input) const {
  const auto text = input.substr(begin_, line_end_ - line_end.size() - begin_);
  request_line line;
  if (!is_line_canonical_) {
    read_request_line(text, line);
    return line;
  }
  line.method = text.substr(0, text.find(' '));
  line.target = text.substr(line.method.size() + 1);
  line.target.remove_suffix(line.target.size() - line.target.rfind(' '));
  line.path = line.target;
  line.minor_version = minor_version_;
  return line;
}

std::string_view message_reader::head_in(std::string_view input) const {
  return input.substr(0, next_ == part::body ? body_begin_ : input.size()).substr(begin_);
}

message_reader::result message_reader::refuse(const problem_kind& kind, std::string_view detail) {
  fault_ = {&kind, detail};
  return result::refused;
}

} // namespace souk
