#include "http/product_texts.hpp"

#include "http/entity_tag.hpp"
#include "http/json_list.hpp"
#include "http/render.hpp"

namespace souk {

kept_text_ptr product_texts::of(const product_ptr& shown) {
  const auto index = static_cast<std::size_t>(shown->id) % slots_max;
  auto& kept = slots_[index];
  {
    std::lock_guard lock{mutexes_[index % stripes]};
    if (kept.shown == shown)
      return kept.text;
  }
  std::string made;
  append(made, *shown);
  auto text = std::make_shared<const kept_text>(std::move(made),
                                                subject_of(shop_mark_, entity::product, shown->id),
                                                seen_state{shown->version, shown->stock_version});
  if (text->plain().size() > slot_bytes_max)
    return text;
  std::lock_guard lock{mutexes_[index % stripes]};
  kept = {shown, text};
  return text;
}

kept_text_ptr product_texts::of(const product_page_ptr& shown) {
  {
    std::lock_guard lock{pages_mutex_};
    if (auto found = pages_.find(shown); found != pages_.end())
      return found->second;
  }
  std::string made;
  append_list(made, shown->products, [&](auto& each) { made += of(each)->plain(); });
  auto text = std::make_shared<const kept_text>(std::move(made));
  if (text->plain().size() > page_bytes_max)
    return text;
  std::lock_guard lock{pages_mutex_};
  if (pages_.size() >= pages_max)
    pages_.clear();
  pages_.emplace(shown, text);
  return text;
}

} // namespace souk
