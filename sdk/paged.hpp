#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace souk::sdk {

/// A part of a longer list.
template <class T>
struct page {
  std::vector<T> values = {};
  /// Where the next page starts, to be passed to the same method; nothing: this was the last one.
  std::optional<std::int64_t> next = {};
};

/// A list that is fetched page by page while it is read. `begin` and `++` ask the shop, and throw
/// what that throws. A `++` that threw has changed nothing: the iterator still stands at its value,
/// and the next `++` asks for the page behind it again. To be read once. One that a client gave may
/// outlive it.
template <class T>
class paged {
public:
  /// Gives the page that starts there; nothing: the first one.
  using fetch_function = std::function<page<T>(std::optional<std::int64_t> start)>;

  explicit paged(fetch_function fetch) : fetch_(std::move(fetch)) {}

  /// A single-pass iterator.
  class iterator {
  public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;

    explicit iterator(paged& list) : list_(&list) {}

    const T& operator*() const { return list_->page_.values[list_->index_]; }
    const T* operator->() const { return &**this; }

    iterator& operator++() {
      list_->advance();
      return *this;
    }

    void operator++(int) { ++*this; }

    friend bool operator==(const iterator& it, std::default_sentinel_t) { return it.is_at_end(); }

  private:
    bool is_at_end() const { return list_->is_at_end(); }

    paged* list_;
  };

  iterator begin() {
    open_page_at(std::nullopt);
    return iterator{*this};
  }

  std::default_sentinel_t end() const { return {}; }

private:
  bool is_at_end() const { return index_ == page_.values.size(); }

  void advance() {
    if (index_ + 1 == page_.values.size() && page_.next)
      open_page_at(page_.next);
    else
      ++index_;
  }

  // Opens that page or, if it is empty although there is a next one, one behind it.
  void open_page_at(std::optional<std::int64_t> start) {
    auto opened = fetch_(start);
    while (opened.values.empty() && opened.next)
      opened = fetch_(opened.next);
    // Not before all is fetched: a list that breaks off must not look complete.
    page_ = std::move(opened);
    index_ = 0;
  }

  fetch_function fetch_;
  page<T> page_ = {};
  std::size_t index_ = 0;
};

} // namespace souk::sdk
