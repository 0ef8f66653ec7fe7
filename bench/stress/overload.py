"""More requests than the server can answer. It has half of the cores, the load the others."""

import re
import subprocess

from checks import cores_split, progress, souk, status_kib
from flood import flood, p99_ms
from servers import DEADLINE_SECONDS, Failed, started

# What a browser asks for: a page of orders, which is written and compressed anew for each request.
# Nothing else of daily use costs the server as much, and its answer is small enough for whoever
# sends the load to read ten times as many.
USER = "reader"
ORDERS = 100
TARGET = f"/orders?user_id={USER}&limit={ORDERS}"
FIELD = "Accept-Encoding: gzip"
TIMES = (2, 5, 10)
LIGHT = 0.1  # of the capacity
RECOVERY_SECONDS_MAX = 5


def capacity_of(port, seconds):
    # More connections at once would make the lists wait for each other, and some be refused.
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "-H", FIELD,
               f"http://127.0.0.1:{port}{TARGET}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          timeout=seconds + DEADLINE_SECONDS)
    found = re.search(r"^Requests/sec:\s*([\d.]+)$", done.stdout, re.M)
    if not found or "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise Failed(f"wrk: {done.stdout}{done.stderr}")
    return float(found[1])


def place_orders(shop):
    for number in range(ORDERS):
        for product in range(3):
            shop.ask("POST", "/cart", {"user_id": USER, "product_id": 1 + number * 3 + product})
        shop.ask("POST", f"/checkout?user_id={USER}")


def asking(port, rate, seconds, connections):
    return flood(port, rate, seconds, connections, TARGET, "--field", FIELD)


def seconds_to_recover(port, rate, usual_ms):
    """How many seconds pass until one is as before: nobody refused, times at most twice as long."""
    for second in range(1, RECOVERY_SECONDS_MAX + 6):
        found = asking(port, rate, 1, 64)
        if not found["refused"]["count"] and p99_ms(found) <= 2 * usual_ms:
            return second
    return float("inf")


def run(options, report):
    seconds = options.seconds
    report.title(f"Overload: GET {TARGET}, {options.connections} connections, {seconds} s each")
    with cores_split() as prefix, started(souk(prefix=prefix)) as running:
        place_orders(running)
        memory_before = status_kib(running.process, "VmRSS")
        progress("overload: capacity")
        capacity = capacity_of(running.port, min(seconds, 10))
        light = asking(running.port, LIGHT * capacity, min(seconds, 10), 64)
        usual_ms = p99_ms(light)
        report.note(f"capacity {capacity:,.0f}/s with wrk -t1 -c8; unloaded p99 {usual_ms:.2f} ms "
                    f"at {LIGHT:.0%} of it")
        for times in TIMES:
            progress(f", {times} times")
            found = asking(running.port, times * capacity, seconds, options.connections)
            report.note(f"{times} times: {found['due']} requests were due, "
                        f"{found['admitted']['count']} admitted, {found['refused']['count']} "
                        f"refused, {found['unsent']} found all connections busy")
            report.at_least(f"{times} times: goodput",
                            found["admitted"]["count"] / seconds / capacity, 0.9, "of capacity")
            report.at_most(f"{times} times: p99 of the admitted",
                           p99_ms(found) / usual_ms, 5, "x unloaded")
            report.at_most(f"{times} times: p99 of the refusals", found["refused"]["p99_ms"], 10,
                           "ms")
            report.at_most(f"{times} times: lost requests", found["lost"], 0, "requests")
            report.at_most(f"{times} times: normal again after",
                           seconds_to_recover(running.port, LIGHT * capacity, usual_ms),
                           RECOVERY_SECONDS_MAX, "s")
        grown = (status_kib(running.process, "VmHWM") - memory_before) / 1024
        report.at_most("memory above the start, at most", grown, 64, "MiB")
    progress("\n")
