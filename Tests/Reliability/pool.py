"""Spreads work over the processors, one bench for each worker."""

import multiprocessing
import os
import traceback

from bench import Bench

_bench = None


def _begin(tool, shim, base):
    global _bench
    _bench = Bench(tool, shim, base)


def _do(task):
    function, arguments = task
    try:
        return function(_bench, *arguments)
    except Exception:
        return [f"{function.__name__}{arguments!r}: {traceback.format_exc(limit=3)}"]


def _end(_):
    _bench.close()


def spread(bench, function, argument_lists, workers=None):
    """Calls a function that returns a list of faults for each list of arguments; all faults."""
    workers = workers or os.cpu_count() or 2
    tasks = [(function, arguments) for arguments in argument_lists]
    with multiprocessing.Pool(workers, _begin, (bench.tool, bench.shim, bench.base)) as pool:
        faults = [fault for found in pool.imap_unordered(_do, tasks, chunksize=8) for fault in found]
        pool.map(_end, range(workers * 4), chunksize=1)
    return faults
