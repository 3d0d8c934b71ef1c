"""What stands off in a document that records how its text came to be: the changes and who made them, the questions, the
permanent names, the source line by line. It is an addition to what can be read of any document."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from ecdosis.book import diplomatic
from ecdosis.book.book import Book, listed_of
from ecdosis.book.reader.emendations import Around, grouped
from ecdosis.book.words import about, words_for
from ecdosis.model.kinds import KINDS, NOTES, is_summed
from ecdosis.tei import own
from ecdosis.tei.facts import CREDITS
from ecdosis.tei.names import ID, NAMESPACES, content, tag, text_of
from ecdosis.tei.read import OpenQuery, Record, changes, queries
from ecdosis.tei.restore import SOURCE, source_fact
from ecdosis.tei.validate import our_schema

NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_DNS, "ecdosis")
"""The identifiers of editions are made in this name space (RFC 9562, version 5)."""
UNSEEN: Final = ("byte-order-mark", "line-end", "markup")
"""Kinds of changes that no reader sees."""
_HEAD: Final = "tei:teiHeader/tei:fileDesc/"
_PUBLISHED: Final = f"{_HEAD}tei:publicationStmt/"
_WORK: Final = f"{_HEAD}tei:sourceDesc/tei:bibl[@xml:id='work']"


@dataclass(frozen=True, slots=True)
class StandOff:
    """`records`: the changes by their ids; `listed`: whether a book lists them; `summed`: further ones, of which it is
    only told how many they are; `asked`: see below; `names`: the permanent names of blocks, divisions and notes;
    `questions`: the open ones."""

    records: Mapping[str, Record]
    listed: Mapping[str, bool]
    summed: Sequence[Record]
    asked: Mapping[str, str]
    names: Mapping[etree._Element, str]
    questions: Sequence[OpenQuery]

    def added(self, book: Book, root: etree._Element, around: Around) -> Book:
        """A book of the document with all that stands off. `around`: the words around each change."""
        emendations, asides = grouped(_by_kind([*self.records.values(), *self.summed]), around)
        named = replace(
            _described(book, root),
            emendations=emendations,
            asides=asides,
            lines=diplomatic.lines(root, self.names, self.questions),
            queries=len(self.questions),
            questions=tuple(self.questions),
            hands=hands(root),
        )
        return replace(named, about=tuple(about(named)))


def is_recorded(root: etree._Element) -> bool:
    """Whether a document says of which plain text its text was made."""
    return bool(text_of(root, f"{SOURCE}tei:idno[@type='sha256']"))


def is_as_written(root: etree._Element) -> bool:
    """Whether a document is as Ecdosis writes it, by whoever it was written: it follows our grammar, which says what
    ids and pointers can be, and no two of its ids are alike. Only then may they go into books."""
    ids = [element.get(ID) for element in root.iter("*") if element.get(ID) is not None]
    return len(ids) == len(set(ids)) and our_schema().validator.validate(root)


def standoff(root: etree._Element) -> StandOff:
    """What stands off in a document that is as Ecdosis writes it."""
    seen = [r for r in outermost(changes(root)) if r.kind not in UNSEEN and not r.part_of]
    count = Counter(record.kind for record in seen)
    summed = [record for record in seen if is_summed(record.kind, count[record.kind])]
    found = {record.id: record for record in seen if not is_summed(record.kind, count[record.kind])}
    listed = {
        record.id: at < listed_of(kind, len(same))
        for kind, same in _by_kind(found.values()).items()
        for at, record in enumerate(same)
    }
    return StandOff(found, listed, summed, asked(root), {**diplomatic.names(root), **own.names(root)}, queries(root))


def _by_kind(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Changes by their kinds, in the order of the table of kinds."""
    found: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for record in records:
        found.setdefault(record.kind, []).append(record)
    return {kind: same for kind, same in found.items() if same}


def _described(book: Book, root: etree._Element) -> Book:
    """A book with what the header says of an edition and of its source."""
    name = text_of(root, f"{_PUBLISHED}tei:idno[@type='ecdosis']")
    sha256 = text_of(root, f"{SOURCE}tei:idno[@type='sha256']")
    return replace(
        book,
        id=name,
        identifier=f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{name} {sha256}')}",
        title=text_of(root, f"{_HEAD}tei:titleStmt/tei:title[@type='main']")
        or words_for(book.language)("tei.untitled"),
        subtitle=text_of(root, f"{_HEAD}tei:titleStmt/tei:title[@type='sub']"),
        author=authors(root, f"{_HEAD}tei:titleStmt/tei:author"),
        editor=authors(root, f"{_HEAD}tei:titleStmt/tei:editor"),
        work=_work(root),
        url=target(root, f"{_WORK}/tei:ptr"),
        licence=text_of(root, f"{_PUBLISHED}tei:availability/tei:licence"),
        rights=text_of(root, f"{_PUBLISHED}tei:availability/tei:p"),
        summary=text_of(root, f"{_HEAD}tei:notesStmt/tei:note[@type='summary']"),
        date=text_of(root, f"{_PUBLISHED}tei:date"),
        provider="; ".join(content(n) for n in root.iterfind(f"{SOURCE}tei:note[@type='provenance']", NAMESPACES)),
        credits=tuple(map(_credit, root.iterfind(f"{SOURCE}tei:respStmt", NAMESPACES))),
        filename=text_of(root, f"{SOURCE}tei:idno[@type='filename']"),
        sha256=sha256,
        charset=source_fact(root, "charset"),
        decoding=source_fact(root, "decoding"),
        version=version(root),
        notices=tuple(content(n) for n in root.iterfind(".//tei:notesStmt/tei:note[@type='notice']", NAMESPACES)),
    )


def _work(root: etree._Element) -> str:
    """What the header knows of the work; empty if all that it has is a note that says so."""
    found = root.find(_WORK, NAMESPACES)
    unknown = found is not None and [(tag(part), part.get("type")) for part in found] == [("note", None)]
    return "" if unknown else text_of(root, _WORK)


def _credit(statement: etree._Element) -> str:
    """Who made the source file, as it says itself."""
    did, who = text_of(statement, "tei:resp"), text_of(statement, "tei:name")
    return who if did == CREDITS else f"{did} {who}"


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
