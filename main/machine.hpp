#pragma once

#include "http/edge_options.hpp"
#include "messages/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

/// What the machine says when it is asked. Nothing is changed and nothing is judged.

namespace souk {

/// How far the limit of open files can be raised.
std::uint64_t open_files_max();

/// The folder a database lies in.
struct disk_facts {
  std::string folder = {};
  bool is_folder = false;
  /// Whether files can be made in it, and the database, if there is one, be written.
  bool is_writable = false;
  std::uint64_t free_bytes = 0;
  /// Of the database; nothing: there is none.
  std::optional<time_point> changed_at = {};
};

disk_facts disk_of(const std::string& database_file);

/// Why nobody can listen there, by its number in errno; none: it can be done.
std::error_code fault_of_address(const std::string& host, int port);

/// Whether the kernel says that something keeps its clock right; nothing: it does not say.
std::optional<bool> is_clock_synchronized();

/// A certificate and its key.
struct certificate_facts {
  /// Why they cannot be used, a sentence; empty: they can, at the right time.
  std::string fault = {};
  /// When it and all of its chain are. In seconds: the years up to 9999 have no room in a
  /// time_point.
  std::chrono::sys_seconds valid_from = {};
  std::chrono::sys_seconds valid_to = {};
  /// Whether any user of this machine can read the key.
  bool is_key_open = false;
};

/// As the server reads them, so that there is a fault wherever it would refuse to start.
certificate_facts certificate_of(const tls_files& files);

} // namespace souk
