"""Notes that go on below a blank line: with the verse, the quotation, the reading of another edition that they give,
and with what they say of it.

Below a note stands the text again, so a paragraph there is the note's only where the note is set in, the text is not,
and more than this proves it: a colon leads to it; with it, the note ends as the others of the text do (with the initial
of who wrote them); the next note stands right below it, and both markers above them; or paragraphs that are set in
just so stand below notes again and again, and hardly anywhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ecdosis.stages.notes.bodies import Body
from ecdosis.stages.notes.lines import NoteLine, indent_of
from ecdosis.stages.notes.lists import LONGEST

AROUND: Final = 0.2
"""Share of the lines of a text that may be set in as its notes are: beyond, that tells nothing."""
SIGNED: Final = 0.75
"""Share of the notes that end alike, for another to end so."""
ALIKE: Final = 3
"""Notes at least that end with an initial, for it to be one of those that end notes."""
OFTEN: Final = 5
"""Paragraphs of several lines below notes, set in as these are, from which notes go on so."""
_INITIAL: Final = re.compile(r"(?:^|[\s—–-])((?:[^\W\d_]\.){1,3})[)\]]?\s*$")
"""The initial (or initials) of who wrote a note, at its end."""
_LEADS: Final = re.compile(r":[\"'”’»)]?(?:[*†‡§¶]{1,3}|[\[(]\w{1,3}[\])]|\d{1,3})?[ \t]*\Z")
"""A colon at the end of a line of the text, and perhaps the marker of a note behind it."""
_COLON: Final = re.compile(r":\s*$")


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph: its first line and its last (indices), and how far it is set in (columns)."""

    first: int
    last: int
    indent: int


@dataclass(frozen=True, slots=True)
class _Text:
    """A reading, its lines, how far those outside of notes are set in (columns, in rising order), where notes begin,
    and the initials that end them."""

    reading: str
    lines: Sequence[NoteLine]
    indents: Sequence[int]
    begun: Mapping[int, Body]
    initials: frozenset[str]

    def words(self, block: _Block) -> str:
        """The characters of a paragraph."""
        return self.reading[self.lines[block.first].start : self.lines[block.last].end]

    def sets_in(self, indent: int) -> bool:
        """Whether so many columns are more than the text itself is set in."""
        further = len(self.indents) - bisect_left(self.indents, indent)
        return further <= AROUND * len(self.indents)


def extended(reading: str, lines: Sequence[NoteLine], bodies: Sequence[Body], leading: Mapping[int, int]) -> list[Body]:
    """The bodies, those that go on below a blank line with what stands there. `leading`: where the first marker stands
    (offset) that leads to a body (its index)."""
    starts = {body.start: body for body in bodies}
    text = _Text(reading, lines, _outside(reading, lines, bodies), starts, _initials(reading, bodies))
    marked = {bodies[index].start: offset for index, offset in leading.items()}
    habit = _habit(text, bodies)
    return [_extended(text, body, marked, habit) for body in bodies]


def unended(reading: str, lines: Sequence[NoteLine], bodies: Sequence[Body]) -> Iterator[tuple[Body, int]]:
    """The notes that end with a colon, each with the end (offset) of the paragraph of its page that may be its rest."""
    begun = {body.start for body in bodies}
    for body in bodies:
        if not _COLON.search(reading[body.start : body.end]):
            continue
        last = bisect_left(lines, body.end, key=lambda line: line.end)
        first = next((i for i in range(last + 1, min(len(lines), last + 1 + LONGEST)) if not lines[i].blank), None)
        if first is None or lines[first].page != lines[last].page or lines[first].start in begun:
            continue
        end = first
        while end + 1 < len(lines) and not lines[end + 1].blank and lines[end + 1].page == lines[first].page:
            end += 1
        yield body, lines[end].end


def _extended(text: _Text, body: Body, marked: Mapping[int, int], habit: frozenset[int]) -> Body:
    found = _below(text, body)
    if found is None:
        return body
    indent, blocks = found
    count = max(_by_initial(text, body, blocks), _by_colon(text, body, blocks, indent))
    if indent in habit and not _is_led_to(text, body):
        count = max(count, _as_set_in(blocks, indent))
    count = max(count, len(blocks) if blocks and _is_between(text, body, blocks[-1], marked) else 0)
    return replace(body, end=text.lines[blocks[count - 1].last].end) if count else body


def _below(text: _Text, body: Body) -> tuple[int, list[_Block]] | None:
    """How far a note is set in (columns), and the paragraphs below it that may be its own; None if it is not set in."""
    first = bisect_left(text.lines, body.start, key=lambda line: line.start)
    last = bisect_left(text.lines, body.end, key=lambda line: line.end)
    own = [indent_of(text.reading, line) for line in text.lines[first : last + 1] if not line.blank]
    if not own or min(own) < own[0] or not text.sets_in(own[0]):
        return None
    return own[0], list(_blocks(text, last, own[0]))


def _habit(text: _Text, bodies: Sequence[Body]) -> frozenset[int]:
    """How far notes are set in (columns) that go on as far set in below a blank line: where paragraphs set in so stand
    below notes several times, and hardly anywhere else."""
    below: Counter[int] = Counter()
    within: set[int] = set()
    for body in bodies:
        if (found := _below(text, body)) and not _is_led_to(text, body):
            run = found[1][: _as_set_in(found[1], found[0])]
            below[found[0]] += sum(block.last > block.first for block in run)
            within.update(text.lines[block.first].start for block in run)
    if not any(count >= OFTEN for count in below.values()):
        return frozenset()
    others = Counter(block.indent for block in _paragraphs(text, bodies, within))
    return frozenset(indent for indent, count in below.items() if count >= max(OFTEN, others[indent]))


def _paragraphs(text: _Text, bodies: Sequence[Body], within: Container[int]) -> Iterator[_Block]:
    """The paragraphs of several lines outside of notes, but for those that begin at some offsets."""
    ends = sorted((body.start, body.end) for body in bodies)
    starts = [start for start, _ in ends]
    first = 0
    for index in range(1, len(text.lines) + 1):
        if index < len(text.lines) and text.lines[index].blank == text.lines[first].blank:
            continue
        start = text.lines[first].start
        at = bisect_left(starts, start + 1) - 1
        noted = at >= 0 and start < ends[at][1]
        if not text.lines[first].blank and index - 1 > first and not noted and start not in within:
            yield _Block(first, index - 1, min(indent_of(text.reading, line) for line in text.lines[first:index]))
        first = index


def _as_set_in(blocks: Sequence[_Block], indent: int) -> int:
    """How many of some paragraphs, from the first, are set in by just so many columns."""
    return next((count for count, block in enumerate(blocks) if block.indent != indent), len(blocks))


def _is_led_to(text: _Text, body: Body) -> bool:
    """Whether the text above a note ends with a colon, and may go on below it."""
    first = bisect_left(text.lines, body.start, key=lambda line: line.end)
    above = next((line for line in reversed(text.lines[max(0, first - LONGEST) : first]) if not line.blank), None)
    return above is not None and _LEADS.search(text.reading, above.start, above.end) is not None


def _blocks(text: _Text, last: int, indent: int) -> Iterator[_Block]:
    """The paragraphs below a line on its page that are set in by so many columns at least, up to the next note, or to
    two blank lines, which part more than paragraphs."""
    lines = text.lines
    index, stop = last + 1, min(len(lines), last + 1 + LONGEST)
    while index < stop and lines[index].page == lines[last].page:
        if lines[index].blank and lines[index - 1].blank:
            return
        first = index
        while index < stop and not lines[index].blank and lines[index].page == lines[last].page:
            if lines[index].start in text.begun:
                return
            index += 1
        if index == stop < len(lines):
            return
        if first < index:
            far = min(indent_of(text.reading, line) for line in lines[first:index])
            if far < indent:
                return
            yield _Block(first, index - 1, far)
        index += 1


def _by_initial(text: _Text, body: Body, blocks: Sequence[_Block]) -> int:
    """How many paragraphs belong to a note because the last of them ends as the notes do, and it does not."""
    if _ends(text.reading[body.start : body.end]) in text.initials:
        return 0
    return next((count for count, block in enumerate(blocks, 1) if _ends(text.words(block)) in text.initials), 0)


def _by_colon(text: _Text, body: Body, blocks: Sequence[_Block], indent: int) -> int:
    """How many paragraphs belong to a note because a colon leads to them: those that are set in as the first is, and
    below them those that are set in as the note itself."""
    if not blocks or not _COLON.search(text.reading[body.start : body.end]):
        return 0
    count = next((i for i, block in enumerate(blocks) if block.indent != blocks[0].indent), len(blocks))
    while count < len(blocks) and blocks[count].indent == indent:
        count += 1
    return count


def _is_between(text: _Text, body: Body, last: _Block, marked: Mapping[int, int]) -> bool:
    """Whether the next note stands right below a paragraph, and its marker above the note before that."""
    below = next((line for line in text.lines[last.last + 1 : last.last + 1 + LONGEST] if not line.blank), None)
    following = text.begun.get(below.start) if below else None
    if following is None or following.family != body.family or body.start not in marked:
        return False
    return following.number == body.number + 1 and marked.get(following.start, body.start) < body.start


def _outside(reading: str, lines: Sequence[NoteLine], bodies: Sequence[Body]) -> list[int]:
    """How far the lines are set in that stand in no note, in rising order."""
    ranges = sorted((body.start, body.end) for body in bodies)
    starts = [start for start, _ in ranges]
    indents: list[int] = []
    for line in lines:
        index = bisect_left(starts, line.start + 1) - 1
        if not line.blank and (index < 0 or line.start >= ranges[index][1]):
            indents.append(indent_of(reading, line))
    return sorted(indents)


def _initials(reading: str, bodies: Sequence[Body]) -> frozenset[str]:
    """The initials that most notes end with; none if these are fewer."""
    found = Counter(ending for body in bodies if (ending := _ends(reading[body.start : body.end])))
    often = {initial: count for initial, count in found.items() if count >= ALIKE}
    return frozenset(often) if sum(often.values()) >= SIGNED * len(bodies) else frozenset()


def _ends(words: str) -> str:
    """The initial that some words end with; empty if they end otherwise."""
    match = _INITIAL.search(words)
    return match[1] if match else ""
