#pragma once

#include "http/answer.hpp"
#include "messages/precondition.hpp"

#include <cstdint>
#include <mutex>
#include <string>

namespace souk {

/// A text that many answers send, with its entity tag and, once somebody takes it, its gzip form:
/// each made once. Thread-safe.
class kept_text {
public:
  explicit kept_text(std::string plain);
  /// The text of a product in this state. `subject`: as in `tag_of`.
  kept_text(std::string plain, std::uint32_t subject, const seen_state& shown);

  const std::string& plain() const { return plain_; }

  /// Without its quotes.
  const std::string& tag() const { return tag_; }

  /// Null where there was no memory for it.
  const shared_text& gzipped() const;

private:
  const std::string plain_;
  const std::string tag_;
  mutable std::once_flag once_;
  mutable shared_text gzipped_;
};

/// The text as a successful answer.
http_answer answer_with(std::string_view content_type, const kept_text_ptr& text);

} // namespace souk
