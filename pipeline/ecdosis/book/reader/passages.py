"""Quotations, speeches, stage directions, notes: what stands within the text with a voice of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from lxml import etree

from ecdosis.book.book import Paragraph
from ecdosis.book.inlines import MOST_INDENTS
from ecdosis.book.reader.around import holds_blocks
from ecdosis.book.reader.elements import MAKING_BLOCKS, NAMES, PARTED, RECORDS, named
from ecdosis.book.reader.facts import MARKS
from ecdosis.book.reader.looks import Look
from ecdosis.languages.quotation import usual
from ecdosis.model.kinds import Kind
from ecdosis.tei.names import ID, content, tag

if TYPE_CHECKING:
    from ecdosis.book.reader.walk import Handler, Walk

TEXT_OF_ENTRIES: Final = named(
    "bibl biblStruct biblFull person place org event object app castItem entry entryFree sense witness msDesc "
    "category correspAction etym re hom"
)
"""Elements whose notes are part of what they say, not notes to it."""
BESIDE: Final = named("foot bottom end margin left right top opposite")
"""Places of a note beside the text (`@place`); elsewhere a note between paragraphs is a paragraph."""
LONGEST_LABEL: Final = 6
"""Code points of a note's sign; a longer `@n` is the encoder's, not the book's."""
PUNCTUATION: Final = tuple(".,;:!?)]»”’")
LIFE: Final[Mapping[str, str]] = MappingProxyType({"birth": "*", "death": "†"})
"""The usual signs of a birth and a death."""
_VERSE_NUMBER: Final = re.compile(r"[0-9]{1,5}")
_INDENT: Final = re.compile(r"(?<![-\w])(?:text-|margin-left)?(?:indent|et)[^\d;]{0,3}(\d)?(?!\d*px|\d)", re.IGNORECASE)
"""How projects say that a line of verse is set in: `indent`, `indent2`, `indent(2)`, `text-indent: 2em`, `et2`."""


def quotation(walk: Walk, element: etree._Element, look: Look) -> None:
    """A quotation: a block if it holds blocks or stands among them, else a phrase, in quotation marks if the encoding
    has taken these away."""
    told = (element.get("rend") or "").lower()
    if holds_blocks(element) or "block" in told or (tag(element) == "quote" and _stands_alone(walk, element)):
        walk.block(element, look, Kind.QUOTE, "")
    elif walk.facts.quoted or (tag(element) == "quote" and (_stands_alone(walk, element) or _in_entry(element))):
        walk.children(element, look)
    else:
        _marked(walk, element, look)


def _in_entry(element: etree._Element) -> bool:
    """Whether an element stands in an entry of a dictionary, where a quotation has a look of its own."""
    return any(tag(outer) in ("entry", "entryFree", "superEntry") for outer in element.iterancestors("*"))


def _stands_alone(walk: Walk, element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is not None and tag(parent) == "cit":
        return walk.around.among_blocks(parent)
    return walk.around.among_blocks(element)


def _marked(walk: Walk, element: etree._Element, look: Look) -> None:
    quoting = usual(look.language or walk.facts.language)
    marks = quoting.inner if walk.quotations % 2 else quoting.outer
    previous = walk.flow.last
    inside = content(element).strip()
    if (previous and previous in MARKS) or inside[:1] in MARKS or not inside:
        walk.children(element, look)
        return
    walk.quotations += 1
    walk.flow.text(marks[0], look)
    walk.children(element, look)
    walk.flow.text(marks[1], look)
    walk.quotations -= 1
    walk.tally.note("added", tag(element), "quotation marks, which the encoding stands for", element)


def cited(walk: Walk, element: etree._Element, look: Look) -> None:
    """A quotation with its source."""
    if (walk.around.among_blocks(element) or holds_blocks(element)) and not _in_entry(element):
        walk.flow.begin(Kind.QUOTE, "")
        walk.elements(element, look)
        walk.flow.end()
    else:
        _parted(walk, element, look, "")


def bibliographic(walk: Walk, element: etree._Element, look: Look) -> None:
    """A reference: the source of a quotation, an entry of a list, or words of a paragraph."""
    parent = element.getparent()
    inside = tag(parent) if parent is not None else ""
    if inside in ("cit", "epigraph", "quote", "q") and (walk.around.among_blocks(element) or holds_blocks(parent)):  # type: ignore[arg-type]
        walk.flow.begin("", Kind.ATTRIBUTION)
    elif walk.around.among_blocks(element):
        walk.flow.begin("", "record")
    else:
        record(walk, element, look)
        return
    record(walk, element, look)
    walk.flow.end()


def record(walk: Walk, element: etree._Element, look: Look) -> None:
    """Facts of a thing. Where these meet without a sign, one is set between them."""
    if walk.around.has_words(element) or holds_blocks(element):
        walk.children(element, look)
    else:
        _parted(walk, element, look, ", ")


def life(walk: Walk, element: etree._Element, look: Look) -> None:
    """When and where somebody was born or died, with the sign of that."""
    if content(element).strip() and content(element).strip()[0] not in LIFE.values():
        walk.flow.text(f"{LIFE[tag(element)]} ", look)
    record(walk, element, look)


def coordinates(walk: Walk, element: etree._Element, look: Look) -> None:
    """Where a place is, behind its name."""
    if content(element).strip() and walk.flow.last:
        walk.flow.space()
        walk.flow.text("(", look)
        walk.children(element, look)
        walk.flow.text(")", look)
    else:
        walk.children(element, look)


def name(walk: Walk, element: etree._Element, look: Look) -> None:
    """A name, perhaps in parts."""
    if walk.around.has_words(element):
        walk.children(element, look)
    else:
        _parted(walk, element, look, "")


def _parted(walk: Walk, element: etree._Element, look: Look, sign: str) -> None:
    """Elements that meet without words between: with a sign (blanks then only lay out the file), or a blank."""
    walk.text(element.text, look, layout=bool(sign))
    for child in element:
        before = walk.flow.last
        if content(child).strip() and before and not before.isspace():
            walk.flow.text(sign if sign and before not in PUNCTUATION else " ", look)
        walk.node(child, look)
        walk.text(child.tail, look, layout=bool(sign))


def entry_part(walk: Walk, element: etree._Element, look: Look) -> None:
    """A part of a dictionary's entry: a blank where it meets another, its number if the text has none."""
    previous = element.getprevious()
    if previous is not None and not (previous.tail or "").strip() and tag(previous) in PARTED:
        walk.flow.space()
    name = tag(element)
    number = element.get("n", "").strip()
    if name in ("sense", "hom") and 0 < len(number) < LONGEST_LABEL and not content(element).strip().startswith(number):
        walk.flow.space()
        walk.flow.text(f"{number.rstrip('.)')}. ", look.marked("bold"))
    if name == "orth":
        look = look.marked("bold")
    elif name in ("gramGrp", "usg"):
        look = look.marked("italic")
    walk.children(element, look)


def direction(walk: Walk, element: etree._Element, look: Look) -> None:
    """A stage direction: a line of its own among speeches, in italics within one."""
    parent = element.getparent()
    within = parent is not None and tag(parent) in ("l", "p", "speaker", "ab", "head", "stage", "seg", "hi", "q", "s")
    if not holds_blocks(element) and (within or (walk.flow.last and not walk.around.among_blocks(element))):
        walk.children(element, look.marked("italic"))
    else:
        walk.block(element, look, "", "stage")


def salute(walk: Walk, element: etree._Element, look: Look) -> None:
    """The words with which a letter greets somebody, or takes leave."""
    parent = element.getparent()
    if walk.around.beside_words(element):
        walk.children(element, look)
    else:
        walk.block(element, look, "", "closing" if parent is not None and tag(parent) == "closer" else "opening")


def note(walk: Walk, element: etree._Element, look: Look) -> None:
    """A note: of a paragraph, with a marker; of an entry of a list, words; among paragraphs, one of them."""
    parent = element.getparent()
    where = tag(parent) if parent is not None else ""
    place = (element.get("place") or "").lower()
    label = " ".join((element.get("n") or "").split())
    if where in TEXT_OF_ENTRIES or place == "inline":
        walk.flow.space()
        walk.children(element, look)
    elif walk.around.in_list_of_notes(element) or (
        walk.around.among_blocks(element) and place.split(" ")[0] not in BESIDE and where not in _ROWS
    ):
        walk.flow.begin("remark", "")
        if label and len(label) <= LONGEST_LABEL and not content(element).strip().startswith(label):
            walk.flow.text(f"{label} ", look.marked("bold"))
        walk.children(element, look)
        walk.flow.end()
    elif _in_margin(walk, element, place) and not label:
        blocks = walk.apart(element, look)
        walk.flow.before(replace(b, role="sidenote") if isinstance(b, Paragraph) else b for b in blocks)
    else:
        _beside(walk, element, look, label, attached=walk.around.among_blocks(element))


def _in_margin(walk: Walk, element: etree._Element, place: str) -> bool:
    """Whether a note stands in the margin of a paragraph, with no sign and nothing that leads to it, and is no more
    than phrases."""
    outer = next((tag(one) for one in element.iterancestors() if tag(one) in MAKING_BLOCKS), "")
    simple = (
        outer == "p"
        and bool(content(element).strip())
        and not holds_blocks(element)
        and walk.view == "reading"
        and not walk.nested
    )
    return place.startswith("marg") and simple and element.get(ID, "") not in walk.facts.wanted


_OF_ROLES: Final = frozenset(("role", "roleDesc", "actor"))
_ROWS: Final = frozenset(("lg", "sp", "list", "table", "row", "castList"))


def _beside(walk: Walk, element: etree._Element, look: Look, label: str, *, attached: bool) -> None:
    """A note with a marker in the text."""
    if (element.tail or " ")[:1].isspace():
        walk.flow.unspaced()
    blocks = walk.apart(element, look)
    before = (element.get("prev") or "").lstrip("#")
    if before and before in walk.parts:  # it goes on from the page before
        index = walk.parts[before]
        walk.parts[element.get(ID, "")] = index
        walk.notes[index] = replace(walk.notes[index], blocks=(*walk.notes[index].blocks, *blocks))
        return
    if not blocks:
        walk.tally.note("dropped", "note", "it is empty", element)
        return
    if not label or len(label) > LONGEST_LABEL:
        walk.flow.numbers["note"] += 1
        label = str(walk.flow.numbers["note"])
    walk.note(label, blocks, attached=attached)
    walk.parts[element.get(ID, "")] = len(walk.notes) - 1


def note_group(walk: Walk, element: etree._Element, look: Look) -> None:
    """Notes at one place; among blocks, a list of notes."""
    if walk.around.among_blocks(element):
        walk.block(element, look, "group", "record")
    else:
        walk.elements(element, look)


def utterance(walk: Walk, element: etree._Element, look: Look) -> None:
    """What somebody says, with the name of who does."""
    walk.flow.begin("", "record")
    speakers = ", ".join(walk.facts.people.get(p[1:], p[1:]) for p in (element.get("who") or "").split() if p[0] == "#")
    if speakers:
        walk.flow.text(f"{speakers}: ", look.marked("small-caps"))
        walk.tally.note("added", "u", "the name of the speaker, from @who", element)
    walk.children(element, look)
    walk.flow.end()


def verse_line(walk: Walk, element: etree._Element, look: Look) -> None:
    """A line of verse, set in as it says; the rest of a line that another speaker has begun farther."""
    told = element.get("n", "")
    goes_on = element.get("part", "") in ("M", "F")
    look = walk.begin(
        element, look, "", Kind.VERSE, int(told) if _VERSE_NUMBER.fullmatch(told) and not goes_on else None
    )
    told = f"{element.get('rend', '')};{element.get('style', '')};{element.get('rendition', '')}"
    found = _INDENT.search(told)
    level = min(int(found[1] or 1), MOST_INDENTS) if found else {"M": 4, "F": 6}.get(element.get("part", ""), 0)
    if level and not (walk.flow.glued or walk.nested > 1):
        walk.flow.text("\u2003" * level, look)
    walk.children(element, look)
    walk.flow.end()


def role(walk: Walk, element: etree._Element, look: Look) -> None:
    """A part of a line of a cast list: the name of a role, what is said of it, or who plays it. A comma stands where
    one meets another with nothing between: encoders leave it to the style sheet. What we encode says all itself."""
    walk.children(element, look.marked("small-caps") if tag(element) == "role" else look)
    following = element.getnext()
    if following is None or (element.tail or "").strip() or tag(following) not in _OF_ROLES:
        return
    ends, begins = content(element).rstrip()[-1:], content(following).lstrip()[:1]
    if begins.isalnum() and ends not in ",;:.—–" and not walk.flow.exact:
        walk.flow.glue()
        walk.flow.text(",", look)
        walk.tally.note("added", tag(following), "a comma between a role and what is said of it", following)
    walk.flow.space()


def segment(walk: Walk, element: etree._Element, look: Look) -> None:
    """A part of a paragraph; of what is said, one parted from the others."""
    parent = element.getparent()
    if parent is not None and tag(parent) == "u":
        walk.flow.space()
    walk.children(element, look)


def happening(walk: Walk, element: etree._Element, look: Look) -> None:
    """What happens beside the words: in brackets."""
    said = content(element).strip()
    walk.flow.space()
    walk.flow.text(
        f"[{' '.join(said.split()) or tag(element)}]" if not said.startswith(("(", "[")) else said,
        look.marked("italic"),
    )
    walk.flow.space()


def word(walk: Walk, element: etree._Element, look: Look) -> None:
    """A word, or a mark of punctuation, of a text that marks each."""
    joined = element.get("join", "")
    if joined in ("left", "both") or (tag(element) == "pc" and not walk.facts.joins and _closes(element)):
        walk.flow.glue()
    levels = [
        child
        for child in element
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] in ("facs", "dipl", "norm")
    ]
    if levels:
        walk.handlers["choice"](walk, element, look)
    else:
        walk.children(element, look)
    walk.flow.glued = walk.flow.glued or joined in ("right", "both")


def _closes(element: etree._Element) -> bool:
    """Whether a mark of punctuation closes what is before it, though the file sets it on a line of its own."""
    previous = element.getprevious()
    return content(element).strip().startswith(PUNCTUATION) and previous is not None and "\n" in (previous.tail or "")


def character(walk: Walk, element: etree._Element, look: Look) -> None:
    """A character, or the blank between two words."""
    if content(element).strip():
        walk.children(element, look)
    else:
        walk.flow.space()


HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        "quote": quotation,
        "q": quotation,
        "said": quotation,
        "soCalled": quotation,
        "cit": cited,
        **dict.fromkeys(("bibl", "biblStruct", "biblFull", "msIdentifier"), bibliographic),
        **dict.fromkeys(sorted(RECORDS - {"bibl", "biblStruct", "biblFull", "msIdentifier"}), record),
        **dict.fromkeys(LIFE, life),
        "geo": coordinates,
        **dict.fromkeys(sorted(NAMES), name),
        **dict.fromkeys(sorted(PARTED - {"note", "cit", "gloss"}), entry_part),
        "stage": direction,
        "salute": salute,
        "note": note,
        "noteGrp": note_group,
        "l": verse_line,
        "role": role,
        "actor": role,
        "roleDesc": role,
        "u": utterance,
        "seg": segment,
        **dict.fromkeys(("pause", "incident", "kinesic", "vocal", "event-spoken"), happening),
        "w": word,
        "pc": word,
        "c": character,
    }
)
