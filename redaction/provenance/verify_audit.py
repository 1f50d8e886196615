#!/usr/bin/env python3
"""Check an exported audit log against signed checkpoints, trusting neither its keeper nor us.

    verify_audit.py LOG.jsonl CHECKPOINT... --key KEY.pub [--require-covered] [--second-copy LOG2]
    verify_audit.py --proof PROOF.json --key KEY.pub

LOG.jsonl has one entry a line; a CHECKPOINT is a signed note on its size and RFC 6962 root;
KEY.pub has one C2SP verifier key a line, <origin>+<key id>+<base64>; PROOF.json shows that an
entry is in the log (AUDIT_HEAD.json), or that one checkpoint continues another. Get the key,
and a checkpoint, elsewhere than the log: they are all that is trusted. Never found: what was
done after the last checkpoint, and a lie told when an entry was written.

Exit status: 0 whole, every checkpoint matches; 1 altered (a root differs); 2 cannot be read,
or wrong use; 3 log shorter than a checkpoint; 4 bad signature or unknown key; 5 entry not
canonical or out of order; 6 entries follow the last checkpoint (with --require-covered). If
several hold, the first of 2 4 5 1 3 6. Standard library only, Python 3.8 or later.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from base64 import b64decode, b64encode
from datetime import datetime
from functools import reduce
from hashlib import sha256, sha512
from itertools import zip_longest
from pathlib import Path
from typing import Dict, Sequence, Tuple  # noqa: UP035 - Python 3.8

WHOLE, ALTERED, UNREADABLE, SHORTER, UNSIGNED, NOT_CANONICAL, UNCOVERED = range(7)
WORST = (UNREADABLE, UNSIGNED, NOT_CANONICAL, ALTERED, SHORTER, UNCOVERED)
WORD = rb'"[!#-\[\]-~]{0,200}"'
SCALAR = rb"(?:%b|0|-?[1-9][0-9]{0,15}|true|false|null)" % WORD
FIELD = rb'"[a-z][a-z0-9_]{0,39}":(?:%b|\[(?:%b(?:,%b)*)?\])' % (SCALAR, SCALAR, SCALAR)
ENTRY = re.compile(
    rb'\{"act":"[a-z][a-z0-9._-]{0,199}","actor":"[!#-\[\]-~]{1,200}",'
    rb'"data":\{((?:%b(?:,%b)*)?)\},"obj":%b,"role":%b,"seq":(0|[1-9][0-9]{0,15}),'
    rb'"ts":"([0-9]{4}(?:-[0-9]{2}){2}T[0-9]{2}(?::[0-9]{2}){2}\.[0-9]{6})Z","v":1\}\n'
    % (FIELD, FIELD, WORD, WORD)
)
DATA_KEY, STRING, DIGITS = (re.compile(part) for part in (rb'"(\w+)":', rb'"[^"]*"', rb"[0-9]+"))
NUMBERS_END = 2**53
ORIGIN = r"(declass/[a-z0-9][a-z0-9.-]{0,62}/audit/(?:0|[1-9][0-9]{0,15}))"
KEY = re.compile(ORIGIN + r"\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")
SIGNATURE = re.compile(f"\u2014 {ORIGIN} ([A-Za-z0-9+/]{{91}}=)\n".encode())
BODY = re.compile(f"{ORIGIN}\n(0|[1-9][0-9]{{0,15}})\n([A-Za-z0-9+/]{{43}}=)\n".encode())
PROOFS = {"audit-inclusion/1": ("checkpoint", "entry"), "audit-consistency/1": ("older", "newer")}
EMPTY_ROOT = sha256(b"").digest()
Keys = Dict[Tuple[bytes, bytes], bytes]  # noqa: UP006 - public keys by name and key id
Checkpoint = Tuple[int, bytes, str, str]  # noqa: UP006 - size, root, origin, file
Point = Tuple[int, int, int, int]  # noqa: UP006 - X, Y, Z, T: x = X/Z, y = Y/Z, xy = T/Z


class Fault(Exception):
    """Exit status, and what is wrong in a sentence."""


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def is_entry(line: bytes, seq: int) -> bool:
    """Whether the line is entry ``seq`` in its one spelling."""
    found = ENTRY.fullmatch(line)
    if not found or int(found[2]) != seq:
        return False
    keys, numbers = DATA_KEY.findall(found[1]), DIGITS.findall(STRING.sub(b"", found[1]))
    try:
        datetime.fromisoformat(found[3].decode())
    except ValueError:
        return False
    return keys == sorted(set(keys)) and all(int(number) < NUMBERS_END for number in numbers)


def read_log(path: str, sizes: set[int]) -> tuple[int, dict[int, bytes], bool]:
    """How many entries are in order, the roots at these sizes, and whether that was all."""
    size, roots = 0, {0: EMPTY_ROOT}
    stack: list[bytes] = []
    with Path(path).open("rb") as lines:
        for line in lines:
            if not is_entry(line, size):
                return size, roots, False
            root, position = sha256(b"\0" + line[:-1]).digest(), size
            while position & 1:
                root, position = node(stack.pop(), root), position >> 1
            stack.append(root)
            size += 1
            if size in sizes:
                roots[size] = reduce(lambda right, left: node(left, right), reversed(stack))
    return size, roots, True


def check_log(path: str, notes: Sequence[str], keys: Keys, all_covered: bool) -> list[Fault]:
    """What is wrong with checkpoints and log; prints how far the log is covered."""
    faults, checkpoints, covered = [], [], 0
    for source in notes:
        try:
            checkpoints.append(read_checkpoint(Path(source).read_bytes(), source, keys))
        except Fault as unsigned:
            faults.append(unsigned)
    if len({origin for _, _, origin, _ in checkpoints}) > 1:
        raise Fault(UNREADABLE, "the checkpoints are of different logs")
    size, roots, sound = read_log(path, {checkpoint[0] for checkpoint in checkpoints})
    if not sound:
        faults.append(Fault(NOT_CANONICAL, f"line {size + 1} is not entry {size}, canonical"))
    for at, root, _, source in sorted(checkpoints):
        if at <= size and roots[at] == root:
            covered = at
        elif at <= size:
            faults.append(Fault(ALTERED, f"altered: entries {covered} to {at - 1}, says {source}"))
            break
        elif sound:
            faults.append(Fault(SHORTER, f"{size} entries, but {at} when {source} was made"))
    print(f"{size} entries, {covered} covered by a checkpoint; what is done after is not found")
    if all_covered and covered < size:
        faults.append(Fault(UNCOVERED, f"{size - covered} entries follow the last checkpoint"))
    return faults


def compare(path: str, other: str) -> list[Fault]:
    """The first row that differs from a second copy, which may be an older, shorter one."""
    with Path(path).open("rb") as ours, Path(other).open("rb") as theirs:
        for row, (mine, their) in enumerate(zip_longest(ours, theirs)):
            if mine is None:
                return [Fault(SHORTER, f"the second copy goes on with entry {row}")]
            if their is not None and mine != their:
                return [Fault(ALTERED, f"entry {row} differs from the second copy")]
    return []


def read_keys(path: str) -> Keys:
    keys: Keys = {}
    for line in Path(path).read_text("ascii", "replace").splitlines():
        found = KEY.fullmatch(line)
        name, key = (found[1].encode(), b64decode(found[3])) if found else (b"", b"")
        key_id = sha256(name + b"\n" + key).digest()[:4]
        if not found or key[:1] != b"\1" or key_id.hex() != found[2]:
            raise Fault(UNREADABLE, f"{path}: not a file of Ed25519 verifier keys")
        keys[name, key_id] = key[1:]
    return keys


def read_checkpoint(note: bytes, source: str, keys: Keys) -> Checkpoint:
    """The checkpoint in a note that one of the keys has signed."""
    body, _, last = note.rpartition(b"\n\n")
    found = SIGNATURE.fullmatch(last)
    signed = b64decode(found[2]) if found else b""
    if not found or b64encode(signed) != found[2]:
        raise Fault(UNSIGNED, f"{source}: no signature in the proper form")
    if (found[1], signed[:4]) not in keys:
        raise Fault(UNSIGNED, f"{source}: signed with an unknown key")
    if not ed25519_verifies(keys[found[1], signed[:4]], body + b"\n", signed[4:]):
        raise Fault(UNSIGNED, f"{source}: bad signature")
    stated = BODY.fullmatch(body + b"\n")
    root = b64decode(stated[3]) if stated else b""
    if not stated or stated[1] != found[1] or b64encode(root) != stated[3]:
        raise Fault(UNREADABLE, f"{source}: signed, but not a checkpoint of that log")
    return int(stated[2]), root, found[1].decode(), source


P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def ed25519_verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """RFC 8032, 5.1.7. S must be below the order, so that a signature has one form."""
    key, s = point_of(public), int.from_bytes(signature[32:], "little")
    if key is None or s >= ORDER:
        return False
    k = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    minus_key = (P - key[0], key[1], 1, P - key[3])
    r = (0, 1, 1, 0)  # becomes s times the base point, minus k times the key
    for bit in reversed(range(253)):
        r = add(r, r)
        r = add(r, BASE) if s >> bit & 1 else r
        r = add(r, minus_key) if k >> bit & 1 else r
    x, y = (part * pow(r[2], -1, P) % P for part in r[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


def point_of(encoded: bytes) -> Point | None:
    """The point of the curve that these 32 bytes stand for, if they stand for one."""
    sign, y = divmod(int.from_bytes(encoded, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * p[3] * q[3] * D, 2 * p[2] * q[2]
    e, f, g, h = (b - a) % P, (d - c) % P, (d + c) % P, (b + a) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


BASE = point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


def climb(path: Sequence[bytes], index: int, last: int, start: bytes) -> tuple[bytes, bytes]:
    """From a node of a row to two roots: of all up to it, and of all. RFC 9162, 2.1.3-2.1.4."""
    old = new = start
    for sibling in path:
        if last == 0:
            raise Fault(ALTERED, "the proof is too long")
        if index & 1 or index == last:
            old, new = node(sibling, old), node(sibling, new)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            new = node(new, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise Fault(ALTERED, "the proof is too short")
    return old, new


def check_inclusion(path: list[bytes], note: bytes, entry: bytes, keys: Keys) -> str:
    size, root, origin, _ = read_checkpoint(note, "checkpoint", keys)
    found = ENTRY.fullmatch(entry + b"\n")
    if not found or not is_entry(entry + b"\n", seq := int(found[2])):
        raise Fault(NOT_CANONICAL, "the entry is not canonical")
    leaf = sha256(b"\0" + entry).digest()
    if seq >= size or climb(path, seq, size - 1, leaf)[1] != root:
        raise Fault(ALTERED, f"this is not entry {seq} of the log of {size} entries")
    return f"entry {seq} of {origin}: {entry.decode()}"


def check_consistency(path: list[bytes], older: bytes, newer: bytes, keys: Keys) -> str:
    old_size, old_root, origin, _ = read_checkpoint(older, "older checkpoint", keys)
    size, root, other, _ = read_checkpoint(newer, "newer checkpoint", keys)
    if origin != other or old_size > size:
        raise Fault(UNREADABLE, "these are not an older and a newer checkpoint of one log")
    index, last = max(old_size - 1, 0), size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    if old_size in (0, size):
        continues = not path and old_root == (root if old_size else EMPTY_ROOT)
    else:  # where the old root is a subtree of the new, the proof leaves it out
        start, *rest = path if index and path else [old_root, *path]
        continues = climb(rest, index, last, start) == (old_root, root)
    if not continues:
        raise Fault(ALTERED, f"size {size} does not continue size {old_size}")
    return f"{origin}: size {size} continues size {old_size}"


def check_proof(path: str, keys: Keys) -> list[Fault]:
    """Nothing, or raises; prints what the proof shows."""
    data = Path(path).read_bytes()
    try:
        value = json.loads(data)
        one, two = (value[part].encode() for part in PROOFS[value["schema"]])
        proof = [bytes.fromhex(digest) for digest in value["proof"]]
        value["proof"] = [digest.hex() for digest in proof]
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if len(value) != 4 or text.encode() + b"\n" != data:
            raise ValueError
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        raise Fault(UNREADABLE, f"{path}: not a proof in its one spelling") from None
    check = check_inclusion if "entry" in value else check_consistency
    print(check(proof, one, two, keys))
    return []


def main(argv: Sequence[str] | None = None) -> int:
    """Check, print what was found, and return the exit status."""
    parser = argparse.ArgumentParser(usage=(__doc__ or "\n\n").split("\n\n")[1].strip())
    parser.add_argument("files", nargs="*")
    for option in ("--key", "--second-copy", "--proof"):
        parser.add_argument(option)
    parser.add_argument("--require-covered", action="store_true")
    args = parser.parse_args(argv)
    if bool(args.files) == bool(args.proof) or not (args.key or len(args.files) == 1):
        parser.error("give a log, or --proof; and --key to check signatures with")
    try:
        keys = read_keys(args.key) if args.key else {}
        if args.proof:
            faults = check_proof(args.proof, keys)
        else:
            faults = check_log(args.files[0], args.files[1:], keys, args.require_covered)
            faults += compare(args.files[0], args.second_copy) if args.second_copy else []
    except Fault as fault:
        faults = [fault]
    except OSError as error:
        faults = [Fault(UNREADABLE, f"{error.filename}: {error.strerror}")]
    for status, text in (fault.args for fault in faults):
        print(f"FAULT {status}: {text}".encode("ascii", "backslashreplace").decode())
    print("NOT WHOLE" if faults else "whole")
    return min((fault.args[0] for fault in faults), key=WORST.index, default=WHOLE)


if __name__ == "__main__":
    sys.exit(main())
