#pragma once

#include "http/edge/chunk_reader.hpp"
#include "http/edge/last_fields.hpp"

#include <string>
#include <string_view>

namespace souk {

/// Finds where one request ends in a stream of bytes, by the letter of RFC 9112, and makes of it
/// what no two readers can read differently: a path as the target, at most one length, no Upgrade,
/// no Expect, no chunks. A pure function of the bytes: how they were cut makes no difference.
///
/// Faults: malformed_request, target_too_long, fields_too_large, body_too_large, method_unknown,
/// version_unsupported, coding_unknown, expectation_failed. After one the connection must end.
class message_reader {
public:
  enum class result { partial, whole, refused };

  /// `last`, if any, are those of the request before, read with the same limits; this one's are
  /// kept there for the next. They save time, and make no difference.
  explicit message_reader(const edge_limits& limits, last_fields* last = nullptr)
    : limits_(limits), last_(last), chunks_(limits) {}

  /// Reads on in `input`, which must begin with the same bytes each time, and grow only at its end.
  result read(std::string_view input);

  /// Whether any byte of a request was there; empty lines before it are none.
  bool has_begun() const { return begin_ < seen_; }
  /// Whether the request line is there, and is one.
  bool has_line() const { return next_ > part::line; }
  /// Whether line and fields are there, and a body is still to come.
  bool is_in_body() const { return next_ == part::body; }
  /// How much memory the body may take at the most, as far as is known. One in chunks is there as
  /// it came, at most twice as large, and as it is meant.
  std::size_t memory_most() const;
  /// Whether the client waits for "100 Continue" and has sent nothing of its body.
  bool wants_continue(std::string_view input) const;
  const framing_fault& fault() const { return fault_; }
  /// Of a whole message: whether the connection goes on behind it, without a look at what its
  /// Connection field says.
  bool keeps_alive() const { return minor_version_ > 0 && !fields_.has(known_field::connection); }

  /// Bytes of it that are here a second time, as they are meant.
  std::size_t decoded_bytes() const { return chunks_.body_bytes(); }

  /// The request line once `has_line`; its views are into the input.
  request_line line_in(std::string_view input) const;

  /// Line and fields as far as they are there, for those who only show them.
  std::string_view head_in(std::string_view input) const;

  /// Of a whole message: how many bytes of the input it took.
  std::size_t size() const { return position_; }
  /// Of a whole message: whether `input.substr(0, size())` may be handed on as it is.
  bool is_canonical() const;
  /// A whole message as it is handed on; with a field that makes it the last of its connection if
  /// it `closes`.
  std::string canonical(std::string_view input, bool closes);

private:
  enum class part { start, line, fields, body };

  /// Takes a whole line without its end; false: it is not there yet, or refused.
  bool take_line(std::string_view input, std::string_view& line);
  void skip_empty_lines(std::string_view input);
  result read_head(std::string_view input);
  result finish_head(std::string_view input);
  result begin_body();
  result read_body(std::string_view input);
  result refuse(const problem_kind& kind, std::string_view detail = {});
  result refuse(const framing_fault& fault) { return refuse(*fault.kind, fault.detail); }

  const edge_limits& limits_;
  last_fields* const last_;
  part next_ = part::start;
  /// Where the request line begins, and where it ends.
  std::size_t begin_ = 0;
  std::size_t line_end_ = 0;
  /// Where the next line or the rest of the body begins.
  std::size_t position_ = 0;
  /// Up to where no line end was found.
  std::size_t seen_ = 0;
  std::size_t body_begin_ = 0;
  std::size_t field_count_ = 0;
  request_fields fields_;
  chunk_reader chunks_;
  framing_fault fault_;
  bool is_line_canonical_ = true;
  bool has_tab_ = false;
  int minor_version_ = 1;
};

} // namespace souk
