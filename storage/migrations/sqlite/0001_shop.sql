-- A shop: what is sold, what users want and have bought, and everything that happened.
-- Times are microseconds since 1970 UTC; amounts are minor units of the shop's currency.
-- Checks say "a = 'x' or a = 'y'": for IN, SQLite makes a table in memory at each insert.

create table products (
  id integer primary key,
  name text not null,
  price integer not null check (price >= 0),
  currency text not null check (length(currency) = 3),
  description text not null,
  stock integer check (stock >= 0),  -- null: not tracked
  sku text not null,
  category text not null,
  version integer not null check (version >= 1),
  stock_version integer not null check (stock_version >= 0),
  archived integer not null check (archived = 0 or archived = 1),
  created_at integer not null,
  updated_at integer not null
) strict;

create table carts (
  user_id text primary key,
  version integer not null check (version >= 1)
) strict, without rowid;

create table cart_lines (
  user_id text not null references carts (user_id),
  product_id integer not null references products (id),
  position integer not null,  -- the version of the cart that brought the line
  quantity integer not null check (quantity >= 1),
  price integer not null,
  currency text not null,
  product_version integer not null,
  primary key (user_id, product_id)
) strict, without rowid;

create table orders (
  id integer primary key,
  user_id text not null,
  total integer not null check (total >= 0),
  currency text not null check (length(currency) = 3),
  status text not null,
  created_at integer not null,
  -- Names the checkout, so that storing it again has no second effect.
  checkout_run integer not null,
  checkout_cart integer not null,
  checkout_sequence integer not null,
  unique (checkout_run, checkout_cart, checkout_sequence)
) strict;

create index orders_of_user on orders (user_id, id);

create table order_lines (
  order_id integer not null references orders (id),
  position integer not null,
  product_id integer not null references products (id),
  name text not null,
  price integer not null check (price >= 0),
  quantity integer not null check (quantity >= 1),
  line_total integer not null check (line_total >= 0),
  counted integer not null check (counted = 0 or counted = 1),  -- took tracked stock
  primary key (order_id, position)
) strict, without rowid;

-- Every change of a tracked stock; their sum is the stock on hand.
create table movements (
  product_id integer not null references products (id),
  sequence integer not null check (sequence >= 1),
  kind text not null check (kind = 'received' or kind = 'sold' or kind = 'released' or kind = 'adjusted'),
  quantity integer not null,  -- with its sign: sold is negative
  order_id integer references orders (id),
  reason text not null,
  happened_at integer not null,
  primary key (product_id, sequence)
) strict, without rowid;

create table kept_keys (
  scope text not null,
  key text not null,
  fingerprint text not null,
  answer text not null,
  kept_at integer not null,
  primary key (scope, key)
) strict, without rowid;

create index kept_keys_by_age on kept_keys (kept_at);

-- Outbox, audit trail and feed: one row for each change, in the transaction of the change.
create table events (
  id integer primary key,
  entity text not null check (entity = 'product' or entity = 'cart' or entity = 'order'),
  entity_id text not null,
  sequence integer not null check (sequence >= 1),
  kind text not null,
  actor text not null,  -- the user, or empty for the seller
  details text not null,  -- JSON
  happened_at integer not null,
  unique (entity, entity_id, sequence)
) strict;
