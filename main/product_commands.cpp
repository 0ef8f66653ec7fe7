#include "http/product_lines.hpp"
#include "main/arguments.hpp"
#include "main/commands.hpp"
#include "main/option_flags.hpp"
#include "storage/draft_file.hpp"
#include "storage/shop_file.hpp"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <system_error>

namespace souk {

namespace {

struct product_arguments {
  std::string file;
  /// Empty: what the settings say.
  std::string database;
  /// Like `database`.
  std::string currency_name;
};

int export_products(const product_arguments& given) {
  if (std::filesystem::exists(std::filesystem::symlink_status(given.file)))
    refuse_existing(given.file);
  const auto products = products_of_shop(file_of_shop(given.database));
  draft_file draft{given.file};
  errno = 0;
  std::ofstream out{draft.name()};
  std::size_t count = 0;
  for (auto& each : products)
    if (!each->archived) {
      out << product_line(*each) << '\n';
      ++count;
    }
  out.close();
  if (!out)
    throw std::runtime_error{"Cannot write " + given.file + ": "
                             + std::generic_category().message(errno) + "."};
  draft.publish();
  std::cout << count << " products are in " << given.file << " now.\n";
  return 0;
}

currency currency_of(const product_arguments& given) {
  const auto unit = given.currency_name.empty() ? usual_options().server.shop.unit
                                                : parse_currency(given.currency_name);
  if (!unit)
    throw std::runtime_error{"--currency must be three capital letters, as in USD."};
  return *unit;
}

/// All lines, before anything is stored: one that is wrong must not leave half of them behind.
std::vector<product_fields> read_products(const std::string& file, currency unit) {
  // A folder can be opened, and only to read from it is an error.
  if (std::filesystem::is_directory(file))
    throw std::runtime_error{file
                             + " is a folder. Name a file of products, one line of JSON each."};
  std::ifstream in{file};
  if (!in)
    throw std::runtime_error{"Cannot read " + file + "."};
  std::vector<product_fields> result;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos)
      continue;
    auto fields = read_product_line(line, unit);
    if (auto* fault = std::get_if<std::string>(&fields))
      throw std::runtime_error{file + ", line " + std::to_string(number) + ": " + *fault
                               + " Nothing was imported."};
    result.push_back(std::get<product_fields>(std::move(fields)));
  }
  if (in.bad())
    throw std::runtime_error{"Cannot read all of " + file + ". Nothing was imported."};
  return result;
}

int import_products(const product_arguments& given) {
  const auto unit = currency_of(given);
  const auto products = read_products(given.file, unit);
  const auto file = file_of_shop(given.database);
  add_products(file, products, unit);
  std::cout << products.size() << " products were added to " << file << ".\n";
  return 0;
}

void add(CLI::App* sub, action& chosen, int (*run)(const product_arguments&)) {
  auto given = std::make_shared<product_arguments>();
  sub->add_option("FILE", given->file, "Products as JSON, one a line")->required();
  sub->add_option("--database", given->database,
                  "File the shop is kept in; else what serve would open");
  if (run == import_products)
    sub->add_option("--currency", given->currency_name,
                    "Currency of all prices; else that of serve");
  sub->callback([&chosen, given, run] { chosen = [given, run] { return run(*given); }; });
}

} // namespace

void add_product_commands(CLI::App& app, action& chosen) {
  add(app.add_subcommand("export", "Write the products of a shop to a file"), chosen,
      export_products);
  add(app.add_subcommand("import", "Add the products of a file to a shop that is not in use"),
      chosen, import_products);
}

} // namespace souk
