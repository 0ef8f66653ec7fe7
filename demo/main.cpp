#include "demo/expect.hpp"
#include "demo/interruption.hpp"
#include "demo/refusals.hpp"
#include "demo/stage.hpp"
#include "demo/tour.hpp"
#include "demo/visit.hpp"
#include "http/server.hpp"
#include "http/version.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <memory>

namespace {

using namespace souk;

/// Exit code for a command line that makes no sense.
constexpr int bad_usage = 2;

/// Whether the output is read on a terminal whose user has not asked for plain text
/// (https://no-color.org).
bool wants_colours() {
  const char* refused = std::getenv("NO_COLOR");
  const std::string_view terminal = std::getenv("TERM") ? std::getenv("TERM") : "";
  return isatty(STDOUT_FILENO) == 1 && (!refused || !*refused) && terminal != "dumb";
}

std::string ids_in(const std::vector<std::int64_t>& ids) {
  return (ids.size() == 1 ? "product " : "products ") + demo::show(ids);
}

/// Tells the whole tour; throws at the first thing that goes wrong.
void tell(demo::stage& stage, demo::visit& guests, const std::string& where) {
  const auto health = guests.seller().health();
  stage.headline("A tour of souk", where);
  demo::tour{stage, guests}.run(health);
  demo::refusals{stage, guests}.run();
}

/// Why the tour ended early, for a person.
std::string reason_of(const std::exception& err, const std::string& url) {
  auto* failed = dynamic_cast<const transport_error*>(&err);
  if (!failed)
    return err.what();
  const bool is_away = failed->fault() == sdk::transport_fault::cannot_connect;
  return (is_away ? "there is no shop at " : "no proper answer from ") + url + " (" + err.what()
         + ")";
}

int complain(const demo::stage& stage, const std::string& reason) {
  std::cerr << "souk-demo: " << stage.position() << (stage.position().empty() ? "" : ": ")
            << demo::printable(reason) << '\n';
  // What a shell says of a program that a signal ended.
  return demo::noted_signal() == 0 ? 1 : 128 + demo::noted_signal();
}

int visit_shop(demo::visit guests, const std::string& url, const std::string& where) {
  demo::stage stage{std::cout, wants_colours()};
  std::string reason;
  try {
    tell(stage, guests, where);
  } catch (const std::exception& err) {
    reason = reason_of(err, url);
  }
  const auto left = guests.leave();
  if (!left.empty())
    reason += (reason.empty() ? "could not delete " : "; could not delete ") + ids_in(left);
  if (!reason.empty())
    return complain(stage, reason);
  stage.farewell("All steps went as they should.",
                 "The shop has the products it had before. Orders stay: they are never deleted.");
  return std::cout ? 0 : complain(stage, "the output cannot be written");
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{"A tour of souk: a seller and a buyer in ten steps, then what a shop refuses",
               "souk-demo"};
  std::string url;
  app.set_version_flag("--version", "souk-demo " + std::string{version});
  auto* option = app.add_option("--url", url,
                                "A running shop, as in http://127.0.0.1:8080; "
                                "without it, the tour brings a shop of its own");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& err) {
    return app.exit(err) == 0 ? 0 : bad_usage;
  }
  demo::note_signals();
  std::unique_ptr<server> own_shop;
  std::string where = "of a running shop at " + url;
  try {
    if (option->count() == 0) {
      own_shop = std::make_unique<server>(server_options{.port = 0, .database = "memory:"});
      url = "http://127.0.0.1:" + std::to_string(own_shop->port());
      where = "in a shop of this program's own, in memory, at " + url;
    }
    return visit_shop(demo::visit{url}, url, where);
  } catch (const std::invalid_argument& err) {
    std::cerr << "souk-demo: --url: " << err.what() << '\n';
    return bad_usage;
  } catch (const std::exception& err) {
    std::cerr << "souk-demo: " << err.what() << '\n';
    return 1;
  }
}
