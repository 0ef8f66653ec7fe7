"""Figures beside their bounds, and what the parts have in common."""

import json
import os
import pathlib
import re
import resource
import subprocess
import sys

from servers import DEADLINE_SECONDS, Failed, Server

BUILD = os.environ.get("BUILD_DIR") or str(pathlib.Path(__file__).resolve().parents[2]
                                           / "build/release")


def progress(text):
    print(text, end="", file=sys.stderr, flush=True)


class Report:
    """Prints each check as soon as it is made."""

    def __init__(self):
        self.missed = 0

    def title(self, text):
        print(f"\n{text}", flush=True)

    def note(self, text):
        print(f"  {text}", flush=True)

    def at_most(self, what, figure, bound, unit):
        self._line(what, figure, "at most", bound, unit, figure <= bound)

    def at_least(self, what, figure, bound, unit):
        self._line(what, figure, "at least", bound, unit, figure >= bound)

    def _line(self, what, figure, word, bound, unit, is_kept):
        self.missed += not is_kept
        print(f"  {what:<44} {figure:>10,.2f} {unit:<12} {word:>8} {bound:>9,.2f}   "
              f"{'kept' if is_kept else 'MISSED'}", flush=True)


def souk(*arguments, is_shop=True, prefix=(), database="memory:"):
    """A souk that the parts put under stress."""
    command = [*prefix, f"{BUILD}/souk", "serve", "--database", database, *arguments]
    return Server("souk", command, is_shop=is_shop)


def flood(port, rate, seconds, connections, target, *more):
    """Runs souk-flood; returns its figures."""
    process = start_flood(port, rate, seconds, connections, target, *more)
    return flood_result(process, seconds)


def start_flood(port, rate, seconds, connections, target, *more):
    command = [f"{BUILD}/souk-flood", "--port", str(port), "--rate", f"{rate:.3f}", "--seconds",
               str(seconds), "--connections", str(connections), "--target", target, *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def flood_result(process, seconds):
    try:
        output, _ = process.communicate(timeout=seconds + 2 * DEADLINE_SECONDS)
    except BaseException:
        process.kill()
        process.wait()
        raise
    if process.returncode != 0:
        raise Failed(f"souk-flood ended with {process.returncode}")
    found = json.loads(output)
    if found["other"]:
        raise Failed(f"{found['other']} answers were neither 2xx nor 429 nor 503")
    return found


def p99_ms(found):
    """Of the requests that were admitted; without any, no time is long enough."""
    return found["admitted"]["p99_ms"] if found["admitted"]["count"] else float("inf")


def status_kib(process, name):
    """A figure of the process in KiB, as VmRSS or VmHWM, its highest."""
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(rf"^{name}:\s*(\d+) kB", text, re.M)[1])


def allow_files(count):
    """From here on so many files may be open in this process and those it starts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < count:
        raise Failed(f"only {hard} files may be open; allow {count}: ulimit -n {count}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, count), hard))
