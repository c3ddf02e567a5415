"""Verifies a registry's ledger, checkpoints and proofs, from their specifications alone.

usage: verify_ledger.py DATABASE [CHECKPOINT KEY_LINE]

RFC 6962 and RFC 9162 (Merkle trees), C2SP signed-note, tlog-checkpoint, tlog-proof and the
request of tlog-witness. Needs the standard library and `cryptography`; shares no code with the
program, opens the database read-only and needs none of its keys.
"""

import base64
import hashlib
import os
import random
import shutil
import sqlite3
import struct
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Bad(Exception):
    """What was looked at does not hold; `first` is the first bad event, where there is one."""

    def __init__(self, message, first=None):
        super().__init__(message)
        self.first = first


def require(condition, message, first=None):
    if not condition:
        raise Bad(message, first)


# Merkle trees, by the recursive definition of RFC 6962, section 2.1.

def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(count):
    """The largest power of two below a count of two or more."""
    return 1 << ((count - 1).bit_length() - 1)


class Tree:
    def __init__(self, leaves):
        self.leaves, self.known = leaves, {}

    def root(self, low, high):
        if high == low:
            return hashlib.sha256(b"").digest()
        if high - low == 1:
            return self.leaves[low]
        if (low, high) not in self.known:
            middle = low + split(high - low)
            self.known[low, high] = node(self.root(low, middle), self.root(middle, high))
        return self.known[low, high]

    def path(self, index, low, high):
        """RFC 6962, section 2.1.1."""
        if high - low == 1:
            return []
        middle = low + split(high - low)
        if index < middle:
            return self.path(index, low, middle) + [self.root(middle, high)]
        return self.path(index, middle, high) + [self.root(low, middle)]

    def growth(self, old, low, high, whole=True):
        """RFC 6962, section 2.1.2."""
        if old == high - low:
            return [] if whole else [self.root(low, high)]
        middle = low + split(high - low)
        if old <= middle - low:
            return self.growth(old, low, middle, whole) + [self.root(middle, high)]
        return self.growth(old - (middle - low), middle, high, False) + [self.root(low, middle)]

    def peaks(self, size):
        """Roots of the complete subtrees, largest first."""
        low, found = 0, []
        for bit in reversed(range(size.bit_length())):
            if size >> bit & 1:
                found.append(self.root(low, low + (1 << bit)))
                low += 1 << bit
        return found


# The stored events.

def header_fields(header):
    """The header's own encoding: big-endian integers, texts behind a 32-bit length."""
    place = 0

    def take(form):
        nonlocal place
        values = struct.unpack_from(">" + form, header, place)
        place += struct.calcsize(">" + form)
        return values[0]

    def text():
        nonlocal place
        length = take("I")
        value = header[place:place + length]
        require(len(value) == length, "the header is cut short")
        place += length
        return value.decode("utf-8")

    fields = {"version": take("B"), "log": take("16s"), "seq": take("Q"), "recorded_at": take("q"),
              "operation": take("16s"), "ordinal": take("I"), "actor": text(), "kind": text(),
              "subject": take("q"), "key": take("B")}
    if fields["key"] == 1:
        fields["key_id"] = text()
    require(fields["version"] == 1 and place == len(header) and fields["key"] <= 2, "unknown header")
    return fields


def read_ledger(path):
    """Recomputes everything from the stored bytes; returns the tree and the log's id."""
    connection = sqlite3.connect(f"file:{os.path.abspath(path)}?mode=ro", uri=True)
    connection.text_factory = bytes
    log, size, root = connection.execute("SELECT log_id, size, root FROM ledger_log").fetchone()
    leaves, frontiers, last = [], [], None
    rows = connection.execute(
        "SELECT seq, operation, ordinal, kind, subject, recorded_at, header, payload, leaf_hash,"
        " frontier FROM event ORDER BY seq")
    for seq, operation, ordinal, kind, subject, at, header, payload, leaf, frontier in rows:
        expected = len(leaves) + 1
        message = b"\x00" + struct.pack(">I", len(header)) + header
        message += struct.pack(">I", len(payload)) + payload
        leaves.append(hashlib.sha256(message).digest())
        try:
            fields = header_fields(header)
        except (Bad, struct.error, UnicodeDecodeError) as error:
            raise Bad(f"event {expected}: {error}", expected) from error
        told = (fields["seq"], fields["operation"], fields["ordinal"], fields["kind"].encode(),
                fields["subject"], fields["recorded_at"], fields["log"])
        require(told == (expected, operation, ordinal, kind, subject or 0, at, log)
                and seq == expected, f"event {expected}: header and columns differ", expected)
        require(leaves[-1] == leaf, f"event {expected}: another leaf hash", expected)
        require(last is None or at >= last, f"event {expected}: time goes back", expected)
        last = at
        if frontier is not None:
            frontiers.append((expected, frontier))
    connection.close()
    tree = Tree(leaves)
    for count, frontier in frontiers:
        require(frontier == struct.pack(">Q", count) + b"".join(tree.peaks(count)),
                f"event {count}: another frontier", count)
    require(len(leaves) == size, "the log's size is another", min(len(leaves), size) + 1)
    require(tree.root(0, size) == root, "the log's root is another", max(size, 1))
    return tree, log


# Signed notes and what they carry.

def parse_key(line):
    name, hash_, data = line.split("+", 2)
    material = base64.b64decode(data, validate=True)
    require(name and len(material) == 33 and material[0] in (1, 4), "unknown kind of key")
    identity = hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]
    require(identity.hex() == hash_, "the key's hash is another")
    return name, identity, material


def open_note(text, key_line):
    """The signed text, after its signature has been verified."""
    name, identity, material = parse_key(key_line)
    body, gap, lines = text.rpartition("\n\n")
    require(gap and lines.endswith("\n"), "no signed note")
    body += "\n"
    for line in lines.splitlines():
        dash, signer, encoded = line.split(" ")
        signature = base64.b64decode(encoded, validate=True)
        if dash != "—" or signer != name or signature[:4] != identity:
            continue
        message, signature = body.encode(), signature[4:]
        if material[0] == 4:
            time = struct.unpack(">Q", signature[:8])[0]
            message, signature = f"cosignature/v1\ntime {time}\n".encode() + message, signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(material[1:]).verify(signature, message)
        except InvalidSignature as error:
            raise Bad("the signature does not hold") from error
        return body
    raise Bad("the key did not sign")


def open_checkpoint(text, key_line):
    origin, size, root, *rest = open_note(text, key_line).split("\n")
    require(origin == key_line.split("+")[0] and str(int(size)) == size and rest == [""],
            "no checkpoint of this log")
    return int(size), base64.b64decode(root, validate=True)


def hold_against(tree, text, key_line):
    """The ledger holds all of a checkpoint unchanged."""
    size, root = open_checkpoint(text, key_line)
    require(size <= len(tree.leaves), "events are missing")
    require(tree.root(0, size) == root, "the ledger was rewritten")
    return size


def verify_ledger(check, tool, work):
    """Holds the program against this file: sound, grown, altered."""
    folder = os.path.join(work, "main")
    database = os.path.join(folder, "registry.sqlite")
    told = tool("ledger", "verify")
    tree, _ = read_ledger(database)
    size = len(tree.leaves)
    check("the independent verifier finds the same ledger", told and told["valid"]
          and told["size"] == size and told["root"] == tree.root(0, size).hex(), f"{size} events")
    key = tool("ledger", "checkpoint", "--key")["key"]
    note = tool("ledger", "checkpoint")["checkpoint"]
    check("the checkpoint verifies", hold_against(tree, note, key) == size)
    for place in (0, len(note) // 3, len(note) - 6):
        other = "A" if note[place] != "A" else "B"
        try:
            hold_against(tree, note[:place] + other + note[place + 1:], key)
            check("an altered checkpoint is refused", False, f"byte {place}")
        except (Bad, ValueError):
            check("an altered checkpoint is refused", True, f"byte {place}")
    generator = random.Random(7)
    good = True
    for seq in [1, 2, size // 2, size - 1, size] + generator.sample(range(1, size), 8):
        lines = tool("ledger", "prove", str(seq))["proof"].split("\n")
        leaf = base64.b64decode(lines[1].split(" ")[1])
        hashes = [base64.b64decode(line) for line in lines[3:lines.index("")]]
        good &= (lines[0] == "c2sp.org/tlog-proof@v1" and lines[2] == f"index {seq - 1}"
                 and leaf == tree.leaves[seq - 1] and hashes == tree.path(seq - 1, 0, size)
                 and open_checkpoint("\n".join(lines[lines.index("") + 1:]), key)
                 == (size, tree.root(0, size)))
    check("proofs of entries are those of RFC 6962", good)
    good = True
    for _ in range(10):
        old, new = sorted(generator.sample(range(1, size + 1), 2))
        lines = tool("ledger", "consistency", str(old), str(new))["proof"].split("\n")
        hashes = [base64.b64decode(line) for line in lines[1:lines.index("")]]
        good &= (lines[0] == f"old {old}" and hashes == tree.growth(old, 0, new)
                 and open_checkpoint("\n".join(lines[lines.index("") + 1:]), key)
                 == (new, tree.root(0, new)))
    check("proofs of growth are those of RFC 6962", good)
    tool("ledger", "consistency", "0", status=64)
    backup = os.path.join(work, "main.backup")
    written = tool("backup", backup, "--with-keys")
    with open(written["checkpoint"], encoding="utf-8") as file:
        check("a backup verifies against its checkpoint",
              hold_against(read_ledger(backup)[0], file.read(), key) == size)
    check("a backup is private", os.stat(backup).st_mode & 0o777 == 0o600)
    restored = tool("restore", backup, "--keyring", os.path.join(folder, "keyring.json"),
                    registry="restored")
    check("a restored registry has the same root", restored["root"] == told["root"])
    altered(check, tool, work, database, size)


def altered(check, tool, work, database, size):
    """Both verifiers name the same first bad event."""
    changes = {
        "payload": "UPDATE event SET payload = zeroblob(length(payload)) WHERE seq = :s",
        "kind": "UPDATE event SET kind = 'x' WHERE seq = :s",
        "time": "UPDATE event SET recorded_at = recorded_at + 1 WHERE seq = :s",
        "leaf": "UPDATE event SET leaf_hash = zeroblob(32) WHERE seq = :s",
        "gap": "DELETE FROM event WHERE seq = :s",
    }
    for name, sql in changes.items():
        folder = os.path.join(work, f"altered-{name}")
        os.makedirs(folder)
        copy = shutil.copy(database, os.path.join(folder, "registry.sqlite"))
        connection = sqlite3.connect(copy)
        for trigger in ("event_unchanged", "event_kept"):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(sql, {"s": size // 2})
        connection.commit()
        connection.close()
        told = tool("ledger", "verify", registry=f"altered-{name}", answers=20)
        try:
            read_ledger(copy)
            found = None
        except Bad as error:
            found = error.first
        check(f"altered {name} is found at its event", told and not told["valid"]
              and told["first_bad"] == found == size // 2, f"{told} and {found}")


if __name__ == "__main__":
    try:
        LEDGER, _ = read_ledger(sys.argv[1])
        COUNT = len(LEDGER.leaves)
        print(f"{COUNT} events, root {LEDGER.root(0, COUNT).hex()}")
        if len(sys.argv) > 3:
            with open(sys.argv[2], encoding="utf-8") as FILE:
                print(f"holds the checkpoint of {hold_against(LEDGER, FILE.read(), sys.argv[3])}")
    except Bad as ERROR:
        sys.exit(f"not sound: {ERROR}")
