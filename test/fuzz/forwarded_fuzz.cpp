#include "http/edge/message_reader.hpp"
#include "http/token.hpp"
#include "test/fuzz/framing.hpp"
#include "test/fuzz/property.hpp"

#include <http_parser.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace souk;
using souk::fuzz::must;

/// A message as http_parser reads it.
struct seen_message {
  std::string method = {};
  std::string target = {};
  std::vector<std::pair<std::string, std::string>> fields = {};
  std::string body = {};
  bool is_complete = false;
};

/// Reads a stream with http_parser, set up as RESTinio does it.
class parser_run {
public:
  parser_run() {
    http_parser_settings_init(&settings_);
    settings_.on_message_begin = [](http_parser* p) {
      run_of(p).seen.emplace_back();
      run_of(p).is_in_value_ = true;
      return 0;
    };
    settings_.on_url = [](http_parser* p, const char* at, size_t size) {
      last_of(p).target.append(at, size);
      return 0;
    };
    settings_.on_header_field = [](http_parser* p, const char* at, size_t size) {
      if (std::exchange(run_of(p).is_in_value_, false))
        last_of(p).fields.emplace_back();
      last_of(p).fields.back().first.append(at, size);
      return 0;
    };
    settings_.on_header_value = [](http_parser* p, const char* at, size_t size) {
      run_of(p).is_in_value_ = true;
      last_of(p).fields.back().second.append(at, size);
      return 0;
    };
    settings_.on_body = [](http_parser* p, const char* at, size_t size) {
      last_of(p).body.append(at, size);
      return 0;
    };
    settings_.on_message_complete = [](http_parser* p) {
      last_of(p).method = http_method_str(static_cast<http_method>(p->method));
      last_of(p).is_complete = true;
      // RESTinio stops here as well, until it has answered.
      http_parser_pause(p, 1);
      return 0;
    };
    http_parser_init(&parser_, HTTP_REQUEST);
    parser_.data = this;
  }

  /// Reads on until a message is complete; how many bytes that took, or nothing: it is an error.
  std::optional<std::size_t> read(std::string_view text) {
    if (HTTP_PARSER_ERRNO(&parser_) == HPE_PAUSED)
      http_parser_pause(&parser_, 0);
    const auto taken = http_parser_execute(&parser_, &settings_, text.data(), text.size());
    const auto error = HTTP_PARSER_ERRNO(&parser_);
    return error == HPE_OK || error == HPE_PAUSED ? std::optional{taken} : std::nullopt;
  }

  bool is_upgrade() const { return parser_.upgrade; }

  std::vector<seen_message> seen;

private:
  static parser_run& run_of(http_parser* p) { return *static_cast<parser_run*>(p->data); }
  static seen_message& last_of(http_parser* p) { return run_of(p).seen.back(); }

  http_parser parser_{};
  http_parser_settings settings_{};
  bool is_in_value_ = true;
};

/// One message of the stream: what came, and what is handed on of it.
struct handed_on {
  std::string_view input;
  std::string text;
};

/// Every message the guard finds, up to the first that is none.
std::vector<handed_on> guard(std::string_view input, const edge_limits& limits, bool closes) {
  std::vector<handed_on> result;
  last_fields last;
  while (true) {
    message_reader reader{limits, &last};
    if (reader.read(input) != message_reader::result::whole)
      return result;
    const auto own = input.substr(0, reader.size());
    const bool as_it_is = reader.is_canonical() && !closes;
    result.push_back({own, as_it_is ? std::string{own} : reader.canonical(input, closes)});
    input.remove_prefix(reader.size());
  }
}

void check_same(const seen_message& seen, const fuzz::message_pieces& expected) {
  must(seen.is_complete, "it is complete");
  must(seen.method == expected.method, "the method is the same");
  must(seen.target == expected.target, "the target is the same");
  must(seen.body == expected.body, "the body is the same");
  must(seen.fields.size() == expected.fields.size(), "there are as many fields");
  for (std::size_t i = 0; i < seen.fields.size(); ++i) {
    must(seen.fields[i].first == expected.fields[i].first, "the fields have the same names");
    must(fuzz::trimmed(seen.fields[i].second) == expected.fields[i].second,
         "the fields have the same values");
  }
}

/// What is handed on is one message to its last byte.
void check_alone(const handed_on& message) {
  const std::string_view text{message.text};
  parser_run run;
  must(run.read(text.substr(0, text.size() - 1)) == text.size() - 1, "all but the end is read");
  must(run.seen.size() == 1 && !run.seen[0].is_complete, "a message ends at its end");
  must(run.read(text.substr(text.size() - 1)) == 1u, "the last byte is read");
  must(run.seen.size() == 1, "one message stays one");
  must(!run.is_upgrade(), "no message turns the stream into another protocol");
  check_same(run.seen[0], fuzz::split_message(text));
}

/// All that is handed on of a connection, one behind the other.
void check_stream(const std::vector<handed_on>& messages) {
  parser_run run;
  for (auto& each : messages) {
    must(run.read(each.text) == each.text.size(), "a message is read behind others");
    check_same(run.seen.back(), fuzz::split_message(each.text));
  }
  must(run.seen.size() == messages.size(), "there are as many messages");
}

/// Wherever http_parser takes the bytes that came, it finds the same body in them, and the same
/// end.
void check_original(const handed_on& message) {
  parser_run run;
  const auto taken = run.read(message.input);
  if (!taken || run.is_upgrade() || run.seen.empty())
    return;
  must(run.seen.size() == 1 && run.seen[0].is_complete, "both find the end of it");
  must(*taken == message.input.size(), "both find the same end");
  const auto expected = fuzz::split_message(message.text);
  must(run.seen[0].method == expected.method, "both find the same method");
  must(run.seen[0].body == expected.body, "both find the same body");
}

/// Whether what came may be taken at all, and its target is what is handed on, or ends with it.
void check_head(const handed_on& message) {
  auto text = message.input;
  text.remove_prefix(text.find_first_not_of("\r\n"));
  const auto came = fuzz::split_message(text);
  const auto count = [&came](std::string_view name) {
    return std::count_if(came.fields.begin(), came.fields.end(),
                         [name](auto& field) { return equals_ignoring_case(field.first, name); });
  };
  must(count("Content-Length") + count("Transfer-Encoding") <= 1, "a message has one framing");
  must(count("Host") <= 1, "a message has one host");
  const auto target = fuzz::split_message(message.text).target;
  must(target.starts_with('/') || target == "*", "the target is a path");
  must(target == "/" || target == "*" || came.target.ends_with(target)
         || (target.starts_with("/?") && came.target.ends_with(target.substr(1))),
       "the target is what came");
}

} // namespace

/// A stream of requests, as the guard hands it on and as http_parser 2.9.4, on which RESTinio
/// stands, reads it. The last byte chooses limits and whether connections end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto input = fuzz::text_of(data, size);
  const auto how = fuzz::take_last(input);
  const auto limits = how % 2 == 0 ? edge_limits{} : fuzz::small_limits();
  const auto messages = guard(input, limits, how / 2 % 2 == 1);
  for (auto& each : messages) {
    check_alone(each);
    check_original(each);
    check_head(each);
  }
  check_stream(messages);
  return 0;
}
