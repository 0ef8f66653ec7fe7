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
/// what that throws. To be read once. One that a client gave may outlive it.
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
      ++list_->index_;
      list_->fetch_to_a_value();
      return *this;
    }

    void operator++(int) { ++*this; }

    friend bool operator==(const iterator& it, std::default_sentinel_t) { return it.is_at_end(); }

  private:
    bool is_at_end() const { return list_->is_at_end(); }

    paged* list_;
  };

  iterator begin() {
    page_ = fetch_(std::nullopt);
    index_ = 0;
    fetch_to_a_value();
    return iterator{*this};
  }

  std::default_sentinel_t end() const { return {}; }

private:
  bool is_at_end() const { return index_ == page_.values.size(); }

  // A page may be empty although there is a next one.
  void fetch_to_a_value() {
    while (is_at_end() && page_.next) {
      page_ = fetch_(page_.next);
      index_ = 0;
    }
  }

  fetch_function fetch_;
  page<T> page_ = {};
  std::size_t index_ = 0;
};

} // namespace souk::sdk
