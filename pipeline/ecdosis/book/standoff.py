"""What stands beside the text of a TEI document: which changes a reader sees, what is asked where, and who did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from ecdosis.model.kinds import NOTES
from ecdosis.tei.names import ID, NAMESPACES, content, text_of
from ecdosis.tei.read import Record


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


def authors(root: etree._Element, path: str) -> str:
    """Authors or editors, of whom translators are not (TEI has these among the editors, with a role)."""
    named = root.iterfind(path, NAMESPACES)
    return "; ".join(content(one) for one in named if one.get("role") not in ("translator", "trl"))


def target(root: etree._Element, path: str) -> str:
    """Where the element that a path leads to points; empty if it is not there."""
    found = root.find(path, NAMESPACES)
    return "" if found is None else found.get("target", "")


def version(root: etree._Element) -> str:
    """The version of the program that made the document."""
    found = root.find(".//tei:appInfo/tei:application", NAMESPACES)
    return "" if found is None else found.get("version", "")
