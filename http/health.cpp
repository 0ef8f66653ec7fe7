#include "http/handlers.hpp"
#include "http/json_writer.hpp"
#include "http/problem.hpp"
#include "http/version.hpp"

namespace souk {

namespace {

/// How well writes are gathered, and how long the disk takes.
void append_stored(std::string& out, const store_counters& stored) {
  const std::uint64_t batches = stored.batches;
  auto append_member = [&](const char* name, std::uint64_t value) {
    out += name;
    append_int(out, static_cast<std::int64_t>(value));
  };
  append_member(",\"store\":{\"batches\":", batches);
  append_member(",\"writes\":", stored.writes);
  append_member(",\"largest_batch\":", stored.largest_batch);
  append_member(",\"mean_commit_us\":", batches > 0 ? stored.commit_time / batches : 0);
  out += '}';
}

} // namespace

void get_health(const context& ctx, request from) {
  if (ctx.shop.stored().has_failed)
    return from.to.answer(problem_answer(problem_of(errc::storage_failed)));
  const auto uptime = std::chrono::steady_clock::now() - ctx.started;
  std::string text = "{\"status\":\"ok\",\"version\":\"";
  text += version;
  text += "\",\"uptime_seconds\":";
  append_int(text, std::chrono::duration_cast<std::chrono::seconds>(uptime).count());
  text += ",\"restarts\":";
  append_int(text, static_cast<std::int64_t>(ctx.shop.restarts()));
  append_stored(text, ctx.shop.stored());
  text += '}';
  from.to.answer({200, json_type, std::move(text)});
}

} // namespace souk
