#include "storage/sql_connection.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <cerrno>
#include <filesystem>

namespace souk {

namespace {

/// How long to wait for another process that has the file, in seconds.
constexpr const char* wait_for_others = "timeout=5";

sqlite_api::sqlite3* handle_of(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

sql_fault fault_of(sqlite_api::sqlite3* handle) {
  const int code = sqlite_api::sqlite3_extended_errcode(handle);
  const int system = sqlite_api::sqlite3_system_errno(handle);
  // SQLite knows a full disk by name only where it writes; where it extends a file it does not. A
  // sync that fails is final, whatever the reason.
  if ((system == ENOSPC || system == EDQUOT) && code != SQLITE_IOERR_FSYNC
      && code != SQLITE_IOERR_DIR_FSYNC && (code & 0xff) == SQLITE_IOERR)
    return sql_fault::full;
  switch (code & 0xff) { // the extended code has the primary one in its last byte
    case SQLITE_CONSTRAINT:
      return sql_fault::constraint;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return sql_fault::busy;
    case SQLITE_FULL:
      return sql_fault::full;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return sql_fault::io;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return sql_fault::corrupt;
    default:
      return sql_fault::other;
  }
}

sql_error error_of(sqlite_api::sqlite3* handle, const std::string& what) {
  const int code = sqlite_api::sqlite3_extended_errcode(handle);
  return {fault_of(handle), what + " (SQLite code " + std::to_string(code) + ")"};
}

/// Calls something of SOCI's; its errors become ours. SOCI's text has the statement in it, which
/// says nothing to a user.
template <class Call>
auto guarded(soci::session& session, Call call) {
  try {
    return call();
  } catch (const soci::soci_error& err) {
    auto* handle = handle_of(session);
    const bool is_of_sqlite = sqlite_api::sqlite3_errcode(handle) != SQLITE_OK;
    throw error_of(handle, is_of_sqlite ? sqlite_api::sqlite3_errmsg(handle) : err.what());
  }
}

/// Each connection has one thread at a time, so SQLite needs no lock around every call; nor does
/// anybody ask how much memory it uses. Without effect where a program has used SQLite before.
void configure_once() {
  [[maybe_unused]] static const int threads = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
  [[maybe_unused]] static const int memory = sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

std::unique_ptr<soci::session> open_session(const std::string& name, const std::string& options) {
  try {
    return std::make_unique<soci::session>(*soci::factory_sqlite3(),
                                           "db=\"" + name + "\" " + wait_for_others + options);
  } catch (const soci::soci_error& err) {
    throw sql_error{sql_fault::io, err.what()};
  }
}

std::unique_ptr<soci::session> open_file(const std::string& file, const std::string& options) {
  // A name that does not begin with a slash may be a URI to SQLite.
  const auto path = std::filesystem::absolute(file).string();
  if (path.find('"') != std::string::npos)
    throw sql_error{sql_fault::io, "The name of a database file may have no quotation mark."};
  return open_session(path, options);
}

/// Ends a backup on every path.
struct backup_closer {
  void operator()(sqlite_api::sqlite3_backup* backup) const {
    sqlite_api::sqlite3_backup_finish(backup);
  }
};

} // namespace

sql_connection sql_connection::open(const std::string& file) {
  configure_once(); // before the VFS, which starts SQLite
  auto vfs = std::make_unique<gathering_vfs>();
  auto opened = open_file(file, " vfs=" + vfs->name());
  // SQLite falls back to reading without a word, and would fail at the first write.
  if (sqlite_api::sqlite3_db_readonly(handle_of(*opened), "main") == 1)
    throw sql_error{sql_fault::io, "the file may only be read"};
  return {std::move(vfs), std::move(opened)};
}

sql_connection sql_connection::open_read_only(const std::string& file) {
  configure_once();
  return {nullptr, open_file(file, " readonly=1")};
}

sql_connection sql_connection::open_in_memory() {
  configure_once();
  return {nullptr, open_session(":memory:", "")};
}

void sql_connection::run(const std::string& sql) {
  // Not by SOCI, which prepares only the first of several statements.
  auto* handle = handle_of(*session_);
  char* message = nullptr;
  if (sqlite_api::sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK)
    return;
  std::string what = message != nullptr ? message : "unknown error";
  sqlite_api::sqlite3_free(message);
  throw error_of(handle, what);
}

void sql_connection::take_over_checkpoints() {
  sqlite_api::sqlite3_wal_hook(
    handle_of(*session_),
    [](void* told, sqlite_api::sqlite3*, const char*, int pages) {
      *static_cast<int*>(told) = pages;
      return SQLITE_OK;
    },
    wal_pages_.get());
}

std::int64_t sql_connection::last_id() const {
  return sqlite_api::sqlite3_last_insert_rowid(handle_of(*session_));
}

std::int64_t sql_connection::read_integer(const std::string& sql) {
  return guarded(*session_, [&] {
    std::int64_t result = 0;
    *session_ << sql, soci::into(result);
    return result;
  });
}

std::string sql_connection::read_text(const std::string& sql) {
  return guarded(*session_, [&] {
    std::string result;
    *session_ << sql, soci::into(result);
    return result;
  });
}

void sql_connection::back_up_to(sql_connection& copy,
                                const std::function<void(int, int)>& progress) {
  constexpr int pages_per_step = 4096;
  // Without it, SQLite would begin anew after each change of another connection.
  sql_snapshot at_once{*this};
  auto* to = handle_of(*copy.session_);
  std::unique_ptr<sqlite_api::sqlite3_backup, backup_closer> backup{
    sqlite_api::sqlite3_backup_init(to, "main", handle_of(*session_), "main")};
  int code = SQLITE_OK;
  while (backup && code == SQLITE_OK) {
    code = sqlite_api::sqlite3_backup_step(backup.get(), pages_per_step);
    const int pages = sqlite_api::sqlite3_backup_pagecount(backup.get());
    progress(pages - sqlite_api::sqlite3_backup_remaining(backup.get()), pages);
  }
  if (code == SQLITE_DONE)
    return;
  backup.reset(); // only now does the connection of the copy know the error
  throw error_of(to, sqlite_api::sqlite3_errmsg(to));
}

sql_snapshot::sql_snapshot(sql_connection& on) : connection_(on) {
  connection_.run("begin; select 1 from sqlite_schema");
}

sql_snapshot::~sql_snapshot() {
  try {
    connection_.run("rollback");
  } catch (const sql_error&) {
    // There is nothing to undo.
  }
}

sql_statement::sql_statement(sql_connection& to)
  : session_(*to.session_), statement_(*to.session_) {}

sql_statement::~sql_statement() = default;

void sql_statement::prepare(const std::string& sql) {
  guarded(session_, [&] {
    statement_.alloc();
    statement_.prepare(sql);
    statement_.define_and_bind();
  });
}

bool sql_statement::run() {
  const bool is_row = start();
  // A statement that is not at its end would keep its transaction from ending.
  if (is_row)
    next();
  return is_row;
}

std::int64_t sql_statement::run_counted() {
  start();
  return guarded(session_,
                 [&] { return static_cast<std::int64_t>(statement_.get_affected_rows()); });
}

bool sql_statement::start() {
  return guarded(session_, [&] { return statement_.execute(true); });
}

bool sql_statement::next() {
  return guarded(session_, [&] { return statement_.fetch(); });
}

void sql_statement::leave() {
  // Until then, what it reads would keep its transaction from ending. The error that this returns
  // is one that the last row had already.
  sqlite_api::sqlite3_reset(
    static_cast<soci::sqlite3_statement_backend*>(statement_.get_backend())->stmt_);
}

sql_transaction::sql_transaction(sql_connection& on) : connection_(on) {
  connection_.run("begin immediate");
}

sql_transaction::~sql_transaction() {
  if (!is_open_)
    return;
  try {
    connection_.run("rollback");
  } catch (const sql_error&) {
    // SQLite has rolled back by itself after a full disk or a failed write.
  }
}

void sql_transaction::commit() {
  connection_.run("commit");
  is_open_ = false;
}

} // namespace souk
