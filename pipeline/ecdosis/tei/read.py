"""What a TEI file says: its reading, its changes, its open questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, Final

from lxml import etree

from ecdosis.model.document import TYPES
from ecdosis.model.kinds import CHANGES, STYLES, Kind, kind_of, rule_id
from ecdosis.tei.asked import own_place
from ecdosis.tei.names import ID, NAMESPACES, XML, content, q, tag
from ecdosis.tei.own import parts
from ecdosis.tei.restore import source_fact, tokens
from ecdosis.tei.structure import CONTAINERS

BLOCKS: Final = frozenset(
    ("p", "head", "l", "item", "ab", "bibl", "byline", "docDate", "docImprint", "titlePart", "trailer")
) | frozenset(("speaker", "stage", "castItem", "row", "dateline", "salute", "signed", "addrLine"))
"""Elements whose text is a line of the reading."""
_VERSE: Final = "\0"
"""Where a line of verse begins or ends among the words of a note: a character that XML does not have."""
_BLANKS: Final = re.compile(r"[ \t\n]+")
_ORIGINAL: Final = frozenset({"sic", "orig"})
_NO_READING: Final = frozenset({"fw", "surplus", "note"})


@dataclass(frozen=True, slots=True)
class Record:
    """One change or aside: source positions (code points), what stood there and what is read (nothing for an aside).

    `kind` is one of `model.kinds.KINDS`, or a plug-in's own; `nested` holds what is inside; `part_of` is the id of the
    first part of a change that something set aside has cut. `aside`: it stands in the source, but is no part of the
    running text.
    """

    id: str
    start: int
    end: int
    source: str
    reading: str
    kind: str
    by: str
    certainty: float
    why: str
    nested: tuple[Record, ...] = ()
    part_of: str = ""
    aside: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The record as the objects of `ecdosis changes --format jsonl`."""
        names = ("id", "start", "end", "source", "reading", "kind", "by", "certainty", "why")
        return {name: getattr(self, name) for name in names} | {"nested": [r.as_dict() for r in self.nested]}


@dataclass(frozen=True, slots=True)
class OpenQuery:
    """A question to the editor, about the source from `start` to `end` (code points)."""

    id: str
    start: int
    end: int
    source: str
    kind: str
    by: str
    certainty: float
    why: str
    suggestion: str


def reading_of(element: etree._Element) -> str:
    """The reading view of one block, blanks collapsed."""
    return " ".join(_lines(element))


def _lines(element: etree._Element) -> list[str]:
    """The reading of one block, blanks collapsed, by the lines of the verse in it; they are none of XML's own."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in "".join(_reading(element)).split(_VERSE))
    return list(filter(None, lines))


def _reading(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        name = tag(child)
        if name in ("lb", "pb"):
            yield "" if child.get("break") in ("no", "maybe") else " "
        elif name and not _is_silent(child, name, tag(element)):
            yield _VERSE * (name == "l")
            yield from _reading(child)
            yield _VERSE * (name == "l")
        if child.tail:
            yield child.tail


def _is_silent(element: etree._Element, name: str, parent: str) -> bool:
    """Whether an element has no part in the reading of the block that it stands in."""
    if is_inline(element):
        return False
    if name in _NO_READING or name == "figure" or (name in _ORIGINAL and parent == "choice"):
        return True
    if name == "list" and parent == "item":  # what stands below an entry of an index
        return True
    return (name == "ref" and element.get("type") == "noteAnchor") or (name == "label" and parent == "note")


def _is_label_of_note(element: etree._Element) -> bool:
    around = element.getparent()
    return tag(element) == "label" and around is not None and tag(around) == "note"


def is_inline(element: etree._Element) -> bool:
    """Whether an element is a note that stands among the words of the text and is read there."""
    return tag(element) == "note" and element.get("place") == "inline"


def blocks(root: etree._Element) -> Iterator[etree._Element]:
    """The blocks of the running text, in order; those of the editor's own words before it are none of these."""
    text = root.find(q("text"))
    own = {element for part in parts(root) for element in part.iter("*")}
    for element in text.iter(*(q(name) for name in (*BLOCKS, "note", "label"))) if text is not None else ():
        unread = (
            element in own
            or element.get("type") == "extraneous"
            or (tag(element) == "note" and not is_marginal(element))
            or _is_label_of_note(element)
            or (tag(element) == "l" and _is_in_note(element))
        )
        if unread or is_reference(element) or _is_within(element):
            continue
        yield from filter(_is_within, element.iter(q("note"), q("head"), q("p")))
        yield element


def is_marginal(element: etree._Element) -> bool:
    """Whether an element is a note in the margin, which is read by itself, before the block in which it stands."""
    return tag(element) == "note" and element.get("ana") == f"#{rule_id(Kind.SIDENOTE)}"


def _is_within(element: etree._Element) -> bool:
    """Whether an element is read by itself though it stands in a block: a note in the margin, or a paragraph of the
    caption of a picture."""
    around = element.getparent()
    if around is not None and tag(element) in ("head", "p"):
        element, around = around, around.getparent() if tag(around) == "figure" else None
    elif not is_marginal(element):
        return False
    return around is not None and tag(around) not in CONTAINERS | {"text"}


def is_reference(element: etree._Element) -> bool:
    """Whether an element is a `bibl`, or a stage direction, among the words of a block or note: no block itself."""
    around = element.getparent()
    return tag(element) in ("bibl", "stage") and around is not None and tag(around) not in CONTAINERS


def notes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The notes in order, each with its reading; one that goes on elsewhere is whole here."""
    every = root.iterfind("tei:text//tei:note", NAMESPACES)
    found = (element for element in every if not is_inline(element) and not is_marginal(element))
    by_id = {element.get(ID): element for element in found}
    for element in by_id.values():
        if element.get("prev") is None:
            parts = [element]
            while (following := by_id.get(parts[-1].get("next", "").removeprefix("#"))) is not None:
                parts.append(following)
            lines = [_lines(part) for part in parts]
            whole = " ".join(filter(None, map(reading_of, parts)))
            yield element, "\n".join(line for part in lines for line in part) if max(map(len, lines)) > 1 else whole


def read(root: etree._Element) -> str:
    """The reading text: every block one line, a blank line between blocks but not between lines of a stanza or of a
    table; the notes at the end, those of each chapter under its head where nothing but heads stands between them; a
    line end last."""
    shown = [(element, line) for element in blocks(root) if (line := reading_of(element))]
    heads = len(list(takewhile(lambda one: tag(one[0]) == "head", reversed(shown))))
    end = [(element, f"\n\n{line}") for element, line in shown[len(shown) - heads :]]
    end += [(note, f"\n\n[{note.get('n')}] {reading}") for note, reading in notes(root)]
    text: list[str] = []
    before: etree._Element | None = None
    for element, line in shown[: len(shown) - heads]:
        line = f"[{line}]" if is_marginal(element) else line
        text.append(f"{_between(before, element)}{line}")
        before = element
    if heads:
        place = {element: index for index, element in enumerate(root.iter())}
        end.sort(key=lambda one: place[one[0]])
    text += [line for _, line in end]
    return "".join(text).removeprefix("\n\n") + "\n" if text else ""


def _between(before: etree._Element | None, element: etree._Element) -> str:
    """What stands between two blocks of the reading text."""
    if before is None:
        return "\n\n"
    if tag(before) == "speaker" and _next(before) is element:  # no new line begins between them
        return " "
    return "\n" if _are_lines(before, element) else "\n\n"


def _next(element: etree._Element) -> etree._Element | None:
    """The block that stands right behind one: an element, or the first line of the poem that it is."""
    following = element.getnext()
    while following is not None and tag(following) == "lg":
        following = following[0] if len(following) else None
    return following


def _are_lines(a: etree._Element, b: etree._Element) -> bool:
    """Whether two neighbours are lines of one stanza, rows of one table, or such as stand as they are."""
    verse = tag(b) == "l" or tag(a) == tag(b) == "row"
    lines = a.get("type") == b.get("type") == Kind.LINE and tag(a) == tag(b) == "ab"
    return (verse or lines) and a.getparent() is b.getparent()


@dataclass(slots=True)
class _Draft:
    """A record while the walk is inside it or may still extend it."""

    id: str
    start: int
    end: int
    reading: str
    attributes: dict[str, str]
    nested: list[_Draft] = field(default_factory=list)
    aside: bool = False

    def finished(self, source: str, reasons: dict[str, str], rules: dict[str, str]) -> Record:
        """The record, with what the rest of the file knows."""
        kind = kind_of(self.attributes["ana"])
        return Record(
            id=self.id,
            start=self.start,
            end=self.end,
            source=source[self.start : self.end],
            reading=self.reading,
            kind=kind,
            by=self.attributes["resp"].removeprefix("#"),
            certainty=float(self.attributes["cert"]),
            why=reasons.get(self.id, rules.get(kind, "")),
            nested=tuple(draft.finished(source, reasons, rules) for draft in self.nested),
            part_of=self.attributes.get("prev", ""),
            aside=self.aside,
        )


def changes(root: etree._Element, *, everything: bool = False) -> tuple[Record, ...]:
    """The outermost changes and asides in the order of the source; plain line ends only with `everything`."""
    drafts, source, _ = _walk(root)
    reasons, rules = _reasons(root), _rules(root)
    records = (draft.finished(source, reasons, rules) for draft in drafts)
    return tuple(
        record for record in records if record.source != record.reading and (everything or record.kind != "line-end")
    )


def queries(root: etree._Element) -> tuple[OpenQuery, ...]:
    """The open questions, in the order of the source."""
    asked = root.findall(".//tei:standOff//tei:note[@type='query']", NAMESPACES)
    if not asked:
        return ()
    _, source, places = _walk(root)
    several = Counter(note.get("target", "") for note in asked)
    found = []
    for note in asked:
        start, end = places.get(note.get("target", "").removeprefix("#"), (0, 0))
        end = places.get(note.get("targetEnd", "").removeprefix("#"), (0, end))[1]
        suggestion = "".join(content(corr) for corr in note.iterfind("tei:corr", NAMESPACES))
        kind = kind_of(note.get("ana", ""))
        if kind in CHANGES and several[note.get("target", "")] > 1:
            start, end, suggestion = own_place(source, start, end, suggestion)
        found.append(
            OpenQuery(
                id=note.get("target", "").removeprefix("#"),
                start=start,
                end=end,
                source=source[start:end],
                kind=kind,
                by=note.get("resp", "").removeprefix("#"),
                certainty=float(note.get("cert", "0")),
                why=note.text or "",
                suggestion=suggestion,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A block, a group of blocks, a reference, foreign words or words set in some style that were recognised as what
    they are: the place in the source (code points), the type with the level of a heading (`head 2`) or the language
    (`foreign fr`), how surely and why."""

    id: str
    start: int
    end: int
    source: str
    type: str
    by: str
    certainty: float
    why: str


def recognised(root: etree._Element) -> tuple[Recognised, ...]:
    """What was recognised, in the order of the source."""
    _, source, places = _walk(root)
    reasons = _reasons(root)
    found = []
    for element in root.iterfind("tei:text//*[@ana]", NAMESPACES):
        name, kind = element.get(ID, ""), kind_of(element.get("ana", ""))
        if kind not in (*TYPES, "reference", "foreign", *STYLES) or name not in places:
            continue
        if kind not in ("foreign", *STYLES) and _is_in_note(element):
            continue
        if tag(element) == "milestone" or element.get("resp") == "#transcription":  # no block that one could name
            continue
        start, end = places[name]
        level = sum(tag(outer) == "div" for outer in element.iterancestors()) if kind == "head" else 0
        more = str(level or "") if kind != "foreign" else element.get(f"{{{XML}}}lang", "")
        shown = f"{kind} {more}".rstrip()
        sure = float(element.get("cert", "0"))
        by = element.get("resp", "").removeprefix("#")
        found.append(Recognised(name, start, end, source[start:end], shown, by, sure, reasons.get(name, "")))
    return tuple(found)


def pages(root: etree._Element) -> tuple[tuple[int, str], ...]:
    """Where (code points of the source) each page begins that has a number, and its number as the source has it."""
    _, _, places = _walk(root)
    found = root.iterfind("tei:text//tei:pb[@n]", NAMESPACES)
    return tuple((places[name][1], pb.get("n", "")) for pb in found if (name := pb.get(ID, "")) in places)


def _is_in_note(element: etree._Element) -> bool:
    return any(tag(outer) == "note" for outer in element.iterancestors())


def _walk(root: etree._Element) -> tuple[list[_Draft], str, dict[str, tuple[int, int]]]:
    """The outermost drafts, the decoded source, and where (positions) each element with an id stands."""
    walk = _Walk()
    if source_fact(root, "byte-order-mark") == "yes":
        walk.add("\N{BYTE ORDER MARK}")
        mark = {"ana": "#rule-byte-order-mark", "resp": "#decode", "cert": "1"}
        walk.drafts.append(_Draft("c0", 0, 1, "", mark))
    for token in tokens(root):
        if token.type == "enter":
            walk.enter(token.element)
        walk.add(token.source)
        if token.type == "leave":
            walk.leave(token.element)
    return walk.drafts, "".join(walk.source), walk.places


@dataclass(slots=True)
class _Walk:
    """The state of the walk that gathers changes."""

    drafts: list[_Draft] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    position: int = 0
    open: list[tuple[etree._Element, _Draft | None, int]] = field(default_factory=list)
    by_id: dict[str, _Draft] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, source: str) -> None:
        self.source.append(source)
        self.position += len(source)

    def enter(self, element: etree._Element) -> None:
        draft = self.draft(element)
        if draft and draft.id not in self.by_id:
            self.by_id[draft.id] = draft
            inside = next((d for _, d, _ in reversed(self.open) if d), None)
            (inside.nested if inside else self.drafts).append(draft)
        self.open.append((element, draft, self.position))

    def leave(self, element: etree._Element) -> None:
        _, draft, start = self.open.pop()
        if draft:
            draft.end = self.position
        if name := element.get(ID):
            self.places[name] = (start, self.position)

    def draft(self, element: etree._Element) -> _Draft | None:
        """The record that an element begins or extends; None if it is no change."""
        name, id_ = tag(element), element.get(ID, "")
        previous = element.get("prev", "").removeprefix("#")
        if name not in ("choice", "lb", "fw", "surplus", "g", "pb", "ref", "note") or is_inline(element):
            return None
        if name == "ref" and element.get("type") != "noteAnchor":
            return None  # a link
        if previous and not id_:
            return self.by_id.get(previous)
        says = element[-1] if name == "choice" and len(element) else element
        if says.get("ana") is None or not id_:
            return self.plain(element) if name == "lb" and not id_ else None
        reading = {"lb": "" if previous or element.get("break") else " ", "choice": content(says)}
        attributes = {key: says.get(key, "") for key in ("ana", "resp", "cert")} | {"prev": previous}
        return _Draft(
            id_,
            self.position,
            self.position,
            content(element) if name == "g" else reading.get(name, ""),
            attributes,
            aside=name in ("fw", "surplus"),
        )

    def plain(self, element: etree._Element) -> _Draft:
        """The record of a plain line end."""
        around = (tag(outer) for outer, _, _ in reversed(self.open))
        held = next((name for name in around if name in BLOCKS or name in ("note", "figure")), "figure")
        inside = held != "figure"  # between the paragraphs of a caption lines are apart, though it stands in a sentence
        reading = "\n" if not inside else "" if element.get("break") else " "
        attributes = {"ana": "#rule-line-end", "resp": "#lines" if inside else "#decode", "cert": "1"}
        return _Draft(f"l{self.position}", self.position, self.position, reading, attributes)


def _reasons(root: etree._Element) -> dict[str, str]:
    """Id of a change -> why it was made."""
    return {
        target.removeprefix("#"): content(note)
        for note in root.iterfind(".//tei:standOff//tei:note[@type='reason']", NAMESPACES)
        for target in note.get("target", "").split()
    }


def _rules(root: etree._Element) -> dict[str, str]:
    """Kind of change -> what the taxonomy in the header says of it."""
    return {
        kind_of(category.get(ID, "")): content(category).strip()
        for category in root.iterfind(".//tei:taxonomy/tei:category", NAMESPACES)
    }
