#include "storage/sql_connection.hpp"
#include "test/storage/fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <filesystem>
#include <optional>
#include <stdexcept>

BOOST_FIXTURE_TEST_SUITE(databases, souk::test::database_fixture)

namespace {

using namespace souk;
using souk::test::database_fixture;

using lines = std::vector<line>;

update_product restocking(int64_t id, std::optional<int64_t> on_hand) {
  update_product command{id};
  command.stock = stock_setting{on_hand};
  return command;
}

} // namespace

BOOST_AUTO_TEST_CASE(products_get_consecutive_ids) {
  BOOST_TEST(add_product(100) == 1);
  BOOST_TEST(add_product(200) == 2);
  BOOST_TEST(add_product(300) == 3);
}

BOOST_AUTO_TEST_CASE(a_new_product_has_version_1_and_the_time_of_its_commit) {
  auto made = reply_to<product_reply>(insert_product{{"tea", {450}}}).product;
  BOOST_TEST(made->version == 1);
  BOOST_TEST((made->created_at == now && made->updated_at == now));
  BOOST_TEST(!made->archived);
}

BOOST_AUTO_TEST_CASE(an_update_keeps_what_it_does_not_name) {
  product_fields fields{"tea", {450}, "green", 5, "T1", "drinks"};
  auto made = reply_to<product_reply>(insert_product{fields}).product;
  update_product command{made->id};
  command.price = money{500};
  fields.price = money{500};
  BOOST_TEST((reply_to<product_ptr>(command)->fields == fields));
}

BOOST_AUTO_TEST_CASE(an_update_changes_what_it_names) {
  auto id = add_product(100, 5);
  update_product command{id, "tea", money{7}, "green", stock_setting{3}, "T1", "drinks"};
  const product_fields fields{"tea", {7}, "green", 3, "T1", "drinks"};
  BOOST_TEST((reply_to<product_ptr>(command)->fields == fields));
}

BOOST_AUTO_TEST_CASE(each_update_counts_and_dates_a_version) {
  auto id = add_product(100);
  now += std::chrono::minutes{1};
  auto stored = reply_to<product_ptr>(update_product{id});
  BOOST_TEST(stored->version == 2);
  BOOST_TEST((stored->updated_at == now && stored->created_at < now));
}

BOOST_AUTO_TEST_CASE(only_an_update_of_the_stock_counts_a_movement) {
  auto id = add_product(100, 5);
  BOOST_TEST(reply_to<product_ptr>(update_product{id, "tea"})->stock_version == 1);
  BOOST_TEST(reply_to<product_ptr>(restocking(id, 9))->stock_version == 2);
}

BOOST_AUTO_TEST_CASE(the_tracking_of_stock_can_be_ended) {
  auto id = add_product(100, 5);
  auto stored = reply_to<product_ptr>(restocking(id, std::nullopt));
  BOOST_TEST((stored->fields.stock == std::nullopt));
}

BOOST_AUTO_TEST_CASE(a_product_that_was_shared_is_never_changed) {
  auto id = add_product(100, 5);
  auto before = find(id);
  reply_to<product_ptr>(restocking(id, 9));
  BOOST_TEST(*before->fields.stock == 5);
}

BOOST_AUTO_TEST_CASE(an_unknown_product_is_not_updated) {
  add_product(100);
  for (auto id : {0, 2, -1}) {
    BOOST_TEST((refusal_of(update_product{id}) == refusal{errc::product_unknown}));
    BOOST_TEST((refusal_of(archive_product{id}) == refusal{errc::product_unknown}));
  }
}

BOOST_AUTO_TEST_CASE(an_archived_product_keeps_its_row_and_its_id) {
  auto id = add_product(100);
  auto stored = reply_to<product_ptr>(archive_product{id});
  BOOST_TEST(stored->archived);
  BOOST_TEST(stored->version == 2);
  BOOST_TEST(add_product(200) == id + 1);
  BOOST_TEST(find(id)->archived);
}

BOOST_AUTO_TEST_CASE(an_archived_product_is_not_changed_again) {
  auto id = add_product(100);
  reply_to<product_ptr>(archive_product{id});
  BOOST_TEST((refusal_of(archive_product{id}) == refusal{errc::product_unknown}));
  BOOST_TEST((refusal_of(update_product{id, "tea"}) == refusal{errc::product_unknown}));
}

BOOST_AUTO_TEST_CASE(the_catalog_is_loaded_in_the_order_of_ids) {
  for (auto price : {3, 1, 2})
    add_product(price);
  auto products = rows.load_catalog();
  for (std::size_t i = 0; i < products.size(); ++i)
    BOOST_TEST(products[i]->id == static_cast<int64_t>(i) + 1);
}

BOOST_AUTO_TEST_CASE(an_unknown_user_has_an_empty_cart) {
  BOOST_TEST((rows.load_cart("ann") == stored_cart{}));
}

BOOST_AUTO_TEST_CASE(units_of_one_product_are_summed) {
  auto tea = add_product(100);
  put_in_cart("ann", tea, 2);
  put_in_cart("ann", tea, 3);
  BOOST_TEST((lines_of("ann") == lines{{tea, 5}}));
}

BOOST_AUTO_TEST_CASE(a_line_remembers_the_latest_price_and_version_seen) {
  auto tea = add_product(100);
  reply_to<saved_cart>(save_line{"ann", {tea, 1, {100}, 1}});
  reply_to<saved_cart>(save_line{"ann", {tea, 1, {120}, 2}});
  BOOST_TEST((rows.load_cart("ann").lines == std::vector<cart_line>{{tea, 2, {120}, 2}}));
}

BOOST_AUTO_TEST_CASE(a_line_for_another_version_of_the_cart_changes_nothing_and_is_told_the_cart) {
  auto tea = add_product(100);
  auto first = adding("ann", tea, 2);
  first.only_if = {seen_state{0}};
  reply_to<saved_cart>(first);
  BOOST_TEST((*reply_to<saved_cart>(first).found == rows.load_cart("ann")));
  BOOST_TEST((lines_of("ann") == lines{{tea, 2}}));
  BOOST_TEST(rows.load_cart("ann").version == 1);
  first.only_if = {seen_state{1}};
  BOOST_TEST(!reply_to<saved_cart>(first).found);
  BOOST_TEST((lines_of("ann") == lines{{tea, 4}}));
}

BOOST_AUTO_TEST_CASE(carts_of_two_users_are_apart) {
  auto tea = add_product(100);
  put_in_cart("ann", tea, 2);
  put_in_cart("bob", tea, 3);
  BOOST_TEST((lines_of("ann") == lines{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_dropped_line_is_gone_whatever_its_quantity) {
  auto tea = add_product(100);
  auto cup = add_product(200);
  put_in_cart("ann", tea, 2);
  put_in_cart("ann", cup, 1);
  reply_to<saved_cart>(drop_line{"ann", tea});
  BOOST_TEST((lines_of("ann") == lines{{cup, 1}}));
}

BOOST_AUTO_TEST_CASE(each_change_of_a_cart_counts_a_version) {
  auto tea = add_product(100);
  put_in_cart("ann", tea, 2);
  put_in_cart("ann", tea, 1);
  reply_to<saved_cart>(drop_line{"ann", tea});
  BOOST_TEST(rows.load_cart("ann").version == 3);
}

BOOST_AUTO_TEST_CASE(a_batch_has_one_outcome_for_each_write_in_order) {
  auto outcomes = rows.commit(
    {insert_product{{"tea", {450}}}, archive_product{9}, archive_product{1}, update_product{1}},
    now);
  BOOST_REQUIRE(outcomes.size() == 4);
  BOOST_TEST(std::get<product_reply>(outcomes[0]).product->id == 1);
  BOOST_TEST((std::get<refusal>(outcomes[1]).code == errc::product_unknown));
  BOOST_TEST(std::get<product_ptr>(outcomes[2])->archived);
  BOOST_TEST((std::get<refusal>(outcomes[3]).code == errc::product_unknown));
}

BOOST_AUTO_TEST_CASE(memory_names_a_database_that_waits_for_no_disk) {
  BOOST_TEST(!open_database("memory:")->may_block());
  BOOST_TEST(!open_database("memory:")->commit_interval());
}

BOOST_AUTO_TEST_CASE(a_database_of_another_kind_is_refused_with_a_hint) {
  auto names_what_works = [](const std::runtime_error& err) {
    return std::string{err.what()}.find("--database") != std::string::npos;
  };
  for (auto name : {"", "sqlite:", "postgres://host/shop", "/no/such/folder/shop.db", ":memory:",
                    "sqlite::memory:", "file:shop.db", "sqlite:file:shop.db?mode=memory"})
    BOOST_CHECK_EXCEPTION(open_database(name), std::runtime_error, names_what_works);
}

BOOST_AUTO_TEST_CASE(a_start_moves_all_that_a_crash_left_out_of_the_wal) {
  namespace fs = std::filesystem;
  const auto file = folder.file("crashed.db");
  {
    auto crashing = open_database(file);
    crashing->commit({insert_product{{"a product", {100}}}}, now);
    for (auto* suffix : {"", "-wal"})
      fs::copy(file + suffix, file + ".copy" + suffix);
  }
  BOOST_TEST(fs::file_size(file + ".copy-wal") > 0u);
  const auto again = open_database(file + ".copy");
  BOOST_TEST(again->load_catalog().size() == 1u);
  BOOST_TEST(fs::file_size(file + ".copy-wal") == 0u);
}

BOOST_AUTO_TEST_CASE(a_file_that_may_only_be_read_is_not_opened) {
  const auto file = folder.file("kept.db");
  open_database(file);
  std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
  std::filesystem::permissions(file, std::filesystem::perms{0444});
  // Whoever may do everything could write it all the same.
  constexpr uid_t nobody = 65'534;
  const auto self = geteuid();
  if (self == 0)
    BOOST_REQUIRE(seteuid(nobody) == 0);
  BOOST_CHECK_EXCEPTION(sql_connection::open(file), sql_error, [](const sql_error& err) {
    return std::string_view{err.what()} == "the file may only be read";
  });
  BOOST_REQUIRE(seteuid(self) == 0);
}

BOOST_AUTO_TEST_CASE(a_file_has_one_name_whatever_sqlite_would_make_of_another) {
  const auto file = folder.file("other.db");
  BOOST_CHECK_THROW(sql_connection::open("file:" + file), sql_error);
  BOOST_TEST(!std::filesystem::exists(file));
}

BOOST_AUTO_TEST_SUITE_END()
