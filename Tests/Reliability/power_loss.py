"""The power goes: what of an unsynced write, name or removal reaches the disk is anybody's guess.

A trace of several commands is replayed up to a random operation. Of the writes to a file since its
last sync, any subset arrives, torn at sectors of 512 bytes; of the changes to a folder since its last
sync, any prefix. What was acknowledged before has to be there all the same.
"""

import os
import random
import shutil

from pool import spread

SECTOR = 512
SEQUENCE = ["register", "withdraw", "consent import", "merge", "rotate", "backup", "release", "import"]
ACKNOWLEDGED = b"A"


def read_trace(path):
    with open(path, "rb") as file:
        data = file.read()
    place, operations = 0, []
    while place < len(data):
        end = data.index(b"\n", place)
        kind, inode, name, other, offset, count = data[place:end].split(b"\t")
        count = int(count)
        operations.append((kind, int(inode), name.decode(), other.decode(), int(offset),
                           data[end + 1 : end + 1 + count]))
        place = end + 1 + count + 1
    return operations


class File:
    """What is surely on the disk, and what was written since."""

    def __init__(self, content=b""):
        self.content, self.pending = bytearray(content), []

    def sync(self):
        for change in self.pending:
            apply(self.content, change)
        self.pending = []

    def after_loss(self, chance):
        content = bytearray(self.content)
        way = chance.choice(["none", "all", "prefix", "subset", "torn"])
        pending = self.pending
        if way == "none":
            pending = []
        elif way == "prefix":
            pending = pending[: chance.randint(0, len(pending))]
        elif way in ("subset", "torn"):
            pending = [change for change in pending if chance.random() < 0.5]
        for offset, data in pending:
            if way == "torn" and data is not None and len(data) > SECTOR:
                for start in range(0, len(data), SECTOR):
                    if chance.random() < 0.5:
                        apply(content, (offset + start, data[start : start + SECTOR]))
            else:
                apply(content, (offset, data))
        return bytes(content)


def apply(content, change):
    offset, data = change
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    end = offset + len(data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[offset:end] = data


class Disk:
    """A folder as it is, and as it would be found after a loss of power."""

    def __init__(self, base):
        self.by_inode, self.names, self.durable, self.pending = {}, {}, {}, []
        for folder, folders, files in os.walk(base):
            prefix = os.path.relpath(folder, base)
            prefix = "" if prefix == "." else prefix + "/"
            for name in folders:
                self.names[prefix + name] = None
            for name in files:
                with open(os.path.join(folder, name), "rb") as file:
                    self.names[prefix + name] = File(file.read())
        self.durable = dict(self.names)

    def do(self, operation):
        kind, inode, name, other, offset, data = operation
        if kind in b"CN":
            file = self.by_inode[inode] = File()
            if kind == b"C":
                self.enter(name, file)
        elif kind == b"L":
            self.enter(name, self.by_inode[inode])
        elif kind == b"M":
            self.enter(name, None)
        elif kind == b"U":
            self.leave(name)
        elif kind == b"R":
            moved = [old for old in self.names if old == name or old.startswith(name + "/")]
            for old in moved:
                self.names[other + old[len(name) :]] = self.names.pop(old)
            self.pending.append(("move", name, other))
        elif kind == b"D":
            rest = []
            for change in self.pending:
                if os.path.dirname(change[1]) == name:
                    self.settle(self.durable, change)
                else:
                    rest.append(change)
            self.pending = rest
        else:
            file = self.by_inode.get(inode) or self.names[name]
            if kind == b"S":
                file.sync()
            else:
                file.pending.append((offset, data if kind == b"W" else None))

    def enter(self, name, file):
        self.names[name] = file
        self.pending.append(("enter", name, file))

    def leave(self, name):
        self.names.pop(name, None)
        self.pending.append(("leave", name))

    @staticmethod
    def settle(names, change):
        if change[0] == "enter":
            names[change[1]] = change[2]
        elif change[0] == "leave":
            names.pop(change[1], None)
        else:
            _, old, new = change
            for name in [name for name in names if name == old or name.startswith(old + "/")]:
                names[new + name[len(old) :]] = names.pop(name)

    def after_loss(self, chance):
        names = dict(self.durable)
        count = chance.choice([0, len(self.pending), chance.randint(0, len(self.pending))])
        for change in self.pending[:count]:
            self.settle(names, change)
        return {name: None if file is None else file.after_loss(chance)
                for name, file in names.items()}


def record(bench, path, lie=0):
    """Runs the sequence once under the shim; the leaves after each command, all acknowledged."""
    bench.reset()
    leaves = [bench.leaves()]
    if os.path.exists(path):
        os.remove(path)
    commands = bench.commands()
    for name in SEQUENCE:
        done = bench.shimmed(commands[name], trace=path, lie=lie)
        if done.returncode:
            raise SystemExit(f"{name}: {done.returncode} {done.stderr.decode()}")
        with open(path, "ab") as file:
            file.write(b"A\t0\t\t\t0\t0\n\n")
        leaves.append(bench.leaves())
    return leaves


def lose_power(bench, trace, leaves, seed, count):
    """Examines a number of states after a loss of power."""
    operations = read_trace(trace)
    chance = random.Random(seed)
    places = sorted(chance.randint(1, len(operations)) for _ in range(count))
    disk, acknowledged, faults = Disk(bench.base), 0, []
    next_place = 0
    for number, operation in enumerate(operations, 1):
        if operation[0] == ACKNOWLEDGED:
            acknowledged += 1
        else:
            disk.do(operation)
        while next_place < len(places) and places[next_place] == number:
            next_place += 1
            lay_out(bench, disk.after_loss(chance))
            faults += [f"seed {seed}, power lost at operation {number}: {fault}"
                       for fault in examine(bench, leaves, acknowledged)]
    return faults


def lay_out(bench, names):
    shutil.rmtree(bench.work, ignore_errors=True)
    os.makedirs(bench.work)
    for name in sorted(names):
        path = os.path.join(bench.work, name)
        if names[name] is None:
            os.makedirs(path, mode=0o700, exist_ok=True)
        elif os.path.isdir(os.path.dirname(path)):
            with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                file.write(names[name])


def examine(bench, leaves, acknowledged):
    faults = bench.faults(allowed=("releases", "withdrawals"))
    if any(fault.startswith("doctor ended") for fault in faults):
        return faults
    now = bench.leaves()
    if now != leaves[-1][: len(now)]:
        faults.append("the ledger is another one")
    if len(now) < len(leaves[acknowledged]):
        faults.append(f"{len(leaves[acknowledged])} events acknowledged, {len(now)} there")
    for name, path in (("release", "out"), ("backup", "copy.sqlite")):
        is_due = acknowledged > SEQUENCE.index(name)
        if is_due and not os.path.exists(os.path.join(bench.work, path)):
            faults.append(f"acknowledged {name} is gone")
    return faults + (bench.outputs() if acknowledged >= SEQUENCE.index("backup") else [])


def states(bench, count, seed, lie=0):
    trace = os.path.join(bench.folder, f"trace-{lie}")
    leaves = record(bench, trace, lie)
    size = 50
    tasks = [(trace, leaves, seed + number, size) for number in range(max(1, count // size))]
    return len(tasks) * size, spread(bench, lose_power, tasks)
