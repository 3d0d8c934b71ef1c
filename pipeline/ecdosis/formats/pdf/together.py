"""What stays together on a page of the PDF: what leads into something, what a letter opens and closes with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile
from types import MappingProxyType
from typing import Final

from ecdosis.book.book import Block, Note, Paragraph, Passage, Section, all_inlines
from ecdosis.book.inlines import Inline, NoteRef, words_of
from ecdosis.model.kinds import Kind

LEADS_IN: Final = 300
"""Characters of a paragraph up to which it stays with a quotation, verse or attribution that follows: some five lines.
A longer one would leave a hole at the foot of the page."""
ONE_LINE: Final = 55
"""Characters of a paragraph that surely is one line of any paper, with its indent."""
NARROW: Final = 45
"""Characters of a line that is set flush right, beyond which it goes on in another: there the measure is not filled."""
CLOSING_LINES: Final = 10
"""Lines of the end of a letter up to which it stays whole, and with the last lines of the letter: a third of a page."""
LINE: Final = 1.3
"""The height of a line of an end, with the space above it, in lines of the text (`text.typ`)."""
APART: Final = 0.7
"""The space above an end that is a passage of its own, in lines of the text (`text.typ`)."""
TAIL: Final = MappingProxyType({"": 1.0, "heading": 2.2})
"""The height of a last line by its role, with the space above it, in lines of the text (`text.typ`)."""
SET_OFF: Final = frozenset({Kind.QUOTE, "poem"})
"""Passages that a line leads into."""
WHOLE_NOTE: Final = 450
"""Characters of a note up to which it stands on one page: some six lines. To part it would save no more of the page."""
LAST_NOTE: Final = 1500
"""The same of a note at the end of a chapter, behind which a page would have nothing but its tail; and the characters
at the end of a chapter that may stand on its last page but one."""
_ENDS: Final = frozenset({"closing", Kind.SIGNED})
_OPENS: Final = frozenset({Kind.DATELINE, Kind.SALUTE, Kind.ADDRESS, "opening"})
_OF_ENDS: Final = _ENDS | {Kind.DATELINE, Kind.ADDRESS}


def characters(inlines: Iterable[Inline]) -> int:
    """How many characters some inlines show."""
    return sum(len(words_of(inline)) for inline in inlines)


def leads_in(block: Paragraph, after: Block | None) -> bool:
    """Whether a paragraph is to stand on the page of the quotation, or of the attribution, after it."""
    follows = (isinstance(after, Passage) and after.role in SET_OFF) or (
        isinstance(after, Paragraph) and after.role == Kind.ATTRIBUTION
    )
    return follows and not block.role and characters(block.inlines) <= LEADS_IN


def greets(before: Block | None, block: Paragraph, after: Block | None) -> bool:
    """Whether a paragraph is one line, the first of its division or passage, which does not end a page: a greeting,
    say, that nothing in the encoding tells."""
    follows = isinstance(after, Paragraph) and not after.role
    return before is None and follows and not block.role and characters(block.inlines) <= ONE_LINE


def breaks_behind(block: Paragraph, following: Sequence[Block]) -> bool:
    """Whether a break is above a paragraph, or above that which a note in the margin, or several, is beside."""
    behind = chain((block,), following)
    first = next((one for one in behind if not (isinstance(one, Paragraph) and one.role == "sidenote")), None)
    return isinstance(first, Paragraph) and first.role == "after-break"


def is_speech(block: Block | None) -> bool:
    """Whether somebody speaks here: what is no longer spoken stands apart from it."""
    return isinstance(block, Passage) and block.role == "speech"


def leads_to_last_line(stanza: Passage, following: Sequence[Block]) -> bool:
    """Whether a stanza stands whole on the page of the last line of its poem, which stands alone, as that of a canto
    does: else it might be all that there is on a page."""
    match following:
        case [Passage(role="stanza", blocks=[_])]:
            return characters(all_inlines(stanza.blocks)) <= LEADS_IN
    return False


def opens(before: Block | None, part: Passage, after: Block | None) -> bool:
    """Whether a part of a letter stands above its text: its last line dates it, or greets somebody, and it is no end of
    a letter, which may be dated, too."""
    last = part.blocks[-1] if part.blocks else None
    told = isinstance(last, Paragraph) and last.role in _OPENS
    below = isinstance(before, Paragraph) and not before.role
    return told and after is not None and not below and not _signs(part.blocks)


def _signs(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Paragraph) and block.role in _ENDS for block in blocks)


def closes(before: Block | None, part: Block | None, after: Block | None) -> bool:
    """Whether a part of a letter is its end: the leave it takes, its name, its date; and so short that it stays
    whole."""
    if not isinstance(part, Passage) or part.role != "letter-part" or opens(before, part, after):
        return False
    ends = all(isinstance(block, Paragraph) and block.role in _OF_ENDS for block in part.blocks)
    return ends and bool(part.blocks) and _lines(part.blocks) <= CLOSING_LINES


def tail(following: Sequence[Block]) -> float:
    """How high is what is left of a division if that is one short line: an abbreviated name, the word for the end;
    else 0."""
    match following:
        case [Paragraph(inlines=inlines, role=role)] if characters(inlines) <= ONE_LINE:
            return TAIL.get(role, 0)
    return 0


def kept(block: Block, following: Sequence[Block]) -> float:
    """How high is what must stand on the page of the last lines of a paragraph, in lines of the text: the end of a
    letter, with its name, and a last line; 0 if nothing must."""
    if not isinstance(block, Paragraph) or block.role or not following:
        return 0
    if high := tail(following):
        return high
    first, rest = following[0], following[1:]
    if isinstance(first, Passage):
        ends = closes(block, first, rest[0] if rest else None)
        return APART + LINE * _lines(first.blocks) + tail(rest) if ends else 0
    loose = list(takewhile(lambda one: isinstance(one, Paragraph) and one.role in _OF_ENDS, following))
    lines = _lines(loose)
    return LINE * lines if _signs(loose) and lines <= CLOSING_LINES else 0


def whole_notes(blocks: Sequence[Block], notes: Mapping[str, Note]) -> frozenset[str]:
    """The notes, by their ids, that stand each on one page, that of its marker: short ones, and those at the end of a
    chapter."""
    last = chain.from_iterable(map(_last_notes, (one for one in blocks if isinstance(one, Section))))
    room = dict.fromkeys(notes, WHOLE_NOTE) | dict.fromkeys(last, LAST_NOTE)
    return frozenset(id_ for id_, one in notes.items() if characters(all_inlines(one.blocks)) <= room[id_])


def _last_notes(chapter: Section) -> Iterator[str]:
    """The notes whose markers stand near the end of a chapter."""
    passed = 0
    for inline in reversed(list(all_inlines(chapter.blocks))):
        if isinstance(inline, NoteRef):
            yield inline.note
        passed += len(words_of(inline))
        if passed > LAST_NOTE:
            return


def _lines(blocks: Sequence[Block]) -> int:
    """The lines that paragraphs take which are set flush right."""
    return sum(1 + characters(all_inlines([block])) // NARROW for block in blocks)
