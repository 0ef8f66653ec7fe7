"""More connections than the server may open files."""

import http.client
import select
import socket
import time

from checks import allow_files, progress, souk
from servers import Failed, started

FILES = 256
CONNECTIONS = 2000
PER_ADDRESS = 90
ANSWER_SECONDS_MAX = 1
ROUNDS = 3


def connect(port, number):
    """Begins to connect, from one of many addresses."""
    made = socket.socket()
    made.setblocking(False)
    made.bind((f"127.0.0.{2 + number // PER_ADDRESS}", 0))
    try:
        made.connect(("127.0.0.1", port))
    except BlockingIOError:
        pass
    return made


def hold(port, seconds):
    """Holds the connections open, opening anew what the server closes."""
    opened = {}
    poll = select.epoll()

    def begin(number):
        made = connect(port, number)
        opened[made.fileno()] = (made, number)
        poll.register(made.fileno(), select.EPOLLRDHUP | select.EPOLLHUP)

    try:
        for number in range(CONNECTIONS):
            begin(number)
        give_up_at = time.monotonic() + seconds
        while (left := give_up_at - time.monotonic()) > 0:
            for file, _ in poll.poll(left):
                ended, number = opened.pop(file)
                ended.close()
                begin(number)
            time.sleep(0.01)
    finally:
        for ended, _ in opened.values():
            ended.close()
        poll.close()


def seconds_to_answer(port):
    """How long a client waits that comes now."""
    begun = time.monotonic()
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    client.request("GET", "/health")
    if client.getresponse().status != 200:
        raise Failed("the server is not well after the flood")
    client.close()
    return time.monotonic() - begun


def run(options, report):
    seconds = min(options.seconds, 5)
    allow_files(CONNECTIONS + 100)
    report.title(f"{CONNECTIONS} connections for {seconds} s at {FILES} open files, {ROUNDS} times")
    prefix = ("prlimit", f"--nofile={FILES}:{FILES}")
    with started(souk(prefix=prefix, is_shop=False)) as running:
        running.connection.close()
        for count in range(1, ROUNDS + 1):
            progress(f"\rflood {count} of {ROUNDS}")
            hold(running.port, seconds)
            report.at_most(f"flood {count}: a fresh client is answered after",
                           seconds_to_answer(running.port), ANSWER_SECONDS_MAX, "s")
    progress("\n")
