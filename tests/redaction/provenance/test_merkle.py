"""The tree against RFC 6962: known roots, every proof of small logs, and growing at random."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.provenance import merkle
from redaction.provenance.errors import AuditError

LEAVES = [
    bytes.fromhex(data)
    for data in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb924",
    1: "6e340b9cffb37a989ca544e6bb780a2c",
    3: "aeb6bcfe274b70a14fb067a5e5578264",
    7: "ddb89be403809e325750d3d263cd7892",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
MOST = 130
MANY = [merkle.leaf_hash(b"%d" % n) for n in range(1000)]


def by_definition(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, word for word; leaves are hashed already."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = by_definition(leaves[:split]), by_definition(leaves[split:])
    return sha256(b"\x01" + left + right).digest()


ROOT_OF_FIRST = [by_definition(MANY[:n]) for n in range(MOST + 1)]


class Store:
    """A log's hashes, kept as the database keeps them, which counts what is read."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        grown = merkle.grow((), 0, leaves)
        self.frontier = grown.frontier
        self.levels = {0: dict(enumerate(leaves))}
        for tile in grown.tiles:
            self.levels.setdefault(tile.level, {})[tile.number] = tile.hash
        self.reads: list[int] = []

    def __call__(self, level: int, start: int, stop: int) -> list[bytes]:
        self.reads.append(stop - start)
        assert start // 256 == (stop - 1) // 256, "a run never crosses a tile"
        kept = self.levels.get(level, {})
        return [kept[index] for index in range(start, stop) if index in kept]


STORE = Store(MANY)


@pytest.mark.parametrize("size", sorted(ROOTS))
def test_known_leaves_have_the_known_roots(size: int) -> None:
    grown = merkle.grow((), 0, map(merkle.leaf_hash, LEAVES[:size]))
    assert merkle.root(grown.frontier).hex().startswith(ROOTS[size])


def test_appending_one_by_one_gives_the_root_of_all_at_every_size() -> None:
    frontier: merkle.Frontier = ()
    for size in range(MOST):
        assert merkle.root(frontier) == ROOT_OF_FIRST[size]
        frontier = merkle.append(frontier, size, MANY[size])


@given(st.lists(st.integers(0, 300), max_size=4))
def test_it_does_not_matter_in_what_batches_entries_came(batches: list[int]) -> None:
    grown = merkle.Grown(0, (), ())
    tiles: tuple[merkle.Tile, ...] = ()
    for batch in batches:
        start = grown.size
        grown = merkle.grow(grown.frontier, start, MANY[start : start + batch])
        tiles += grown.tiles
    assert grown.frontier == merkle.frontier_at(grown.size, STORE)
    assert merkle.root(grown.frontier) == by_definition(MANY[: grown.size])
    assert [tile.number for tile in tiles] == list(range(grown.size // 256))


def test_a_tile_is_the_root_of_its_leaves() -> None:
    leaves = [bytes([n % 251, n // 251 % 256, n // 64256]) * 8 for n in range(2 * 65536)]
    tiles = merkle.grow((), 0, leaves).tiles
    assert [(tile.level, tile.number) for tile in tiles if tile.level > 1] == [(2, 0), (2, 1)]
    assert sum(tile.level == 1 for tile in tiles) == 512
    for tile in (tiles[0], tiles[300]):
        start = tile.number * 256**tile.level
        assert tile.hash == by_definition(leaves[start : start + 256**tile.level])
    first_of_level_2 = next(tile for tile in tiles if tile.level == 2)
    assert first_of_level_2.hash == by_definition(
        [tile.hash for tile in tiles if tile.level == 1 and tile.number < 256]
    )


def test_every_entry_of_every_small_log_is_provably_included() -> None:
    for size in range(1, MOST + 1):
        for index in range(size):
            proof = merkle.inclusion_proof(index, size, STORE)
            assert len(proof) <= (size - 1).bit_length()
            assert merkle.includes(MANY[index], index, size, proof, ROOT_OF_FIRST[size])


def test_every_small_log_is_provably_the_beginning_of_every_longer_one() -> None:
    for size in range(MOST + 1):
        for old in range(size + 1):
            proof = merkle.consistency_proof(old, size, STORE)
            assert len(proof) <= (size - 1 if size else 0).bit_length() + 1
            assert merkle.only_grew(old, ROOT_OF_FIRST[old], size, ROOT_OF_FIRST[size], proof)


def test_an_inclusion_proof_proves_nothing_else() -> None:
    for size in range(1, 34):
        for index in range(size):
            proof = merkle.inclusion_proof(index, size, STORE)
            leaf, top = MANY[index], ROOT_OF_FIRST[size]
            assert not merkle.includes(MANY[index + 1], index, size, proof, top)
            assert not merkle.includes(leaf, index, size, proof, ROOT_OF_FIRST[size - 1])
            assert not merkle.includes(leaf, index, size, (*proof, leaf), top)
            for other in {-1, size, index ^ 1, index ^ 2} - {index}:
                assert not merkle.includes(leaf, other, size, proof, top)
            for at in range(len(proof)):
                changed = (*proof[:at], bytes(32), *proof[at + 1 :])
                assert not merkle.includes(leaf, index, size, changed, top)
                assert not merkle.includes(leaf, index, size, proof[:at], top)


def test_a_consistency_proof_proves_nothing_else() -> None:
    for size in range(1, 34):
        for old in range(size):
            proof = merkle.consistency_proof(old, size, STORE)
            before, after = ROOT_OF_FIRST[old], ROOT_OF_FIRST[size]
            assert not merkle.only_grew(old, bytes(32), size, after, proof)
            assert old == 0 or not merkle.only_grew(old, before, size, bytes(32), proof)
            assert not merkle.only_grew(size + 1, before, size, after, proof)
            assert not merkle.only_grew(old, before, size, after, (*proof, after))
            for at in range(len(proof)):
                changed = (*proof[:at], bytes(32), *proof[at + 1 :])
                assert not merkle.only_grew(old, before, size, after, changed)
                assert not merkle.only_grew(old, before, size, after, proof[:at])


def test_an_inner_hash_does_not_pass_for_an_entry_nor_a_long_proof_for_a_short_log() -> None:
    top = ROOT_OF_FIRST[8]
    assert not merkle.includes(top, 0, 8, (), top)
    assert not merkle.includes(MANY[7], 0, 1, merkle.inclusion_proof(7, 8, STORE), top)
    assert not merkle.only_grew(4, top, 8, top, ())
    assert not merkle.only_grew(1, MANY[7], 1, top, merkle.inclusion_proof(7, 8, STORE))


def test_a_log_of_the_same_length_is_the_same_log() -> None:
    before, after = ROOT_OF_FIRST[5], ROOT_OF_FIRST[6]
    assert merkle.only_grew(5, before, 5, before, ())
    assert not merkle.only_grew(5, before, 5, after, ())
    assert not merkle.only_grew(5, before, 5, before, (before,))
    assert not merkle.only_grew(0, merkle.EMPTY_ROOT, 5, before, (before,))


def test_a_proof_in_a_long_log_reads_few_short_runs() -> None:
    store = Store([merkle.leaf_hash(b"%d" % n) for n in range(70_000)])
    proof = merkle.inclusion_proof(41_234, 70_000, store)
    top = merkle.root(store.frontier)
    assert merkle.includes(store.levels[0][41_234], 41_234, 70_000, proof, top)
    assert len(proof) <= 17
    assert len(store.reads) <= 2 * 17
    assert max(store.reads) <= 128


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_there_is_no_proof_for_an_entry_outside_the_log(index: int, size: int) -> None:
    with pytest.raises(AuditError, match="out_of_range"):
        merkle.inclusion_proof(index, size, STORE)


def test_there_is_no_proof_that_a_log_shrank() -> None:
    with pytest.raises(AuditError, match="out_of_range"):
        merkle.consistency_proof(6, 5, STORE)


def test_a_missing_hash_is_said_and_not_guessed() -> None:
    with pytest.raises(AuditError, match="missing"):
        merkle.inclusion_proof(0, 2000, STORE)


@pytest.mark.parametrize("size", [-1, 0, 2, 3])
def test_a_frontier_of_another_size_is_refused(size: int) -> None:
    frontier = merkle.grow((), 0, MANY[:7]).frontier
    with pytest.raises(AuditError, match="bad_frontier"):
        merkle.append(frontier, size, MANY[0])
