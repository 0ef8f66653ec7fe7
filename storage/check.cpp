#include "storage/check.hpp"

#include "storage/answer_record.hpp"
#include "storage/migrations.hpp"
#include "storage/sql_rule.hpp"

#include <map>
#include <sstream>

namespace souk {

namespace {

constexpr std::size_t examples_max = 5;

constexpr sql_rule row_rules[] = {
  {"every reference leads to a row", "select count(*) from order_lines",
   "select \"table\" || ' row ' || coalesce(rowid, '?') from pragma_foreign_key_check"},
  {"ids of products have no gaps", "select count(*) from products",
   "select max(id) || ' is the last of ' || count(*) from products "
   "having max(id) <> count(*)"},
  {"ids of orders have no gaps", "select count(*) from orders",
   "select max(id) || ' is the last of ' || count(*) from orders having max(id) <> count(*)"},
  {"all prices have one currency",
   "select (select count(*) from products) + (select count(*) from orders)",
   "with shop as (select currency from products order by id limit 1) "
   "select 'product ' || id || ' in ' || currency from products "
   "where currency <> (select currency from shop) "
   "union all select 'order ' || id || ' in ' || currency from orders "
   "where currency <> (select currency from shop) "
   "union all select 'cart of ' || user_id || ' in ' || currency from cart_lines "
   "where currency <> (select currency from shop)"},
  {"an order is placed or canceled", "select count(*) from orders",
   "select 'order ' || id || ' is ' || status from orders "
   "where status <> 'placed' and status <> 'canceled'"},
  {"the total of an order is the sum of its lines", "select count(*) from orders",
   "select 'order ' || o.id from orders o left join (select order_id, sum(line_total) as total "
   "from order_lines group by order_id) l on l.order_id = o.id where l.total is not o.total"},
  {"a line costs its price times its quantity", "select count(*) from order_lines",
   "select 'order ' || order_id || ' line ' || position from order_lines "
   "where line_total <> price * quantity"},
  {"stock is what its movements add up to, and not negative", "select count(*) from products",
   "select 'product ' || p.id from products p left join (select product_id, sum(quantity) as sum "
   "from movements group by product_id) m on m.product_id = p.id "
   "where coalesce(m.sum, 0) <> coalesce(p.stock, 0) or p.stock < 0"},
  {"movements are counted without gaps", "select count(*) from movements",
   "select 'product ' || p.id from products p left join (select product_id, count(*) as n, "
   "max(sequence) as last from movements group by product_id) m on m.product_id = p.id "
   "where coalesce(m.n, 0) <> p.stock_version or coalesce(m.last, 0) <> p.stock_version"},
  {"a line that was counted has its movement", "select count(*) from order_lines where counted = 1",
   // Grouped, for a join on the two columns has no index to go by.
   "select 'order ' || l.order_id || ' product ' || l.product_id from order_lines l "
   "left join (select order_id, product_id, sum(quantity) as quantity from movements "
   "where kind = 'sold' group by order_id, product_id) m "
   "on m.order_id = l.order_id and m.product_id = l.product_id "
   "where l.counted = 1 and m.quantity is not -l.quantity"},
  {"units are sold for a line that was counted",
   "select count(*) from movements where kind = 'sold'",
   "select 'product ' || m.product_id || ' movement ' || m.sequence from movements m "
   "left join order_lines l on l.order_id = m.order_id and l.product_id = m.product_id "
   "and l.counted = 1 where m.kind = 'sold' and m.quantity is not -l.quantity"},
  {"only a canceled order gives stock back, and no more than it took",
   "select count(*) from movements where kind = 'released'",
   "select 'order ' || m.order_id || ' product ' || m.product_id from "
   "(select order_id, product_id, sum(quantity) as quantity from movements "
   "where kind = 'released' group by order_id, product_id) m "
   "left join orders o on o.id = m.order_id left join order_lines l on l.order_id = m.order_id "
   "and l.product_id = m.product_id and l.counted = 1 "
   "where o.status is not 'canceled' or m.quantity is not l.quantity"},
  {"a canceled order has given back what it took",
   "select count(*) from movements where kind = 'sold'",
   // Except of a product whose stock was not counted then. What ends the counting leaves nothing on
   // hand; that a seller has set it to 0, and goes on counting, looks the same.
   "with levels as (select product_id, sequence, kind, reason, sum(quantity) over "
   "(partition by product_id order by sequence) as on_hand from movements), "
   "uncounted as (select product_id, max(sequence) as sequence from levels where on_hand = 0 "
   "and kind = 'adjusted' and reason = 'product changed' group by product_id), "
   "released as (select order_id, product_id, sum(quantity) as quantity from movements "
   "where kind = 'released' group by order_id, product_id) "
   "select 'order ' || s.order_id || ' product ' || s.product_id from movements s "
   "join orders o on o.id = s.order_id and o.status = 'canceled' "
   "left join released r on r.order_id = s.order_id and r.product_id = s.product_id "
   "left join uncounted u on u.product_id = s.product_id where s.kind = 'sold' "
   "and coalesce(r.quantity, 0) <> -s.quantity "
   "and (r.quantity is not null or s.sequence > coalesce(u.sequence, 0))"},
  {"a line of a cart came with a change of it", "select count(*) from cart_lines",
   "select 'cart of ' || l.user_id || ' product ' || l.product_id from cart_lines l "
   "left join carts c on c.user_id = l.user_id "
   "where l.position < 1 or l.position > coalesce(c.version, 0)"},
};

class read_texts : public sql_statement {
public:
  read_texts(sql_connection& on, const char* sql) : sql_statement(on) {
    out(text);
    prepare(sql);
  }

  std::string text;
};

void add_broken(rule_check& to, const std::string& example) {
  ++to.broken;
  if (to.examples.size() < examples_max)
    to.examples.push_back(example);
}

/// What is found before the shop turns out to be damaged there is not lost. Any other error says
/// nothing of the shop.
template <class Look>
rule_check look_at(rule_check result, Look look) {
  try {
    look(result);
  } catch (const sql_error& err) {
    if (err.fault() != sql_fault::corrupt && err.fault() != sql_fault::other)
      throw;
    add_broken(result, err.what());
  }
  return result;
}

/// SQLite tells all that is wrong with a table at once, below a heading.
void add_lines(rule_check& to, const std::string& told) {
  std::istringstream lines{told};
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("***"))
      add_broken(to, line);
}

rule_check check(sql_connection& on, const sql_rule& rule) {
  return look_at({rule.rule}, [&](rule_check& result) {
    result.rows = on.read_integer(rule.count);
    read_texts read{on, rule.broken};
    read.for_each([&] { add_broken(result, read.text); });
  });
}

class read_keys : public sql_statement {
public:
  explicit read_keys(sql_connection& on) : sql_statement(on) {
    out(scope);
    out(key);
    out(answer);
    prepare("select scope, key, answer from kept_keys");
  }

  std::string scope;
  std::string key;
  std::string answer;
};

class count_order : public sql_statement {
public:
  explicit count_order(sql_connection& on) : sql_statement(on) {
    in("id", id);
    out(count);
    prepare("select count(*) from orders where id = :id");
  }

  std::int64_t id = 0;
  std::int64_t count = 0;
};

rule_check check_schema(sql_connection& on) {
  return look_at({"tables and indexes are as souk makes them"}, [&](rule_check& result) {
    result.rows = on.read_integer("select count(*) from sqlite_schema where sql is not null");
    for (auto& each : missing_parts(on))
      add_broken(result, each);
  });
}

/// A checkout and its cancelation have keys of their own; what no two have is the same scope.
void check_each_key(sql_connection& on, rule_check& result) {
  std::map<std::int64_t, std::string> placed_by;
  count_order known{on};
  read_keys read{on};
  read.for_each([&] {
    const auto name = "key " + read.key + " of " + read.scope;
    try {
      const auto answer = answer_of(read.answer);
      if (!answer.order)
        return;
      known.id = answer.order->id;
      known.run();
      const bool is_checkout = answer.order->status == order_status::placed;
      if (known.count != 1 || (is_checkout && !placed_by.try_emplace(known.id, name).second))
        add_broken(result, name);
    } catch (const std::runtime_error&) {
      add_broken(result, name);
    }
  });
}

rule_check check_keys(sql_connection& on) {
  return look_at({"a key has an answer, and an order comes from one key at most"},
                 [&](rule_check& result) {
                   result.rows = on.read_integer("select count(*) from kept_keys");
                   check_each_key(on, result);
                 });
}

} // namespace

rule_check check_file(sql_connection& on) {
  const auto pages = on.read_integer("select page_count from pragma_page_count");
  return look_at({"the file is whole", pages}, [&](rule_check& result) {
    read_texts read{on, "select integrity_check from pragma_integrity_check"};
    read.for_each([&] {
      if (read.text != "ok")
        add_lines(result, read.text);
    });
  });
}

std::vector<rule_check> check_rules(sql_connection& on) {
  sql_snapshot everything_at_once{on};
  std::vector<rule_check> result{check_file(on), check_schema(on)};
  for (auto& rule : row_rules)
    result.push_back(check(on, rule));
  for (auto& rule : event_rules())
    result.push_back(check(on, rule));
  result.push_back(check_keys(on));
  return result;
}

} // namespace souk
