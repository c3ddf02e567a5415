"""Single bytes of the database change: no crash, no wrong consent answer, and doctor finds it."""

import json
import os
import random
import sqlite3

from bench import Bench
from pool import spread

# An answer, not found, verification failed, other program or schema, cannot read, key does not fit.
ANSWERED, REFUSED = {0, 1}, {4, 10, 12, 13, 20, 65, 74}


def prepare(bench):
    """A database without the pages' unused space, so that every byte means something."""
    path = os.path.join(bench.base, "registry", "registry.sqlite")
    database = sqlite3.connect(path)
    database.execute("VACUUM")
    database.close()


def answers(bench, codes):
    """What the program says of some donors' consent: text, or None where it refuses."""
    said = []
    for code in codes:
        done = bench.run("consent", "state", code, "--format", "json")
        if done.returncode in ANSWERED:
            said.append(done.stdout)
        elif done.returncode in REFUSED:
            said.append(None)
        else:
            return f"ended with {done.returncode}: {done.stderr.decode()[-200:]}"
    return said


def donors(bench):
    with open(os.path.join(bench.base, "codes.json"), encoding="utf-8") as file:
        codes = json.load(file)
    return [codes[0], codes[-1]]


def change(bench, places, seed):
    """Changes one byte after the other, each alone."""
    chance = random.Random(seed)
    bench.reset()
    codes = donors(bench)
    right = answers(bench, codes)
    path = os.path.join(bench.work, "registry", "registry.sqlite")
    faults = []
    for place in places:
        with open(path, "r+b") as file:
            file.seek(place)
            old = file.read(1)[0]
            file.seek(place)
            file.write(bytes([old ^ (1 << chance.randrange(8))]))
        label = f"byte {place} (seed {seed})"
        said = answers(bench, codes)
        if isinstance(said, str):
            faults.append(f"{label}: consent state {said}")
        elif any(one is not None and one != other for one, other in zip(said, right)):
            faults.append(f"{label}: a wrong consent answer")
        done = bench.run("doctor", "--format", "json")
        if done.returncode not in ANSWERED | REFUSED:
            faults.append(f"{label}: doctor ended with {done.returncode}: {done.stderr.decode()[-200:]}")
        elif done.returncode == 0 and is_meaningful(bench, place):
            faults.append(f"{label}: doctor does not find it")
        with open(path, "r+b") as file:
            file.seek(place)
            file.write(bytes([old]))
    return faults


def is_meaningful(bench, place):
    """Whether the changed database reads differently from the sound one."""
    original = os.path.join(bench.base, "registry", "registry.sqlite")
    changed = os.path.join(bench.work, "registry", "registry.sqlite")
    try:
        return content(original) != content(changed)
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # the words of an error can be changed too
        return True


def content(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    # A changed byte can make text that is no UTF-8, and has to be seen as a difference all the same.
    database.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        tables = database.execute("SELECT name, sql FROM sqlite_schema ORDER BY name, sql").fetchall()
        return tables, [
            database.execute(f"SELECT * FROM \"{name}\" ORDER BY 1, 2").fetchall()
            for (name,) in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        ]
    finally:
        database.close()


def bytes_of_large(bench, count, donors, seed):
    """So many random bytes of a registry of many donors."""
    large = Bench(bench.tool, bench.shim)
    try:
        large.make_base(donors)
        return bytes_of(large, count, seed, step=4)
    finally:
        large.close()


def bytes_of(bench, count, seed, step=25):
    """So many random bytes; every byte in turn where the count is none."""
    prepare(bench)
    size = os.path.getsize(os.path.join(bench.base, "registry", "registry.sqlite"))
    places = list(range(size))
    if count:
        places = random.Random(seed).sample(places, min(count, size))
    tasks = [(places[start : start + step], seed + start) for start in range(0, len(places), step)]
    return len(places), spread(bench, change, tasks)
