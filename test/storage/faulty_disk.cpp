#include "test/storage/faulty_disk.hpp"

#include <algorithm>
#include <cerrno>

namespace souk::test {

namespace {

/// A disk writes a sector as a whole.
constexpr std::size_t sector_bytes = 512;

/// A kernel caches pages, and writes each of them when it likes.
constexpr std::size_t page_bytes = 4096;

bool may_need_space(io_call call) {
  return call != io_call::open && call != io_call::read && call != io_call::remove;
}

/// Not std::shuffle, whose result differs between libraries.
template <class T>
void shuffle(std::vector<T>& items, dice& random) {
  for (auto left = items.size(); left > 1; --left)
    std::swap(items[left - 1], items[random.roll(left)]);
}

} // namespace

void disk_file::write(std::size_t offset, const file_bytes& data) {
  for (std::size_t done = 0; done < data.size();) {
    const auto begin = offset + done;
    const auto count = std::min(data.size() - done, page_bytes - begin % page_bytes);
    const auto* from = data.data() + done;
    changes_.push_back({false, begin, {from, from + count}});
    apply(changes_.back(), content_);
    done += count;
  }
}

void disk_file::truncate(std::size_t size) {
  changes_.push_back({true, size});
  apply(changes_.back(), content_);
}

void disk_file::sync() {
  for (auto& each : changes_)
    apply(each, durable_);
  changes_.clear();
}

void disk_file::fail_sync(dice& random) {
  if (random.one_in(3))
    shuffle(changes_, random);
  // From a disk that had everything written to one that had not begun.
  constexpr std::size_t eighths = 8;
  const auto written = random.roll(eighths + 1);
  for (auto& each : changes_) {
    if (random.roll(eighths) >= written) {
      if (each.is_truncation || random.one_in(2))
        continue;
      tear(each, random);
    }
    apply(each, durable_);
  }
  changes_.clear();
}

void disk_file::lose_cache(dice& random) {
  fail_sync(random);
  content_ = durable_;
}

void disk_file::apply(const change& made, file_bytes& to) {
  if (made.is_truncation) {
    to.resize(std::min(to.size(), made.offset));
    return;
  }
  const auto end = made.offset + made.data.size();
  if (!made.data.empty() && to.size() < end)
    to.resize(end);
  std::copy(made.data.begin(), made.data.end(),
            to.begin() + static_cast<std::ptrdiff_t>(std::min(made.offset, to.size())));
}

void disk_file::tear(change& made, dice& random) {
  const auto first = made.offset / sector_bytes;
  const auto last = (made.offset + made.data.size()) / sector_bytes;
  const auto border = (first + random.roll(last - first + 1)) * sector_bytes;
  const auto kept = border > made.offset ? border - made.offset : 0;
  const auto middle = made.data.begin() + static_cast<std::ptrdiff_t>(kept);
  if (random.one_in(2)) {
    made.data.erase(middle, made.data.end());
    return;
  }
  made.data.erase(made.data.begin(), middle);
  made.offset += kept;
}

bool faulty_disk::may_fail(io_call call) const {
  if (fault_.error == 0 || (fault_.error == ENOSPC && !may_need_space(call)))
    return false;
  return fault_.was_hit || !fault_.begins_with_sync || call == io_call::sync;
}

std::size_t faulty_disk::calls(io_call call) const {
  auto found = calls_.find(call);
  return found == calls_.end() ? 0 : found->second;
}

int faulty_disk::error_of(io_call call) {
  ++calls_[call];
  if (!may_fail(call))
    return 0;
  if (fault_.calls_left > 1) {
    --fault_.calls_left;
    return 0;
  }
  fault_.was_hit = true;
  const auto error = fault_.error;
  if (!fault_.lasts)
    fault_.error = 0;
  return error;
}

void faulty_disk::cut() {
  fault_ = {};
  folder left = what_is_left();
  for (auto& [name, file] : left) {
    // Another object: handles from before the cut must not reach it.
    file = std::make_shared<disk_file>(*file);
    file->lose_cache(random_);
  }
  names_ = left;
  durable_names_ = std::move(left);
}

faulty_disk::folder faulty_disk::what_is_left() {
  folder all = names_;
  all.insert(durable_names_.begin(), durable_names_.end());
  folder left;
  for (auto& [name, ignored] : all) {
    auto& side = random_.one_in(2) ? names_ : durable_names_;
    if (auto found = side.find(name); found != side.end())
      left.insert(*found);
  }
  return left;
}

disk_file_ptr faulty_disk::find(const std::string& name) const {
  auto found = names_.find(name);
  return found == names_.end() ? nullptr : found->second;
}

disk_file_ptr faulty_disk::create(const std::string& name) {
  return names_[name] = std::make_shared<disk_file>();
}

void faulty_disk::copy(const std::string& from, const std::string& to) {
  remove(to);
  auto found = find(from);
  if (!found)
    return;
  auto made = create(to);
  made->write(0, found->content());
  made->sync();
}

int faulty_disk::sync(disk_file& file) {
  const auto error = error_of(io_call::sync);
  if (error != 0)
    file.fail_sync(random_);
  else if (!lies_)
    file.sync();
  return error;
}

void faulty_disk::sync_folder() {
  if (!lies_)
    durable_names_ = names_;
}

} // namespace souk::test
