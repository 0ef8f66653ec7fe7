#include "storage/shop_file.hpp"

#include "storage/database.hpp"
#include "test/storage/fault_vfs.hpp"
#include "test/storage/faulty_disk.hpp"
#include "test/tells.hpp"
#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <fstream>
#include <set>
#include <sstream>

namespace shop_files {

using namespace souk;
using test::has;
using test::tells;

/// The file of a shop with one product, and a name that is free.
struct shop_to_copy {
  shop_to_copy() {
    open_database(from)->commit({insert_product{{"Lamp", {100}}}}, {});
    std::filesystem::remove(from + ".lock");
  }

  /// Calls `once` in the middle of a copy.
  static std::function<void(int, int)> meanwhile(std::function<void()> once) {
    return [once, is_done = std::make_shared<bool>(false)](int, int) {
      if (!std::exchange(*is_done, true))
        once();
    };
  }

  static void ignore(int, int) {}

  /// What was made beside the shop, and what SQLite keeps for those who read it.
  std::set<std::string> made() const {
    std::set<std::string> result;
    for (auto& each : std::filesystem::directory_iterator{folder.path()})
      if (!each.path().string().starts_with(from))
        result.insert(each.path().filename());
    return result;
  }

  test::temporary_directory folder;
  const std::string from = folder.file("from.db");
  const std::string to = folder.file("to.db");
};

void write(const std::string& file, const std::string& text) {
  std::ofstream{file} << text;
}

std::string text_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream{file}.rdbuf();
  return text.str();
}

/// A disk of which each call may find no room.
struct shop_on_faulty_disk {
  // In the real folder stands no more than the name.
  shop_on_faulty_disk() { write(shop.from, ""); }

  /// Makes a copy while the k-th call that needs room finds none; whether that call came.
  bool is_copied_without_room_at(std::size_t k, decltype(copy_shop)& make_copy) {
    disk.fail_call(k, ENOSPC);
    try {
      make_copy(shop.from, shop.to, shop_to_copy::ignore);
    } catch (const std::runtime_error& err) {
      const std::string said = err.what();
      BOOST_TEST(!has(said, "not an error"), said);
      BOOST_TEST((!has(said, "full") || has(said, "Make room")), said);
      told_of_both += has(said, "from.db to " + shop.to) && has(said, "Make room") ? 1 : 0;
    }
    return disk.was_hit();
  }

  test::told_dice random;
  test::faulty_disk disk{random};
  test::fault_vfs vfs{disk};
  shop_to_copy shop;
  int told_of_both = 0;
};

} // namespace shop_files

BOOST_FIXTURE_TEST_SUITE(shop_files, shop_files::shop_to_copy)

BOOST_AUTO_TEST_CASE(a_copy_leaves_nothing_else_behind) {
  copy_shop(from, to, ignore);
  BOOST_TEST((made() == std::set<std::string>{"to.db"}));
  BOOST_TEST(products_of_shop(to).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_copy_that_is_checked_is_still_alone) {
  copy_shop(from, to, ignore);
  check_shop(to);
  for (auto* suffix : {"-wal", "-shm", "-journal"})
    BOOST_TEST(!std::filesystem::exists(to + suffix), suffix);
}

BOOST_AUTO_TEST_CASE(nobody_opens_a_shop_while_it_is_restored) {
  restore_shop(from, to, meanwhile([this] {
                 BOOST_CHECK_EXCEPTION(open_database(to), std::runtime_error, tells("in use"));
               }));
  BOOST_TEST(open_database(to)->load_catalog().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_shop_in_use_is_not_restored) {
  const auto in_use = open_database(to);
  for (auto* suffix : {"", "-wal", "-shm"})
    std::filesystem::remove(to + suffix);
  BOOST_CHECK_EXCEPTION(restore_shop(from, to, ignore), std::runtime_error, tells("in use"));
  BOOST_TEST(!std::filesystem::exists(to));
}

BOOST_AUTO_TEST_CASE(the_lock_of_a_shop_that_is_gone_keeps_nobody_from_restoring_it) {
  open_database(to);
  std::filesystem::remove(to);
  BOOST_TEST(std::filesystem::exists(to + ".lock"));
  restore_shop(from, to, ignore);
  BOOST_TEST(products_of_shop(to).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_file_that_came_to_be_during_a_copy_is_kept) {
  BOOST_CHECK_EXCEPTION(copy_shop(from, to, meanwhile([this] { write(to, "another's"); })),
                        std::runtime_error, tells(to + " exists already"));
  BOOST_TEST((text_of(to) == "another's"));
  BOOST_TEST((made() == std::set<std::string>{"to.db"}));
}

BOOST_AUTO_TEST_CASE(a_link_that_leads_nowhere_is_kept) {
  std::filesystem::create_symlink(folder.file("nowhere"), to);
  BOOST_CHECK_EXCEPTION(copy_shop(from, to, ignore), std::runtime_error, tells("exists already"));
  BOOST_TEST(std::filesystem::is_symlink(to));
}

BOOST_AUTO_TEST_CASE(a_copy_deletes_no_file_of_others) {
  write(to + ".tmp", "another's");
  copy_shop(from, to, ignore);
  BOOST_TEST((text_of(to + ".tmp") == "another's"));
}

BOOST_AUTO_TEST_CASE(a_shop_that_is_named_like_a_draft_can_be_restored) {
  std::filesystem::rename(from, to + ".tmp");
  restore_shop(to + ".tmp", to, ignore);
  BOOST_TEST(products_of_shop(to).size() == 1u);
  BOOST_TEST(products_of_shop(to + ".tmp").size() == 1u);
}

BOOST_AUTO_TEST_CASE(of_two_copies_to_one_place_one_is_made) {
  const auto other = meanwhile([this] { copy_shop(from, to, ignore); });
  BOOST_CHECK_EXCEPTION(copy_shop(from, to, other), std::runtime_error, tells("exists already"));
  BOOST_TEST((made() == std::set<std::string>{"to.db"}));
  for (auto& each : check_shop(to))
    BOOST_TEST(each.broken == 0, each.rule);
}

BOOST_AUTO_TEST_CASE(products_are_added_behind_those_that_are_there) {
  add_products(from, {{"Pen", {120}, "", 7}, {"Cup", {250}}}, {});
  const auto all = products_of_shop(from);
  BOOST_REQUIRE(all.size() == 3u);
  BOOST_TEST(all[1]->fields.name == "Pen");
  BOOST_TEST(open_database(from)->load_movements({2}).movements.size() == 1u);
  for (auto& each : check_shop(from))
    BOOST_TEST(each.broken == 0, each.rule);
}

BOOST_AUTO_TEST_CASE(products_are_added_all_or_none) {
  const product_fields refused{"Pen", {-1}};
  BOOST_CHECK_EXCEPTION(add_products(from, {{"Cup", {250}}, refused, {"Pot", {900}}}, {}),
                        std::runtime_error, tells("Nothing was added."));
  BOOST_TEST(products_of_shop(from).size() == 1u);
}

BOOST_AUTO_TEST_CASE(products_in_another_currency_are_not_added) {
  const auto yen = *parse_currency("JPY");
  BOOST_CHECK_EXCEPTION(add_products(from, {{"Pen", {120, yen}}}, yen), std::runtime_error,
                        tells("are in USD, not in JPY. Say --currency USD."));
  BOOST_TEST(products_of_shop(from).size() == 1u);
  add_products(to, {{"Pen", {120, yen}}}, yen);
  BOOST_TEST((products_of_shop(to).at(0)->fields.price == money{120, yen}));
}

BOOST_FIXTURE_TEST_CASE(a_copy_that_finds_no_room_says_so, shop_on_faulty_disk) {
  for (std::size_t k = 1; is_copied_without_room_at(k, copy_shop); ++k)
    BOOST_TEST(shop.made().empty(), "call " << k);
  BOOST_TEST(told_of_both > 10);
  BOOST_TEST((shop.made() == std::set<std::string>{"to.db"}));
}

BOOST_FIXTURE_TEST_CASE(a_shop_that_finds_no_room_is_not_restored, shop_on_faulty_disk) {
  const std::set<std::string> lock{"to.db.lock"};
  for (std::size_t k = 1; is_copied_without_room_at(k, restore_shop); ++k)
    BOOST_TEST((shop.made() == lock), "call " << k);
  BOOST_TEST(told_of_both > 10);
  BOOST_TEST((shop.made() == std::set<std::string>{"to.db", "to.db.lock"}));
}

BOOST_AUTO_TEST_SUITE_END()
