#include "storage/sqlite_keys.hpp"

#include "storage/answer_record.hpp"
#include "storage/database.hpp"
#include "storage/sqlite_values.hpp"

#include <stdexcept>

namespace souk {

namespace {

class read_key : public sql_statement {
public:
  explicit read_key(sql_connection& on) : sql_statement(on) {
    in("scope", scope);
    in("key", key);
    out(fingerprint);
    out(answer);
    prepare("select fingerprint, answer from kept_keys where scope = :scope and key = :key");
  }

  std::string scope;
  std::string key;
  std::string fingerprint;
  std::string answer;
};

class insert_key : public sql_statement {
public:
  explicit insert_key(sql_connection& on) : sql_statement(on) {
    in("scope", scope);
    in("key", key);
    in("fingerprint", fingerprint);
    in("answer", answer);
    in("kept_at", kept_at);
    prepare("insert into kept_keys (scope, key, fingerprint, answer, kept_at) "
            "values (:scope, :key, :fingerprint, :answer, :kept_at)");
  }

  std::string scope;
  std::string key;
  std::string fingerprint;
  std::string answer;
  std::int64_t kept_at = 0;
};

class forget_keys : public sql_statement {
public:
  explicit forget_keys(sql_connection& on) : sql_statement(on) {
    in("before", before);
    in("count", count);
    prepare(
      "delete from kept_keys where (scope, key) in "
      "(select scope, key from kept_keys where kept_at < :before order by kept_at limit :count)");
  }

  std::int64_t before = 0;
  std::int64_t count = 0;
};

class newest_key : public sql_statement {
public:
  explicit newest_key(sql_connection& on) : sql_statement(on) {
    out(kept_at);
    prepare("select kept_at from kept_keys order by kept_at desc limit 1");
  }

  std::int64_t kept_at = 0;
};

} // namespace

struct sqlite_keys::statements {
  explicit statements(sql_connection& on) : newest(on), read(on), insert(on), forget(on) {}

  newest_key newest;
  read_key read;
  insert_key insert;
  forget_keys forget;
};

sqlite_keys::sqlite_keys(sql_connection& on) : statements_(std::make_unique<statements>(on)) {}

sqlite_keys::~sqlite_keys() = default;

std::optional<sqlite_keys::entry> sqlite_keys::find(const request_key& key) {
  if (key.key.empty())
    return std::nullopt;
  auto& read = statements_->read;
  read.scope = key.scope;
  read.key = key.key;
  if (!read.run())
    return std::nullopt;
  try {
    return entry{read.fingerprint == key.fingerprint, answer_of(read.answer)};
  } catch (const std::runtime_error& err) {
    throw sql_error{sql_fault::corrupt, std::string{"a kept answer cannot be read: "} + err.what()};
  }
}

time_point sqlite_keys::shown_at(time_point now) {
  if (!clock_) {
    auto& newest = statements_->newest;
    clock_.emplace(newest.run() ? std::optional{moment_of(newest.kept_at)} : std::nullopt);
  }
  return clock_->at(now);
}

void sqlite_keys::forget_old(std::size_t count, time_point now) {
  statements_->forget.before = to_column(shown_at(now) - key_kept);
  statements_->forget.count = static_cast<std::int64_t>(count);
  statements_->forget.run();
}

void sqlite_keys::keep(const request_key& key, const kept_answer& answer, time_point now) {
  if (key.key.empty())
    return;
  auto& insert = statements_->insert;
  insert.scope = key.scope;
  insert.key = key.key;
  insert.fingerprint = key.fingerprint;
  insert.answer = to_record(answer);
  insert.kept_at = to_column(shown_at(now));
  insert.run();
}

} // namespace souk
