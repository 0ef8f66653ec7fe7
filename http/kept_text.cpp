#include "http/kept_text.hpp"

#include "http/entity_tag.hpp"
#include "http/gzip.hpp"

namespace souk {

kept_text::kept_text(std::string plain) : plain_(std::move(plain)), tag_(tag_of(plain_)) {}

kept_text::kept_text(std::string plain, std::uint32_t subject, const seen_state& shown)
  : plain_(std::move(plain)), tag_(tag_of(plain_, subject, shown)) {}

const shared_text& kept_text::gzipped() const {
  std::call_once(once_, [this] {
    if (auto made = gzip(plain_))
      gzipped_ = std::make_shared<const std::string>(std::move(*made));
  });
  return gzipped_;
}

http_answer answer_with(std::string_view content_type, const kept_text_ptr& text) {
  http_answer result{200, content_type, shared_text{text, &text->plain()}};
  result.tag = text->tag();
  result.kept = text;
  return result;
}

} // namespace souk
