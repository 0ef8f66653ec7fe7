#pragma once

#include "storage/gathering_vfs.hpp"
#include "storage/sql_error.hpp"

#include <soci/soci.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace souk {

/// One connection to a SQLite file. Used by one thread at a time; its statements may not outlive
/// it. Everything that fails throws `sql_error`.
class sql_connection {
public:
  /// Opens the file, or makes one.
  static sql_connection open(const std::string& file);

  /// Opens an existing file, and never writes to it.
  static sql_connection open_read_only(const std::string& file);

  /// Opens an empty database of its own, which is gone with the connection.
  static sql_connection open_in_memory();

  sql_connection(sql_connection&&) = default;

  /// Runs statements without parameters that give no rows.
  void run(const std::string& sql);

  /// From now on SQLite makes no checkpoints by itself, of which it would not tell that they
  /// failed.
  void take_over_checkpoints();

  /// How many pages the WAL had after the last commit since then.
  int wal_pages() const { return *wal_pages_; }

  /// The id of the row that was inserted last.
  std::int64_t last_id() const;

  /// The first column of the first row, which must be there.
  std::int64_t read_integer(const std::string& sql);
  std::string read_text(const std::string& sql);

  /// Copies the whole database, as it is at this moment, into an empty one, while others read and
  /// write; tells `progress` how many of how many pages are done.
  void back_up_to(sql_connection& copy, const std::function<void(int, int)>& progress);

private:
  friend class sql_statement;
  sql_connection(std::unique_ptr<gathering_vfs> vfs, std::unique_ptr<soci::session> opened)
    : vfs_(std::move(vfs)), session_(std::move(opened)) {}

  /// Closed after the session. Null where nothing is written.
  std::unique_ptr<gathering_vfs> vfs_;
  std::unique_ptr<soci::session> session_;
  std::unique_ptr<int> wal_pages_ = std::make_unique<int>(0);
};

/// A prepared statement. A class of its own derives from it for each SQL text, has its parameters
/// and columns as members, binds them in its constructor, and calls `prepare` there.
class sql_statement {
public:
  sql_statement(const sql_statement&) = delete;
  sql_statement& operator=(const sql_statement&) = delete;

  /// Runs it to its end with the members as they are now; true if there was a row, which is in the
  /// members. For statements that give one row at most.
  bool run();

  /// Runs one that gives no rows; returns how many it has changed.
  ///
  /// RETURNING would tell more, but SQLite 3.40 makes a table in memory for it each time, which
  /// costs more than the change and a query.
  std::int64_t run_counted();

  /// Runs it and calls `visit` for each row, with the row in the members.
  template <class Visit>
  void for_each(Visit visit) {
    for (bool is_row = start(); is_row; is_row = next())
      visit();
  }

  /// Likewise, until `visit` returns false: no row behind that one is read.
  template <class Visit>
  void for_each_while(Visit visit) {
    for (bool is_row = start(); is_row; is_row = next())
      if (!visit())
        return leave();
  }

protected:
  explicit sql_statement(sql_connection& to);
  ~sql_statement();

  /// Binds a member to `:name`. SOCI keeps the address, so it must live as long as the statement.
  template <class T>
  void in(const char* name, T& member) {
    statement_.exchange(soci::use(member, name));
  }
  template <class T>
  void in(const char* name, T&& temporary) = delete;

  /// Binds a member that may be null.
  template <class T>
  void in(const char* name, T& member, soci::indicator& is_null) {
    statement_.exchange(soci::use(member, is_null, name));
  }

  /// Binds the next column to a member.
  template <class T>
  void out(T& member) {
    statement_.exchange(soci::into(member));
  }
  template <class T>
  void out(T& member, soci::indicator& is_null) {
    statement_.exchange(soci::into(member, is_null));
  }

  void prepare(const std::string& sql);

private:
  bool start();
  bool next();
  void leave();

  soci::session& session_;
  soci::statement statement_;
};

/// Everything that happens while one lives is one change: all or nothing.
class sql_transaction {
public:
  /// Takes the right to write at once, so that the change cannot fail for the lack of it later.
  explicit sql_transaction(sql_connection& on);
  /// Undoes the change unless it was committed.
  ~sql_transaction();
  sql_transaction(const sql_transaction&) = delete;
  sql_transaction& operator=(const sql_transaction&) = delete;

  /// Returns when the change is durable.
  void commit();

private:
  sql_connection& connection_;
  bool is_open_ = true;
};

/// While one lives, all that is read is of one moment.
class sql_snapshot {
public:
  explicit sql_snapshot(sql_connection& on);
  ~sql_snapshot();
  sql_snapshot(const sql_snapshot&) = delete;
  sql_snapshot& operator=(const sql_snapshot&) = delete;

private:
  sql_connection& connection_;
};

} // namespace souk
