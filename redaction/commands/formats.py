"""The page ``docs/formats.md``: every message format and every word of the reader, from the data.

Nothing on the page is written by hand but its first sentences, so it says what the code does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from redaction.cable.data import FILES, read
from redaction.cable.issues import SEVERITIES
from redaction.cable.profiles import FOLDER, Profile, detectable, load, names, whole

_FORMS: Final[Mapping[str, str]] = {
    "source_note": "a line that starts `Source: ` or `* Source: `, and a title line among the"
    " first 12 lines",
    "marking_line": "no line of an American header, and one of: `[NAA`, `[matter omitted]`, a line"
    " that starts `Cablegram `, a marking line with a number or a control",
}
_UNASKED: Final[Mapping[str, str]] = {
    "acp127": "nothing else is shown",
    "plain": "nothing else is shown, and no line is one of a telegram's header, slugs or pages",
}
_LAYOUTS: Final[Mapping[str, str]] = {
    "front": "header, classification line, slugs, numbered paragraphs",
    "printed": "title, dateline, marking line or source note, text",
    "plain": "no header and no slugs: paragraphs only",
}
_SIGNATURES: Final[Mapping[str, str]] = {
    "capitals": "a name in capitals",
    "capitalised": "a name in capitals, or capitalised",
}
_SLUGS: Final[Mapping[str, str]] = {
    "eo": "declassification instruction",
    "tags": "tags",
    "subject": "subject",
    "refs": "references",
    "classified_by": "who classified, and why",
}
_BREAKS: Final[Mapping[str, str]] = {
    "mrn": "`TESTVILLE 00000311 002 OF 003`",
    "page": "`PAGE 02 TESTVI 00012 150830Z`, with the level lines beside it",
}
_LISTS: Final[Mapping[str, str]] = {
    "captions": "Captions",
    "controls": "Captions that are controls of the classification, or words of a marking line",
    "reference_captions": "Captions of a reference only",
    "precedence": "Precedence of an addressee",
    "passing": "A passing instruction starts with",
    "stop_phrases": "A handling notice starts with",
    "partial_notices": "Notice of a partial extract",
    "titles": "A title line starts with",
    "trailer": "End marks (`dddd` is four digits, `*` anything)",
    "stamps": "Archive stamps, anywhere in a line",
}


def formats_page() -> str:
    """The page as Markdown."""
    parts = [_INTRODUCTION, _choice(), *map(_profile, names())]
    parts += [_captions(), _kinds(), _issues(), _noise(), _tables()]
    return "\n".join(part.rstrip() + "\n" for part in parts)


def how_detected(profile: Profile) -> str:
    """In words, how a text shows that it has this format."""
    rule = profile.detection
    if rule is None:
        return _UNASKED.get(profile.name, "never: it is named by whoever asks")
    if rule.form:
        return _FORMS[rule.form]
    shown = [f"is {words}" for words in map(_code, rule.line_is)]
    shown += [f"starts {words}" for words in map(_code, rule.line_starts)]
    shown += [f"contains {words}" for words in map(_code, rule.line_contains)]
    where = "" if rule.within is None else f", among the first {rule.within} lines"
    return f"a line that {' or '.join(shown)}{where}"


_INTRODUCTION: Final = """\
# Message formats: how a telegram is read

Made from the profiles (`redaction/cable/profiles/`), the tables (`redaction/cable/data/`) and the
reader by `python -m redaction profiles --reference`; a test compares. How to add a format:
[adding-a-profile.md](adding-a-profile.md).

A profile is a message format as data. The text is never changed: it is cut into pieces of known
kinds, every value keeps its place, and what looks wrong becomes an issue that a person sees.
"""


def _choice() -> str:
    asked = [profile.name for profile in detectable()]
    rest = [name for name in _UNASKED if name in names()]
    rest += [name for name in names() if name not in asked and name not in rest]
    rows = [(f"[{n}](#{n})", load(n).about, how_detected(load(n))) for n in (*asked, *rest)]
    return (
        "## Which format a text has\n\nWithout `--profile` these are asked from top to bottom; the"
        " first that is shown counts.\n\n" + _table(("profile", "for", "detected when"), rows)
    )


def _profile(name: str) -> str:
    """One profile: all of it, or what differs from the one it extends."""
    data = whole(FOLDER / f"{name}.toml")
    parent = data.get("extends", "")
    base = whole(FOLDER / f"{parent}.toml") if parent else {}
    own = {key: value for key, value in data.items() if base.get(key) != value}
    lines = [f"## {name}", "", f"For {data['about']}. Source: {data['source']}."]
    lines += ["", f"Detected when: {how_detected(load(name))}."]
    facts = list(_facts(own))
    if parent:
        said = ", except for what follows." if facts or "levels" in own else "."
        lines += ["", f"Everything as in [{parent}](#{parent}){said}"]
    if facts:
        lines += ["", _table(("what", "words"), facts)]
    if "slugs" in own:
        lines += ["", "### Slugs", "", _slugs(own["slugs"])]
    if "levels" in own:
        lines += ["", "### Levels", "", "Printed as here or with a blank between the letters.", ""]
        lines += [_levels(own["levels"])]
    return "\n".join(lines)


def _slugs(slugs: Mapping[str, Sequence[str]]) -> str:
    rows = [(said, _code(slugs[kind][0]), _codes(slugs[kind][1:])) for kind, said in _SLUGS.items()]
    return _table(("line", "name", "also read"), rows)


def _levels(levels: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        (row["name"], _codes(row.get("printed", [row["name"]])), row["mark"], str(row["rank"]))
        for row in levels
    ]
    return _table(("level", "printed", "portion letters", "rank"), rows)


def _facts(own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The rows of a profile that are no slugs and no levels."""
    if "layout" in own:
        yield "Layout", _LAYOUTS[own["layout"]]
    if "series" in own:
        yield "Series", own["series"]
    for key, said in _LISTS.items():
        if key in own:
            yield said, _codes(own[key])
    for wrong, right in own.get("precedence_misprints", {}).items():
        yield f"Read as {right}", _code(wrong)
    if "page_breaks" in own:
        yield "Marks of a printed page", "; ".join(map(_BREAKS.__getitem__, own["page_breaks"]))
    if "signature" in own:
        yield "Signature", _SIGNATURES[own["signature"]]
    if "first_number" in own:
        yield "Number expected after the first paragraph", str(own["first_number"])


def _captions() -> str:
    table = read("captions")
    rows = [(_code(name), row["kind"], row["meaning"]) for name, row in table["captions"].items()]
    return (
        "## Captions and controls\n\nA caption says who gets a message (distribution) or how it is"
        " treated (handling); a control goes with its\nclassification. Source:"
        f" {table['source']}.\n\n" + _table(("caption", "kind", "meaning"), rows)
    )


def _kinds() -> str:
    rows = ((_code(kind), said) for kind, said in read("reading")["kinds"].items())
    return (
        "## Pieces of a text\n\nPut together in their order they are the text; nothing is left"
        " out.\n\n" + _table(("kind", "content"), rows)
    )


def _issues() -> str:
    said = read("reading")["issues"]
    ranked = sorted(
        SEVERITIES, key=lambda c: (("error", "warning", "info").index(SEVERITIES[c]), c)
    )
    rows = ((_code(code), SEVERITIES[code], said[code]) for code in ranked)
    return (
        "## Issues\n\nAn error blocks a release until a reviewer has settled it; a warning must be"
        " seen by the reviewer; info is for statistics.\n\n"
        + _table(("code", "severity", "meaning"), rows)
    )


def _noise() -> str:
    rows = read("reading")["noise"].items()
    return (
        "## Noise and what becomes of it\n\nNothing is corrected: the received text is"
        " evidence.\n\n" + _table(("noise", "outcome"), rows)
    )


def _tables() -> str:
    rows = []
    for name in FILES:
        table = read(name)
        entries = sum(len(table[key]) for key in FILES[name])
        rows.append((f"`{name}.toml`", table["about"], str(entries), table["source"]))
    return "## Tables\n\nIn `redaction/cable/data/`, shared by all formats.\n\n" + _table(
        ("file", "what", "entries", "source"), rows
    )


def _code(words: str) -> str:
    return f"`{words}`"


def _codes(words: Sequence[str]) -> str:
    return ", ".join(map(_code, words))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = [head, ["---"] * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(c.replace('|', chr(92) + '|') for c in row)} |" for row in cells
    )
