#include "http/content_type.hpp"
#include "http/token.hpp"
#include "test/fuzz/property.hpp"
#include "test/letter_case.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace souk;
using souk::fuzz::must;
using test::lower;
using test::upper;

/// What the type must be where it is JSON: all but the parameters, in lower case.
bool names_json(const std::string& value) {
  const auto first = std::min(value.find_first_not_of(" \t"), value.size());
  const auto last = value.find_first_of("; \t", first);
  const auto type = value.substr(first, last == std::string::npos ? last : last - first);
  return type == "application/json"
         || (type.starts_with("application/") && type.ends_with("+json"));
}

} // namespace

/// Any bytes as the value of the field, and as that of a parameter.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string value{fuzz::text_of(data, size)};
  const bool is_accepted = is_json(value);
  must(is_json(lower(value)) == is_accepted && is_json(upper(value)) == is_accepted,
       "case makes no difference");
  must(is_json(" \t" + value + "\t ") == is_accepted, "white space around it changes nothing");
  if (is_accepted) {
    must(names_json(lower(value)), "only JSON is JSON");
    must(is_json(value + "; charset=\"UTF-8\""), "a parameter more is well-formed");
    must(!is_json(value + "; charset=latin1"), "no other charset is taken");
    must(!is_json(value + "; a="), "a parameter has a value");
    must(!is_json(value + ", application/json"), "there is one type");
  }
  const auto charset = lower(value);
  if (is_token(value))
    must(is_json("application/json;charset=" + value) == (charset == "utf-8"),
         "the charset is utf-8");
  if (value.find_first_of("\"\\") == std::string::npos)
    must(!is_json("application/json;charset=\"" + value + '"') || charset == "utf-8",
         "the charset is utf-8 in quotes");
  return 0;
}
