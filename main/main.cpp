#include "main/command_line.hpp"

int main(int argc, char** argv) {
  return souk::run_command_line(argc, argv);
}
