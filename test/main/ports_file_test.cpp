#include "main/ports_file.hpp"

#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace ports_files {

using namespace souk;

struct ports_folder {
  void make_folder(const std::string& name) const {
    std::filesystem::create_directory(folder.file(name));
  }

  std::string text() const { return text_of(file); }

  static std::string text_of(const std::string& path) {
    std::ostringstream result;
    result << std::ifstream{path}.rdbuf();
    return result.str();
  }

  test::temporary_directory folder;
  const std::string file = folder.file("ports.json");
};

/// While one lives, no file of this process gains a byte.
class full_disk {
public:
  full_disk() {
    BOOST_REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
    const rlimit nothing{0, before_.rlim_max};
    BOOST_REQUIRE(::setrlimit(RLIMIT_FSIZE, &nothing) == 0);
  }
  ~full_disk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  full_disk(const full_disk&) = delete;
  full_disk& operator=(const full_disk&) = delete;

private:
  rlimit before_{};
  // Otherwise the first byte would end the process.
  void (*handler_)(int) = std::signal(SIGXFSZ, SIG_IGN);
};

} // namespace ports_files

BOOST_FIXTURE_TEST_SUITE(ports_files, ports_files::ports_folder)

BOOST_AUTO_TEST_CASE(it_has_the_ports_that_there_are) {
  write_ports_file(file, 8080, 0);
  BOOST_TEST(text() == "{\"http\": 8080}\n");
  write_ports_file(file, 8080, 8081);
  BOOST_TEST(text() == "{\"http\": 8080, \"admin\": 8081}\n");
}

BOOST_AUTO_TEST_CASE(it_can_be_written_where_files_can_be_made) {
  for (auto& each : {file, std::string{"ports.json"}})
    BOOST_TEST(fault_of_ports_file(each) == "");
  BOOST_TEST(std::filesystem::is_empty(folder.path()));
  write_ports_file(file, 8080, 0);
  BOOST_TEST(fault_of_ports_file(file) == "");
}

BOOST_AUTO_TEST_CASE(a_file_of_something_else_is_not_replaced) {
  for (std::string_view kept : {"SQLite format 3", "-----BEGIN CERTIFICATE-----", "x"}) {
    std::ofstream{file} << kept;
    BOOST_TEST(fault_of_ports_file(file)
               == "Cannot write the ports file " + file
                    + ": there is something else in it. Choose another name, or delete it.");
    BOOST_CHECK_THROW(write_ports_file(file, 8080, 0), std::runtime_error);
    BOOST_TEST(text() == kept);
  }
  std::ofstream{file} << "";
  BOOST_TEST(fault_of_ports_file(file) == "");
}

BOOST_AUTO_TEST_CASE(a_link_is_followed_and_stays) {
  std::filesystem::create_directory(folder.file("run"));
  const auto link = folder.file("link");
  std::filesystem::create_symlink("run/ports.json", link);
  for (auto* each : {"of nobody", "of the last time"}) {
    BOOST_TEST(fault_of_ports_file(link) == "", each);
    write_ports_file(link, 8080, 0);
    BOOST_TEST(std::filesystem::is_symlink(link), each);
    BOOST_TEST(std::filesystem::is_regular_file(folder.file("run/ports.json")), each);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_file_is_not_replaced) {
  const auto pipe = folder.file("pipe");
  BOOST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  for (auto& each : {pipe, std::string{"/dev/null"}}) {
    BOOST_TEST(fault_of_ports_file(each)
               == "Cannot write the ports file " + each + ": it is no file.");
    BOOST_CHECK_THROW(write_ports_file(each, 8080, 0), std::runtime_error);
    BOOST_TEST(!std::filesystem::is_regular_file(each));
  }
}

BOOST_AUTO_TEST_CASE(what_is_in_the_way_is_found_before_it_is_written) {
  std::ofstream{folder.file("text")} << "no folder";
  make_folder("other");
  const std::string too_long(250, 'x');
  for (auto& each : {"absent/ports.json", "text/ports.json", "other", "other/", too_long.c_str()}) {
    const auto path = folder.file(each);
    BOOST_TEST(fault_of_ports_file(path).starts_with("Cannot write the ports file " + path), each);
    BOOST_CHECK_THROW(write_ports_file(path, 8080, 0), std::runtime_error);
  }
}

BOOST_AUTO_TEST_CASE(what_lies_beside_it_is_left_alone) {
  const auto notes = file + ".tmp";
  std::ofstream{notes} << "notes";
  write_ports_file(file, 8080, 0);
  BOOST_TEST(text_of(notes) == "notes");
  std::filesystem::remove(notes);
  std::filesystem::create_symlink(folder.file("elsewhere"), notes);
  write_ports_file(file, 8080, 0);
  BOOST_TEST(std::filesystem::is_symlink(notes));
  BOOST_TEST(!std::filesystem::exists(folder.file("elsewhere")));
}

BOOST_AUTO_TEST_CASE(nothing_else_is_left_behind) {
  write_ports_file(file, 8080, 0);
  std::filesystem::remove(file);
  BOOST_TEST(std::filesystem::is_empty(folder.path()));
  std::string said;
  try {
    const full_disk without_room;
    write_ports_file(file, 8080, 0);
  } catch (const std::runtime_error& err) {
    said = err.what();
  }
  BOOST_TEST(said == "Cannot write the ports file " + file + ": File too large.");
  BOOST_TEST(std::filesystem::is_empty(folder.path()));
}

BOOST_AUTO_TEST_SUITE_END()
