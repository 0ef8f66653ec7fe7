"""A shop with a long history: how fast it starts, what it weighs, and whether it has become slower."""

import contextlib
import pathlib
import sqlite3
import statistics
import tempfile
import time

import servers
from durable import empty_carts, run_carts
from rounds import progress, spaced

PRODUCTS = 1_000_000
ORDERS = 1_000_000
# Rows as souk writes them, made by SQLite itself. The stock of the products is not tracked.
HISTORY = f"""
with recursive n(i) as (select (select count(*) from products) + 1
                        union all select i + 1 from n where i < {PRODUCTS})
insert into products select i, 'Product number ' || i, 1000 + i % 9000, 'USD', 'A thing to buy',
  null, '', '', 1, 0, 0, 0, 0 from n;
with recursive n(i) as (select 1 union all select i + 1 from n where i < {ORDERS})
insert into orders select i, 'past-' || i % 100000, 2000, 'USD', 'placed', 0, 1, i, 1 from n;
insert into order_lines select id, 1, 1 + id % {PRODUCTS}, 'Product', 1000, 2, 2000, 0 from orders;
insert into events (entity, entity_id, sequence, kind, actor, details, happened_at)
  select 'product', id, 1, 'created', '', '{{}}', 0 from products
  where id > (select count(*) from events where entity = 'product');
insert into events (entity, entity_id, sequence, kind, actor, details, happened_at)
  select 'order', id, 1, 'placed', user_id, '{{}}', 0 from orders;
"""


def resident_mib(running):
    status = pathlib.Path(f"/proc/{running.process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@contextlib.contextmanager
def opened(build, file, fills):
    """Serves the file; with the seconds that the start took."""
    server = servers.Server("durable", servers.souk(f"{build}/souk", file), is_shop=fills,
                            is_durable=True)
    before = time.monotonic()
    with servers.started(server) as running:
        yield running, time.monotonic() - before


def rates_of(running, seconds):
    """Adds and checkouts a second, and the median time of reading a product, in microseconds."""
    # For twice the time, as checkouts may be faster than adds.
    added = run_carts("add", 10**9, 2 * seconds, running.port)
    placed = empty_carts(added, seconds, running.port)
    times = []
    for _ in range(500):
        before = time.perf_counter()
        running.ask("GET", "/products/1")
        times.append(time.perf_counter() - before)
    return {"add": added["requests"] / added["microseconds"] * 1e6,
            "checkout": placed["requests"] / placed["microseconds"] * 1e6,
            "read_us": statistics.median(times) * 1e6}


def run_large(options):
    """Prints how a shop with a history compares with a new one; returns the figures."""
    with tempfile.TemporaryDirectory(prefix="souk-bench-") as folder:
        old, new = f"{folder}/old.db", f"{folder}/new.db"
        for file in (old, new):
            with opened(options.build, file, True):
                pass
        progress(f"large: making {spaced(PRODUCTS)} products and {spaced(ORDERS)} orders\n")
        with contextlib.closing(sqlite3.connect(old)) as database:
            database.executescript(HISTORY)
        found = {"old": [], "new": []}
        for count in range(1, options.rounds + 1):
            progress(f"large, round {count} of {options.rounds}:")
            # In turns, so that neither always comes to a machine that the other has just used.
            turns = [("new", new), ("old", old)]
            for name, file in turns if count % 2 else reversed(turns):
                with opened(options.build, file, False) as (running, seconds):
                    figures = {"start_s": seconds, "mib": resident_mib(running)}
                    figures.update(rates_of(running, options.seconds))
                found[name].append(figures)
                progress(f"  {name} {spaced(figures['add'])} adds/s,"
                         f" {spaced(figures['checkout'])} checkouts/s")
            progress("\n")

    def ratio(figure):
        return statistics.median(a[figure] / b[figure] for a, b in zip(found["old"], found["new"]))

    def middle(figure):
        return statistics.median(each[figure] for each in found["old"])

    print(f"\nA shop of {spaced(PRODUCTS)} products and {spaced(ORDERS)} orders, beside a new one\n"
          f"  starts in {middle('start_s'):.1f} s, holds {middle('mib'):.0f} MiB\n"
          f"  {ratio('add'):.2f} of the adds/s, {ratio('checkout'):.2f} of the checkouts/s, "
          f"{ratio('read_us'):.2f} times the time of reading a product", flush=True)
    return found
