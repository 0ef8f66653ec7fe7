#include "main/judge.hpp"

#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(judges)

namespace {

using namespace souk;
using test::has;
using namespace std::chrono_literals;

constexpr std::uint64_t mib = std::uint64_t{1024} * 1024;

/// 2027-01-15 08:00:00 UTC
constexpr std::chrono::sys_seconds now{std::chrono::seconds{1'800'000'000}};

/// That it was judged so, and says what to do if something is to be done.
void check(const finding& x, verdict how) {
  BOOST_TEST_CONTEXT(text_of(x)) {
    BOOST_TEST((x.how == how));
    BOOST_TEST(!x.found.empty());
    BOOST_TEST(x.advice.empty() == (how == verdict::ok));
  }
}

disk_facts disk_with(std::uint64_t free_bytes) {
  return {"/shop", true, true, free_bytes, {}};
}

certificate_facts certificate_until(std::chrono::sys_seconds end) {
  return {"", now - 24h, end, false};
}

} // namespace

BOOST_AUTO_TEST_CASE(each_fault_of_the_settings_fails) {
  const layer wrong{{}, {"souk.toml:1: unknown key `prot`.", "--port is wrong."}};
  const auto found = judge_settings(configure({wrong}));
  BOOST_REQUIRE(found.size() == 2u);
  BOOST_TEST((found[0].how == verdict::fail));
  BOOST_TEST(found[0].found == "souk.toml:1: unknown key `prot`.");
  const auto sound = judge_settings(configure({{{{"port", {"1"}, "--port"}}, {}}}));
  BOOST_REQUIRE(sound.size() == 1u);
  check(sound[0], verdict::ok);
  BOOST_TEST(sound[0].found == "Not the default: port (--port).");
}

BOOST_AUTO_TEST_CASE(open_files_must_be_enough_for_the_connections) {
  check(judge_open_files(1'048'576, 0), verdict::ok);
  check(judge_open_files(1'206, 0), verdict::ok);
  check(judge_open_files(1'205, 0), verdict::warn);
  check(judge_open_files(635, 500), verdict::ok);
  check(judge_open_files(634, 500), verdict::fail);
  BOOST_TEST(has(judge_open_files(634, 500).advice, "635"));
  BOOST_TEST(has(judge_open_files(634, 0).advice, "11492"));
  BOOST_TEST(has(judge_open_files(100, 0).found, "44 connections"));
}

BOOST_AUTO_TEST_CASE(a_disk_must_have_room) {
  check(judge_disk(disk_with(1024 * mib)), verdict::ok);
  check(judge_disk(disk_with(1024 * mib - 1)), verdict::warn);
  check(judge_disk(disk_with(64 * mib)), verdict::warn);
  check(judge_disk(disk_with(64 * mib - 1)), verdict::fail);
}

BOOST_AUTO_TEST_CASE(a_disk_must_be_there_and_writable) {
  auto disk = disk_with(1024 * mib);
  disk.is_writable = false;
  check(judge_disk(disk), verdict::fail);
  disk.is_folder = false;
  check(judge_disk(disk), verdict::fail);
  BOOST_TEST(has(judge_disk(disk).found, "no folder /shop"));
}

BOOST_AUTO_TEST_CASE(a_schema_is_new_old_or_to_be_made) {
  const migration step{1, "shop", ""};
  check(judge_schema("souk.db", std::nullopt), verdict::ok);
  check(judge_schema("souk.db", {{{step, now}}}), verdict::ok);
  BOOST_TEST(has(judge_schema("souk.db", {{{step, now}}}).found, "version 1"));
  check(judge_schema("souk.db", {{{step, std::nullopt}}}), verdict::warn);
}

BOOST_AUTO_TEST_CASE(an_address_is_free_or_not) {
  check(judge_address({"port", "127.0.0.1", 80, "--port"}, {}), verdict::ok);
  check(judge_address({"port", "127.0.0.1", 0, "--port"}, {}), verdict::ok);
  const auto taken = judge_address({"admin port", "127.0.0.1", 80, "--admin-port"},
                                   std::make_error_code(std::errc::address_in_use));
  check(taken, verdict::fail);
  BOOST_TEST(taken.what == "admin port");
  BOOST_TEST(has(taken.found, "127.0.0.1 port 80: Address already in use."));
  BOOST_TEST(has(taken.advice, "choose another with --admin-port."));
}

BOOST_AUTO_TEST_CASE(what_to_do_about_an_address_depends_on_what_is_wrong_with_it) {
  const auto advice_on = [](std::errc fault) {
    const auto found = judge_address({"port", "::1", 80, "--port"}, std::make_error_code(fault));
    check(found, verdict::fail);
    BOOST_TEST(has(found.advice, "choose another with --port."));
    return found.advice;
  };
  const std::string is_well = "If that is souk itself, all is well.";
  BOOST_TEST(has(advice_on(std::errc::address_in_use), is_well));
  BOOST_TEST(has(advice_on(std::errc::permission_denied), "below 1024 needs CAP_NET_BIND_SERVICE"));
  BOOST_TEST(has(advice_on(std::errc::address_not_available), "This machine has no such address"));
  for (auto other : {std::errc::permission_denied, std::errc::address_not_available,
                     std::errc::invalid_argument})
    BOOST_TEST(!has(advice_on(other), is_well));
}

BOOST_AUTO_TEST_CASE(a_ports_file_can_be_written_or_not) {
  check(judge_ports_file("ports.json", ""), verdict::ok);
  check(judge_ports_file("ports.json", "Cannot write it."), verdict::fail);
}

BOOST_AUTO_TEST_CASE(prices_are_in_the_currency_of_the_shop) {
  const currency euro{{'E', 'U', 'R'}};
  auto made = std::make_shared<product>();
  made->fields.price = {100, euro};
  check(judge_prices(euro, {made}), verdict::ok);
  check(judge_prices({}, {}), verdict::ok);
  const auto other = judge_prices({}, {made});
  BOOST_TEST((other.how == verdict::fail));
  BOOST_TEST(has(other.found, "Say --currency EUR."));
}

BOOST_AUTO_TEST_CASE(a_certificate_must_be_valid_for_two_weeks) {
  check(judge_certificate(certificate_until(now + 14 * 24h), now), verdict::ok);
  check(judge_certificate(certificate_until(now + 14 * 24h - 1s), now), verdict::warn);
  check(judge_certificate(certificate_until(now + 1s), now), verdict::warn);
  check(judge_certificate(certificate_until(now), now), verdict::fail);
  BOOST_TEST(has(judge_certificate(certificate_until(now + 36h), now).found,
                 "1 day, at 2027-01-16 20:00:00 UTC"));
  check(judge_certificate(certificate_until(now + 900h), now - 25h), verdict::fail);
}

BOOST_AUTO_TEST_CASE(a_certificate_without_an_end_is_valid_until_the_year_9999) {
  const auto endless =
    certificate_until(std::chrono::sys_seconds{std::chrono::seconds{253'402'300'799}});
  check(judge_certificate(endless, now), verdict::ok);
  BOOST_TEST(has(judge_certificate(endless, now).found, "9999-12-31 23:59:59 UTC"));
}

BOOST_AUTO_TEST_CASE(a_certificate_must_be_usable_and_its_key_secret) {
  check(judge_certificate({"Cannot read key.pem.", {}, {}, false}, now), verdict::fail);
  auto open = certificate_until(now + 900h);
  open.is_key_open = true;
  check(judge_certificate(open, now), verdict::warn);
}

BOOST_AUTO_TEST_CASE(a_clock_must_not_go_back) {
  check(judge_clock(now, true, {}), verdict::ok);
  check(judge_clock(now, {}, now), verdict::ok);
  check(judge_clock(now, false, now), verdict::warn);
  check(judge_clock(now, true, now + 1min), verdict::ok);
  check(judge_clock(now, true, now + 61s), verdict::fail);
  check(judge_clock(time_point{}, true, {}), verdict::fail);
}

BOOST_AUTO_TEST_CASE(a_finding_is_a_line_and_perhaps_one_of_advice) {
  BOOST_TEST(text_of({verdict::ok, "clock", "It is noon.", ""})
             == "ok    clock         It is noon.\n");
  BOOST_TEST(text_of({verdict::fail, "disk", "It is full.", "Make room."})
             == "FAIL  disk          It is full.\n"
                "                    Make room.\n");
  BOOST_TEST(text_of({verdict::warn, "a long name, this", "x", ""})
             == "warn  a long name, this x\n");
}

BOOST_AUTO_TEST_SUITE_END()
