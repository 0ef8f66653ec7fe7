#include "http/observe/process_metrics.hpp"

#include "http/observe/metric_family.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <optional>
#include <sstream>

namespace souk {

namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

double open_files() {
  std::error_code failed;
  const std::filesystem::directory_iterator files{"/proc/self/fd", failed};
  // One of them is this look itself.
  return failed ? 0 : static_cast<double>(std::distance(begin(files), end(files)) - 1);
}

double open_files_max() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<double>(limit.rlim_cur);
}

/// Numbers of /proc/self/stat. Source: proc(5).
struct process_stat {
  double start_ticks = 0;
  double virtual_bytes = 0;
  double resident_bytes = 0;
};

process_stat read_stat() {
  std::ifstream file{"/proc/self/stat"};
  std::string text;
  std::getline(file, text);
  // The name of the program, in parentheses, may have anything in it.
  std::istringstream fields{text.substr(text.rfind(')') + 1)};
  std::string skipped;
  constexpr int start_time_field = 22;
  for (int field = 3; field < start_time_field; ++field)
    fields >> skipped;
  process_stat result;
  double resident_pages = 0;
  fields >> result.start_ticks >> result.virtual_bytes >> resident_pages;
  result.resident_bytes = resident_pages * static_cast<double>(sysconf(_SC_PAGESIZE));
  return result;
}

/// When the system was started, in seconds since 1970.
double boot_time() {
  std::ifstream file{"/proc/stat"};
  std::string name;
  double value = 0;
  while (file >> name && name != "btime")
    file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  file >> value;
  return value;
}

} // namespace

void append_process_metrics(std::vector<prometheus::MetricFamily>& families) {
  const auto stat = read_stat();
  const auto start = boot_time() + stat.start_ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
  families.push_back(
    single_counter("process_cpu_seconds_total", "Processor time of the process.", cpu_seconds()));
  families.push_back(single_gauge("process_open_fds", "Open file descriptors.", open_files()));
  families.push_back(
    single_gauge("process_max_fds", "Most file descriptors that may be open.", open_files_max()));
  families.push_back(
    single_gauge("process_virtual_memory_bytes", "Virtual memory.", stat.virtual_bytes));
  families.push_back(
    single_gauge("process_resident_memory_bytes", "Resident memory.", stat.resident_bytes));
  families.push_back(single_gauge("process_start_time_seconds",
                                  "Start of the process, in seconds since 1970.", start));
}

} // namespace souk
