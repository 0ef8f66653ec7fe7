"""The servers under test: how to start one, fill it, speak to it and end it."""

import contextlib
import dataclasses
import http.client
import json
import os
import pathlib
import subprocess
import tempfile
import time

# The folder with the programs.
BUILD = (os.environ.get("BUILD_DIR")
         or str(pathlib.Path(__file__).resolve().parent.parent / "build/release"))
PRODUCTS = 1000
DEADLINE_SECONDS = 30


class Failed(Exception):
    """What went wrong, as a line for the user."""


@dataclasses.dataclass(frozen=True)
class Server:
    """One row of a table. In its command, `{body}` is a file with the bytes to answer with, and
    `{folder}` one that is gone with the server."""

    name: str
    command: list
    is_shop: bool = True
    # Whether what it has acknowledged survives it.
    is_durable: bool = False
    # The one scenario it takes part in; empty: all of them.
    only: str = ""


def souk(program, database, *more):
    """A shop that takes two crowds of clients from here at once: while one leaves, another comes."""
    return [program, "serve", "--database", database, "--connections-per-address", "1000",
            *more]


def servers_under_test(build, against):
    """The bare program comes first: the others are compared with it."""
    shop = f"{build}/souk"
    found = [
        Server("bare", [f"{build}/souk-bare", "--body", "{body}"], is_shop=False),
        Server("guarded", [f"{build}/souk-bare", "--guard", "--body", "{body}"], is_shop=False,
               only="product"),
        Server("souk", souk(shop, "memory:")),
        Server("quiet", souk(shop, "memory:", "--log-level", "off"), only="product"),
        Server("durable", souk(shop, "{folder}/shop.db"), is_durable=True),
    ]
    if against:
        found.append(Server("against", souk(against, "memory:")))
    return found


def command_of(server, folder, body):
    return ([word.replace("{body}", body).replace("{folder}", folder) for word in server.command]
            + ["--port", "0", "--ports-file", f"{folder}/ports.json"])


class Running:
    """A server that answers on `port`."""

    def __init__(self, process, port):
        self.process = process
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE_SECONDS)

    def ask(self, method, path, body=None):
        """Returns the answer's fields and bytes; anything but 2xx is a failure."""
        data = json.dumps(body) if body is not None else None
        self.connection.request(method, path, data, {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise Failed(f"{method} {path} was answered with {answer.status}: {content.decode()}")
        return answer.headers, content

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def started(server, body=""):
    """Runs the server, a shop with its products, until the end of the `with` block."""
    with tempfile.TemporaryDirectory(prefix="souk-bench-") as folder:
        errors = pathlib.Path(folder, "stderr")
        with errors.open("w") as stderr:
            process = subprocess.Popen(command_of(server, folder, body), stderr=stderr,
                                       stdout=subprocess.DEVNULL)
        try:
            running = Running(process, wait_for_port(process, pathlib.Path(folder, "ports.json")))
            if server.is_shop:
                fill(running)
            yield running
        except (OSError, http.client.HTTPException, Failed) as err:
            raise Failed(f"{server.name}: {err}\n{last_lines(errors)}".rstrip()) from err
        finally:
            exit_code = end(process)
        if exit_code != 0:
            raise Failed(f"{server.name} ended with {exit_code}\n{last_lines(errors)}".rstrip())


def last_lines(file):
    """Of a log with a line for each request, what somebody may read."""
    return "\n".join(file.read_text().splitlines()[-20:])


def wait_for_port(process, ports_file):
    give_up_at = time.monotonic() + DEADLINE_SECONDS
    while not ports_file.exists():
        if process.poll() is not None or time.monotonic() > give_up_at:
            raise Failed("did not start")
        time.sleep(0.005)
    return json.loads(ports_file.read_text())["http"]


def end(process):
    process.terminate()
    try:
        return process.wait(DEADLINE_SECONDS)
    except BaseException:
        process.kill()
        process.wait()
        raise


def fill(shop):
    """Their stock is not tracked, so nothing sells out."""
    for number in range(1, PRODUCTS + 1):
        shop.ask("POST", "/products", {
            "name": f"Rosewood chess set no. {number}", "price": f"{19 + number}.99",
            "description": "Hand-carved, with a folding board that holds the pieces."})


def order_once(shop):
    """Places an order; returns its id. Ids have no gaps, so two of them count those between."""
    shop.ask("POST", "/cart", {"user_id": "counter", "product_id": 1})
    return json.loads(shop.ask("POST", "/checkout?user_id=counter")[1])["id"]
