#include "http/product_lines.hpp"
#include "main/arguments.hpp"
#include "main/commands.hpp"
#include "main/option_flags.hpp"
#include "storage/database.hpp"
#include "storage/shop_file.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace souk {

namespace {

/// Products that are imported in one change.
constexpr std::size_t batch_max = 1'000;

struct product_arguments {
  std::string file;
  /// Empty: what the settings say.
  std::string database;
  /// Like `database`.
  std::string currency_name;
};

int export_products(const product_arguments& given) {
  if (std::filesystem::exists(given.file))
    throw std::runtime_error{given.file + " exists already. Choose another name."};
  const auto products = products_of_shop(file_of_shop(given.database));
  std::ofstream out{given.file};
  std::size_t count = 0;
  for (auto& each : products)
    if (!each->archived) {
      out << product_line(*each) << '\n';
      ++count;
    }
  out.close();
  if (!out)
    throw std::runtime_error{"Cannot write " + given.file + "."};
  std::cout << count << " products are in " << given.file << " now.\n";
  return 0;
}

/// All lines, before anything is stored: one that is wrong must not leave half of them behind.
std::vector<write> read_products(const product_arguments& given) {
  const auto unit = given.currency_name.empty() ? usual_options().server.shop.unit
                                                : parse_currency(given.currency_name);
  if (!unit)
    throw std::runtime_error{"--currency must be three capital letters, as in USD."};
  std::ifstream in{given.file};
  if (!in)
    throw std::runtime_error{"Cannot read " + given.file + "."};
  std::vector<write> result;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty())
      continue;
    auto fields = read_product_line(line, *unit);
    if (auto* fault = std::get_if<std::string>(&fields))
      throw std::runtime_error{given.file + ", line " + std::to_string(number) + ": " + *fault
                               + " Nothing was imported."};
    result.push_back(insert_product{std::get<product_fields>(std::move(fields)), {}});
  }
  return result;
}

int import_products(const product_arguments& given) {
  const auto products = read_products(given);
  const auto file = file_of_shop(given.database);
  auto database = open_database("sqlite:" + file);
  const auto now = std::chrono::system_clock::now();
  for (std::size_t done = 0; done < products.size();) {
    const auto end = std::min(done + batch_max, products.size());
    const auto at = [&](std::size_t i) {
      return products.begin() + static_cast<std::ptrdiff_t>(i);
    };
    for (auto& outcome : database->commit({at(done), at(end)}, now))
      if (!std::holds_alternative<product_reply>(outcome))
        throw std::runtime_error{"The disk is full: the first " + std::to_string(done)
                                 + " products were imported."};
    done = end;
  }
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
