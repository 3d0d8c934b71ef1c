"""What stands beside the text of a TEI document: which changes a reader sees, what is asked where, and who did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.kinds import NOTES
from pipeline.tei.names import ID, NAMESPACES, text_of
from pipeline.tei.read import Record


def outermost(records: Iterable[Record]) -> Iterator[Record]:
    """Changes and asides; of a note, which is read as the text is, those in it."""
    for record in records:
        yield record
        if record.kind in NOTES:
            yield from outermost(record.nested)


def asked(root: etree._Element) -> dict[str, str]:
    """The ids of the elements that hold what questions are about, or stand at its ends -> the id of the question."""
    found = {}
    for note in root.iterfind(".//tei:standOff//tei:note[@type='query']", NAMESPACES):
        first = note.get("target", "").removeprefix("#")
        found[first] = first
        found[note.get("targetEnd", "").removeprefix("#")] = first
    return {name: first for name, first in found.items() if name}


def hands(root: etree._Element) -> dict[str, str]:
    """The ids of those who changed something -> who they are and what they do."""
    statements = root.iterfind(".//tei:titleStmt/tei:respStmt", NAMESPACES)
    return {one.get(ID, ""): f"{text_of(one, 'tei:name')} ({text_of(one, 'tei:resp')})" for one in statements}
