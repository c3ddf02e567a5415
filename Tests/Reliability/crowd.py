"""Eight processes write at once and two read: every acknowledged change is there once, nobody is told
that the registry is busy, and the ledger is total and in order."""

import json
import os
import random
import sqlite3
import subprocess
import tempfile
import threading
import time
import uuid

from bench import CLOCK, PERSON, Bench

WRITERS, READERS = 8, 2


class Crowd:
    def __init__(self, bench, seconds, seed):
        self.bench, self.seed = bench, seed
        self.end = time.monotonic() + seconds
        self.acknowledged, self.faults, self.waits, self.reads = {}, [], [], []
        with open(os.path.join(bench.base, "codes.json"), encoding="utf-8") as file:
            self.codes = json.load(file)

    def run(self, *arguments, given=None):
        begin = time.monotonic()
        command = [self.bench.tool, *arguments, "--registry", os.path.join(self.bench.work, "registry")]
        done = subprocess.run(command, env=CLOCK, capture_output=True, input=given, timeout=120)
        return done, time.monotonic() - begin

    def write(self, number):
        """One writer: registers people, and says yes and no for its own and for a shared donor."""
        chance = random.Random(self.seed * 100 + number)
        own = []
        while time.monotonic() < self.end:
            operation = str(uuid.UUID(int=chance.getrandbits(128), version=4))
            kind = chance.choice(["register", "grant", "withdraw", "shared"])
            given, donor = None, self.codes[0]
            if kind == "register" or (kind != "shared" and not own):
                kind = "register"
                person = json.loads(json.dumps(PERSON))
                person["identifiers"].update(mrn=f"W{number}-{len(self.acknowledged)}-{operation[:8]}",
                                             family=f"Crowd{operation[:8]}", facility=f"site-{number}")
                arguments, given = ["donor", "register", "--file", "-"], json.dumps(person).encode()
            elif kind == "grant":
                donor = chance.choice(own)
                arguments = ["consent", "grant", donor, "--form", "broad-tissue-donation", "--scopes",
                             "all", "--signed-on", "2026-01-05"]
            else:
                donor = donor if kind == "shared" else chance.choice(own)
                arguments = ["consent", "withdraw", donor, "--scopes", "xenograft"]
            done, wait = self.run(*arguments, "--operation", operation, "--format", "json", given=given)
            self.waits.append(wait)
            if done.returncode == 0:
                self.acknowledged[operation] = (kind, donor)
                if kind == "register":
                    own.append(json.loads(done.stdout)["donor"])
            elif done.returncode != 5:  # a second yes or no may be refused by a guard
                self.faults.append(f"{kind}: {done.returncode} {done.stderr.decode()[-200:]}")

    def read(self, number):
        """One reader."""
        chance = random.Random(self.seed * 1000 + number)
        while time.monotonic() < self.end:
            arguments = chance.choice([["consent", "state", self.codes[0]], ["donor", "list"],
                                       ["ledger", "verify"], ["stats"]])
            done, wait = self.run(*arguments, "--format", "json")
            self.reads.append(wait)
            if done.returncode:
                self.faults.append(f"{arguments[:2]}: {done.returncode} {done.stderr.decode()[-200:]}")

    def meet(self):
        threads = [threading.Thread(target=self.write, args=(number,)) for number in range(WRITERS)]
        threads += [threading.Thread(target=self.read, args=(number,)) for number in range(READERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def examine(bench, acknowledged, before):
    """Holds what is stored against what was acknowledged."""
    path = os.path.join(bench.work, "registry", "registry.sqlite")
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        rows = database.execute(
            "SELECT seq, lower(hex(operation)), ordinal, recorded_at FROM event ORDER BY seq").fetchall()
    finally:
        database.close()
    faults = bench.faults()
    if [row[0] for row in rows] != list(range(1, len(rows) + 1)):
        faults.append("the ledger has a gap")
    if any(later[3] < earlier[3] for earlier, later in zip(rows, rows[1:])):
        faults.append("known time goes back")
    new = rows[before:]
    stored = [row[1] for row in new if row[2] == 0]
    if len(stored) != len(set(stored)):
        faults.append("an operation stands twice")
    wanted = {operation.replace("-", "") for operation in acknowledged}
    faults += [f"acknowledged and not there: {operation}" for operation in wanted - set(stored)]
    faults += [f"there and never acknowledged: {operation}" for operation in set(stored) - wanted]
    if any(later[1] != earlier[1] and later[2] != 0 for earlier, later in zip(new, new[1:])):
        faults.append("two operations are interleaved")
    return faults


def crowd(bench, seconds, seed):
    # On a disk, where a commit takes its time.
    with tempfile.TemporaryDirectory() as folder:
        there = Bench(bench.tool, bench.shim, bench.base)
        there.work = os.path.join(folder, "work")
        there.reset()
        before = len(there.leaves())
        people = Crowd(there, seconds, seed)
        people.meet()
        faults = people.faults + examine(there, people.acknowledged, before)
        if not people.acknowledged or not people.reads:
            faults.append("nothing was done")
        there.close()
    waits, reads = sorted(people.waits) or [0], sorted(people.reads) or [0]
    return (f"{len(people.acknowledged)} changes by {WRITERS} writers in {seconds} s (median "
            f"{waits[len(waits) // 2]:.2f} s, slowest {waits[-1]:.2f} s), {len(reads)} reads (median "
            f"{reads[len(reads) // 2]:.2f} s, slowest {reads[-1]:.2f} s)"), faults
