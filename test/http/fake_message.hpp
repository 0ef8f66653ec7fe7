#pragma once

#include "http/http_message.hpp"
#include "http/token.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace souk::test {

/// What was sent to the other end of fake connections. Thread-safe.
class sent_answers {
public:
  void add(http_answer what, std::shared_ptr<void> written) {
    std::lock_guard lock{mutex_};
    answers_.push_back(std::move(what));
    if (holds_back_)
      unwritten_.push_back(std::move(written));
  }

  std::vector<http_answer> all() const {
    std::lock_guard lock{mutex_};
    return answers_;
  }

  /// The statuses in the order they were sent.
  std::vector<int> statuses() const {
    std::vector<int> result;
    for (auto& each : all())
      result.push_back(each.status);
    return result;
  }

  /// From now on no answer counts as written before `write_all`.
  void hold_back() { holds_back_ = true; }

  void write_all() {
    std::lock_guard lock{mutex_};
    unwritten_.clear();
  }

private:
  mutable std::mutex mutex_;
  std::vector<http_answer> answers_;
  std::vector<std::shared_ptr<void>> unwritten_;
  bool holds_back_ = false;
};

/// Names and values in the order they came.
using field_list = std::vector<std::pair<std::string, std::string>>;

/// A request without a connection.
class fake_message final : public http_message {
public:
  explicit fake_message(sent_answers& sent, field_list fields = {}, std::string target = "/",
                        std::string method = "GET")
    : sent_(sent), fields_(std::move(fields)), target_(std::move(target)),
      method_(std::move(method)) {}

  std::string_view method() const override { return method_; }
  std::string_view target() const override { return target_; }
  std::string_view protocol() const override { return "HTTP/1.1"; }
  const std::string& body() const override { return body_; }
  peer_name peer() const override { return {peer_address, 50'123}; }

  std::optional<std::string_view> field(std::string_view name) const override {
    for (auto& [known, value] : fields_)
      if (equals_ignoring_case(known, name))
        return value;
    return std::nullopt;
  }

  void for_each_field(const field_visitor& visit) const override {
    for (auto& [name, value] : fields_)
      visit(name, value);
  }

  void send(http_answer&& what, std::shared_ptr<void> written) override {
    sent_.add(std::move(what), std::move(written));
  }

  asio::ip::address peer_address = asio::ip::make_address("192.0.2.7");

private:
  sent_answers& sent_;
  field_list fields_;
  std::string target_;
  std::string method_;
  std::string body_ = {};
};

/// The text of an answer, however it is kept.
inline std::string body_of(const http_answer& answer) {
  return std::string{answer.text()};
}

/// The value of the first field of that name, or an empty text.
inline std::string field_of(const http_answer& answer, std::string_view name) {
  for (auto& [known, value] : answer.fields)
    if (known == name)
      return value;
  return {};
}

} // namespace souk::test
