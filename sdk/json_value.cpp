#include "sdk/json_value.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace souk::sdk {

namespace {

using json = nlohmann::json;

/// Builds a `json_value` from what the parser sees. A callback that answers false ends the parse.
class value_builder : public nlohmann::json_sax<json> {
public:
  json_value take() { return std::move(root_); }

  bool null() override { return add(json_value::kind::null); }

  bool boolean(bool value) override {
    return add(json_value::kind::boolean, value ? "true" : "false");
  }

  bool number_integer(number_integer_t value) override {
    return add(json_value::kind::number, std::to_string(value));
  }

  bool number_unsigned(number_unsigned_t value) override {
    return add(json_value::kind::number, std::to_string(value));
  }

  /// The parser writes the decimal point of the C locale it runs in.
  bool number_float(number_float_t, const string_t& characters) override {
    auto text = characters;
    for (auto& c : text)
      if (std::string_view{"0123456789+-eE"}.find(c) == std::string_view::npos)
        c = '.';
    return add(json_value::kind::number, std::move(text));
  }

  bool string(string_t& value) override { return add(json_value::kind::string, std::move(value)); }

  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(json_value::kind::object); }
  bool start_array(std::size_t) override { return open(json_value::kind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    open_.back()->members.push_back({std::move(name), {}});
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const json::exception&) override {
    return false;
  }

private:
  /// Where the next value belongs. It stays there until its container gets another one, which is
  /// not before it is closed.
  json_value& next_place() {
    if (open_.empty())
      return root_;
    auto& container = *open_.back();
    return container.type == json_value::kind::object ? container.members.back().value
                                                      : container.elements.emplace_back();
  }

  bool add(json_value::kind type, std::string text = {}) {
    auto& place = next_place();
    place.type = type;
    place.text = std::move(text);
    return true;
  }

  bool open(json_value::kind type) {
    if (open_.size() == answer_depth_max)
      return false;
    auto& place = next_place();
    place.type = type;
    open_.push_back(&place);
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  json_value root_ = {};
  std::vector<json_value*> open_ = {};
};

std::string write_member(const json_member& member) {
  return write_string(member.name) + ":" + write_json(member.value);
}

/// The elements between the brackets, with commas.
template <class T>
std::string joined(const std::vector<T>& elements, char open, char close,
                   std::string (*write)(const T&)) {
  std::string out(1, open);
  for (const auto& each : elements) {
    out += out.size() > 1 ? "," : "";
    out += write(each);
  }
  return out += close;
}

} // namespace

const json_value* json_value::find(std::string_view name) const {
  auto found = std::find_if(members.begin(), members.end(),
                            [name](const auto& each) { return each.name == name; });
  return found == members.end() ? nullptr : &found->value;
}

std::optional<json_value> parse_json(std::string_view text) {
  value_builder builder;
  // The parser takes a NUL byte for the end of the text.
  if (text.find('\0') != std::string_view::npos
      || !json::sax_parse(text.begin(), text.end(), &builder))
    return std::nullopt;
  return builder.take();
}

std::string write_json(const json_value& value) {
  switch (value.type) {
    case json_value::kind::null:
      return "null";
    case json_value::kind::boolean:
    case json_value::kind::number:
      return value.text;
    case json_value::kind::string:
      return write_string(value.text);
    case json_value::kind::array:
      return joined(value.elements, '[', ']', write_json);
    case json_value::kind::object:
      return joined(value.members, '{', '}', write_member);
  }
  return {};
}

std::string write_string(std::string_view text) {
  constexpr std::string_view hexadecimal = "0123456789ABCDEF";
  std::string out = "\"";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out.append(1, '\\').append(1, c);
    else if (byte < 0x20)
      out.append("\\u00").append(1, hexadecimal[byte / 16]).append(1, hexadecimal[byte % 16]);
    else
      out += c;
  }
  return out += '"';
}

} // namespace souk::sdk
