"""Where lines of verse stand: how far they are set in, which are parts of a line that several speak, and which are the
rest of the line above, for which that had no room.

A printer sets the rest of a line far to the right, often behind a bracket; and so he does with what a second speaker
says of a line, below the place where the first has left off. The measure of the other lines tells which is which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from ecdosis.model.document import Block
from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.views import View

FAR: Final = 8
"""Columns by which the rest of a line, or what another speaker says of it, stands further in than the others."""
LINES: Final = 3
"""Lines of a poem, or of a play's verse, from which these have a measure."""
CAPITALS: Final = 0.8
"""Share of lines that begin with a capital, from which one with a small letter may be the rest of another."""
FULL: Final = 0.85
"""Share of the measure (the longest of the other lines) that a line has that is turned over."""
REST: Final = 0.6
"""Share of the measure that the rest of a line has at most."""
SHORT: Final = 0.85
"""Share of the usual line up to which a line may be but the first part of one."""
WHOLE: Final = 1.25
"""Times the usual line that all parts of one have together at most."""
MANY: Final = 12
"""Lines of a play's verse from which they have a measure..."""
KEPT: Final = 0.9
"""... to which so large a share keeps."""
APART: Final = 4
"""Columns between a name and what is said, from which that stands far from it."""
BRACKETS: Final = "[("
"""What may stand before the rest of a line."""


def is_turned(above: View, view: View, measure: int, *, capitals: bool) -> bool:
    """Whether a line is the rest of the one above: it stands far in, and together they would be wider than any other
    line of the poem, whose `measure` is that of the longest; behind a bracket that it does not close, or with a small
    letter where the others begin with `capitals`."""
    far = view.adjacent and view.column >= above.column + FAR and len(view.text) <= REST * measure
    if not far or len(above.text) < FULL * measure or len(above.text) + 1 + len(view.text) <= measure:
        return False
    bracket = view.text[0] in BRACKETS and not any(sign in view.text for sign in "])")
    return bracket or (capitals and view.text[0].islower())


def turned(views: Sequence[View], poem: Sequence[int], measure: int = 0) -> frozenset[int]:
    """Those lines of a poem that are the rest of the one above; `measure`: that of a play in which it is spoken."""
    own = [i for i in poem if not (views[i].text[0].islower() or views[i].text[0] in BRACKETS)]
    capitals = measure > 0 or (len(own) >= CAPITALS * len(poem) and len(own) >= LINES)
    longest = sorted(own, key=lambda i: len(views[i].text))[-2:]
    found: set[int] = set()
    for above, index in pairwise(poem):
        others = [len(views[i].text) for i in longest if i != above]
        least = measure or (max(others) if len(own) >= LINES else 0)
        below = above + 1 == index and above not in found
        if least and below and is_turned(views[above], views[index], least, capitals=capitals):
            found.add(index)
    return frozenset(found)


def measure_of(views: Sequence[View], lines: Sequence[int]) -> int:
    """The measure of a play's verse, to which nearly all lines keep; 0 where there are too few."""
    lengths = sorted(len(views[index].text) for index in lines)
    return lengths[int(KEPT * len(lengths))] if len(lengths) >= MANY else 0


def placed(blocks: Sequence[Block], views: Sequence[View]) -> tuple[Block, ...]:
    """Blocks whose lines of verse know where they stand; `views` are the same blocks as they were seen."""
    result = list(blocks)
    spoken = list(_speeches(blocks))
    said = [index for speech in spoken for index in speech]
    usual, measure, inside = usual_column(views, said), measure_of(views, said), frozenset(said)
    for _, lines in groupby(range(len(blocks)), key=lambda i: (blocks[i].type == Kind.VERSE, blocks[i].group)):
        poem = [i for i in lines if blocks[i].type == Kind.VERSE]
        for index in turned(views, poem, measure if inside.intersection(poem) else 0):
            result[index] = replace(result[index], turned=True)
    for index, by in _set_in(blocks, views, usual, inside):
        result[index] = replace(result[index], indent=by)
    for index, portion in _portions(views, spoken, usual):
        result[index] = replace(result[index], portion=portion, indent=0)
    return tuple(result)


def begins_line(view: View) -> bool:
    """Whether nothing but marks stands before a block in its source line."""
    return view.column == view.indent


def _set_in(
    blocks: Sequence[Block], views: Sequence[View], usual: int | None, spoken: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """By how much each line of verse is set in that begins a line of the source or stands far behind a name there: more
    than the least of its poem, or, of what is spoken, than the `usual` line of the play."""
    groups: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.type == Kind.VERSE and (begins_line(views[index]) or _stands_apart(views, index)):
            groups.setdefault(-1 if index in spoken else block.group, []).append(index)
    for group, lines in groups.items():
        least = min(views[index].column for index in lines)
        base = usual if group == -1 and usual is not None else least
        yield from ((index, by) for index in lines if (by := views[index].column - base) > 0)


def _speeches(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The lines of verse of each speech, in order; none of one in prose, and none where a scene ends."""
    speech: list[int] | None = None
    for index, block in enumerate(blocks):
        if block.type == Kind.SPEAKER:
            yield from [speech] if speech is not None else []
            speech = []
        elif block.level and block.type == Kind.HEAD:
            yield from [speech, []] if speech is not None else []
            speech = None
        elif block.type == Kind.VERSE and speech is not None:
            speech.append(index)
    yield from [speech] if speech is not None else []


def usual_column(views: Sequence[View], lines: Sequence[int]) -> int | None:
    """The column at which most lines of a play's verse begin, those that another block stands before left out."""
    columns = Counter(views[index].column for index in lines if begins_line(views[index]))
    return min(columns, key=lambda column: (-columns[column], column)) if columns else None


def is_far(views: Sequence[View], index: int, usual: int) -> bool:
    """Whether the first line of a speech stands where only a further part of a line does; `usual`: where most begin. A
    name may stand before it, but not right before it."""
    apart = begins_line(views[index]) or _stands_apart(views, index)
    return apart and views[index].column >= usual + FAR


def _stands_apart(views: Sequence[View], index: int) -> bool:
    """Whether words stand far behind the name in their line."""
    before = views[index - 1]
    return index > 0 and views[index].column - before.column - len(before.text) >= APART


def _portions(views: Sequence[View], spoken: Sequence[Sequence[int]], usual: int | None) -> Iterator[tuple[int, str]]:
    """The parts of lines that several speak: each but the first stands far in, and together they are no longer than
    lines are."""
    lengths = [len(views[index].text) for speech in spoken for index in speech[1:]]
    if usual is None or len(lengths) < LINES:
        return
    length = median(lengths)
    line: list[int] = []  # the parts so far of the one that may go on
    for speech in spoken:
        said = sum(len(views[index].text) + 1 for index in line)
        goes_on = bool(line and speech) and said <= SHORT * length and _alone_far(views, speech, usual)
        if goes_on and said + len(views[speech[0]].text) <= WHOLE * length:
            line.append(speech[0])
        else:
            yield from _parted(line)
            line = []
        if speech and not (line and len(speech) == 1):  # its last line may be the first part of one
            yield from _parted(line)
            line = [i for i in speech[-1:] if views[i].column < usual + FAR or not begins_line(views[i])]
    yield from _parted(line)


def _alone_far(views: Sequence[View], speech: Sequence[int], usual: int) -> bool:
    """Whether nothing but the first line of a speech stands far in: that is no song."""
    return is_far(views, speech[0], usual) and all(views[i].column < usual + FAR for i in speech[1:2])


def _parted(line: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The parts of one line, if there are several."""
    if len(line) > 1:
        yield line[0], "I"
        yield from ((index, "M") for index in line[1:-1])
        yield line[-1], "F"
