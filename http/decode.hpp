#pragma once

#include "http/form.hpp"
#include "http/json_reader.hpp"
#include "messages/money.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk {

/// So many faults of one request are reported; more are not kept.
inline constexpr std::size_t field_faults_max = 32;

/// One thing that is wrong with a well-formed request.
struct field_fault {
  /// A JSON Pointer (RFC 6901) to the member; of the same form for a query parameter. A name beyond
  /// 64 characters is cut.
  std::string pointer = {};
  /// missing, wrong_type, out_of_range, unknown_value, too_short, too_long, too_many_decimals,
  /// invalid_character, contradiction, duplicate or unknown_member.
  std::string code = {};
  /// A sentence that says what would be right.
  std::string detail = {};
  bool operator==(const field_fault&) const = default;
};

/// What a text may be; characters are code points.
struct text_rule {
  bool required = false;
  std::size_t min = 0;
  std::size_t max = 200;
};

/// What a whole number may be, both ends included.
struct integer_rule {
  bool required = false;
  std::int64_t min = 0;
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
};

/// A field that may be absent, null, or have a value.
template <class T>
struct nullable {
  bool is_present = false;
  /// Empty if the field is absent or null.
  std::optional<T> value = {};
  bool operator==(const nullable&) const = default;
};

/// Takes typed values out of a query and a JSON body and collects everything that is wrong with
/// them.
///
/// A field may stand in either; in both, it must say the same. Nothing is converted: in a body a
/// whole number is a JSON integer and a text is a JSON string. A method that returns nothing has
/// recorded why, unless the field is optional and absent. Call a method once per field, then
/// `finish`. Source: semantics.md, Endpoints and Errors.
class field_reader {
public:
  /// `unknown`: parameters of the query that no method may ask for.
  field_reader(json_object body, std::vector<query_parameter> query,
               std::vector<query_parameter> unknown = {});

  /// A text without U+0000 that keeps the rule.
  std::optional<std::string> text(std::string_view name, text_rule rule);

  /// Like `text`, but a body may also say null. `rule.required` asks for presence only.
  nullable<std::string> nullable_text(std::string_view name, text_rule rule);

  /// A whole number that keeps the rule.
  std::optional<std::int64_t> integer(std::string_view name, integer_rule rule);

  /// An amount of money as a JSON number or string, never negative. It is in the currency that the
  /// field `currency` names, and required then, or else in the usual one. Whether the shop has that
  /// currency is for its actors to say.
  std::optional<money> price(std::string_view name, bool required, currency usual);

  /// The units in stock, 0..2^63-1, or null for a product whose stock is not tracked.
  nullable<std::int64_t> stock(std::string_view name);

  /// One of these words; its position among them. Always required.
  std::optional<std::size_t> word(std::string_view name, std::span<const std::string_view> words);

  /// A user id; always required.
  std::optional<std::string> user_id(std::string_view name);

  /// Records a fault that shows only when two fields are seen together.
  void record(std::string_view name, std::string_view code, std::string detail);

  /// Adds `unknown_member` for everything no method asked for, and gives all faults, at most
  /// `field_faults_max`; none: the request is valid. The reader is spent.
  std::vector<field_fault> finish();

private:
  struct entry {
    json_member value;
    bool is_in_query = false;
    bool is_unknown = false;
    bool is_taken = false;
  };

  /// The values found for one field: from the body, from the query, or one of each.
  class values {
  public:
    void add(const json_member& found) { found_[count_++] = &found; }
    const json_member* const* begin() const { return found_.data(); }
    const json_member* const* end() const { return begin() + count_; }

  private:
    std::array<const json_member*, 2> found_{};
    std::size_t count_ = 0;
  };

  /// Takes the values of that name. Whole numbers of a query are read as such if integers are
  /// wanted. Records a name the query has twice, and a required one that is absent; then it is
  /// empty.
  values take(std::string_view name, bool required, json_kind wanted);

  /// Checks each value; gives the one they agree on, or nothing and has recorded why.
  template <class T, class Check>
  std::optional<T> agreed(const values& found, Check check);

  /// Like `agreed` for a field whose value may be null.
  template <class T, class Check>
  nullable<T> agreed_or_null(const values& found, Check check);

  std::optional<std::string> check_text(const json_member& value, const text_rule& rule);
  std::optional<std::int64_t> check_integer(const json_member& value, const integer_rule& rule);
  std::optional<currency> check_currency(const json_member& value);
  std::optional<money> check_price(const json_member& value, currency unit);
  std::optional<std::string> check_user_id(const json_member& value);

  /// Those of the body come first.
  std::vector<entry> entries_;
  std::vector<field_fault> faults_;
};

} // namespace souk
