#include "http/json_writer.hpp"
#include "messages/utf8.hpp"
#include "sdk/decode.hpp"
#include "test/fuzz/property.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace {

using souk::fuzz::must;
namespace sdk = souk::sdk;

/// Whatever a shop stores, its answers are JSON.
void check_written(std::string_view text) {
  std::string out;
  souk::append_json_string(out, text);
  const auto read = nlohmann::json::parse(out, nullptr, false);
  must(read.is_string(), "a JSON string is one");
  if (souk::valid_utf8(text))
    must(read.get_ref<const std::string&>() == text, "a text is read back");
}

/// What the client reads it can write, and reads as the same.
void check_read(std::string_view text) {
  const auto value = sdk::parse_json(text);
  const bool is_whole = text.find('\0') == std::string_view::npos && nlohmann::json::accept(text);
  must(!value || is_whole, "only a whole text is read");
  must(value || !is_whole || text.find_first_of("[{") != std::string_view::npos,
       "what is JSON and not deep is read");
  if (!value)
    return;
  const auto written = sdk::write_json(*value);
  must(nlohmann::json::accept(written), "what is written is JSON");
  const auto again = sdk::parse_json(written);
  must(again && sdk::write_json(*again) == written, "what is written is read back");
}

template <class Decode>
void check_decoder(const sdk::json_value& from, Decode decode) {
  try {
    decode(from);
  } catch (const sdk::decode_error& err) {
    must(std::string_view{err.what()}.starts_with("the answer"), "a refusal is a sentence");
  }
}

/// No answer, whoever gave it, does more than to be refused.
void check_answer(std::string_view text) {
  sdk::decode_problem(500, text);
  sdk::parse_time(text);
  const auto value = sdk::parse_json(text);
  if (!value)
    return;
  check_decoder(*value, sdk::decode_health);
  check_decoder(*value, sdk::decode_product);
  check_decoder(*value, sdk::decode_products);
  check_decoder(*value, sdk::decode_cart);
  check_decoder(*value, sdk::decode_order);
  check_decoder(*value, sdk::decode_orders);
  check_decoder(*value, sdk::decode_stock);
  check_decoder(*value, sdk::decode_stock_moved);
  check_decoder(*value, sdk::decode_events);
}

} // namespace

/// Any bytes as a text that is written as JSON, and as an answer that the client reads.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = souk::fuzz::text_of(data, size);
  check_written(text);
  check_read(text);
  check_answer(text);
  return 0;
}
