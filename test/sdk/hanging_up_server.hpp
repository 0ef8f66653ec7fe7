#pragma once

#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace souk::test {

/// A TCP server on a free port of 127.0.0.1 that ends every connection once it has heard something.
class hanging_up_server {
public:
  hanging_up_server();
  ~hanging_up_server();

  hanging_up_server(const hanging_up_server&) = delete;
  hanging_up_server& operator=(const hanging_up_server&) = delete;

  int port() const { return port_; }

  /// What each connection said first.
  std::vector<std::string> heard() const;

private:
  void run();

  int listener_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> heard_ = {};
  std::thread thread_;
};

} // namespace souk::test
