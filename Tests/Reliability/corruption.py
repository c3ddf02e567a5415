"""Single bytes of the database change: no crash, no wrong consent answer, and doctor finds it."""

import json
import os
import random
import shutil
import sqlite3

from bench import Bench
from pool import spread

# An answer, not found, verification failed, other program or schema, cannot read, key does not fit.
ANSWERED, REFUSED = {0, 1}, {4, 10, 12, 13, 20, 65, 74}


def prepared(bench, page):
    """A bench of its own whose registry holds rows of every kind of change, in pages with little room."""
    other = Bench(bench.tool, bench.shim)
    shutil.copytree(bench.base, other.base)
    for name in ("release", "merge", "rotate"):
        other.must(*(argument.replace(other.work, other.base) for argument in other.commands()[name]),
                   folder=other.base)
    database = sqlite3.connect(os.path.join(other.base, "registry", "registry.sqlite"))
    database.execute(f"PRAGMA page_size = {page}")
    database.execute("VACUUM")
    database.close()
    return other


def answer(bench, code):
    """What the program says of a donor's consent, None where it refuses; and how it crashed, if so."""
    done = bench.run("consent", "state", code, "--format", "json")
    if done.returncode in ANSWERED:
        return done.stdout, None
    if done.returncode in REFUSED:
        return None, None
    return None, f"ended with {done.returncode}: {done.stderr.decode()[-200:]}"


def donors(bench):
    with open(os.path.join(bench.base, "codes.json"), encoding="utf-8") as file:
        codes = json.load(file)
    return [codes[0], codes[-1]]


def change(bench, places, seed):
    """Changes one byte after the other, each alone."""
    chance = random.Random(seed)
    bench.reset()
    right = {code: answer(bench, code)[0] for code in donors(bench)}
    path = os.path.join(bench.work, "registry", "registry.sqlite")
    faults = []
    for place in places:
        with open(path, "r+b") as file:
            file.seek(place)
            old = file.read(1)[0]
            file.seek(place)
            file.write(bytes([old ^ (1 << chance.randrange(8))]))
        label = f"byte {place} (seed {seed})"
        code = chance.choice(list(right))
        said, crash = answer(bench, code)
        if crash:
            faults.append(f"{label}: consent state {crash}")
        elif said not in (None, right[code]):
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
        rows = {
            name: database.execute(f"SELECT * FROM \"{name}\" ORDER BY 1, 2").fetchall()
            for (name,) in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        }
        # The last column recognises the first master key, which went with its rotation.
        rows["registry"] = [row[:-1] for row in rows["registry"]]
        return tables, rows
    finally:
        database.close()


def bytes_of_large(bench, count, donors, seed):
    """So many random bytes of a registry of many donors."""
    large = Bench(bench.tool, bench.shim)
    try:
        large.make_base(donors)
        return bytes_of(large, count, seed, page=4096, step=4)
    finally:
        large.close()


def bytes_of(bench, count, seed, page=512, step=25):
    """So many random bytes; every byte in turn where the count is none."""
    bench = prepared(bench, page)
    try:
        size = os.path.getsize(os.path.join(bench.base, "registry", "registry.sqlite"))
        places = list(range(size))
        if count:
            places = random.Random(seed).sample(places, min(count, size))
        tasks = [(places[start : start + step], seed + start) for start in range(0, len(places), step)]
        return len(places), spread(bench, change, tasks)
    finally:
        bench.close()
