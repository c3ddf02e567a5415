"""One file operation fails, in each of the ways an operating system has, at every place."""

import errno
import json

from kills import examine, operations
from pool import spread

KINDS = {
    "input/output error": dict(errno=errno.EIO),
    "full disk": dict(errno=errno.ENOSPC),
    "torn write": dict(errno=errno.EIO, torn=1, mask=1),
    "short write": dict(short=1, mask=1),
    "failed sync": dict(errno=errno.EIO, mask=2),
    "disk gone from there on": dict(errno=errno.EIO, sticky=1),
    "disk full from there on": dict(errno=errno.ENOSPC, sticky=1),
    "unreadable": dict(errno=errno.EIO, mask=8),
    "unreadable from there on": dict(errno=errno.EIO, mask=8, sticky=1),
}
# done, rows rejected, spooled, verification failed, cannot read or write, outcome unknown
STATUSES = {0, 3, 14, 20, 74, 75}


def fail_at(bench, name, kind, place):
    bench.reset()
    before = bench.leaves()
    arguments = bench.commands()[name] + ["--format", "json"]
    done = bench.shimmed(arguments, fail_at=place, **KINDS[kind])
    where = f"{kind} at {place}"
    if done.returncode not in STATUSES:
        return [f"{name}, {where}: {done.returncode} {done.stderr.decode()[-300:]}"]
    faults = []
    if done.returncode not in (0, 3, 14):
        try:
            error = json.loads(done.stderr.strip().splitlines()[-1])["error"]
            if not error["message"] or error["exit"] != done.returncode or done.stdout:
                faults.append(f"{name}, {where}: unclear error {error}")
        except (ValueError, IndexError, KeyError):
            faults.append(f"{name}, {where}: no error in words: {done.stderr.decode()[-200:]}")
        bench.faults()
        # These end in several steps, each of which stands or falls by itself.
        if name not in ("release", "backup", "rotate") and done.returncode != 75 and bench.leaves() != before:
            faults.append(f"{name}, {where}: refused with {done.returncode}, and yet there")
    if done.returncode == 14 and not bench.spool():
        faults.append(f"{name}, {where}: said to be spooled, and is not")
    return faults + examine(bench, name, arguments, done.returncode, before, where)


def every_operation(bench, stride, seed):
    """Every kind at every place, or every so-manieth of them from a place that the seed chooses."""
    tasks = []
    for name, arguments in bench.commands().items():
        counts = {}
        for kind, settings in KINDS.items():
            mask = settings.get("mask", 7)
            if mask not in counts:
                counts[mask] = operations(bench, arguments, mask)
            tasks += [(name, kind, place) for place in range(1, counts[mask] + 1)]
    tasks = tasks[seed % stride :: stride]
    return len(tasks), spread(bench, fail_at, tasks)
