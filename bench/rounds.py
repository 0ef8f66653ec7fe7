"""Rounds of wrk: what it asks for, and the table of what came of it."""

import contextlib
import dataclasses
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

from servers import DEADLINE_SECONDS, PRODUCTS, Failed, order_once, started

BENCH = pathlib.Path(__file__).resolve().parent
CONNECTIONS = 64
# A wrk that is busier than this may be what limits the figure.
WRK_BUSY_MAX = 0.95
# Of each round of the journey.
BUYERS_CHECKED = 200


@dataclasses.dataclass(frozen=True)
class Scenario:
    """One table. `sample` is the path whose answer the bare program sends."""

    name: str
    title: str
    sample: str
    # What is counted: a figure of report.lua, and the word for one of them.
    counts: str = "requests"
    one: str = "request"
    script: str = "report.lua"
    connections: int = CONNECTIONS


SCENARIOS = [
    Scenario("product", "One product: GET /products/1", "/products/1"),
    # More at once would wait for each other so long that the shop refuses some.
    Scenario("list", f"A list of {PRODUCTS}: GET /products?limit=1000", "/products?limit=1000",
             one="list", connections=16),
    Scenario("journey", "A buyer's journey: GET a product, POST two to the cart, GET the cart, "
             "POST the checkout", "/cart?user_id=sample", "journeys", "journey", "journey.lua"),
    # Whoever waits for a commit keeps no core busy: more of them show what two cores can do.
    Scenario("crowd", "The same journey with 128 connections", "/cart?user_id=sample", "journeys",
             "journey", "journey.lua", connections=128),
]


def progress(text):
    print(text, end="", file=sys.stderr, flush=True)


def spaced(value):
    return f"{value:,.0f}".replace(",", " ")


def wrk_command(scenario, seconds, port):
    is_journey = scenario.counts == "journeys"
    return ["wrk", "-t1", f"-c{scenario.connections}", f"-d{seconds}s", "-s",
            str(BENCH / scenario.script),
            f"http://127.0.0.1:{port}{'/' if is_journey else scenario.sample}"
            ] + (["--", "buyer-", str(PRODUCTS)] if is_journey else [])


def children_cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def last_line_of(done):
    """What report.lua says at the end of wrk."""
    last_line = done.stdout.strip().rpartition("\n")[2]
    if done.returncode != 0 or not last_line.startswith("{"):
        raise Failed(f"wrk ended with {done.returncode}: {done.stdout}{done.stderr}")
    return json.loads(last_line)


def run_wrk(scenario, seconds, running):
    server_before, wrk_before = running.cpu_seconds(), children_cpu_seconds()
    done = subprocess.run(wrk_command(scenario, seconds, running.port), capture_output=True,
                          text=True, check=False, timeout=seconds + DEADLINE_SECONDS)
    server_cpu = running.cpu_seconds() - server_before
    wrk_cpu = children_cpu_seconds() - wrk_before
    found = last_line_of(done)
    if found["refused"] or found["failed"] or not found[scenario.counts]:
        raise Failed(f"of {found['requests']} requests {found['refused']} were answered with an "
                     f"error status, and {found['failed']} failed on the way")
    taken = found["microseconds"] / 1e6
    found["rate"] = found[scenario.counts] / taken
    found["megabytes"] = found["bytes"] / 1e6 / taken
    found["cpu_us"] = server_cpu * 1e6 / found[scenario.counts]
    found["wrk_busy"] = wrk_cpu / taken
    return found


def measure(scenario, server, seconds, body_file, expected):
    """One round of one server, which is started for it."""
    with started(server, body_file) as running:
        check_answer(scenario, server, running, *expected)
        if not (server.is_shop and scenario.counts == "journeys"):
            return run_wrk(scenario, seconds, running)
        first = order_once(running)
        found = run_wrk(scenario, seconds, running)
        stored = order_once(running) - first - 1
        # The last checkout of each connection may have been on its way when wrk stopped.
        if not found["journeys"] - scenario.connections <= stored <= found["journeys"]:
            raise Failed(f"{found['journeys']} checkouts have left {stored} orders")
        check_orders(running, found["journeys"] - scenario.connections)
        return found


def measure_side_by_side(scenario, servers, seconds, body_file, expected):
    """Second by second in turn: a machine that others use is another one a few seconds later. Who
    is not asked sleeps. Returns the seconds of each server by its name."""
    with contextlib.ExitStack() as stack:
        running = {}
        for server in servers:
            running[server.name] = stack.enter_context(started(server, body_file))
            check_answer(scenario, server, running[server.name], *expected)
        found = {server.name: [] for server in servers}
        for _ in range(seconds):
            for name, each in running.items():
                found[name].append(run_wrk(scenario, 1, each))
    return found


def measure_in_turn(scenario, servers, seconds, body_file, expected):
    return {server.name: [measure(scenario, server, seconds, body_file, expected)]
            for server in servers}


def check_orders(running, buyers):
    """Every buyer looked at has one order with both products: their requests kept their order."""
    for number in range(0, buyers, max(1, buyers // BUYERS_CHECKED)):
        orders = json.loads(running.ask("GET", f"/orders?user_id=buyer-{number}")[1])
        if [len(order["items"]) for order in orders] != [2]:
            raise Failed(f"buyer {number} has these orders: {orders}")


def check_answer(scenario, server, running, fields, size):
    """Whatever is compared sends the same fields and as many bytes."""
    answer, content = ask_sample(scenario, server, running)
    if sorted(answer.keys()) != fields or len(content) != size:
        raise Failed(f"answers with {len(content)} bytes instead of {size}, or with other fields:"
                     f"\n{answer}")


def ask_sample(scenario, server, running):
    if server.is_shop and scenario.counts == "journeys":
        for product_id in (1, 8):
            running.ask("POST", "/cart", {"user_id": "sample", "product_id": product_id})
    return running.ask("GET", scenario.sample)


def run_scenario(scenario, servers, options):
    """Prints the table of a scenario; returns the rounds of each server by its name."""
    # A file makes no difference to whoever only reads the catalog.
    servers = [each for each in servers if each.only in ("", scenario.name)
               and (scenario.counts == "journeys" or not each.is_durable)]
    shop = next(server for server in servers if server.is_shop)
    with started(shop) as running:
        answer, content = ask_sample(scenario, shop, running)
    expected = (sorted(answer.keys()), len(content))
    rounds = {server.name: [] for server in servers}
    with tempfile.NamedTemporaryFile(prefix="souk-bench-") as body:
        body.write(content)
        body.flush()
        for count in range(1, options.rounds + 1):
            progress(f"{scenario.name}, round {count} of {options.rounds}:")
            # What a journey leaves behind is counted, which needs a shop of its own.
            way = measure_in_turn if scenario.counts == "journeys" else measure_side_by_side
            found = way(scenario, servers, options.seconds, body.name, expected)
            for name, figures in found.items():
                rounds[name] += figures
                progress(f"  {name} {spaced(statistics.median(x['rate'] for x in figures))}")
            progress(f"  {scenario.one}s/s\n")
    size = f", {spaced(len(content))} bytes" if scenario.counts == "requests" else ""
    print_table(f"{scenario.title}{size}", scenario.one, rounds)
    return rounds


def ratio(rounds, name, other, figure="rate"):
    """The median of the ratios within a round, which met the same weather."""
    return statistics.median(a[figure] / b[figure] for a, b in zip(rounds[name], rounds[other]))


def row_of(name, rounds):
    found = rounds[name]
    middle = {key: statistics.median(each[key] for each in found) for key in found[0]}
    rates = [each["rate"] for each in found]
    return [name, spaced(middle["rate"]), spaced(min(rates)), spaced(max(rates)),
            f"{ratio(rounds, name, 'bare'):.2f}", f"{middle['p50_us'] / 1e3:.2f}",
            f"{middle['p99_us'] / 1e3:.2f}", f"{middle['megabytes']:.1f}",
            f"{middle['cpu_us']:.1f}"]


def print_table(title, one, rounds):
    rows = [["", f"{one}s/s", "lowest", "highest", "to bare", "p50 ms", "p99 ms", "MB/s",
             f"CPU us/{one}"]] + [row_of(name, rounds) for name in rounds]
    widths = [max(map(len, column)) for column in zip(*rows)]
    print(f"\n{title}")
    for name, *figures in rows:
        print("  " + name.ljust(widths[0])
              + "".join("  " + text.rjust(width) for text, width in zip(figures, widths[1:])))
    if "durable" in rounds:
        print(f"  durable to souk: {ratio(rounds, 'durable', 'souk'):.2f} of the rate")
    # What the guard costs, what the access log costs, and a change.
    for name, other in (("guarded", "bare"), ("souk", "quiet"), ("souk", "against")):
        if name in rounds and other in rounds:
            print(f"  {name} to {other}: {ratio(rounds, name, other):.3f} of the rate, "
                  f"{ratio(rounds, name, other, 'cpu_us'):.3f} of the CPU time")
    if any(each["wrk_busy"] > WRK_BUSY_MAX for found in rounds.values() for each in found):
        print(f"  wrk was busier than {WRK_BUSY_MAX:.0%}: it may be what limits the figure.")
    print(flush=True)
