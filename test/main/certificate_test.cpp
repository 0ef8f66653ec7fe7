#include "test/main/self_signed.hpp"
#include "test/temporary_directory.hpp"
#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

namespace certificates {

using namespace souk;
using test::has;

namespace fs = std::filesystem;

/// A certificate with its key.
struct certified {
  certified() { test::write_self_signed(files, begin, end); }

  /// Puts another one behind it in its file.
  void append(std::chrono::sys_seconds other_begin, std::chrono::sys_seconds other_end) const {
    const tls_files other{folder.file("other.pem"), folder.file("other.key")};
    test::write_self_signed(other, other_begin, other_end);
    std::ofstream{files.certificate, std::ios::app} << std::ifstream{other.certificate}.rdbuf();
  }

  test::temporary_directory folder;
  tls_files files{folder.file("cert.pem"), folder.file("key.pem")};
  std::chrono::sys_seconds begin{std::chrono::seconds{1'800'000'000}};
  std::chrono::sys_seconds end{std::chrono::seconds{1'900'000'000}};
};

} // namespace certificates

BOOST_FIXTURE_TEST_SUITE(certificates, certificates::certified)

BOOST_AUTO_TEST_CASE(a_certificate_tells_when_it_is_valid) {
  const auto found = certificate_of(files);
  BOOST_TEST(found.fault == "");
  BOOST_TEST((found.valid_from == begin));
  BOOST_TEST((found.valid_to == end));
}

// What RFC 5280, 4.1.2.5, has for one that never expires.
BOOST_AUTO_TEST_CASE(a_certificate_may_be_valid_to_the_end_of_the_year_9999) {
  constexpr std::chrono::seconds never{253'402'300'799};
  test::write_self_signed(files, begin, std::chrono::sys_seconds{never});
  BOOST_TEST(certificate_of(files).valid_to.time_since_epoch() / std::chrono::seconds{1}
             == never.count());
}

BOOST_AUTO_TEST_CASE(a_chain_is_valid_while_all_of_it_is) {
  using std::chrono::hours;
  append(begin - hours{1}, end + hours{1});
  BOOST_TEST((certificate_of(files).valid_from == begin));
  BOOST_TEST((certificate_of(files).valid_to == end));
  append(begin + hours{1}, end - hours{2});
  append(begin + hours{2}, end - hours{1});
  BOOST_TEST((certificate_of(files).valid_from == begin + hours{2}));
  BOOST_TEST((certificate_of(files).valid_to == end - hours{2}));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_named) {
  BOOST_TEST(has(certificate_of({folder.file("no.pem"), files.key}).fault, "no.pem"));
  BOOST_TEST(has(certificate_of({files.certificate, folder.file("no.key")}).fault, "no.key"));
}

BOOST_AUTO_TEST_CASE(a_file_that_holds_something_else_is_named) {
  BOOST_TEST(
    has(certificate_of({files.key, files.key}).fault, "Cannot read the certificate chain"));
  BOOST_TEST(has(certificate_of({files.certificate, files.certificate}).fault,
                 "Cannot use the private key"));
}

BOOST_AUTO_TEST_CASE(the_key_of_another_certificate_is_found_out) {
  const tls_files other{folder.file("other.pem"), folder.file("other.key")};
  test::write_self_signed(other, begin, end);
  BOOST_TEST(has(certificate_of({files.certificate, other.key}).fault, other.key));
}

// Whatever level of security OpenSSL was built with, such a key is below it.
BOOST_AUTO_TEST_CASE(a_key_that_is_too_small_is_found_out) {
  test::write_self_signed(files, begin, end, 512);
  BOOST_TEST(has(certificate_of(files).fault, "key too small"));
}

BOOST_AUTO_TEST_CASE(a_chain_is_read_to_its_end) {
  std::ofstream{files.certificate, std::ios::app}
    << "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  BOOST_TEST(has(certificate_of(files).fault, files.certificate));
}

BOOST_AUTO_TEST_CASE(a_key_that_all_can_read_is_found_out) {
  fs::permissions(files.key, fs::perms::owner_read);
  BOOST_TEST(!certificate_of(files).is_key_open);
  fs::permissions(files.key, fs::perms::owner_read | fs::perms::others_read);
  BOOST_TEST(certificate_of(files).is_key_open);
}

BOOST_AUTO_TEST_SUITE_END()
