"""Thousands of clients that take their time, and an honest one among them."""

import heapq
import os
import select
import socket
import time

from checks import allow_files, progress, souk, status_kib
from flood import flood, flood_result, p99_ms, start_flood
from servers import started

PER_ADDRESS = 90
HONEST_RATE = 200
HONEST_CONNECTIONS = 64
HONEST_TARGET = "/products/1"
# The largest file of the documentation: no buffer of the system takes it whole, and the server
# keeps it once for all.
LARGE_FILE = "/docs/swagger-ui-bundle.js"
LARGE = f"GET {LARGE_FILE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
HEAD = b"GET /products HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"x" * 1000
BODY = (b"POST /products HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Content-Length: 1000\r\n\r\n" + b" " * 999)
# What each kind sends at once, what byte by byte, and the server's limit for it in seconds.
KINDS = {
    "header drip": (HEAD[:20], HEAD[20:], 10),
    "body drip": (BODY[:-999], BODY[-999:], 30),
    "never reading": (LARGE, b"", 5),
    "idle": (b"", b"", 15),
}
# The server looks at its limits once a second or two, and we at the server once a second.
SLACK_SECONDS = 4
# So short that the drips come one by one, as from thousands of machines, and not fifty at once.
STEP_SECONDS = 0.002
HOLD_SECONDS_MAX = 3
KIB_PER_CONNECTION_MAX = 12
ESTABLISHED, CLOSE_WAIT = "01", "08"


class Slow:
    """One slow client."""

    def __init__(self, port, number, kind):
        self.kind = kind
        self.at_once, self.rest, self.limit = KINDS[kind]
        self.socket = socket.socket()
        if kind == "never reading":
            # As over a network: at the loopback's segments of 64 KiB, the system would take a MiB
            # or two of each answer off the server.
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self.socket.bind((f"127.0.0.{2 + number // PER_ADDRESS}", 0))
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", port))
        self.socket.setblocking(False)
        self.socket.send(self.at_once)
        self.name = self.socket.getsockname()
        self.begun = time.monotonic()
        self.cut_after = None

    def drip(self):
        """Sends another byte; False if there is no sense in it any more."""
        if not self.rest or self.cut_after is not None:
            return False
        try:
            self.socket.send(self.rest[:1])
        except OSError:
            return False
        self.rest = self.rest[1:]
        return True


def held_by_server(port):
    """The addresses of those whose connection the server has open. A client that does not read
    cannot see that it has been cut."""
    held = set()
    with open("/proc/net/tcp", encoding="ascii") as table:
        next(table)
        for line in table:
            fields = line.split()
            local, remote, state, inode = fields[1], fields[2], fields[3], fields[9]
            if (int(local[9:], 16) == port and state in (ESTABLISHED, CLOSE_WAIT)
                    and inode != "0"):
                address = ".".join(str(byte) for byte in reversed(bytes.fromhex(remote[:8])))
                held.add((address, int(remote[9:], 16)))
    return held


def live(clients, port, until, drips, next_look=0):
    """Drips and, from `next_look` on, looks at the server until a moment, or until everybody has
    been cut."""
    while (now := time.monotonic()) < until and any(c.cut_after is None for c in clients):
        if now >= next_look:
            held = held_by_server(port)
            for client in clients:
                if client.cut_after is None and client.name not in held:
                    client.cut_after = time.monotonic() - client.begun
            next_look = now + 1
        while drips and drips[0][0] <= now:
            _, number = heapq.heappop(drips)
            if clients[number].drip():
                heapq.heappush(drips, (now + 1, number))
        select.select([], [], [], STEP_SECONDS)


def wait_until_held(port, count):
    """Returns how many connections the server has; it may take some seconds to take them all."""
    give_up_at = time.monotonic() + HOLD_SECONDS_MAX
    while (held := len(held_by_server(port))) < count and time.monotonic() < give_up_at:
        time.sleep(0.1)
    return held


def connect_all(port, count):
    clients = []
    for number in range(count):
        kind = list(KINDS)[number % len(KINDS)]
        clients.append(Slow(port, number, kind))
        if number % 100 == 0:
            progress(f"\rslow clients: {number} of {count}")
    return clients


def check_cuts(clients, report):
    for kind, (_, _, limit) in KINDS.items():
        times = [c.cut_after for c in clients if c.kind == kind]
        slowest = max(float("inf") if each is None else each for each in times)
        report.at_most(f"{kind}: the last one is cut after", slowest, limit + SLACK_SECONDS, "s")


def run(options, report):
    count = options.slow
    allow_files(2 * count + 200)
    report.title(f"{count} slow clients: {', '.join(KINDS)}")
    with started(souk()) as running:
        port = running.port
        running.ask("GET", LARGE_FILE)
        running.connection.close()
        alone = flood(port, HONEST_RATE, 5, HONEST_CONNECTIONS, HONEST_TARGET)
        memory_before = status_kib(running.process, "VmRSS")
        clients = connect_all(port, count)
        held = wait_until_held(port, count)
        begun = time.monotonic()
        memory = status_kib(running.process, "VmRSS") - memory_before
        progress("; an honest one among them")
        drips = [(begun + number / count, number) for number in range(count)]
        heapq.heapify(drips)
        honest = start_flood(port, HONEST_RATE, 5, HONEST_CONNECTIONS, HONEST_TARGET)
        # This program must not take the honest client's processor from it, and the system is long
        # at it when asked for thousands of connections.
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
        live(clients, port, begun + 6, drips, next_look=begun + 5)
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
        among = flood_result(honest, 5)
        progress("; waiting until all are cut")
        live(clients, port, begun + 30 + 2 * SLACK_SECONDS, drips)
        for client in clients:
            client.socket.close()
    progress("\n")
    report.at_least("connections that the server holds", held, 0.95 * count, "connections")
    report.note(f"the honest client alone: p99 {p99_ms(alone):.2f} ms; among them "
                f"{p99_ms(among):.2f} ms")
    report.at_most("p99 of the honest client", p99_ms(among) / p99_ms(alone), 2, "x alone")
    report.at_most("honest requests refused or lost", among["refused"]["count"] + among["lost"]
                   + among["unsent"], 0, "requests")
    report.at_most("memory per connection", memory / max(held, 1), KIB_PER_CONNECTION_MAX, "KiB")
    check_cuts(clients, report)
