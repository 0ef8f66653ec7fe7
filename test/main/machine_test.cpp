#include "main/machine.hpp"

#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

BOOST_AUTO_TEST_SUITE(machine)

namespace {

using namespace souk;

/// Somebody who listens on a port of 127.0.0.1.
class listening {
public:
  listening() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof(address);
    BOOST_REQUIRE(::bind(socket_, generic, size) == 0);
    BOOST_REQUIRE(::listen(socket_, 1) == 0);
    BOOST_REQUIRE(::getsockname(socket_, generic, &size) == 0);
    port_ = ntohs(address.sin_port);
  }
  ~listening() { ::close(socket_); }

  int port() const { return port_; }

private:
  int socket_;
  int port_ = 0;
};

} // namespace

BOOST_AUTO_TEST_CASE(a_folder_without_a_database_is_described) {
  const test::temporary_directory folder;
  const auto found = disk_of(folder.file("souk.db"));
  BOOST_TEST(found.folder == folder.path().string());
  BOOST_TEST(found.is_folder);
  BOOST_TEST(found.is_writable);
  BOOST_TEST(found.free_bytes > 0u);
  BOOST_TEST(!found.changed_at.has_value());
}

BOOST_AUTO_TEST_CASE(a_database_tells_when_it_was_changed) {
  const test::temporary_directory folder;
  std::ofstream{folder.file("souk.db")} << "a shop";
  BOOST_TEST(disk_of(folder.file("souk.db")).changed_at.has_value());
}

BOOST_AUTO_TEST_CASE(the_folder_is_the_one_that_a_link_leads_to) {
  const test::temporary_directory folder;
  const test::temporary_directory other;
  std::ofstream{other.file("shop.db")} << "a shop";
  std::filesystem::create_symlink(other.file("shop.db"), folder.file("souk.db"));
  BOOST_TEST(disk_of(folder.file("souk.db")).folder == other.path().string());
}

BOOST_AUTO_TEST_CASE(a_link_to_a_database_to_be_made_is_followed) {
  const test::temporary_directory folder;
  for (auto* each : {"souk.db", "absent/souk.db"}) {
    const auto link = folder.file("link.db");
    std::filesystem::remove(link);
    std::filesystem::create_symlink(each, link);
    const auto found = disk_of(link);
    BOOST_TEST(found.folder == std::filesystem::path{folder.file(each)}.parent_path().string());
    BOOST_TEST(found.is_folder == (each == std::string{"souk.db"}));
  }
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_not_there_is_found_out) {
  const test::temporary_directory folder;
  const auto found = disk_of(folder.file("absent/souk.db"));
  BOOST_TEST(!found.is_folder);
  BOOST_TEST(!found.is_writable);
}

BOOST_AUTO_TEST_CASE(a_port_is_free_or_taken) {
  BOOST_TEST(!fault_of_address("127.0.0.1", 0));
  BOOST_TEST(!fault_of_address("localhost", 0));
  const listening taken;
  BOOST_TEST(fault_of_address("127.0.0.1", taken.port()).value() == EADDRINUSE);
}

BOOST_AUTO_TEST_CASE(what_is_no_address_of_this_machine_cannot_be_listened_on) {
  // Of the block that RFC 5737 reserves for documentation.
  BOOST_TEST(fault_of_address("192.0.2.1", 0).value() == EADDRNOTAVAIL);
  BOOST_TEST(fault_of_address("no host", 0).value() == EINVAL);
}

BOOST_AUTO_TEST_CASE(files_can_be_opened) {
  BOOST_TEST(open_files_max() > 0u);
}

BOOST_AUTO_TEST_SUITE_END()
