"""The words of the editor's own in a TEI file: notes to the text, and what stands before it. They are no part of the
reading (`ecdosis.tei.read`), but of every book."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ecdosis.tei.names import NAMESPACES, q
from ecdosis.tei.own import parts
from ecdosis.tei.read import read, reading_of


def editorial(root: etree._Element) -> list[etree._Element]:
    """The editor's own notes, which are no part of the text, in the order of their places."""
    return root.findall("tei:standOff//tei:note[@type='editorial']", NAMESPACES)


def own_blocks(root: etree._Element) -> list[etree._Element]:
    """The headings and paragraphs of the editor's own words before the text, in order."""
    return [element for part in parts(root) for element in part.iter(*(q(name) for name in ("head", "p", "ab")))]


def whole(root: etree._Element) -> str:
    """The reading text with the editor's own words before it, and the editor's notes behind all others."""
    return "".join(f"{line}\n\n" for line in _own(root)) + read(root) + "".join(f"\n{line}\n" for line in _notes(root))


def editors(root: etree._Element) -> str:
    """The editor's own words alone: what stands before the text, then the notes."""
    return "\n\n".join((*_own(root), *_notes(root), ""))


def _own(root: etree._Element) -> Iterator[str]:
    return map(reading_of, own_blocks(root))


def _notes(root: etree._Element) -> Iterator[str]:
    return (f"[{note.get('n')}] {reading_of(note)}" for note in editorial(root))
