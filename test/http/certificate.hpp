#pragma once

#include "http/edge_options.hpp"
#include "test/temporary_directory.hpp"

#include <string>

namespace souk::test {

/// A certificate and its key in files of their own, made on the spot: signed by itself, for
/// 127.0.0.1, good for an hour.
class certificate {
public:
  /// Throws std::runtime_error where OpenSSL makes none.
  explicit certificate(const std::string& name = "shop.example");

  /// Puts another one into the same files, its key under a password if there is one.
  void replace(const std::string& name, const std::string& password = {});

  /// Puts a key of another algorithm into the file of the key.
  void replace_key();

  tls_files files() const { return {directory_.file("chain.pem"), directory_.file("key.pem")}; }

private:
  temporary_directory directory_;
};

} // namespace souk::test
