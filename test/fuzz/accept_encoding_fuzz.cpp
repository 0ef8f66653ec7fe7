#include "http/accept_encoding.hpp"
#include "test/fuzz/property.hpp"
#include "test/letter_case.hpp"
#include "test/texts.hpp"

#include <string>

namespace {

using namespace souk;
using souk::fuzz::must;
using test::has;
using test::lower;
using test::upper;

/// What makes no difference to a list.
void check_form(const std::string& value, gzip_wish wish) {
  must(gzip_wish_of(lower(value)) == wish && gzip_wish_of(upper(value)) == wish,
       "case makes no difference");
  must(gzip_wish_of(" \t" + value + "\t ") == wish, "white space around it changes nothing");
  must(gzip_wish_of(", ," + value + ",, ") == wish, "empty members change nothing");
  must(gzip_wish_of(value + ", br;q=0.3") == wish, "other codings change nothing");
  for (std::string malformed : {"gzip;q=2", "gzip;q=", "gzip;q=0.0000", "gzip;x=1", "identity;q",
                                "*;q=-1", "g zip", "gzip;q=0;q=1"})
    must(gzip_wish_of(value + ',' + malformed) == wish, "a malformed member is left out");
}

/// Who gets gzip has asked for it, and who gets nothing else has refused the plain bytes.
void check_reason(const std::string& value, gzip_wish wish) {
  if (wish != gzip_wish::no)
    must(has(lower(value), "gzip") || has(value, "*"), "gzip is for who names it");
  if (wish == gzip_wish::only)
    must(has(lower(value), "q=0"), "plain bytes are acceptable unless they are refused");
}

/// What is said of a coding last counts, whatever stands before it.
void check_last_word(const std::string& value, gzip_wish wish) {
  const auto with = [&](std::string_view more) { return gzip_wish_of(value + std::string{more}); };
  must(with(",gzip;q=0") == gzip_wish::no, "gzip can be refused");
  must(with(",*;q=0,gzip;q=0.000") == gzip_wish::no, "everything can be refused");
  must(with(",gzip,identity;q=0.999") == gzip_wish::yes, "what is liked more is taken");
  must(with(",gzip;q=0.5,identity;q=0.501") == gzip_wish::no, "what is liked less is not");
  must(with(",gzip;q=0.001,identity;q=0.") == gzip_wish::only, "plain bytes can be refused");
  const auto without_plain = with(",identity;q=0");
  must(without_plain != gzip_wish::yes, "plain bytes can be refused");
  must(wish == gzip_wish::no || without_plain == gzip_wish::only,
       "who takes gzip takes it also without a choice");
}

} // namespace

/// Any bytes as the value of the field.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string value{fuzz::text_of(data, size)};
  const auto wish = gzip_wish_of(value);
  check_form(value, wish);
  check_reason(value, wish);
  check_last_word(value, wish);
  return 0;
}
