"""What editors mark in a text: alternatives, deletions, additions, gaps, breaks. Each view shows its own of them.

The signs are those of the Leiden conventions (H. Krummrey and S. Panciera, 1980) as EpiDoc has them, where the document
is an edition of an inscription or papyrus; elsewhere the few that general editions share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from lxml import etree

from ecdosis.book.book import Paragraph
from ecdosis.book.reader.around import holds_blocks
from ecdosis.book.reader.facts import in_namespace, number
from ecdosis.book.reader.looks import Look
from ecdosis.tei.names import content, q, tag

if TYPE_CHECKING:
    from ecdosis.book.reader.walk import Handler, Walk

READ: Final = ("corr", "reg", "expan", "norm", "add")
"""Of a `choice`, what the reading text has; `norm`, `dipl` and `facs` are Menota's three levels."""
WRITTEN: Final = ("sic", "orig", "abbr", "facs", "dipl", "del")
"""And what the source has."""
READINGS: Final = ("lem", "rdg")
DETAILS: Final = ("witDetail", "wit")
"""Readings of an entry of an apparatus, and what is said of their witnesses."""
IN_NOTES: Final = "what else the document has is told in a note"
MOST_DOTS: Final = 12


def choice(walk: Walk, element: etree._Element, look: Look) -> None:
    """One of the alternatives; the others are listed, or told in a note."""
    options = [child for child in element if isinstance(child.tag, str)]
    if not options:
        walk.children(element, look)
        return
    taken = _taken(walk, options)
    walk.text((element.text or "").strip(), look)
    for option in element:
        if option is taken:
            walk.node(option, look)
        walk.text((option.tail or "").strip(), look)
    for other in options:
        if other is taken:
            continue
        if walk.view == "critical":
            how = "in_source" if in_namespace(other) in WRITTEN else "alternative"
            walk.tally.note("simplified", "choice", IN_NOTES, element)
            words = " ".join(content(other).split()) or walk.say("tei.nothing")
            _textual_note(walk, walk.say(f"tei.{how}", words=words))
        else:
            walk.leave_out(in_namespace(other), content(other), shown(walk, taken))


def _taken(walk: Walk, options: list[etree._Element]) -> etree._Element:
    """The alternative that the view shows: by its sort, then by its certainty, then the first; one with words before
    one without."""
    wanted, unwanted = (WRITTEN, READ) if walk.view == "diplomatic" else (READ, WRITTEN)
    order = {"high": 0, "medium": 1, "": 2, "unknown": 3, "low": 4}

    def rank(option: etree._Element) -> tuple[int, bool, int]:
        name = in_namespace(option)
        sort = wanted.index(name) if name in wanted else len(wanted) + (name in unwanted)
        empty = sort >= len(wanted) and not content(option).strip()
        return sort, empty, order.get(option.get("cert", ""), 2)

    return min(options, key=rank)


def _textual_note(walk: Walk, text: str) -> None:
    """A note of the critical view."""
    walk.note(_letter(walk), (Paragraph("", (text,)),), attached=False)


def _letter(walk: Walk) -> str:
    """The sign of a textual note: a, b, … z, aa, ab …"""
    walk.flow.numbers["letter"] += 1
    at, name = walk.flow.numbers["letter"], ""
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(97 + rest) + name
    return name


def app(walk: Walk, element: etree._Element, look: Look) -> None:
    """An entry of the apparatus: the lemma, or the first reading, in the text; the others are listed. An entry that is
    only attached to a text that stands elsewhere is shown as an entry."""
    parent = element.getparent()
    listed = parent is not None and tag(parent) in ("listApp", "standOff", "note", "listAnnotation")
    if listed or element.get("from") or element.get("loc"):
        _entry(walk, element, look)
        return
    readings = list(_readings(element))
    taken = next((child for child in readings if tag(child) == "lem"), next(iter(readings), None))
    if taken is None:
        walk.elements(element, look)
        return
    _in_place(walk, element, look, taken)
    others = [reading for reading in readings if reading is not taken]
    details = _details(element, readings, taken)
    said = " ".join(details.get(taken, ()))
    if walk.view != "critical":
        walk.leave_out("witDetail", said, shown(walk, taken))
        for reading in others:
            walk.leave_out("rdg", _told_of(walk, reading, details), shown(walk, taken))
    elif others or said:
        walk.tally.note("simplified", "app", IN_NOTES, element)
        told = "; ".join(_told_of(walk, reading, details) for reading in others)
        _textual_note(walk, f"{' '.join(filter(None, (shown(walk, taken), said)))}] {told}".rstrip())


def _in_place(walk: Walk, element: etree._Element, look: Look, taken: etree._Element) -> None:
    """The reading that is taken, with what an entry, or a group of its readings, has beside them: notes, and what
    should not be there."""
    walk.text((element.text or "").strip(), look)
    for child in element:
        if child is taken:
            walk.children(child, look)
        elif tag(child) == "rdgGrp":
            _in_place(walk, child, look, taken)
        elif tag(child) == "note":
            walk.note(_letter(walk), walk.apart(child, look), attached=False)
        elif tag(child) not in READINGS + DETAILS:
            walk.node(child, look)
        walk.text((child.tail or "").strip(), look)


def _parts(entry: etree._Element) -> Iterator[etree._Element]:
    """What an entry of an apparatus is made of: its readings, and what is said of their witnesses."""
    for child in entry:
        if tag(child) == "rdgGrp":
            yield from _parts(child)
        elif tag(child) in READINGS + DETAILS:
            yield child


def _readings(entry: etree._Element) -> Iterator[etree._Element]:
    return (part for part in _parts(entry) if tag(part) in READINGS)


def shown(walk: Walk, element: etree._Element) -> str:
    """The words of an element as the view shows them, of alternatives in it one."""
    return " ".join("".join(_shown(walk, element)).split())


def _shown(walk: Walk, element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = tag(child)
        options = [c for c in child if isinstance(c.tag, str)]
        if name == "choice" and options:
            yield from _shown(walk, _taken(walk, options))
        elif name == "app":
            lemma = next(_readings(child), None)
            yield from () if lemma is None else _shown(walk, lemma)
        elif isinstance(child.tag, str) and name != "note":
            yield from _shown(walk, child)
        yield child.tail or ""


_Details = Mapping[etree._Element, Sequence[str]]
"""Reading -> what is said of its witnesses."""


def _told_of(walk: Walk, reading: etree._Element, details: _Details) -> str:
    """A reading and its witnesses, with what is said of these."""
    words = " ".join(content(reading).split()) or walk.say("tei.omitted")
    return " ".join(filter(None, (words, _witnesses(walk, reading), *details.get(reading, ()))))


def _details(entry: etree._Element, readings: Sequence[etree._Element], taken: etree._Element) -> _Details:
    """What an entry says of the witnesses of its readings: of the reading of the same, else of the one before, else of
    the one that is taken."""
    of = {witness: reading for reading in reversed(readings) for witness in (reading.get("wit") or "").split()}
    found: defaultdict[etree._Element, list[str]] = defaultdict(list)
    before = taken
    for child in _parts(entry):
        if tag(child) in READINGS:
            before = child
        elif words := " ".join(content(child).split()):
            same = (of[witness] for witness in (child.get("wit") or "").split() if witness in of)
            found[next(same, before)].append(words)
    return found


def _entry(walk: Walk, element: etree._Element, look: Look) -> None:
    """An entry of a list of variants, as a paragraph."""
    walk.flow.begin("", "record")
    walk.text((element.text or "").strip(), look)
    for index, child in enumerate(element):
        name = tag(child)
        if index:
            walk.flow.text("] " if index == 1 and tag(element[0]) == "lem" else "; ", look)
        elif element.get("n") or element.get("loc"):
            walk.flow.text(f"{element.get('n') or element.get('loc')} ", look.marked("bold"))
        walk.children(child, look)
        if witnesses := _witnesses(walk, child) if name in READINGS else "":
            walk.flow.text(f" {witnesses}", look.marked("italic"))
        walk.text((child.tail or "").strip(), look)
    walk.flow.end()


def _witnesses(walk: Walk, reading: etree._Element) -> str:
    pointers = (pointer.rpartition("#")[2] for pointer in (reading.get("wit") or reading.get("source") or "").split())
    return " ".join(walk.facts.sigla.get(pointer, pointer) for pointer in pointers)


def deletion(walk: Walk, element: etree._Element, look: Look) -> None:
    """What the writer, or an editor, took out."""
    restored = any(tag(outer) == "restore" for outer in element.iterancestors("{*}restore"))
    if restored:
        walk.children(element, look)
    elif walk.view != "reading":
        walk.children(element, look.marked("strikethrough"))
    elif walk.edition and not _replaced(element):
        _between(walk, element, look, "⟦", "⟧")
    else:
        walk.leave_out("del", content(element))
        for page in element.iter(q("pb")):
            walk.node(page, look)


def _replaced(element: etree._Element) -> bool:
    """Whether something else was written for what was deleted."""
    parent = element.getparent()
    return parent is not None and tag(parent) in ("subst", "mod")


def addition(walk: Walk, element: etree._Element, look: Look) -> None:
    """What the writer put in."""
    if walk.view == "diplomatic" and not holds_blocks(element):
        _between(walk, element, look, "\\", "/")
    else:
        walk.children(element, look)


def supplied(walk: Walk, element: etree._Element, look: Look) -> None:
    """What the editor put in: angle brackets where the writer forgot it, square ones where it is lost."""
    if holds_blocks(element):
        walk.children(element, look)
    elif element.get("reason") in ("omitted", "subaudible"):
        _between(walk, element, look, "⟨", "⟩")
    else:
        _between(walk, element, look, "[", "]")


def surplus(walk: Walk, element: etree._Element, look: Look) -> None:
    """What the writer wrote too much, by the editor's word."""
    if holds_blocks(element):
        walk.children(element, look)
    else:
        _between(walk, element, look, "{", "}")


def expansion(walk: Walk, element: etree._Element, look: Look) -> None:
    """Letters that resolve an abbreviation: in italics in a text to be read, in parentheses elsewhere."""
    if walk.edition or walk.view != "reading":
        _between(walk, element, replace(look, marks=tuple(m for m in look.marks if m != "italic")), "(", ")")
    else:
        walk.children(element, look)


def abbreviation_mark(walk: Walk, element: etree._Element, look: Look) -> None:
    """The sign of an abbreviation: where its letters stand beside it, only the diplomatic view has it."""
    parent = element.getparent()
    if walk.view != "diplomatic" and parent is not None and any(tag(child) == "ex" for child in parent.iter()):
        walk.leave_out("am", content(element))
    else:
        walk.children(element, look)


def unclear(walk: Walk, element: etree._Element, look: Look) -> None:
    walk.children(element, look.marked("unclear"))


def gap(walk: Walk, element: etree._Element, look: Look) -> None:
    """What is missing: dots in brackets; as many as letters are lost, where a text is edited by the Leiden rules."""
    described = " ".join(" ".join(content(desc).split()) for desc in element if tag(desc) == "desc").strip(
        "[]〈〉⟨⟩() "
    )
    if described and any(map(str.isalnum, described)):
        walk.flow.text(f"[{described}]", look.marked("quiet"))
    elif described:
        walk.flow.text(described, look)
    else:
        walk.flow.text(_dots(walk, element), look)
    walk.text((element.text or "").strip(), look)
    for child in element:
        if tag(child) != "desc":
            walk.node(child, look)
        walk.text((child.tail or "").strip(), look)


def _dots(walk: Walk, element: etree._Element) -> str:
    if not walk.edition:
        return "[…]"
    unit, lost = element.get("unit", ""), element.get("reason") != "illegible"
    told = element.get("quantity") or element.get("extent")
    known = (told or "").isdigit()
    if unit == "line":
        shown = "— — —"
    elif known and unit in ("character", "chars", "letter", ""):
        shown = "." * number(told, MOST_DOTS)
    else:
        shown = "- - -"
    return f"[{shown}]" if lost else shown


def space(walk: Walk, element: etree._Element, look: Look) -> None:
    """Blank space that the writer left."""
    walk.flow.text(" (vac.) " if walk.edition and walk.view != "reading" else " ", look)


def _between(walk: Walk, element: etree._Element, look: Look, before: str, after: str) -> None:
    walk.flow.text(before, look)
    walk.children(element, look)
    walk.flow.text(after, look)


def glyph(walk: Walk, element: etree._Element, look: Look) -> None:
    """A character that is not in Unicode, or that the encoder names: its own text, what the header says of it, else
    (in brackets) what it is called."""
    name = re.split("[#:/]", element.get("ref") or "")[-1]
    called = " ".join((name or element.get("type") or element.get("n") or "").replace("_", " ").split())
    if content(element).strip():
        walk.children(element, look)
    elif "hyphen" in name.lower():
        walk.flow.glue()  # at the end of a line or page, where the word goes on (Text Creation Partnership)
    elif name in walk.facts.glyphs:
        walk.flow.text(walk.facts.glyphs[name], look)
    elif name == "cmbAbbrStroke":  # of the Text Creation Partnership: a stroke above the letter before
        walk.flow.text("\u0304", look)
    else:
        walk.flow.text(f"[{called or walk.say('tei.sign')}]", look.marked("quiet"))
        walk.tally.note("simplified", f"g {called}".strip(), "a character that the document does not describe", element)


def index_entry(walk: Walk, element: etree._Element, look: Look) -> None:
    walk.leave_out("index", content(element))


def mark_of_writer(walk: Walk, element: etree._Element, look: Look) -> None:
    if walk.view == "diplomatic":
        walk.children(element, look.marked("quiet"))
    else:
        walk.leave_out("metamark", content(element))


def substitution(walk: Walk, element: etree._Element, look: Look) -> None:
    walk.elements(element, look)


HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        "choice": choice,
        "app": app,
        "lem": lambda walk, element, look: walk.children(element, look),
        "rdg": lambda walk, element, look: walk.children(element, look),
        "rdgGrp": substitution,
        **dict.fromkeys(
            ("wit", "witDetail"), lambda walk, element, look: walk.children(element, look.marked("italic"))
        ),
        "subst": substitution,
        "del": deletion,
        "add": addition,
        "supplied": supplied,
        "surplus": surplus,
        "ex": expansion,
        "am": abbreviation_mark,
        "unclear": unclear,
        "gap": gap,
        "space": space,
        "g": glyph,
        "index": index_entry,
        "metamark": mark_of_writer,
    }
)
