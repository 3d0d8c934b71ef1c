"""Where lines, columns, pages and sections of the source begin, and what stands at the edges of its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from lxml import etree

from ecdosis.book.inlines import POINT, LineBreak, PageBreak, Styled
from ecdosis.book.reader.elements import named
from ecdosis.book.reader.looks import Look
from ecdosis.model.kinds import Kind
from ecdosis.tei.names import content, tag

if TYPE_CHECKING:
    from ecdosis.book.reader.walk import Handler, Walk

VERTICAL: Final = named(
    "head titlePart docTitle byline docImprint docEdition opener closer dateline salute signed address ab l cell "
    "trailer imprimatur titlePage epigraph line stage"
)
"""Elements whose lines are lines, not only as long as the paper was wide."""
EACH_LINE: Final = named("line ftln l lb")
"""Units of milestones that each line has: they would fill the margin with their numbers."""
LOOKS: Final = ("star", "*", "asterisk", "rule", "hr", "ornament", "line", "asterism", "dash", "space", "blank")
"""What milestones of breaks are said to look like..."""
SCREENS: Final = ("card",)
"""Units of milestones that only say how much of a text is shown at once (those of Perseus)."""
BREAKS: Final = ("break", "ornament", "asterisk", "asterism", "star")
"""... and what their units are called."""
HYPHENS: Final = "-\u2010"
"""Signs that may divide a word, or belong to it: they stay."""
DIVISIONS: Final = "¬⸗\u00ad"
"""Signs that only divide a word at a line end: they go."""
LONGEST_NUMBER: Final = 12
_NUMBER: Final = re.compile(r"(?:[^\W\d_]+\.?\s+){0,2}(?:[IVXLCDM]+|\d{1,3})[.:]?")
_STOPPED: Final = re.compile(r"(?:[^\W\d_]+\.?\s+){0,2}[^\W\d_]{4,}\.")
EVERY: Final = 5
"""Lines of which one has its number shown."""


def line_beginning(walk: Walk, element: etree._Element, look: Look) -> None:
    """A line of the source begins: a blank in running text; a line where the view or the place is one of lines."""
    told = element.get("n", "")
    shown = told if told.isascii() and told.isdigit() and int(told) % EVERY == 0 else ""
    if _joins(walk, element):
        if walk.view == "diplomatic":
            walk.flow.add(LineBreak(within=True, number=shown))
        return
    parent = element.getparent()
    vertical = parent is not None and tag(parent) in VERTICAL and not (walk.nested and tag(parent) == "head")
    if heads_division(parent) and walk.nested <= 1 and ends_number(walk.flow.words):
        walk.flow.text(POINT, look)
    elif walk.view == "diplomatic" or walk.edition or (vertical and tag(parent) != "head"):  # type: ignore[arg-type]
        walk.flow.add(LineBreak(number=shown))
        walk.flow.last = " "
    elif walk.flow.ends_with(HYPHENS) and _goes_on(element):
        walk.flow.glued = True
    else:
        walk.flow.space()


def heads_division(element: etree._Element | None) -> bool:
    """Whether an element is the heading of a division."""
    outer = None if element is None else element.getparent()
    return element is not None and tag(element) == "head" and outer is not None and tag(outer).startswith("div")


def ends_number(words: str) -> bool:
    """Whether the words of a heading so far are its number, below which its title stands: figures alone, or at most
    three words with a full stop behind a whole one (CHAPTER II. / First Book.)."""
    return bool(_NUMBER.fullmatch(words.strip()) or _STOPPED.fullmatch(words.strip()))


def _goes_on(element: etree._Element) -> bool:
    """Whether a small letter follows, as where a divided word goes on."""
    return (element.tail or "").lstrip()[:1].islower()


def _joins(walk: Walk, element: etree._Element) -> bool:
    """Whether a word goes on over a break; then what is before and behind it is joined."""
    within_word = any(tag(outer) == "w" for outer in (element.getparent(),) if outer is not None)
    if element.get("break") in ("no", "maybe") or within_word or walk.flow.ends_with(DIVISIONS):
        walk.flow.glue()
        return True
    return walk.flow.glued


def page_beginning(walk: Walk, element: etree._Element, look: Look) -> None:
    """A page of the source begins."""
    if ends_file(element):
        return
    label = " ".join((element.get("n") or "").split())[:24]
    walk.flow.numbers["page"] += 1
    if not _joins(walk, element) and _in_words(element):
        walk.flow.space()
    walk.flow.line.append(PageBreak(f"page-{walk.flow.numbers['page']}", label))


def ends_file(element: etree._Element) -> bool:
    """Whether a break of pages is the form feed at the end of a file, behind which there is no page: no words stand
    behind it in the text."""
    if element.get("type") != "form-feed":
        return False
    place: etree._Element | None = element
    while place is not None and tag(place) != "text":
        if (place.tail or "").strip():
            return False
        if any(piece.strip() for after in place.itersiblings() for piece in (*after.itertext(), after.tail or "")):
            return False
        place = place.getparent()
    return True


def column_beginning(walk: Walk, element: etree._Element, look: Look) -> None:
    """A column, gathering or folio begins."""
    if not _joins(walk, element) and _in_words(element):
        walk.flow.space()


def _in_words(element: etree._Element) -> bool:
    return bool((element.tail or "").strip())


def milestone(walk: Walk, element: etree._Element, look: Look) -> None:
    """The beginning of a section of the text: its number, by which it is cited; without one a break, if it says that it
    is or looks like one."""
    told = f"{element.get('rend', '')} {element.get('rendition', '')} {element.get('style', '')}".lower()
    unit = (element.get("unit") or "").lower()
    label = " ".join((element.get("n") or "").split())
    if unit in SCREENS and walk.facts.counted:
        walk.tally.note("simplified", f"milestone {unit}", "not shown: the lines of verse have numbers", element)
    elif label and len(label) <= LONGEST_NUMBER and unit not in EACH_LINE:
        if walk.around.among_blocks(element):
            walk.flow.ahead += [Styled(label, ("milestone",)), " "]
        else:
            walk.flow.space()
            walk.flow.text(label, look.marked("milestone"))
            walk.flow.text(" ", look)
    elif not label and (any(word in told for word in LOOKS) or any(word in unit for word in BREAKS)):
        walk.flow.begin("", Kind.SCENE_BREAK)
        walk.flow.text("* * *", look)
        walk.flow.end()
    else:
        walk.tally.note(
            "simplified", f"milestone {element.get('unit', '')}".strip(), "not shown: it has no words", element
        )


def forme_work(walk: Walk, element: etree._Element, look: Look) -> None:
    """Running heads, signatures, catchwords: only the diplomatic view has them in their place."""
    if walk.view == "diplomatic":
        walk.flow.space()
        walk.children(element, look.marked("quiet"))
        walk.flow.space()
    else:
        walk.leave_out("fw", content(element))


HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        "lb": line_beginning,
        "pb": page_beginning,
        "cb": column_beginning,
        "gb": column_beginning,
        "milestone": milestone,
        "fw": forme_work,
    }
)
