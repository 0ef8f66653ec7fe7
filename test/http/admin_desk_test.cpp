// What the port for those who run the shop answers, without sockets.

#include "http/observe/admin.hpp"
#include "http/observe/log_line.hpp"
#include "http/observe/observer.hpp"
#include "test/http/exchange_fixture.hpp"

namespace admin_desks {

using namespace souk;
using namespace souk::test;

/// Of which level the answers are in a log.
class noted_levels final : public edge_observer {
public:
  void answered(const answered_request& what) override { all.push_back(level_of(what)); }

  std::vector<log_level> all;
};

struct desk_fixture : exchange_fixture {
  void ask(std::string target) {
    auto message = std::make_unique<fake_message>(sent, field_list{}, std::move(target));
    desk.answer(responder{std::make_shared<exchange>(watched, std::move(message))});
  }

  /// That the last answer was a 503, and refused on purpose.
  void check_turned_away(std::string_view code) {
    BOOST_REQUIRE(sent.all().size() == 1u);
    const auto answer = sent.all().front();
    BOOST_TEST(answer.status == 503);
    BOOST_TEST(body_of(answer).find(code) != std::string::npos, body_of(answer));
    BOOST_TEST((levels.all == std::vector{log_level::info}));
  }

  noted_levels levels;
  gate watched{2, std::chrono::hours{1}, post, &levels};
  route_table routes{std::vector<route>{}};
  request_metrics requests{routes};
  admin_desk desk{watched, requests, nullptr};
};

} // namespace admin_desks

BOOST_FIXTURE_TEST_SUITE(admin_desks, admin_desks::desk_fixture)

BOOST_AUTO_TEST_CASE(to_be_not_open_yet_is_no_error) {
  ask("/readyz");
  check_turned_away("unavailable");
}

BOOST_AUTO_TEST_CASE(to_drain_is_no_error) {
  watched.drain();
  ask("/readyz");
  check_turned_away("shutting_down");
}

BOOST_AUTO_TEST_SUITE_END()
