"""Kills, failing operations, lost power and changed bytes, each examined with the program's own doctor.

usage: run.py TISSUECTL [kills] [failures] [power] [corruption]
The counts come from RELIABILITY_KILLS, RELIABILITY_STRIDE, RELIABILITY_STATES and RELIABILITY_BYTES.
"""

import os
import sys
import tempfile

import corruption
import failures
import kills
import power_loss
from bench import Bench, build_shim

SEED = int(os.environ.get("RELIABILITY_SEED", "1"))


def count(name, otherwise):
    return int(os.environ.get("RELIABILITY_" + name, otherwise))


CLASSES = {
    "kills": [("killed at every operation", kills.every_operation),
              ("init killed at every operation", kills.every_operation_of_init),
              ("killed at random moments", lambda b: kills.random_moments(b, count("KILLS", 1000), SEED))],
    "failures": [("one operation fails", lambda b: failures.every_operation(b, count("STRIDE", 1)))],
    "power": [("power lost", lambda b: power_loss.states(b, count("STATES", 5000), SEED))],
    "corruption": [("bytes changed", lambda b: corruption.bytes_of(b, count("BYTES", 10000), SEED))],
}


def main():
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(os.path.abspath(sys.argv[1]), build_shim(folder))
        try:
            bench.make_base()
            found = 0
            for name in sys.argv[2:] or CLASSES:
                for title, work in CLASSES[name]:
                    done, faults = work(bench)
                    print(f"{title}: {done}, {len(faults)} faults, seed {SEED}", flush=True)
                    for fault in faults[:20]:
                        print("  " + fault.replace("\n", " ")[:400])
                    found += len(faults)
        finally:
            bench.close()
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
