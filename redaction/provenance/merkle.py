"""A log as a Merkle tree: RFC 6962, section 2.1, with SHA-256.

A tree of any size is kept as its *frontier*, the roots of its complete subtrees, largest
first: enough to add entries and to know the root. Proofs need older hashes, which the
keeper of the log stores and hands over through a ``Hashes`` callable; besides the leaf
hashes it stores one hash for every complete *tile*. A tile of level k is a run of 256**k
leaves, so a proof reads a logarithmic number of short runs, each within one tile.

The tree says that entries were not changed since a root was known. It does not say that
they were true, nor that a root shown today is the one shown to others: that is what signed
checkpoints kept elsewhere are for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from redaction.provenance.errors import AuditError

EMPTY_ROOT = sha256(b"").digest()
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT

Frontier = tuple[bytes, ...]

Hashes = Callable[[int, int, int], Sequence[bytes]]
"""``hashes(level, start, stop)``: the hashes of the complete tiles ``start`` to ``stop``
(excluded) of a level, ascending. Tiles of level 0 are the leaves. Never asked for more than
128 at once."""


class Tile(NamedTuple):
    """The hash of ``256**level`` leaves, from leaf ``number * 256**level`` on."""

    level: int
    number: int
    hash: bytes


class Grown(NamedTuple):
    """A tree after entries were added, with the tiles they completed (level 1 and up)."""

    size: int
    frontier: Frontier
    tiles: tuple[Tile, ...]


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry: SHA-256(0x00 + entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees: SHA-256(0x01 + left + right)."""
    return sha256(b"\x01" + left + right).digest()


def grow(frontier: Frontier, size: int, leaves: Iterable[bytes]) -> Grown:
    """Add leaf hashes, in order, to a tree of ``size`` leaves.

    Raises:
        AuditError: ``bad_frontier`` when the frontier cannot be that of ``size`` leaves.
    """
    if size < 0 or len(frontier) != size.bit_count():
        raise AuditError("bad_frontier", "the frontier is not that of a tree of this size")
    roots, tiles = list(frontier), []
    for leaf in leaves:
        node, height = leaf, 0
        while size >> height & 1:
            node = node_hash(roots.pop(), node)
            height += 1
            if height % TILE_HEIGHT == 0:
                tiles.append(Tile(height // TILE_HEIGHT, size >> height, node))
        roots.append(node)
        size += 1
    return Grown(size, tuple(roots), tuple(tiles))


def append(frontier: Frontier, size: int, leaf: bytes) -> Frontier:
    """The frontier after one more leaf hash; see :func:`grow`."""
    return grow(frontier, size, (leaf,)).frontier


def root(frontier: Frontier) -> bytes:
    """The root of the tree that has this frontier."""
    if not frontier:
        return EMPTY_ROOT
    node = frontier[-1]
    for left in reversed(frontier[:-1]):
        node = node_hash(left, node)
    return node


def frontier_at(size: int, hashes: Hashes) -> Frontier:
    """The frontier the log had when it held ``size`` entries."""
    return _roots(0, size, hashes)


def inclusion_proof(index: int, size: int, hashes: Hashes) -> tuple[bytes, ...]:
    """The hashes that tie leaf ``index`` to the root of the first ``size``: RFC 6962, 2.1.1.

    Raises:
        AuditError: ``out_of_range`` unless ``0 <= index < size``.
    """
    if not 0 <= index < size:
        raise AuditError("out_of_range", "there is no such entry in a log of this size")
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _largest_power_below(stop - start)
        if index < middle:
            path.append(root(_roots(middle, stop, hashes)))
            stop = middle
        else:
            path.append(root(_roots(start, middle, hashes)))
            start = middle
    return tuple(reversed(path))


def consistency_proof(old_size: int, size: int, hashes: Hashes) -> tuple[bytes, ...]:
    """The hashes that show that a log only grew: RFC 6962, 2.1.2; empty from an empty log.

    Raises:
        AuditError: ``out_of_range`` unless ``0 <= old_size <= size``.
    """
    if not 0 <= old_size <= size:
        raise AuditError("out_of_range", "a log cannot be consistent with a longer one")
    path: list[bytes] = []
    start, stop = 0, size
    if old_size == 0:
        return ()
    while old_size < stop:
        middle = start + _largest_power_below(stop - start)
        if old_size <= middle:
            path.append(root(_roots(middle, stop, hashes)))
            stop = middle
        else:
            path.append(root(_roots(start, middle, hashes)))
            start = middle
    if start > 0:  # otherwise the old root is itself a subtree, and its holder knows it
        path.append(root(_roots(start, stop, hashes)))
    return tuple(reversed(path))


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether the proof ties the leaf hash at ``index`` to the root: RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    roots = _climb(proof, index, size - 1, leaf)
    return roots is not None and roots[1] == expected


def only_grew(
    old_size: int, old_root: bytes, size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows the old log to be the beginning of the new: RFC 9162, 2.1.4.2."""
    if not 0 <= old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == new_root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    index, last = old_size - 1, size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    # Where the old root is itself a subtree of the new, the proof leaves it out.
    path = [*proof] if index else [old_root, *proof]
    return bool(path) and _climb(path[1:], index, last, path[0]) == (old_root, new_root)


def _climb(
    path: Sequence[bytes], index: int, last: int, start: bytes
) -> tuple[bytes, bytes] | None:
    """From node ``index`` of a row, whose last is ``last``, up to two roots: that of all up to
    the node, and that of all. None when the path is too long or too short."""
    old = new = start
    for sibling in path:
        if last == 0:
            return None
        if index & 1 or index == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        index, last = index >> 1, last >> 1
    return None if last else (old, new)


def _largest_power_below(width: int) -> int:
    """The largest power of two smaller than ``width``, which is at least 2."""
    return 1 << (width - 1).bit_length() - 1


def _roots(start: int, stop: int, hashes: Hashes) -> Frontier:
    """The roots of the complete subtrees of leaves ``start`` to ``stop``, largest first.

    ``start`` must be a multiple of the largest of them, as it is wherever RFC 6962 splits.
    """
    roots = []
    while start < stop:
        height = (stop - start).bit_length() - 1
        roots.append(_complete(start, height, hashes))
        start += 1 << height
    return tuple(roots)


def _complete(start: int, height: int, hashes: Hashes) -> bytes:
    """The root of the ``2**height`` leaves from ``start`` on, made of one run of tiles."""
    level = height // TILE_HEIGHT
    width = 1 << height % TILE_HEIGHT
    first = start >> level * TILE_HEIGHT
    nodes = list(hashes(level, first, first + width))
    if len(nodes) != width:
        raise AuditError("out_of_range", "hashes of the log are missing", level=level, number=first)
    while len(nodes) > 1:
        pairs = zip(nodes[::2], nodes[1::2], strict=True)
        nodes = [node_hash(left, right) for left, right in pairs]
    return nodes[0]
