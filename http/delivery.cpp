#include "http/delivery.hpp"

#include "http/accept_encoding.hpp"
#include "http/entity_tag.hpp"
#include "http/gzip.hpp"
#include "http/http_message.hpp"
#include "http/kept_text.hpp"
#include "http/list_field.hpp"

#include <algorithm>

namespace souk {

namespace {

bool is_reading(std::string_view method) {
  return method == "GET" || method == "HEAD";
}

/// Whether the client may say of which state it wants the answer.
bool is_conditional(const http_message& asked, const http_answer& what) {
  return what.status == 200 && !what.tag.empty() && is_reading(asked.method());
}

/// What the client wants of an answer that may be compressed.
gzip_wish wish_of(const http_message& asked, const http_answer& what) {
  const auto accepted = list_field(asked, "Accept-Encoding");
  const auto wish = accepted && !what.text().empty() ? gzip_wish_of(*accepted) : gzip_wish::no;
  const bool is_small = what.text().size() <= plain_bytes_max;
  return wish == gzip_wish::yes && is_small ? gzip_wish::no : wish;
}

/// The tag that the client has the answer under, in this form or, failing that, in the other one.
std::optional<std::string> tag_known_to(const http_message& asked, const http_answer& what,
                                        bool is_gzipped) {
  const auto field = list_field(asked, "If-None-Match");
  const auto named = field ? parse_entity_tags(*field) : std::nullopt;
  if (!named)
    return std::nullopt;
  auto gzipped = what.tag + std::string{gzip_suffix};
  const bool has_gzipped = are_naming(*named, gzipped);
  const bool has_plain = are_naming(*named, what.tag);
  if (has_gzipped && (is_gzipped || !has_plain))
    return gzipped;
  return has_plain ? std::optional{what.tag} : std::nullopt;
}

/// Leaves of an answer what a client needs that has the rest.
void make_not_modified(http_answer& what, std::string tag) {
  what.status = 304;
  what.content_type = {};
  what.body = {};
  what.kept = nullptr;
  what.tag = std::move(tag);
}

void compress(http_answer& what, gzip_wish wish) {
  shared_text gzipped;
  if (what.kept)
    gzipped = what.kept->gzipped();
  else if (auto made = gzip(what.text()))
    gzipped = std::make_shared<const std::string>(std::move(*made));
  if (!gzipped || (wish == gzip_wish::yes && gzipped->size() >= what.text().size()))
    return;
  what.body = std::move(gzipped);
  what.with("Content-Encoding", "gzip");
  if (!what.tag.empty())
    what.tag += gzip_suffix;
}

/// Tells caches that the answer depends on Accept-Encoding, in one field with what it depends on
/// besides.
void vary(http_answer& what) {
  auto found = std::find_if(what.fields.begin(), what.fields.end(),
                            [](auto& each) { return each.first == "Vary"; });
  if (found == what.fields.end())
    what.varies = true;
  else
    found->second += ", Accept-Encoding";
}

} // namespace

bool is_ruled_out(const http_message& asked, const http_answer& what) {
  const auto field = is_conditional(asked, what) ? list_field(asked, "If-Match") : std::nullopt;
  auto named = field ? parse_entity_tags(*field) : std::nullopt;
  if (!named)
    return false;
  std::erase_if(named->listed, [](const entity_tag& each) { return each.is_weak; });
  return !are_naming(*named, what.tag) && !are_naming(*named, what.tag + std::string{gzip_suffix});
}

void deliver(const http_message& asked, const delivery& how, http_answer& what) {
  if (what.content_type != problem_type)
    what.cache_control = how.cache_control;
  auto wish = gzip_wish::no;
  if (how.may_compress) {
    vary(what);
    wish = wish_of(asked, what);
  }
  if (is_conditional(asked, what))
    if (auto tag = tag_known_to(asked, what, wish != gzip_wish::no))
      return make_not_modified(what, std::move(*tag));
  if (wish != gzip_wish::no)
    compress(what, wish);
}

} // namespace souk
