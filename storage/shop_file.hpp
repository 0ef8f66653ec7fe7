#pragma once

#include "messages/product.hpp"
#include "storage/migration.hpp"
#include "storage/rule_check.hpp"

#include <functional>
#include <string>
#include <vector>

/// The file of a shop, seen from outside: by commands of the program, while a server may have it
/// open. Each throws std::runtime_error with a line for the user.

namespace souk {

/// Checks every rule in one snapshot of the file; changes nothing.
std::vector<rule_check> check_shop(const std::string& file);

/// Throws if the file is there, or one that SQLite would take for a part of it. A lock file is
/// none.
void must_be_new(const std::string& file);

/// Copies a shop, as it is at this moment, into a new file that is there whole or not at all. What
/// is damaged is not copied, and no file is replaced. Tells `progress` how many of how many pages
/// are done.
void copy_shop(const std::string& from, const std::string& to,
               const std::function<void(int, int)>& progress);

/// The same, where the copy is to be served: no server opens it before it is whole, and it has a
/// mark of its own. The lock file stays, as that of a server does.
void restore_shop(const std::string& from, const std::string& to,
                  const std::function<void(int, int)>& progress);

/// How far the schema is.
std::vector<migration_state> shop_migrations(const std::string& file);

/// Takes the steps of the schema that are missing; no server may have the file open. Returns how
/// many were taken.
int migrate_shop(const std::string& file);

/// All products, archived ones included.
std::vector<product_ptr> products_of_shop(const std::string& file);

/// Adds all of these products or none, in one change, to a shop that no server has open; makes the
/// shop if there is none. `unit`, in which they are priced, must be the currency of the shop.
void add_products(const std::string& file, const std::vector<product_fields>& products,
                  currency unit);

} // namespace souk
