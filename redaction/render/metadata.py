"""What a release says about itself to machines: Info, XMP and ``/ID``.

Title, agency and the declared date, and nothing else: no clock, no host, no digest of
anything but what is released. Info and XMP say the same (ISO 19005-2, 6.6.2).
"""

from __future__ import annotations

import hashlib
from html import escape
from typing import Final, NamedTuple

from redaction.face import FACE_SHA256
from redaction.provenance.canonical import canonical_json
from redaction.released import ReleasedCable
from redaction.render.engine import PRODUCER, string
from redaction.stamp import Stamp

CODE: Final = "0.1.0"
TEMPLATE: Final = "release/1"
CREATOR: Final = "Declass"


class Facts(NamedTuple):
    """What Info and XMP hold; ``date`` is ``YYYY-MM-DD``."""

    title: str
    agency: str
    date: str
    lang: str


def versions() -> dict[str, object]:
    """What a release depends on beside what is released; no rule pack decides a byte of it."""
    return {"code": CODE, "template": TEMPLATE, "font": FACE_SHA256, "packs": []}


def identity(released: ReleasedCable, stamp: Stamp) -> bytes:
    """The 16 bytes of ``/ID``: a digest of what is released.

    The stamp goes in without its title, as it stands in the decisions file, so that whoever
    has that file can compute it.
    """
    value = [released.to_json(), stamp.without_title().to_json(), versions()]
    return hashlib.sha256(b"redaction-release/1\0" + canonical_json(value)).digest()[:16]


def info(facts: Facts) -> str:
    """The document information dictionary."""
    day = string(f"D:{facts.date.replace('-', '')}000000Z")
    return (
        f"<</Title {string(facts.title)}/Author {string(facts.agency)}/Creator {string(CREATOR)}"
        f"/Producer {string(PRODUCER)}/CreationDate {day}/ModDate {day}>>"
    )


def xmp(facts: Facts) -> bytes:
    """The XMP packet."""
    moment = f"{facts.date}T00:00:00Z"
    return _PACKET.format(
        title=escape(facts.title, quote=False),
        agency=escape(facts.agency, quote=False),
        lang=escape(facts.lang, quote=False),
        creator=CREATOR,
        producer=PRODUCER,
        moment=moment,
    ).encode("utf-8")


# The schema of pdfuaid stands in a description of its own: PDFBox reads it from nowhere else.
_PACKET: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{agency}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
