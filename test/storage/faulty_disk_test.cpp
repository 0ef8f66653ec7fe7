#include "test/storage/faulty_disk.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <set>

namespace faulty_disks {

using namespace souk::test;

using contents = std::set<file_bytes>;

constexpr std::size_t sector_bytes = 512;

/// So many bytes of that value.
file_bytes filled(std::size_t size, unsigned char value) {
  return file_bytes(size, value);
}

const file_bytes nothing;
const file_bytes one(1, 1);
const file_bytes two(1, 2);
const file_bytes gone(1, 255);

struct disk_fixture {
  /// What may be left of a file of that name when the power is lost after the work.
  template <class Work>
  contents left_after(Work work) {
    contents result;
    constexpr int tries = 500;
    for (int i = 0; i < tries; ++i) {
      faulty_disk disk{random};
      work(disk);
      disk.cut();
      auto found = disk.find("a");
      result.insert(found ? found->content() : gone);
    }
    return result;
  }

  /// A file of that name that is on the disk.
  static disk_file_ptr create(faulty_disk& disk) {
    auto made = disk.create("a");
    disk.sync_folder();
    return made;
  }

  told_dice random;
};

} // namespace faulty_disks

BOOST_FIXTURE_TEST_SUITE(faulty_disks, faulty_disks::disk_fixture)

BOOST_AUTO_TEST_CASE(what_was_synced_stays) {
  auto left = left_after([](faulty_disk& disk) {
    auto file = create(disk);
    file->write(0, one);
    disk.sync(*file);
  });
  BOOST_TEST((left == contents{one}));
}

BOOST_AUTO_TEST_CASE(what_was_not_synced_may_be_lost) {
  auto left = left_after([](faulty_disk& disk) { create(disk)->write(0, one); });
  BOOST_TEST((left == contents{nothing, one}));
}

BOOST_AUTO_TEST_CASE(writes_may_be_kept_in_another_order) {
  auto left = left_after([](faulty_disk& disk) {
    auto file = create(disk);
    file->write(0, one);
    file->write(1, two);
  });
  BOOST_TEST((left == contents{nothing, {1}, {0, 2}, {1, 2}}));
}

BOOST_AUTO_TEST_CASE(a_write_may_be_torn_between_sectors) {
  auto left = left_after([](faulty_disk& disk) {
    auto file = create(disk);
    file->write(0, filled(2 * sector_bytes, 0));
    disk.sync(*file);
    file->write(0, filled(2 * sector_bytes, 1));
  });
  file_bytes first = filled(sector_bytes, 1);
  first.resize(2 * sector_bytes, 0);
  const file_bytes second{first.rbegin(), first.rend()};
  BOOST_TEST(
    (left == contents{filled(2 * sector_bytes, 0), filled(2 * sector_bytes, 1), first, second}));
}

BOOST_AUTO_TEST_CASE(the_pages_of_one_write_may_be_kept_in_another_order) {
  constexpr std::size_t page_bytes = 4096;
  auto left = left_after([](faulty_disk& disk) {
    auto file = create(disk);
    file->write(page_bytes - 1, {1, 2});
  });
  auto first = filled(page_bytes, 0);
  first.back() = 1;
  auto second = filled(page_bytes + 1, 0);
  second.back() = 2;
  auto both = first;
  both.push_back(2);
  BOOST_TEST((left == contents{nothing, first, second, both}));
}

BOOST_AUTO_TEST_CASE(a_truncation_may_be_lost) {
  auto left = left_after([](faulty_disk& disk) {
    auto file = create(disk);
    file->write(0, one);
    disk.sync(*file);
    file->truncate(0);
  });
  BOOST_TEST((left == contents{one, nothing}));
}

BOOST_AUTO_TEST_CASE(a_new_file_may_be_gone_until_its_folder_is_synced) {
  auto left = left_after([](faulty_disk& disk) { disk.sync(*disk.create("a")); });
  BOOST_TEST((left == contents{gone, nothing}));
}

BOOST_AUTO_TEST_CASE(a_removed_file_may_come_back_until_its_folder_is_synced) {
  auto remove = [](faulty_disk& disk) {
    create(disk);
    disk.remove("a");
  };
  BOOST_TEST((left_after(remove) == contents{gone, nothing}));
  auto remove_for_good = [&](faulty_disk& disk) {
    remove(disk);
    disk.sync_folder();
  };
  BOOST_TEST((left_after(remove_for_good) == contents{gone}));
}

BOOST_AUTO_TEST_CASE(a_sync_that_failed_is_not_mended_by_the_next) {
  auto left = left_after([](faulty_disk& disk) {
    auto file = create(disk);
    file->write(0, one);
    disk.fail_call(1, EIO);
    BOOST_TEST(disk.sync(*file) == EIO);
    BOOST_TEST(disk.sync(*file) == 0);
    BOOST_TEST((file->content() == one));
  });
  BOOST_TEST((left == contents{nothing, one}));
}

BOOST_AUTO_TEST_CASE(a_handle_from_before_the_cut_does_not_reach_the_disk) {
  faulty_disk disk{random};
  auto handle = create(disk);
  disk.cut();
  handle->write(0, one);
  BOOST_TEST((disk.find("a")->content() == nothing));
}

BOOST_AUTO_TEST_CASE(a_call_fails_once_or_with_all_that_follow) {
  faulty_disk disk{random};
  auto errors = [&] {
    std::vector<int> result(4);
    for (auto& each : result)
      each = disk.error_of(io_call::write);
    return result;
  };
  disk.fail_call(2, EIO);
  BOOST_TEST(!disk.was_hit());
  BOOST_TEST((errors() == std::vector{0, EIO, 0, 0}));
  BOOST_TEST(disk.was_hit());
  disk.fail_from(3, ENOSPC);
  BOOST_TEST((errors() == std::vector{0, 0, ENOSPC, ENOSPC}));
  BOOST_TEST(disk.error_of(io_call::read) == 0);
  disk.mend();
  BOOST_TEST((errors() == std::vector{0, 0, 0, 0}));
  disk.fail_from_sync(1, EIO);
  BOOST_TEST((errors() == std::vector{0, 0, 0, 0}));
  BOOST_TEST(disk.error_of(io_call::sync) == EIO);
  BOOST_TEST((errors() == std::vector{EIO, EIO, EIO, EIO}));
}

BOOST_AUTO_TEST_SUITE_END()
