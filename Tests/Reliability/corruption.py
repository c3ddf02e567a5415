"""Single bytes of the database change: no crash, no wrong consent answer, and doctor finds it."""

import json
import os
import random
import shutil
import sqlite3
import struct
import subprocess

from bench import CLOCK, Bench
from pool import spread

# An answer, not found, verification failed, other program or schema, cannot read, key does not fit, no
# operator where damage names some.
ANSWERED, REFUSED = {0, 1}, {4, 10, 12, 13, 20, 65, 74, 77}


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
        bits = 1 << chance.randrange(8)
        flip(path, place, bits)
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
        flip(path, place, bits)
    return faults


def swept(bench, tool, first, end, step, seed):
    """The same in one process of a program made for it, which makes every byte of a registry possible."""
    bench.reset()
    path = os.path.join(bench.work, "registry", "registry.sqlite")
    faults, silent, place = [], [], first
    while place < end:
        done = subprocess.run(
            [tool, os.path.dirname(path), str(place), str(end), str(step), str(seed), *donors(bench)],
            capture_output=True, text=True, env=CLOCK)
        lines = done.stdout.splitlines()
        silent += [line.split()[1:] for line in lines if line.startswith("passed ")]
        faults += [line for line in lines if line.startswith(("wrong ", "broken "))]
        if lines and lines[-1] == "done":
            break
        with open(os.path.join(bench.work, "place"), "rb") as file:
            place = struct.unpack("<q", file.read(8))[0]
        faults.append(f"byte {place} (seed {seed}): ended with {done.returncode}: "
                      f"{(done.stdout + done.stderr)[-200:]}")
        bench.reset()
        place += step
    for place, bit in silent:
        flip(path, int(place), 1 << int(bit))
        if is_meaningful(bench, int(place)):
            faults.append(f"byte {place}, bit {bit}: doctor does not find it")
        flip(path, int(place), 1 << int(bit))
    return faults


def flip(path, place, bits):
    with open(path, "r+b") as file:
        file.seek(place)
        old = file.read(1)[0]
        file.seek(place)
        file.write(bytes([old ^ bits]))


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
    """So many random bytes."""
    bench = prepared(bench, page)
    try:
        size = os.path.getsize(os.path.join(bench.base, "registry", "registry.sqlite"))
        places = random.Random(seed).sample(range(size), min(count, size))
        tasks = [(places[start : start + step], seed + start) for start in range(0, len(places), step)]
        return len(places), spread(bench, change, tasks)
    finally:
        bench.close()


def every_byte(bench, tool, step, seed):
    """Every byte of a registry in turn, or one in so many, by the program made for it."""
    bench = prepared(bench, 512)
    try:
        size = os.path.getsize(os.path.join(bench.base, "registry", "registry.sqlite"))
        chunk = max(size // 64 // step, 1) * step
        tasks = [(tool, first, min(first + chunk, size), step, seed) for first in range(0, size, chunk)]
        return len(range(0, size, step)), spread(bench, swept, tasks)
    finally:
        bench.close()
