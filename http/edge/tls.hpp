#pragma once

#include "http/edge_options.hpp"

#include <asio/ssl/context.hpp>

#include <memory>
#include <mutex>

namespace souk {

/// OpenSSL's callback for the password of a key, which has none: otherwise OpenSSL would ask for it
/// on the terminal.
int no_password(char* into, int size, int is_writing, void* context);

/// A certificate chain and its key, as new connections are to show them. Thread-safe.
class tls_identity {
public:
  /// Throws std::runtime_error with a line for the user where the files are none.
  explicit tls_identity(tls_files files);

  /// Reads the files again. Connections that are open keep what they have, and so do new ones if it
  /// throws as the constructor does.
  void reload();

  std::shared_ptr<asio::ssl::context> current() const;

private:
  const tls_files files_;
  mutable std::mutex mutex_;
  std::shared_ptr<asio::ssl::context> current_;
};

} // namespace souk
