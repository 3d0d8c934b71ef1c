"""What a rerun changed: two TEI files of one text compared, as an editor looks at them.

Compared are the source, the facts of the header, what was changed, set aside and made a note, what was asked, what
blocks were taken for, page numbers, the reading, and the words of the editor's own. Things at the same place are the
same thing. If the source is another, its places are found in the new one by the words that both have
(`ecdosis.tei.align`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import zip_longest
from typing import Any, Final, TypeVar

from lxml import etree

from ecdosis.model.kinds import ASIDES, NOTES
from ecdosis.tei.align import hunks, places
from ecdosis.tei.editorial import editors
from ecdosis.tei.names import ID, q, tag
from ecdosis.tei.read import OpenQuery, Recognised, Record, changes, queries, read, recognised
from ecdosis.tei.restore import source_fact, source_text, tokens

WHAT: Final = ("source", "fact", "change", "aside", "note", "query", "block", "page", "reading", "editor")
"""What can differ, in the order of a report."""
CONTEXT: Final = 4
"""Words shown on either side of a reading."""
SILENT: Final = ("tagsDecl", "text-sha256", "label", "resp")
"""Parts of the header that follow from the text, or from others, so that they tell nothing more."""
NAMED: Final = ("type", "unit", "ident", "gi", "role", "level")
"""Attributes that say which of several elements of a name one is."""
SECTIONS: Final = {
    "titleStmt": "edition",
    "editionStmt": "edition",
    "publicationStmt": "edition",
    "seriesStmt": "edition",
    "availability": "terms",
    "fileDesc": "edition",
    "notesStmt": "edition",
    "relatedItem": "original",
    "work": "work",
    "source": "source",
    "projectDesc": "policy",
    "samplingDecl": "policy",
    "refsDecl": "policy",
    "editorialDecl": "policy",
    "taxonomy": "rule",
    "charDecl": "character",
    "appInfo": "program",
    "schemaRef": "program",
    "profileDesc": "text",
    "revisionDesc": "history",
}
"""Parts of the header (elements, or a `bibl` by its id) and what a person calls them."""
WORDED: Final = {
    "application": "",
    "availability": "status",
    "biblScope": "part",
    "change": "entry",
    "idno": "number",
    "measure": "size",
    "p": "in words",
    "projectDesc": "project",
    "ptr": "address",
    "pubPlace": "place",
    "refsDecl": "citation",
    "samplingDecl": "sampling",
    "schemaRef": "format",
    "stdVals": "values",
    "term": "keyword",
    "textLang": "language",
}
"""Elements whose names say little to a person."""
LEVELS: Final = {"a": "", "j": "of the journal", "m": "of the book", "s": "of the series"}
"""The levels of titles in words; a part that was published in something larger has a title like any other."""
_TOKEN: Final = re.compile(r"\n+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the header: what it is about (`work: title main`), and the fact."""

    about: str
    value: str


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    """Words of the reading with some on either side; `line` is that of the reading text (`ecdosis read`), from 1. In
    it ¶ stands for the end of a paragraph, / for that of a line of verse."""

    line: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Label:
    """The number of a page, of a note or of its marker, at a position of the source; `linked`: a marker leads to a
    note, a note has one."""

    start: int
    kind: str
    n: str
    linked: bool = False
    source: str = ""

    @property
    def end(self) -> int:
        """It has no width."""
        return self.start


Item = Fact | ChangedPassage | Record | OpenQuery | Recognised | Label
Placed = TypeVar("Placed", Record, OpenQuery, Recognised, Label)


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: `what` is one of WHAT; `old` is None for what is new, `new` for what is gone."""

    what: str
    old: Item | None
    new: Item | None

    @property
    def how(self) -> str:
        """`new`, `gone` or `altered`."""
        return "new" if self.old is None else "gone" if self.new is None else "altered"

    @property
    def differs(self) -> tuple[str, ...]:
        """Of something altered, the fields that differ."""
        if self.old is None or self.new is None:
            return ()
        old, new = essence(self.old), essence(self.new)
        return tuple(name for name in old if old[name] != new.get(name))

    def as_dict(self) -> dict[str, Any]:
        """The difference as the objects of `ecdosis diff --format jsonl`."""
        both = {"old": self.old, "new": self.new}
        shown = {name: item and _as_dict(item) for name, item in both.items()}
        return {"what": self.what, "how": self.how, "differs": list(self.differs)} | shown


def essence(item: Item) -> dict[str, Any]:
    """What makes a thing what it is: all but its id and place, and how the lines of its source are broken."""
    apart = ("id", "start", "end", "part_of", "line", "before", "after")
    found = {f.name: getattr(item, f.name) for f in fields(item) if f.name not in apart}
    if isinstance(item, Record):
        found["nested"] = tuple(map(essence, item.nested))
    if "source" in found:
        found["source"] = " ".join(found["source"].split()) or found["source"]
    return found


def _as_dict(item: Item) -> dict[str, Any]:
    if isinstance(item, Record):
        return item.as_dict()
    return {field.name: getattr(item, field.name) for field in fields(item)}


def diff(old: etree._Element, new: etree._Element) -> tuple[Difference, ...]:
    """All differences of two TEI documents, by sort, each sort in the order of the text."""
    place = _place(old, new)
    found = [*_facts_apart(old, new)]
    before, after = changes(old), changes(new)
    for what, of_sort in (("change", _is_change), ("aside", _is_aside), ("note", _is_note)):
        pairs = paired([*filter(of_sort, before)], [*filter(of_sort, after)], place)
        found += [Difference(what, *pair) for pair in pairs]
    found += [Difference("query", *pair) for pair in paired(queries(old), queries(new), place)]
    found += [Difference("block", *pair) for pair in paired(recognised(old), recognised(new), place, starts=True)]
    found += [Difference("page", *pair) for pair in paired(labels(old, "pb"), labels(new, "pb"), place)]
    for name in ("ref", "note"):  # where one of them is gone or new, that is told already
        both = paired(labels(old, name), labels(new, name), place)
        found += [Difference("note", *pair) for pair in both if None not in pair]
    found += [Difference("reading", *pair) for pair in passages(read(old), read(new))]
    found += [Difference("editor", *pair) for pair in passages(editors(old), editors(new))]
    found = [difference for difference in found if difference.how != "altered" or difference.differs]
    if all(difference.what == "fact" for difference in found):
        found += _otherwise(old, new)
    return tuple(sorted(found, key=lambda difference: WHAT.index(difference.what)))


def _otherwise(old: etree._Element, new: etree._Element) -> Iterator[Difference]:
    """That two texts of one source differ in what is not compared here, by the hashes in their headers."""
    path = f".//{q('publicationStmt')}/{q('idno')}[@type='text-sha256']"
    was, now = (root.findtext(path, "") for root in (old, new))
    if was != now:
        about = "edition: number text-sha256"
        yield Difference("fact", Fact(about, was), Fact(about, now))


def _is_aside(record: Record) -> bool:
    return record.kind in ASIDES


def _is_note(record: Record) -> bool:
    return record.kind in NOTES


def _is_change(record: Record) -> bool:
    return not _is_aside(record) and not _is_note(record)


def _place(old: etree._Element, new: etree._Element) -> Callable[[int], int]:
    """Where a place of the old source is in the new one."""
    texts = [source_text(root) for root in (old, new)]
    if texts[0] == texts[1]:
        return int
    return places(*texts)


# ------------------------------------------------------------ things with a place


def paired(
    old: Sequence[Placed], new: Sequence[Placed], place: Callable[[int], int], *, starts: bool = False
) -> Iterator[tuple[Placed | None, Placed | None]]:
    """What differs: each thing with that at its place in the other file, or with None, in the order of the text.
    `starts`: two at one place must begin there, else it will do that they overlap."""
    there = [(_span(other), other) for other in new]
    left = Counter((span, repr(essence(other))) for span, other in there)
    rest, same = [], Counter[tuple[tuple[int, int], str]]()
    for thing in old:
        start, end = map(place, _span(thing))
        key = (start, end), repr(essence(thing))
        if same[key] < left[key]:
            same[key] += 1
        else:
            rest.append((start, start if starts else end, thing))
    others = []
    for span, other in there:
        key = span, repr(essence(other))
        same[key] -= 1
        if same[key] < 0:
            others.append((span[0], span[0] if starts else span[1], other))
    yield from _swept(rest, others)


def _span(thing: Record | OpenQuery | Recognised | Label) -> tuple[int, int]:
    """Where a thing stands, without blanks at either end, of which another version may have more or fewer."""
    words = thing.source.strip()
    if not words:
        return thing.start, thing.end
    start = thing.start + thing.source.index(words)
    return start, start + len(words)


def _swept(
    old: list[tuple[int, int, Placed]], new: list[tuple[int, int, Placed]]
) -> Iterator[tuple[Placed | None, Placed | None]]:
    """Things in order, with those that they meet."""
    i = j = 0
    while i < len(old) and j < len(new):
        (start, end, thing), (start2, end2, other) = old[i], new[j]
        meet = start == start2 or (start < end2 and start2 < end)
        if meet or start < start2:
            i += 1
        if meet or start2 < start:
            j += 1
        yield (thing if meet or start < start2 else None), (other if meet or start2 < start else None)
    yield from ((thing, None) for *_, thing in old[i:])
    yield from ((None, other) for *_, other in new[j:])


def labels(root: etree._Element, name: str) -> tuple[Label, ...]:
    """The numbers that pages (`pb`), markers (`ref`) or notes (`note`) have, in the order of the source."""
    found, position = [], int(source_fact(root, "byte-order-mark") == "yes")
    for token in tokens(root):
        position += len(token.source)
        if token.type == "enter" and tag(token.element) == name and (n := token.element.get("n")):
            found.append(Label(position, name, n, token.element.get("target") is not None))
    return tuple(found)


# ------------------------------------------------------------ the reading


def passages(old: str, new: str) -> Iterator[tuple[ChangedPassage | None, ChangedPassage | None]]:
    """Where two readings differ."""
    before, after = _tokens(old), _tokens(new)
    for hunk in hunks([word for word, _ in before], [word for word, _ in after]):
        gone = _passage(before, hunk.start, hunk.end) if hunk.start < hunk.end else None
        come = _passage(after, hunk.first, hunk.last) if hunk.first < hunk.last else None
        yield gone, come


def _tokens(reading: str) -> list[tuple[str, int]]:
    """Words and ends of blocks, each with its line."""
    line, found = 1, []
    for match in _TOKEN.finditer(reading.rstrip("\n")):
        word = match.group()
        found.append(({"\n": "/"}.get(word, "¶") if word.isspace() else word, line))
        line += word.count("\n")
    return found


def _passage(tokens: Sequence[tuple[str, int]], start: int, end: int) -> ChangedPassage:
    def joined(some: Iterable[tuple[str, int]]) -> str:
        return " ".join(word for word, _ in some)

    around = tokens[max(0, start - CONTEXT) : start], tokens[end : end + CONTEXT]
    return ChangedPassage(tokens[start][1], joined(around[0]), joined(tokens[start:end]), joined(around[1]))


# ------------------------------------------------------------ the header


def _facts_apart(old: etree._Element, new: etree._Element) -> Iterator[Difference]:
    """Facts that only one header has; one gone and one new about the same thing are one that was altered."""
    before, after = facts(old), facts(new)
    for about in dict.fromkeys((*before, *after)):
        gone = [value for value in before.get(about, ()) if value not in after.get(about, ())]
        come = [value for value in after.get(about, ()) if value not in before.get(about, ())]
        what = "source" if about == "source: number sha256" else "fact"
        for was, now in zip_longest(gone, come):
            pair = (None if value is None else Fact(about, value) for value in (was, now))
            yield Difference(what, *pair)


def facts(root: etree._Element) -> dict[str, tuple[str, ...]]:
    """The facts of a header: what they are about -> the facts."""
    found: dict[str, dict[str, None]] = {}
    header = root.find(q("teiHeader"))
    for element in () if header is None else header.iter("*"):
        around = [element, *element.iterancestors()]
        if any(tag(e) in SILENT or e.get("type") in SILENT for e in around):
            continue
        if value := _value(element):
            found.setdefault(_about(around), {})[value] = None
    return {about: tuple(values) for about, values in found.items()}


def _value(element: etree._Element) -> str:
    """What an element itself says: its words (but not those that only join its parts), and its attributes."""
    words = "" if len(element) else " ".join((element.text or "").split())
    apart = (*_naming(element), "who", "resp", "name", ID)
    told = [str(value) for name, value in element.attrib.items() if str(name) not in apart and str(value) not in words]
    return f"{words} ({', '.join(told)})" if words and told else words or ", ".join(told)


def _naming(element: etree._Element) -> dict[str, str]:
    """The attributes that say which of several elements of a name one is; a language is no name of a language."""
    naming = () if tag(element) == "language" else NAMED
    return {name: value for name in naming if (value := element.get(name))}


def _about(around: Sequence[etree._Element]) -> str:
    """What an element (the first; the others are around it) tells of: `work: title main`."""
    names = [name for element in around for name in (element.get(ID, ""), tag(element)) if name]
    section = next((SECTIONS[name] for name in names if name in SECTIONS), "")
    element = around[1] if section in ("policy", "rule") and tag(around[0]) in ("p", "catDesc") else around[0]
    name = element.get(ID, "").removeprefix("rule-") if section == "rule" else WORDED.get(tag(element), tag(element))
    which = _naming(element)
    if "level" in which:
        which["level"] = LEVELS.get(which["level"], "")
    told = " ".join(part for part in dict.fromkeys((name, *which.values())) if part)
    return f"{section}: {told}" if section else told
