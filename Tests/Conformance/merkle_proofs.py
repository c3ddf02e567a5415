"""Every inclusion and consistency proof of every tree of 1 to 1,024 leaves, made and verified here.

usage: merkle_proofs.py

Proofs are made by the recursive definitions of RFC 6962, section 2.1, and verified by the iterative
algorithms of RFC 9162, section 2.1. What is printed is the digest over all of them, by tree size
modulo 4; the tests of the program make the same proofs and compare with the file beside this one.
"""

import hashlib
import json
import pathlib

from verify_ledger import Bad, Tree, node, require

SIZE = 1024
KNOWN = pathlib.Path(__file__).with_name("merkle_proofs.json")


def verify_inclusion(leaf, index, size, path, root):
    place, last, found = index, size - 1, leaf
    for part in path:
        require(last > 0, "the path is too long")
        if place & 1 or place == last:
            found = node(part, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node(found, part)
        place, last = place >> 1, last >> 1
    require(last == 0 and found == root, f"leaf {index} of {size} is not proved")


def verify_consistency(old, new, path, old_root, new_root):
    if old == new:
        return require(not path and old_root == new_root, f"{old} differs from itself")
    path = list(path)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = path[0]
    for part in path[1:]:
        require(last > 0, "the path is too long")
        if place & 1 or place == last:
            first, second = node(part, first), node(part, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node(second, part)
        place, last = place >> 1, last >> 1
    require(last == 0 and (first, second) == (old_root, new_root), f"{old} to {new} is not proved")


def digests():
    tree = Tree([hashlib.sha256(b"\0" + index.to_bytes(2, "little")).digest()
                 for index in range(SIZE)])
    sums = [hashlib.sha256() for _ in range(4)]
    roots = [tree.root(0, size) for size in range(SIZE + 1)]
    for size in range(1, SIZE + 1):
        total = sums[size % 4]
        for index in range(size):
            path = tree.path(index, 0, size)
            verify_inclusion(tree.leaves[index], index, size, path, roots[size])
            total.update(b"".join(path))
        for old in range(1, size + 1):
            path = tree.growth(old, 0, size)
            verify_consistency(old, size, path, roots[old], roots[size])
            total.update(b"".join(path))
    return [total.hexdigest() for total in sums]


def verify_proofs(check):
    try:
        check("merkle: all proofs to 1,024 leaves", digests() == json.loads(KNOWN.read_text()),
              "made and verified by the RFCs alone, as the program's tests make them")
    except Bad as bad:
        check("merkle: all proofs to 1,024 leaves", False, str(bad))


if __name__ == "__main__":
    print(json.dumps(digests(), indent=2))
