#pragma once

#include "http/edge/request_line.hpp"
#include "http/edge_options.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace souk {

/// Reads a chunked body into one without chunks. Extensions are ignored and trailers dropped, as
/// RFC 9112, 7.1 allows; a bare LF, a bare CR or white space around a size is refused.
class chunk_reader {
public:
  enum class result { partial, whole, refused };

  explicit chunk_reader(const edge_limits& limits) : limits_(limits) {}

  /// Reads on in `input` from `position`, which it moves. The input may only grow between two
  /// calls.
  result read(std::string_view input, std::size_t& position);

  const framing_fault& fault() const { return fault_; }
  std::string& body() { return body_; }
  std::size_t body_bytes() const { return body_.size(); }

private:
  enum class part { size, data, data_end, trailer };

  /// Gives a whole line without its end; false: it is not there yet, or refused.
  bool take_line(std::string_view input, std::size_t& position, std::size_t bytes_max,
                 std::string_view& line);
  result read_size(std::string_view line);
  result read_trailer(std::string_view line);
  result refuse(const problem_kind& kind, std::string_view detail);

  const edge_limits& limits_;
  part next_ = part::size;
  std::size_t left_ = 0;
  /// What came beside the data: sizes, extensions, line ends.
  std::size_t overhead_ = 0;
  std::size_t trailer_bytes_ = 0;
  std::size_t trailers_ = 0;
  std::string body_;
  framing_fault fault_;
};

} // namespace souk
