"""souk-flood: requests that come evenly, whatever the server does. wrk would send them in bunches of
its connections."""

import json
import subprocess

from servers import BUILD, DEADLINE_SECONDS, Failed


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
