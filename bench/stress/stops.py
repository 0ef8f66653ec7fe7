"""SIGTERM under load."""

import random
import time

from checks import progress, souk
from flood import flood_result, start_flood
from servers import Failed, started

RATE = 2000
CONNECTIONS = 64
TARGET = "/cart?user_id=buyer-{n}&product_id=1"
EXIT_SECONDS_MAX = 10


def stop_once(after):
    """Returns what souk-flood has seen, and how long the server took to end."""
    with started(souk(is_shop=False, database="{folder}/shop.db")) as running:
        running.ask("POST", "/products", {"name": "Lamp", "price": 1})
        running.connection.close()
        process = running.process
        load = start_flood(running.port, RATE, after + 30, CONNECTIONS, TARGET, "--method", "POST",
                           "--stop-pid", str(process.pid), "--stop-after", f"{after:.3f}")
        try:
            time.sleep(after)
            begun = time.monotonic()
            process.wait(after + 3 * EXIT_SECONDS_MAX)
            taken = time.monotonic() - begun
        finally:
            found = flood_result(load, EXIT_SECONDS_MAX)
        return found, taken


def run(options, report):
    chance = random.Random(options.seed)
    report.title(f"SIGTERM {options.stops} times at {RATE} POST /cart a second, seed {options.seed}")
    lost = late = late_lost = answered = 0
    slowest = 0.0
    for count in range(1, options.stops + 1):
        progress(f"\rstop {count} of {options.stops}")
        found, taken = stop_once(chance.uniform(0.2, 1.0))
        if not found["admitted"]["count"]:
            raise Failed("no request was admitted before the server stopped")
        answered += found["admitted"]["count"]
        lost += found["lost"]
        late += found["sent_after_stop"]
        late_lost += found["lost_after_stop"]
        slowest = max(slowest, taken)
    progress("\n")
    report.note(f"{answered} requests were admitted; {late} were sent after the signal, on "
                f"connections not yet closed, and {late_lost} of these found them closing")
    report.at_most("requests before the signal without an answer", lost, 0, "requests")
    report.at_most("slowest exit", slowest, EXIT_SECONDS_MAX, "s")
