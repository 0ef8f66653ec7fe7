"""More requests than the server can answer. It has half of the cores, the load the others."""

import re
import statistics
import subprocess

from checks import cores_split, progress, souk, status_kib
from flood import flood, p99_ms
from servers import DEADLINE_SECONDS, PRODUCTS, Failed, started

# What a browser asks for: a page of orders, which is written and compressed anew for each request.
# Nothing else of daily use costs the server as much: one of the usual size, and the longest.
USER = "reader"
PAGES = (100, 1000)
FIELD = "Accept-Encoding: gzip"
TIMES = (2, 5, 10)
LIGHT = 0.1  # of the capacity
LIGHT_SECONDS = 5
# Of what a machine can do, between the loads: others wear it away.
LOOK_SECONDS = 10
RECOVERY_SECONDS_MAX = 5


def target_of(page):
    return f"/orders?user_id={USER}&limit={page}"


def capacity_of(port, page, seconds):
    # More connections at once would make the lists wait for each other, and some be refused.
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "-H", FIELD,
               f"http://127.0.0.1:{port}{target_of(page)}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          timeout=seconds + DEADLINE_SECONDS)
    found = re.search(r"^Requests/sec:\s*([\d.]+)$", done.stdout, re.M)
    if not found or "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise Failed(f"wrk: {done.stdout}{done.stderr}")
    return float(found[1])


def place_orders(shop, count):
    for number in range(count):
        for product in range(3):
            shop.ask("POST", "/cart", {"user_id": USER,
                                       "product_id": 1 + (number * 3 + product) % PRODUCTS})
        shop.ask("POST", f"/checkout?user_id={USER}")


def asking(port, page, rate, seconds, connections):
    return flood(port, rate, seconds, connections, target_of(page), "--field", FIELD)


def seconds_to_recover(port, page, rate, usual_ms):
    """How many seconds pass until one is as before: nobody refused, times at most twice as long."""
    for second in range(1, RECOVERY_SECONDS_MAX + 6):
        found = asking(port, page, rate, 1, 64)
        if not found["refused"]["count"] and p99_ms(found) <= 2 * usual_ms:
            return second
    return float("inf")


def one_round(running, page, times, before, options):
    """One load and a look at what the machine can do behind it; `before` is that in front of it."""
    light = LIGHT * before
    usual_ms = p99_ms(asking(running.port, page, light, min(options.seconds, LIGHT_SECONDS), 64))
    found = asking(running.port, page, times * before, options.seconds, options.connections)
    recovered = seconds_to_recover(running.port, page, light, usual_ms)
    after = capacity_of(running.port, page, min(options.seconds, LOOK_SECONDS))
    rate = found["admitted"]["count"] / options.seconds
    return {"before": before, "after": after, "usual_ms": usual_ms, "found": found,
            "goodput": rate / ((before + after) / 2), "p99": p99_ms(found) / usual_ms,
            "refusals_ms": found["refused"]["p99_ms"], "lost": found["lost"],
            "recovered": recovered}


def note_of(made):
    found = made["found"]
    return (f"capacity {made['before']:,.0f}/s before and {made['after']:,.0f}/s after, "
            f"p99 unloaded {made['usual_ms']:.2f} ms; of {found['due']} requests that were due "
            f"{found['admitted']['count']} admitted, {found['refused']['count']} refused, "
            f"{found['unsent']} found all connections busy: goodput {made['goodput']:.2f}, "
            f"p99 {made['p99']:.2f} x, refusals {made['refusals_ms']:.2f} ms")


def overload(running, page, times, options, report):
    """Medians of some rounds; what must never happen is that of the worst."""
    name = f"{page} orders, {times} times"
    rounds = []
    before = capacity_of(running.port, page, min(options.seconds, LOOK_SECONDS))
    for count in range(1, options.rounds + 1):
        progress(f"overload: {name}, round {count} of {options.rounds}\n")
        rounds.append(one_round(running, page, times, before, options))
        report.note(f"{name}: {note_of(rounds[-1])}")
        before = rounds[-1]["after"]

    def median(figure):
        return statistics.median(each[figure] for each in rounds)

    report.at_least(f"{name}: goodput", median("goodput"), 0.9, "of capacity")
    report.at_most(f"{name}: p99 of the admitted", median("p99"), 5, "x unloaded")
    report.at_most(f"{name}: p99 of the refusals", median("refusals_ms"), 10, "ms")
    report.at_most(f"{name}: lost requests", sum(each["lost"] for each in rounds), 0, "requests")
    report.at_most(f"{name}: normal again after", max(each["recovered"] for each in rounds),
                   RECOVERY_SECONDS_MAX, "s")


def run(options, report):
    report.title(f"Overload: GET {target_of('N')}, {options.connections} connections, "
                 f"rounds of {options.seconds} s")
    with cores_split() as prefix, started(souk(prefix=prefix)) as running:
        place_orders(running, max(PAGES))
        memory_before = status_kib(running.process, "VmRSS")
        for page in PAGES:
            for times in TIMES:
                overload(running, page, times, options, report)
        grown = (status_kib(running.process, "VmHWM") - memory_before) / 1024
        report.at_most("memory above the start, at most", grown, 64, "MiB")
