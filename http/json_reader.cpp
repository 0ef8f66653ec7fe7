#include "http/json_reader.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace souk {

namespace {

/// What most bodies have at most.
constexpr std::size_t members_usual = 6;

/// Receives the pieces of a body from the parser, which stops at the first `false`.
class body_reader {
public:
  body_reader() {
    object_.members.reserve(members_usual);
    names_.reserve(members_usual);
  }

  json_object take_object() { return std::move(object_); }

  malformed take_fault() { return {std::move(detail_)}; }

  bool null() { return add(json_kind::null); }

  bool boolean(bool is_true) { return add(json_kind::boolean, is_true ? "true" : "false"); }

  /// The parser reports numbers with a minus sign here: a 0 was -0.
  bool number_integer(std::int64_t number) {
    return add(json_kind::integer, number == 0 ? "-0" : std::to_string(number), number);
  }

  bool number_unsigned(std::uint64_t number) {
    return std::in_range<std::int64_t>(number)
             ? add(json_kind::integer, std::to_string(number), static_cast<std::int64_t>(number))
             : add(json_kind::number, std::to_string(number));
  }

  /// The parser writes the decimal point of the C locale it runs in.
  bool number_float(double, const std::string& characters) {
    auto text = characters;
    for (auto& c : text)
      if (std::string_view{"0123456789+-eE"}.find(c) == std::string_view::npos)
        c = '.';
    return add(json_kind::number, std::move(text));
  }

  bool string(std::string& text) { return add(json_kind::string, std::move(text)); }

  bool binary(nlohmann::json::binary_t&) { return fail("The body must be JSON."); }

  bool start_object(std::size_t) {
    if (depth_ > 0 && !add(json_kind::object))
      return false;
    name_starts_.push_back(names_.size());
    return enter();
  }

  bool key(std::string& name) {
    if (++member_count_ > json_members_max)
      return fail("The body must have at most " + std::to_string(json_members_max) + " members.");
    names_.push_back(name);
    if (depth_ == 1)
      object_.members.push_back({.name = std::move(name)});
    return true;
  }

  bool end_object() {
    auto begin = names_.begin() + static_cast<std::ptrdiff_t>(name_starts_.back());
    std::sort(begin, names_.end());
    if (std::adjacent_find(begin, names_.end()) != names_.end())
      return fail("The body must not have two members of one name in an object.");
    names_.erase(begin, names_.end());
    name_starts_.pop_back();
    --depth_;
    return true;
  }

  bool start_array(std::size_t) { return add(json_kind::array) && enter(); }

  bool end_array() {
    --depth_;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& why) {
    constexpr int number_overflow = 406; // of nlohmann/json
    return fail((why.id == number_overflow ? "The body has a number that is too large at byte "
                                           : "The body is not valid JSON at byte ")
                + std::to_string(position) + ".");
  }

private:
  /// Keeps the value if it belongs to the outermost object.
  bool add(json_kind kind, std::string text = {}, std::int64_t integer = 0) {
    if (depth_ == 0)
      return fail("The body must be a JSON object.");
    if (depth_ == 1) {
      auto& member = object_.members.back();
      member.kind = kind;
      member.text = std::move(text);
      member.integer = integer;
    }
    return true;
  }

  bool enter() {
    return ++depth_ <= json_depth_max
           || fail("The body must not be nested deeper than " + std::to_string(json_depth_max)
                   + " levels.");
  }

  bool fail(std::string detail) {
    detail_ = std::move(detail);
    return false;
  }

  json_object object_;
  std::string detail_;
  std::size_t depth_ = 0;
  std::size_t member_count_ = 0;
  /// The names of all open objects, outermost first, and where those of each object start.
  std::vector<std::string> names_;
  std::vector<std::size_t> name_starts_;
};

} // namespace

const json_member* json_object::find(std::string_view name) const {
  auto found = std::find_if(members.begin(), members.end(),
                            [name](const json_member& member) { return member.name == name; });
  return found == members.end() ? nullptr : &*found;
}

std::variant<json_object, malformed> read_json_object(std::string_view body) {
  if (body.empty())
    return malformed{"The body must be a JSON object, but it is empty."};
  // The parser skips a byte order mark and takes a NUL byte for the end of the text.
  if (body.starts_with("\xEF\xBB\xBF"))
    return malformed{"The body must not start with a byte order mark."};
  if (body.find('\0') != std::string_view::npos)
    return malformed{"The body must be JSON in UTF-8 without NUL bytes."};
  body_reader reader;
  if (!nlohmann::json::sax_parse(body.begin(), body.end(), &reader))
    return reader.take_fault();
  return reader.take_object();
}

} // namespace souk
