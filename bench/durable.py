"""What it costs to be durable: checkouts alone, and how long an add waits for the disk."""

import contextlib
import os
import sqlite3
import statistics
import subprocess
import tempfile
import threading
import time

from flood import flood, p99_ms
from rounds import (BENCH, CONNECTIONS, DEADLINE_SECONDS, Failed, last_line_of, progress, spaced,
                    started)

# Carts that are filled for each second of checkouts: more than one second can empty.
CARTS_PER_SECOND = 100_000
FSYNCS = 200
# What SQLite is given alone: no group that forms by itself is much larger.
ORDERS_PER_TRANSACTION = 100
# Between two syncs beside a load: few enough to be no load of their own.
SYNC_PAUSE_SECONDS = 0.01


def run_carts(what, buyers, seconds, port):
    """wrk with carts.lua; returns the figures of report.lua."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(BENCH / "carts.lua"),
               f"http://127.0.0.1:{port}/", "--", what, str(buyers)]
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          timeout=seconds + DEADLINE_SECONDS)
    found = last_line_of(done)
    if found["refused"] or found["failed"]:
        raise Failed(f"{found['refused']} requests were refused, {found['failed']} failed")
    return found


def empty_carts(added, seconds, port):
    """Checkouts of the carts that a run of adds has filled; returns the figures of report.lua."""
    # The last adds of each connection may not have been answered, nor may the last checkouts.
    buyers = added["requests"] - CONNECTIONS
    found = run_carts("checkout", buyers, seconds, port)
    if found["requests"] >= buyers - CONNECTIONS:
        raise Failed(f"{buyers} buyers were too few for {seconds} s")
    return found


def checkout_rate(server, seconds):
    """Checkouts a second of carts that were filled before."""
    with started(server) as running:
        added = run_carts("add", CARTS_PER_SECOND * seconds, seconds * 4, running.port)
        found = empty_carts(added, seconds, running.port)
        return found["requests"] / found["microseconds"] * 1e6


def add_times(server, seconds):
    """The rate of adds at full load, and the 99th percentile of their times at half of it, beside
    that of the disk at the same time."""
    with started(server) as running:
        full = run_carts("add", 10**9, seconds, running.port)
        rate = full["requests"] / full["microseconds"] * 1e6
        with watched_disk() as times:
            half = flood(running.port, rate / 2, seconds, CONNECTIONS,
                         "/cart?product_id=1&user_id=evenly-{n}", "--method", "POST")
        if half["refused"]["count"] or half["lost"]:
            raise Failed(f"souk-flood: not every add was answered: {half}")
        return {"rate": rate, "half_rate": half["admitted"]["count"] / seconds,
                "p99_ms": p99_ms(half), "fsync_ms": statistics.median(times),
                "fsync_p99_ms": statistics.quantiles(times, n=100, method="inclusive")[-1]}


@contextlib.contextmanager
def watched_disk():
    """Yields a list that fills with the times of syncs, in ms, as long as the body runs."""
    times = []
    is_over = threading.Event()

    def watch():
        with tempfile.NamedTemporaryFile(prefix="souk-bench-") as file:
            while not is_over.wait(SYNC_PAUSE_SECONDS):
                times.append(sync_ms(file))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield times
    finally:
        is_over.set()
        watcher.join()


def sync_ms(file):
    """How long the disk takes to keep one more page of the file."""
    file.write(b"x" * 4096)
    file.flush()
    before = time.perf_counter()
    os.fdatasync(file.fileno())
    return (time.perf_counter() - before) * 1e3


def raw_rate(seconds):
    """Orders a second that SQLite alone stores, of four rows each as a shop's are: what to compare
    checkouts with, which are also asked for over HTTP, checked, and answered."""
    with tempfile.TemporaryDirectory(prefix="souk-bench-") as folder, \
            contextlib.closing(sqlite3.connect(f"{folder}/raw.db", isolation_level=None)) as raw:
        raw.executescript("""
            pragma journal_mode = wal; pragma synchronous = full;
            create table orders (id integer primary key, user_id text, total integer, status text);
            create table lines (order_id integer, position integer, product_id integer,
                                quantity integer, primary key (order_id, position));
            create table movements (id integer primary key, product_id integer, quantity integer);
            create table events (id integer primary key, entity text, details text)""")
        stored = 0
        begin = time.perf_counter()
        while (passed := time.perf_counter() - begin) < seconds:
            ids = range(stored, stored + ORDERS_PER_TRANSACTION)
            raw.execute("begin immediate")
            raw.executemany("insert into orders values (?, ?, 990, 'placed')",
                            [(each, f"buyer-{each}") for each in ids])
            raw.executemany("insert into lines values (?, 1, 1, 1)", [(each,) for each in ids])
            raw.executemany("insert into movements values (?, 1, -1)", [(each,) for each in ids])
            raw.executemany("insert into events values (?, 'order', '{\"total\":990}')",
                            [(each,) for each in ids])
            raw.execute("commit")
            stored += ORDERS_PER_TRANSACTION
        return stored / passed


def fsync_ms():
    """The median time that the disk takes to keep a page while nobody else uses it."""
    with tempfile.NamedTemporaryFile(prefix="souk-bench-") as file:
        return statistics.median(sync_ms(file) for _ in range(FSYNCS))


def run_durable(servers, options):
    """Prints both figures; returns those of each round."""
    rounds = []
    shops = [each for each in servers if each.is_shop and each.name in ("souk", "durable")]
    for count in range(1, options.rounds + 1):
        progress(f"durable, round {count} of {options.rounds}:")
        found = {"fsync_ms": fsync_ms(), "raw": raw_rate(options.seconds)}
        for server in shops:
            found[server.name] = checkout_rate(server, options.seconds)
            progress(f"  {server.name} {spaced(found[server.name])} checkouts/s")
        durable = next(each for each in shops if each.is_durable)
        found["add"] = add_times(durable, options.seconds)
        progress(f"  add p99 {found['add']['p99_ms']:.2f} ms\n")
        rounds.append(found)

    def middle(get):
        return statistics.median(get(each) for each in rounds)

    print("\nCheckouts of carts with one line, nothing else")
    for server in shops:
        print(f"  {server.name:8}  {spaced(middle(lambda x, n=server.name: x[n]))} checkouts/s")
    print(f"  SQLite    {spaced(middle(lambda x: x['raw']))} orders/s by itself, of 4 rows each, "
          f"{ORDERS_PER_TRANSACTION} a transaction")
    print("\nAn add that is on disk, at half of the load that the shop can take")
    print(f"  {spaced(middle(lambda x: x['add']['half_rate']))} of "
          f"{spaced(middle(lambda x: x['add']['rate']))} adds/s, "
          f"p99 {middle(lambda x: x['add']['p99_ms']):.2f} ms")
    print(f"  fdatasync of a page: {middle(lambda x: x['fsync_ms']):.2f} ms; beside the adds "
          f"{middle(lambda x: x['add']['fsync_ms']):.2f} ms, "
          f"p99 {middle(lambda x: x['add']['fsync_p99_ms']):.2f} ms", flush=True)
    return rounds
