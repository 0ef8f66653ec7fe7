#include "storage/sql_rule.hpp"

namespace souk {

namespace {

// Events tell of more than they once did: no rule asks for what older ones lack. They have no index
// to go by, so a rule looks at each once, and where it must compare sums, groups them.
constexpr sql_rule rules_of_events[] = {
  {"ids of events have no gaps", "select count(*) from events",
   "select max(id) || ' is the last of ' || count(*) from events having max(id) <> count(*)"},
  {"events of one entity are counted without gaps", "select count(*) from events",
   "select entity || ' ' || entity_id from events group by entity, entity_id "
   "having min(sequence) <> 1 or max(sequence) <> count(*) "
   "or count(distinct sequence) <> count(*)"},
  {"every order has its event, and a canceled one has two", "select count(*) from orders",
   "select 'order ' || o.id from orders o left join (select entity_id, count(*) as n from events "
   "where entity = 'order' group by entity_id) e on e.entity_id = cast(o.id as text) "
   "where coalesce(e.n, 0) <> case o.status when 'canceled' then 2 else 1 end"},
  {"the events of an order are its user's", "select count(*) from orders",
   "select 'order ' || o.id from orders o join events e on e.entity = 'order' "
   "and e.entity_id = cast(o.id as text) where e.actor <> o.user_id"},
  {"the details of an event are a JSON object", "select count(*) from events",
   "select 'event ' || id from events "
   "where case when json_valid(details) then json_type(details) end is not 'object'"},
  {"an event of an order has its order", "select count(*) from events where entity = 'order'",
   "select distinct 'order ' || e.entity_id from events e left join orders o on o.id = e.entity_id "
   "where e.entity = 'order' and o.id is null"},
  {"an order is placed before it is canceled", "select count(*) from events where entity = 'order'",
   "select 'order ' || entity_id || ' is ' || kind || ' in event ' || id from events "
   "where entity = 'order' "
   "and kind is not case sequence when 1 then 'placed' when 2 then 'canceled' end"},
  {"an event of an order tells its total", "select count(*) from events where entity = 'order'",
   "select 'order ' || o.id || ' in event ' || e.id from events e join orders o "
   "on o.id = e.entity_id where e.entity = 'order' and e.details ->> 'total' is not o.total"},
  {"an event of an order tells its lines", "select count(*) from events where entity = 'order'",
   // Since events tell of lines, which they did not always.
   "with told as (select e.entity_id, l.key + 1 as position, "
   "l.value ->> 'product_id' as product_id, l.value ->> 'quantity' as quantity "
   "from events e, json_each(e.details, '$.lines') l where e.entity = 'order') "
   "select distinct 'order ' || t.entity_id from told t left join order_lines l "
   "on l.order_id = t.entity_id and l.position = t.position "
   "where l.product_id is not t.product_id or l.quantity is not t.quantity "
   "union select 'order ' || e.entity_id from events e join (select order_id, count(*) as n "
   "from order_lines group by order_id) l on l.order_id = e.entity_id "
   "where e.entity = 'order' and json_array_length(e.details, '$.lines') <> l.n"},
  {"every change of a product has its event", "select count(*) from products",
   "select 'product ' || p.id from products p left join (select entity_id, count(*) as n "
   "from events where entity = 'product' and kind <> 'stock_moved' group by entity_id) e "
   "on e.entity_id = cast(p.id as text) where coalesce(e.n, 0) <> p.version"},
  {"an event of a product has its product", "select count(*) from events where entity = 'product'",
   "select distinct 'product ' || e.entity_id from events e "
   "left join products p on p.id = e.entity_id where e.entity = 'product' and p.id is null"},
  {"a movement that a seller made has its event, and no other",
   "select count(*) from movements where sequence > 1 and (kind = 'received' or kind = 'adjusted')",
   // The first comes with the product, or with its new figure. A new figure is told as any change
   // of a product is, and the movement of it has a reason that a seller may give, too.
   "select 'product ' || product_id || ' moved by ' || coalesce(quantity, '?') from "
   "(select product_id, quantity, kind = 'received' or reason <> 'product changed' as least, "
   "1 as most, 0 as told from movements "
   "where sequence > 1 and (kind = 'received' or kind = 'adjusted') "
   "union all select cast(entity_id as integer), details ->> 'quantity', 0, 0, 1 from events "
   "where entity = 'product' and kind = 'stock_moved') group by product_id, quantity "
   "having sum(told) < sum(least) or sum(told) > sum(most)"},
  {"every change of a cart has its event", "select count(*) from carts",
   "select 'cart of ' || c.user_id from carts c left join (select entity_id, count(*) as n "
   "from events where entity = 'cart' group by entity_id) e on e.entity_id = c.user_id "
   "where coalesce(e.n, 0) <> c.version"},
  {"an event of a cart has its cart", "select count(*) from events where entity = 'cart'",
   "select distinct 'cart of ' || e.entity_id from events e "
   "left join carts c on c.user_id = e.entity_id where e.entity = 'cart' and c.user_id is null"},
  {"an order left its cart once", "select count(*) from orders",
   "select 'order ' || coalesce(order_id, '?') || ' of ' || user_id from "
   "(select id as order_id, user_id, 1 as n from orders "
   "union all select details ->> 'order_id', entity_id, -1 from events "
   "where entity = 'cart' and kind = 'checked_out') group by order_id, user_id having sum(n) <> 0"},
  {"a cart holds what was added and neither removed nor ordered",
   "select count(*) from events where entity = 'cart'",
   "with changed as (select id, entity_id as user_id, details ->> 'product_id' as product_id, "
   "details ->> 'quantity' as quantity from events where entity = 'cart' and kind = 'line_added' "
   "union all select e.id, e.entity_id, l.product_id, -l.quantity from events e "
   "join order_lines l on l.order_id = e.details ->> 'order_id' "
   "where e.entity = 'cart' and e.kind = 'checked_out'), "
   "removed as (select entity_id as user_id, details ->> 'product_id' as product_id, "
   "max(id) as id from events where entity = 'cart' and kind = 'line_removed' "
   "group by user_id, product_id) "
   "select 'cart of ' || user_id || ' product ' || coalesce(product_id, '?') from "
   "(select c.user_id, c.product_id, c.quantity from changed c left join removed r "
   "on r.user_id = c.user_id and r.product_id = c.product_id where c.id > coalesce(r.id, 0) "
   "union all select user_id, product_id, -quantity from cart_lines) "
   "group by user_id, product_id having sum(quantity) <> 0"},
};

} // namespace

std::span<const sql_rule> event_rules() {
  return rules_of_events;
}

} // namespace souk
