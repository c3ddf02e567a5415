"""Kills, failing operations, full disks, lost power, crowds and changed bytes, each examined with the
program's own doctor; before all that, seeded defects that the examination has to find.

usage: run.py TISSUECTL [--nightly] [self] [edges] [kills] [failures] [space] [power] [crowd] [corruption]
RELIABILITY_SEED sets the seed, which every line repeats. REGISTRY_DAMAGE names the program
'registry-damage', which changes many bytes in one process; with --nightly every byte in turn.
"""

import os
import sys
import tempfile
import time

import corruption
import crowd
import edges
import failures
import kills
import power_loss
import self_test
import space
from bench import Bench, build_shim

SEED = int(os.environ.get("RELIABILITY_SEED", "1"))
NIGHTLY = "--nightly" in sys.argv
DAMAGE = os.environ.get("REGISTRY_DAMAGE")


def size(usual, nightly):
    return nightly if NIGHTLY else usual


# Every operation of every command is about 700 kills.
CLASSES = {
    "self": [("seeded defects", self_test.every)],
    "edges": [("every command on an empty registry", edges.every_command),
              ("outputs that take nothing", edges.broken_outputs)],
    "kills": [("killed at every operation", kills.every_operation),
              ("init killed at every operation", kills.every_operation_of_init),
              ("keys passphrase killed at every operation", kills.every_operation_of_passphrase),
              ("killed at random moments", lambda b: kills.random_moments(b, size(300, 10000), SEED))],
    "failures": [("one operation fails", lambda b: failures.every_operation(b, size(7, 1), SEED))],
    "space": [("small disk", lambda b: space.every_size(b, size(6, 1)))],
    "power": [("power lost", lambda b: power_loss.states(b, size(5000, 100000), SEED))],
    "crowd": [("many at once", lambda b: crowd.crowd(b, size(20, 60), SEED))],
    "corruption": [("bytes changed", lambda b: corruption.bytes_of(b, size(500, 5000), SEED)),
                   ("bytes of a large registry changed",
                    lambda b: corruption.bytes_of_large(b, size(24, 1000), size(5000, 50000), SEED))],
}
if DAMAGE:
    CLASSES["corruption"].append(
        ("bytes changed in one process",
         lambda b: corruption.every_byte(b, os.path.abspath(DAMAGE), size(40, 1), SEED)))


def main():
    names = [name for name in sys.argv[2:] if name != "--nightly"]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(os.path.abspath(sys.argv[1]), build_shim(folder))
        found = 0
        try:
            bench.make_base()
            for name in names or CLASSES:
                for title, work in CLASSES[name]:
                    begin = time.monotonic()
                    done, faults = work(bench)
                    print(f"{title}: {done}, {len(faults)} faults, seed {SEED}, "
                          f"{time.monotonic() - begin:.0f} s", flush=True)
                    for fault in faults[:20]:
                        print("  " + fault.replace("\n", " ")[:400])
                    found += len(faults)
        finally:
            bench.close()
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
