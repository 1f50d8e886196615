"""What a release may contain: the closed list of objects and keys (G2).

Every object is visited from the trailer in one role. A role lists its keys in the order a
release writes them, with what each may hold; a key, a name or a string that is not on the
list is a finding, and so is an object that nothing leads to, or that has two roles.

What this does not check: whether the words and numbers in their places are the right ones.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from redaction.verify.document import Document
from redaction.verify.findings import Finding
from redaction.verify.syntax import Name, Ref, Text, Value

# A trailing ? on a key: may be absent. A value: =A|B one of these names; int, number, true,
# text, id; *role a reference to an object of that role; :role a dictionary in place;
# [kind] a list of any length; a role may be given with stream or xml for its content.
_LISTS = """
trailer      ID=[id] Info=*info Root=*catalog Size=int
catalog      Type==Catalog Pages=*pages Outlines?=*outlines PageMode?==UseOutlines Lang=text
             MarkInfo=:mark_info Metadata=*metadata OutputIntents=[:intent]
             StructTreeRoot=*tree ViewerPreferences=:viewer
mark_info    Marked=true
viewer       DisplayDocTitle=true
info         Title=text Author=text Creator=text Producer=text CreationDate=text ModDate=text
metadata     Type==Metadata Subtype==XML Length=int
intent       Type==OutputIntent S==GTS_PDFA1 OutputConditionIdentifier=text Info=text
             DestOutputProfile=*profile
profile      N=int Filter==FlateDecode Length=int
pages        Type==Pages Count=int Kids=[*page]
page         Type==Page Parent=*pages MediaBox=[number] Resources=:resources Contents=*content
             StructParents=int Tabs==S
resources    Font=*fonts ProcSet=[=PDF|Text]
content      Filter==FlateDecode Length=int
fonts        F1=*font
font         Type==Font Subtype==TrueType BaseFont==AAAAAA+LiberationMono FirstChar=int
             LastChar=int Widths=[number] FontDescriptor=*descriptor ToUnicode=*unicode
descriptor   Type==FontDescriptor FontName==AAAAAA+LiberationMono Flags=int FontBBox=[int]
             ItalicAngle=int Ascent=int Descent=int CapHeight=int StemV=int MissingWidth=number
             FontFile2=*program
program      Length1=int Filter==FlateDecode Length=int
unicode      Filter==FlateDecode Length=int
outlines     Type==Outlines First=*bookmark Last=*bookmark Count=int
bookmark     Title=text Parent=*outlines Dest=dest Prev?=*bookmark Next?=*bookmark
tree         Type==StructTreeRoot K=*element ParentTree=*parents ParentTreeNextKey=int
parents      Nums=nums
element      Type==StructElem S==Document|P|H1|H2|Span P=parent Pg?=*page K?=kids A?=:attribute
attribute    O==Layout TextDecorationType==LineThrough
content_kid  Type==MCR Pg=*page MCID=int
"""
STREAMS = frozenset(("metadata", "profile", "content", "program", "unicode"))

_ENTRY = re.compile(r"(\w+)(\??)=(\S+)")
_NAMEABLE = frozenset(
    (
        *("Annots", "AA", "AcroForm", "ActualText", "Alt", "AF", "CropBox", "Collection", "Dests"),
        *("E", "EmbeddedFiles", "Encrypt", "ExtGState", "JavaScript", "Keywords", "Metadata"),
        *("Names", "OCProperties", "OpenAction", "PageLabels", "PieceInfo", "Prev", "Properties"),
        *("Rotate", "SF", "Thumb", "Trapped", "TrimBox", "Threads", "URI", "UserUnit"),
        *("XObject", "XRefStm", "T", "Lang", "ID", "Pattern", "Shading", "BleedBox", "ArtBox"),
    )
)
"""Unknown keys that a finding may name; any other could be a withheld word."""


class _Key(NamedTuple):
    name: str
    optional: bool
    kind: str


def _roles() -> dict[str, tuple[_Key, ...]]:
    roles: dict[str, tuple[_Key, ...]] = {}
    lines = re.sub(r"\n +", " ", _LISTS).strip().split("\n")
    for line in lines:
        role, entries = line.split(" ", 1)
        keys = (_Key(name, bool(maybe), kind) for name, maybe, kind in _ENTRY.findall(entries))
        roles[role] = tuple(keys)
    return roles


ROLES = _roles()
_NAMES = (k.kind.strip("[=]").split("|") for row in ROLES.values() for k in row if "=" in k.kind)
WORDS = frozenset(key.name for row in ROLES.values() for key in row) | {
    name for names in _NAMES for name in names
}
"""Every key and name of the lists: what stands in each release whatever it says."""


def check_structure(document: Document) -> list[Finding]:
    """What is not on the list, and what nothing leads to."""
    walk = _Walk(document)
    walk.visit()
    return walk.findings


class _Walk:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: list[Finding] = []
        self.roles: dict[int, str] = {}
        self.waiting: list[tuple[int, str]] = []
        self._seen: set[int] = set()

    def visit(self) -> None:
        self._dictionary(self.document.trailer, "trailer", "trailer")
        while self.waiting:
            number, role = self.waiting.pop()
            found = self.document.objects.get(number)
            if found is None:
                self._find(f"object {number} is missing")
                continue
            place = f"object {number}"
            self._dictionary(found.value, role, place)
            if (found.stream is not None) != (role in STREAMS):
                self._find(f"{place}, stream")
        for number in self.document.objects:
            if number not in self.roles:
                self.findings.append(Finding("unreferenced", f"object {abs(number)}"))

    def _find(self, where: str) -> None:
        self.findings.append(Finding("not_on_list", where))

    def _refer(self, value: Value, role: str, where: str) -> None:
        if not isinstance(value, Ref):
            self._find(where)
            return
        known = self.roles.setdefault(value.number, role)
        if known != role:
            self._find(f"object {value.number} in two roles")
        elif value.number not in self._seen:
            self._seen.add(value.number)
            self.waiting.append((value.number, role))

    def _dictionary(self, value: Value, role: str, where: str) -> None:
        if not isinstance(value, dict):
            self._find(where)
            return
        listed = ROLES[role]
        names = [key.name for key in listed if key.name in value]
        for name in value:
            if name not in names:
                self._find(f"{where}, key /{name}" if name in _NAMEABLE else f"{where}, a key")
        if [name for name in value if name in names] != names:
            self._find(f"{where}, order of keys")
        for key in listed:
            if key.name in value:
                self._value(value[key.name], key.kind, f"{where}, key /{key.name}")
            elif not key.optional:
                self._find(f"{where}, no key /{key.name}")

    def _value(self, value: Value, kind: str, where: str) -> None:
        if kind.startswith("*"):
            self._refer(value, kind[1:], where)
        elif kind.startswith(":"):
            self._dictionary(value, kind[1:], where)
        elif kind.startswith("["):
            for item in value if isinstance(value, list) else self._not_a_list(where):
                self._value(item, kind[1:-1], where)
        elif kind in ("kids", "dest", "nums"):
            parts = _parts(value, kind)
            if not parts:
                self._find(where)
            for item, inner in parts:
                self._value(item, inner, where)
        elif not _is(value, kind):
            self._find(where)

    def _not_a_list(self, where: str) -> list[Value]:
        self._find(where)
        return []


def _parts(value: Value, kind: str) -> list[tuple[Value, str]]:
    """The parts of a value that is made of several kinds; empty when it is not so made."""
    if kind == "kids":
        kids = value if isinstance(value, list) else [value]
        return [(kid, _kid(kid)) for kid in kids]
    if not isinstance(value, list):
        return []
    if kind == "dest":
        kinds = ["*page", "=XYZ", "number", "number", "number"]
        return list(zip(value, kinds, strict=True)) if len(value) == len(kinds) else []
    if len(value) % 2:
        return []
    return [(item, "[*element]" if n % 2 else "int") for n, item in enumerate(value)]


def _kid(kid: Value) -> str:
    if isinstance(kid, Ref):
        return "*element"
    return ":content_kid" if isinstance(kid, dict) else "int"


def _is(value: Value, kind: str) -> bool:
    if kind.startswith("="):
        return isinstance(value, Name) and value in kind[1:].split("|")
    if kind == "text":
        return isinstance(value, Text) and not value.hexadecimal
    if kind == "id":
        return isinstance(value, Text) and value.hexadecimal and len(value.raw) == 16
    if kind == "parent":
        return isinstance(value, Ref)
    if kind == "true":
        return value is True
    allowed = (int,) if kind == "int" else (int, float)
    return type(value) in allowed
