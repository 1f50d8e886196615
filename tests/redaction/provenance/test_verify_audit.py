"""The standalone verifier: every change found, and the exit status says what it is."""

from __future__ import annotations

import json
import random
from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import timedelta
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from redaction.provenance import checkpoint as cp
from tests.redaction.provenance.exports import (
    ENTRIES,
    ORIGIN,
    PRIVATE,
    START,
    Export,
    entry,
    log_of,
    note,
    point,
    stands,
)


def test_a_whole_log_matches_every_checkpoint(
    export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export.check("LOG", "FIRST", "LAST", "--require-covered") == 0
    assert "20 entries, 20 covered" in capsys.readouterr().out


@pytest.mark.usefixtures("quick_signatures")
def test_every_changed_byte_of_a_log_is_found_and_named_rightly(export: Export) -> None:
    log = log_of(ENTRIES)
    seen = set()
    for at in range(len(log)):
        changed = bytearray(log)
        changed[at] ^= 1
        export.write("LOG", bytes(changed))
        *lines, rest = bytes(changed).split(b"\n")
        canonical = not rest and all(stands(line, seq) for seq, line in enumerate(lines))
        status = export.check("LOG", "FIRST", "LAST")
        assert status == (1 if canonical else 5), at
        seen.add(status)
    assert seen == {1, 5}


@pytest.mark.parametrize("mask", [1, 255])
def test_every_changed_byte_of_a_checkpoint_is_found(export: Export, mask: int) -> None:
    signed = note(ENTRIES)
    for at in range(len(signed)):
        changed = bytearray(signed)
        changed[at] ^= mask
        export.write("LAST", bytes(changed))
        assert export.check("LOG", "FIRST", "LAST") == 4, at


def renumbered(lines: Sequence[bytes]) -> list[bytes]:
    """The lines as someone who owns the database would leave them: in order again."""
    values = [json.loads(line) for line in lines]
    for seq, value in enumerate(values):
        value["seq"] = seq
    return [json.dumps(v, sort_keys=True, separators=(",", ":")).encode() for v in values]


def edited(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], entry(at, actor="user:99"), *lines[at + 1 :]]


def deleted(lines: list[bytes], at: int) -> list[bytes]:
    return renumbered([*lines[:at], *lines[at + 1 :]])


def inserted(lines: list[bytes], at: int) -> list[bytes]:
    return renumbered([*lines[:at], entry(at, obj="review:77"), *lines[at:]])


def swapped(lines: list[bytes], at: int) -> list[bytes]:
    return renumbered([*lines[: at - 1], lines[at], lines[at - 1], *lines[at + 1 :]])


def cut_off(lines: list[bytes], at: int) -> list[bytes]:
    return lines[:at]


def backdated(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], entry(at, ts=START - timedelta(days=9)), *lines[at + 1 :]]


@pytest.mark.usefixtures("quick_signatures")
@pytest.mark.parametrize("attack", [edited, deleted, inserted, swapped, cut_off, backdated])
def test_a_rewritten_history_is_found_by_a_checkpoint_kept_elsewhere(
    export: Export, attack: Callable[[list[bytes], int], list[bytes]]
) -> None:
    for at in random.Random(4711).sample(range(1, 20), 12):
        export.write("LOG", log_of(attack(list(ENTRIES), at)))
        expected = 3 if attack is cut_off else 1
        if attack is deleted:
            assert export.check("LOG", "LAST") == 3
            expected = 1 if at < 8 else 3
        assert export.check("LOG", "FIRST", "LAST") == expected, at


def test_a_row_taken_out_or_put_twice_is_out_of_order(export: Export) -> None:
    for lines in (ENTRIES[1:], [*ENTRIES[:5], *ENTRIES[6:]], [*ENTRIES[:5], *ENTRIES[4:]]):
        export.write("LOG", log_of(lines))
        assert export.check("LOG", "LAST") == 5


def test_lines_that_are_not_entries_are_refused(export: Export) -> None:
    log = log_of(ENTRIES)
    for data in (log[:-1], log + b"\n", b"\n" + log, log.replace(b"\n", b"\r\n"), log + b"{}\n"):
        export.write("LOG", data)
        assert export.check("LOG", "LAST") == 5


def test_a_log_cut_off_is_whole_without_a_checkpoint_and_the_report_says_so(
    export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    export.write("LOG", log_of(ENTRIES[:12]))
    assert export.check("LOG", key=None) == 0
    assert "0 covered by a checkpoint; what is done after is not found" in capsys.readouterr().out
    assert export.check("LOG", "FIRST") == 0
    assert "12 entries, 8 covered" in capsys.readouterr().out
    assert export.check("LOG", "FIRST", "--require-covered") == 6
    assert export.check("LOG", "FIRST", "LAST") == 3


def test_an_alteration_is_placed_between_two_checkpoints_and_named_with_a_second_copy(
    export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    export.write("COPY", log_of(ENTRIES[:18]))
    export.write("LOG", log_of(edited(list(ENTRIES), 13)))
    assert export.check("LOG", "LAST", "FIRST") == 1
    assert "entries 8 to 19" in capsys.readouterr().out
    assert export.check("LOG", "LAST", "FIRST", "--second-copy", "COPY") == 1
    assert "entry 13 differs" in capsys.readouterr().out
    export.write("LOG", log_of(ENTRIES))
    assert export.check("LOG", "LAST", "--second-copy", "COPY") == 0
    export.write("LOG", log_of(ENTRIES[:9]))
    assert export.check("LOG", "FIRST", "--second-copy", "COPY") == 3
    assert "goes on with entry 9" in capsys.readouterr().out
    export.write("LOG", log_of(edited(list(ENTRIES), 3)))
    assert export.check("LOG", "FIRST", "LAST") == 1
    report = capsys.readouterr().out
    assert "entries 0 to 7" in report
    assert report.count("FAULT") == 1, "the first checkpoint that fails says where"


def test_a_history_rewritten_and_signed_with_a_forged_key_is_unsigned(export: Export) -> None:
    lines = edited(list(ENTRIES), 3)
    export.write("LOG", log_of(lines))
    export.write("LAST", note(lines, private=bytes(32)))
    assert export.check("LOG", "LAST") == 4
    own = f"{cp.verifier_key(ORIGIN, bytes(32))}\n"
    assert export.check("LOG", "LAST", key=export.write("OWN.pub", own.encode())) == 0
    assert export.check("LOG", "FIRST", key="OWN.pub") == 4


def test_every_base64_has_one_spelling(export: Export) -> None:
    """The last digit before the padding has bits that decoding drops."""
    key = Ed25519PrivateKey.from_private_bytes(PRIVATE)
    root = b64encode(point(ENTRIES).root)
    body = point(ENTRIES).body.replace(root, root[:-2] + bytes([root[-2] + 1]) + b"=")
    signed = cp.key_id(ORIGIN, key.public_key().public_bytes_raw()) + key.sign(body)
    export.write("LAST", body + f"\n\u2014 {ORIGIN} {b64encode(signed).decode()}\n".encode())
    assert export.check("LOG", "LAST") == 2
    good = note(ENTRIES)
    assert good.endswith(b"=\n")
    export.write("LAST", good[:-3] + bytes([good[-3] + 1]) + b"=\n")
    assert export.check("LOG", "LAST") == 4


def test_a_key_file_in_another_form_cannot_be_read(export: Export) -> None:
    name, key_id, encoded = str(cp.verifier_key(ORIGIN, PRIVATE)).split("+", 2)
    kind = b"\x02" + cp.verifier_key(ORIGIN, PRIVATE).public_key
    other_id = sha256(ORIGIN.encode() + b"\n" + kind).hexdigest()[:8]
    for line in (
        encoded,
        f"{name}+00000000+{encoded}",
        f"{name}+{other_id}+{b64encode(kind).decode()}",
        f"somebody+{key_id}+{encoded}",
        f"{name}+{key_id}+{encoded} \u00e9",
    ):
        assert export.check("LOG", "LAST", key=export.write("K", f"{line}\n".encode())) == 2
    assert export.check("LOG", "LAST", key=export.write("K", b"")) == 4


def test_a_bad_signature_is_told_before_an_alteration_and_that_before_a_cut(
    export: Export,
) -> None:
    export.write("LOG", log_of(edited(ENTRIES[:12], 3)))
    assert export.check("LOG", "LAST", "FIRST") == 1
    export.write("BAD", note(ENTRIES, private=bytes(32)))
    assert export.check("LOG", "LAST", "FIRST", "BAD") == 4


def test_an_empty_log_has_a_checkpoint_too(export: Export) -> None:
    export.write("LOG", b"")
    export.write("NONE", note([]))
    assert export.check("LOG", "NONE", "--require-covered") == 0
    assert export.check("LOG", "NONE", "FIRST") == 3


def test_what_cannot_be_read_is_said_without_a_traceback(export: Export) -> None:
    assert export.check("ABSENT", "LAST") == 2
    assert export.check("LOG", "ABSENT") == 2
    assert export.check("LOG", "LAST", key="ABSENT") == 2
    assert export.check("LOG", "LAST", key="LOG") == 2
    export.write("OTHER", note(ENTRIES[:4], origin=cp.origin("lab", 2)))
    both = [cp.verifier_key(cp.origin("lab", epoch), PRIVATE) for epoch in (1, 2)]
    keys = export.write("BOTH.pub", "".join(f"{key}\n" for key in both).encode())
    assert export.check("LOG", "OTHER", "LAST", key=keys) == 2
    assert export.check("LOG", "OTHER", key=keys) == 0


@pytest.mark.parametrize("names", [(), ("LOG", "LAST"), ("LOG", "--proof", "P"), ("--wrong",)])
def test_wrong_use_is_status_2(export: Export, names: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        export.check(*names, key=None)
    assert left.value.code == 2


def test_a_signed_text_that_is_no_checkpoint_cannot_be_read(export: Export) -> None:
    key = Ed25519PrivateKey.from_private_bytes(PRIVATE)
    key_id = cp.key_id(ORIGIN, key.public_key().public_bytes_raw())
    good = point(ENTRIES).body
    for body in (
        good.replace(b"20", b"020"),
        good.replace(b"/1", b"/2"),
        good + b"more\n",
        good[:-2] + b"\n",
    ):
        signed = b64encode(key_id + key.sign(body)).decode()
        export.write("LAST", body + f"\n\u2014 {ORIGIN} {signed}\n".encode())
        assert export.check("LOG", "LAST") == 2
