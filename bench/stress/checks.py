"""Figures beside their bounds, and what the parts have in common."""

import contextlib
import os
import pathlib
import re
import resource
import sys

from servers import BUILD, Failed, Server


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


@contextlib.contextmanager
def cores_split():
    """Leaves this process and those it starts the second half of the cores; yields the prefix of a
    command that is to have the first. On the same cores the load would take what it measures."""
    cores = sorted(os.sched_getaffinity(0))
    half = (len(cores) + 1) // 2
    os.sched_setaffinity(0, cores[half:] or cores)
    try:
        yield ("taskset", "--cpu-list", ",".join(map(str, cores[:half])))
    finally:
        os.sched_setaffinity(0, cores)


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
