#include "storage/file_lock.hpp"

#include "test/tells.hpp"
#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

namespace file_locks {

using namespace souk;

struct locked_folder {
  test::temporary_directory folder;
  const std::string file = folder.file("souk.db");
};

} // namespace file_locks

BOOST_FIXTURE_TEST_SUITE(file_locks, file_locks::locked_folder)

BOOST_AUTO_TEST_CASE(who_asks_for_a_lock_makes_no_file) {
  BOOST_TEST(!is_in_use(file));
  BOOST_TEST(!is_in_use(folder.file("absent/souk.db")));
  BOOST_TEST(std::filesystem::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(a_database_is_in_use_while_its_lock_is_held) {
  {
    const file_lock held{file};
    BOOST_TEST(is_in_use(file));
    BOOST_TEST(is_in_use(file));
  }
  BOOST_TEST(!is_in_use(file));
  const file_lock again{file}; // who asked has let go of it
}

BOOST_AUTO_TEST_CASE(a_lock_that_cannot_be_opened_is_an_error) {
  std::filesystem::create_directory(file + ".lock");
  BOOST_CHECK_THROW(is_in_use(file), std::runtime_error);
  BOOST_CHECK_THROW(file_lock{file}, std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_file_has_one_lock_whatever_its_names) {
  const auto other = folder.file("other.db");
  {
    const file_lock held{file, if_absent::make};
    std::filesystem::create_hard_link(file, other);
    BOOST_CHECK_EXCEPTION(file_lock{other}, std::runtime_error, test::tells("in use"));
    std::filesystem::remove(file);
    BOOST_CHECK_EXCEPTION(file_lock{other}, std::runtime_error, test::tells("in use"));
  }
  const file_lock again{other};
}

BOOST_AUTO_TEST_CASE(a_link_to_a_file_that_is_not_there_yet_is_another_name_for_it) {
  const auto link = folder.file("link.db");
  std::filesystem::create_symlink(file, link);
  const file_lock held{link, if_absent::make};
  BOOST_CHECK_THROW((file_lock{file, if_absent::make}), std::runtime_error);
  BOOST_TEST(is_in_use(file));
  BOOST_TEST(is_in_use(link));
}

BOOST_AUTO_TEST_CASE(a_lock_makes_no_database_unless_it_is_told_to) {
  const file_lock held{file};
  BOOST_TEST(!std::filesystem::exists(file));
}

BOOST_AUTO_TEST_SUITE_END()
