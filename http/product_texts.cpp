#include "http/product_texts.hpp"

#include "http/render.hpp"

namespace souk {

shared_text product_texts::of(const product_ptr& shown) {
  const auto index = static_cast<std::size_t>(shown->id) % slots_max;
  auto& kept = slots_[index];
  {
    std::lock_guard lock{mutexes_[index % stripes]};
    if (kept.shown == shown)
      return kept.text;
  }
  auto text = std::make_shared<std::string>();
  append(*text, *shown);
  std::lock_guard lock{mutexes_[index % stripes]};
  kept = {shown, text};
  return text;
}

shared_text product_texts::of(const product_page_ptr& shown) {
  {
    std::lock_guard lock{pages_mutex_};
    if (auto found = pages_.find(shown); found != pages_.end())
      return found->second;
  }
  auto text = std::make_shared<std::string>("[");
  for (auto& each : shown->products) {
    if (text->size() > 1)
      *text += ',';
    *text += *of(each);
  }
  *text += ']';
  std::lock_guard lock{pages_mutex_};
  if (pages_.size() >= pages_max)
    pages_.clear();
  pages_.emplace(shown, text);
  return text;
}

} // namespace souk
