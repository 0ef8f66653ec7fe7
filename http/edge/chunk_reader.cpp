#include "http/edge/chunk_reader.hpp"

#include "http/edge/request_fields.hpp"
#include "http/token.hpp"

#include <algorithm>

namespace souk {

namespace {

/// A size, its extensions and the line end; what an extension says means nothing here.
constexpr std::size_t size_line_bytes_max = std::size_t{4} * 1024;

constexpr std::string_view malformed_chunk =
  "A chunk must be its size in hexadecimal digits, CR LF, as many bytes, and CR LF.";
constexpr std::string_view too_many_chunks =
  "The chunks carry more around the data than data. Send larger ones.";

} // namespace

chunk_reader::result chunk_reader::read(std::string_view input, std::size_t& position) {
  while (true) {
    if (next_ == part::data) {
      const auto some = std::min(left_, input.size() - position);
      body_.append(input, position, some);
      position += some;
      left_ -= some;
      if (left_ > 0)
        return result::partial;
      next_ = part::data_end;
    }
    std::string_view line;
    const auto bytes_max = next_ == part::trailer ? limits_.header_bytes_max : size_line_bytes_max;
    if (!take_line(input, position, bytes_max, line))
      return fault_.kind ? result::refused : result::partial;
    if (next_ == part::data_end) {
      if (!line.empty())
        return refuse(problems::malformed_request, malformed_chunk);
      next_ = part::size;
      continue;
    }
    const auto after = next_ == part::size ? read_size(line) : read_trailer(line);
    if (after != result::partial)
      return after;
  }
}

bool chunk_reader::take_line(std::string_view input, std::size_t& position, std::size_t bytes_max,
                             std::string_view& line) {
  const auto rest = input.substr(position);
  // Behind data stands its line end and nothing else: two bytes tell.
  if (next_ == part::data_end && rest.size() >= 2 && !rest.starts_with("\r\n"))
    return refuse(problems::malformed_request, malformed_chunk), false;
  const auto end = rest.substr(0, bytes_max).find('\n');
  if (end == std::string_view::npos) {
    if (rest.size() >= bytes_max)
      next_ == part::trailer ? refuse(problems::fields_too_large, {})
                             : refuse(problems::malformed_request, malformed_chunk);
    return false;
  }
  if (end == 0 || rest[end - 1] != '\r')
    return refuse(problems::malformed_request, malformed_chunk), false;
  line = rest.substr(0, end - 1);
  position += end + 1;
  overhead_ += end + 1;
  if (overhead_ > limits_.body_bytes_max)
    return refuse(problems::malformed_request, too_many_chunks), false;
  return true;
}

chunk_reader::result chunk_reader::read_size(std::string_view line) {
  std::size_t digits = 0;
  std::size_t size = 0;
  for (; digits < line.size() && hex_value(line[digits]) >= 0; ++digits) {
    size = size * 16 + static_cast<std::size_t>(hex_value(line[digits]));
    if (body_.size() + size > limits_.body_bytes_max)
      return refuse(problems::body_too_large, {});
  }
  const auto extension = line.substr(digits);
  if (digits == 0 || (!extension.empty() && extension.front() != ';') || !is_field_value(extension))
    return refuse(problems::malformed_request, malformed_chunk);
  left_ = size;
  next_ = size == 0 ? part::trailer : part::data;
  return result::partial;
}

chunk_reader::result chunk_reader::read_trailer(std::string_view line) {
  constexpr std::string_view line_end = "\r\n";
  if (line.empty())
    return result::whole;
  trailer_bytes_ += line.size() + line_end.size();
  if (++trailers_ > limits_.fields_max || trailer_bytes_ > limits_.header_bytes_max)
    return refuse(problems::fields_too_large, {});
  field_line ignored;
  if (auto fault = read_field_line(line, ignored)) {
    fault_ = *fault;
    return result::refused;
  }
  return result::partial;
}

chunk_reader::result chunk_reader::refuse(const problem_kind& kind, std::string_view detail) {
  fault_ = {&kind, detail};
  return result::refused;
}

} // namespace souk
