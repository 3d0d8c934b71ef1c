"""Letters: where and when they were written, whom they greet, how they take leave, who signs them, what is added.

No formula proves a letter: novels are full of them. A letter has an opening, text, and an ending, each by its form and
its place; and either letters stand in a row, with nothing but headings between them, or one stands among other text,
whole: that greets somebody in a line of its own, takes leave, and is signed. What else letters in a row have is taken
as theirs at the top and the bottom of their divisions only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ecdosis.model.kinds import DIARY
from ecdosis.stages.blocks.addressed import addressed, counts
from ecdosis.stages.blocks.correspondence import BELOW, SHORT, TEXT_WORDS, Letter, found_letters
from ecdosis.stages.blocks.datelines import dated
from ecdosis.stages.blocks.formulas import speaks
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import SENTENCE_END, View

ROW: Final = 3
"""Letters, one after the other, from which a text has letters in a row..."""
DATED_ROW: Final = 5
"""... or so many headings below each of which stands place and date."""
DATED_SHARE: Final = 0.6
"""Share of the headings of such a text that dates stand below."""
BETWEEN: Final = 4
"""Short lines between two letters in a row at most: their heads."""
LONGEST: Final = 150
"""Blocks of a letter among other text at most."""
OPENERS: Final = ("dateline", "salute")
"""What a letter begins with."""
RECURS: Final = 3
"""Times that a name stands at the end of divisions from which it signs letters."""


def _is_row(views: Sequence[View], a: Letter, b: Letter) -> bool:
    """Whether a letter stands right behind another: nothing but short lines between."""
    if not (a.whole and b.whole and (a.greeted or b.greeted or (a.signed and b.signed))):
        return False
    between = views[a.last + 1 : b.first]
    return len(between) <= BETWEEN and all(view.words <= SHORT for view in between)


def _span(
    views: Sequence[View], found: Sequence[Letter], heads: Sequence[int], named: Container[int] = frozenset()
) -> range:
    """From where to where letters stand in a row; nothing if they do not. `named`: the heads that say who received
    them."""
    row = [index for index, (a, b) in enumerate(pairwise(found)) if _is_row(views, a, b)]
    spans = []
    if len(row) >= ROW - 1:
        spans.append((row[0], row[-1] + 1))
    headed = [i for i, one in enumerate(found) if one.headed and any(kind == "dateline" for _, kind in one.top)]
    placed = [i for i in headed if (told := dated(views[found[i].first].text)) and told.placed]
    if len(headed) >= DATED_ROW and 2 * len(placed) >= len(headed):
        first, last = found[headed[0]].first, found[headed[-1]].first
        groups = sum(index - 1 not in heads for index in heads if first - BETWEEN <= index <= last)
        if len(headed) >= DATED_SHARE * groups:
            spans.append((headed[0], headed[-1]))
    if to := [i for i, one in enumerate(found) if one.headed and one.first - 1 in named]:
        spans.append((to[0], to[-1]))
    if not spans:
        return range(0)
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    while first > 0 and _is_next(found[first - 1], found[first], heads):
        first -= 1
    while last + 1 < len(found) and _is_next(found[last], found[last + 1], heads):
        last += 1
    return range(first, last + 1)


def _is_next(a: Letter, b: Letter, heads: Sequence[int]) -> bool:
    """Whether a heading stands between two letters, and it is that of the second."""
    between = heads[bisect_right(heads, a.last) : bisect_left(heads, b.first)]
    groups = sum(index - 1 not in between for index in between)
    return groups == 1 and between[0] - a.last - 1 <= BELOW


def letters(views: Sequence[View], taken: Proposals, heads: Proposals, *, strict: bool = False) -> Proposals:
    """What the blocks of letters are, by their index. One that begins a division without a heading has a level.
    `strict`: only those that have an opening and take leave, as long as not all headings are known."""
    free = frozenset(index for index in range(len(views)) if index not in taken)
    above = sorted(heads)
    found = found_letters(views, free, heads)
    found = [one for one in found if one.whole or not strict]
    named = {index for index in addressed(views, taken) if index in heads} | _counted(views, found, heads)
    row = _span(views, found, above, named)
    names = Counter(_key(views[index]) for one in found for index, kind in one.end if kind == "signed")
    unsigned = [place for place in row if found[place].end and not found[place].leaves]
    for place in unsigned:
        if not _signs(views, found[place], names):
            found[place] = replace(found[place], end=(), added=())
    result: Proposals = {}
    for place, one in enumerate(found):
        if place in row:
            result |= _in_row(views, found, place, above, free)
        elif one.sure and one.last - one.first <= LONGEST:
            why = "a letter among other text: it greets somebody, takes leave, and is signed"
            result |= _proposed(one, BlockRule.LETTER, why)
    return result


def _counted(views: Sequence[View], found: Sequence[Letter], heads: Container[int]) -> frozenset[int]:
    """The last lines of headings that say which letter theirs is (`LETTER IV.`), where several such letters greet
    somebody."""
    last = set()
    for one in found:
        index = above = one.first - 1
        while one.headed and above in heads and index - above < BELOW:
            if counts(views[above].text):
                last.add(index)
            above -= 1
    greeted = sum(one.greeted for one in found if one.first - 1 in last)
    return frozenset(last if greeted >= ROW else ())


def _in_row(
    views: Sequence[View],
    found: Sequence[Letter],
    place: int,
    heads: Sequence[int],
    free: Container[int],
) -> Proposals:
    """The parts of one of several letters in a row; `heads`: the indices of headings, in order."""
    one = found[place]
    why = "one of several letters in a row"
    if not one.top:
        return _proposed(one, BlockRule.LETTER_IN_ROW, why) if one.end else {}
    if one.end and not one.headed:
        after = one.last + 1
        near = range(after, min(after + BETWEEN, len(views)))
        follows = _from(heads, after) in near or _first(found, place + 1) in near
        bounded = follows or len(views) <= after + 1
        if not bounded:
            return _proposed(one, BlockRule.LETTER, why) if one.greeted and one.leaves else {}
    above = heads[rank - 1] if (rank := bisect_left(heads, one.first)) else -1
    apart = bool(place and found[place - 1].end and found[place - 1].last > above)
    if not (one.headed or one.greeted or apart):
        return {}
    if one.end and (one.headed or one.added):
        below = _below(views, one.last + 1, _from(heads, one.last + 1), free, _first(found, place + 1))
        one = replace(one, added=(*one.added, *below))
    begins = apart or above < 0 or any(view.prose for view in views[above + 1 : one.first])
    return _proposed(one, BlockRule.LETTER_IN_ROW, why, level=begins and not one.headed)


def _first(found: Sequence[Letter], place: int) -> int | None:
    return found[place].first if place < len(found) and found[place].top else None


def _from(heads: Sequence[int], index: int) -> int | None:
    """The first heading from an index on."""
    place = bisect_left(heads, index)
    return heads[place] if place < len(heads) else None


def _signs(views: Sequence[View], one: Letter, names: Mapping[str, int]) -> bool:
    """Whether a name alone signs a letter: it does so again and again, or the text above it leads to it."""
    first = one.end[0][0]
    led = first > 0 and views[first - 1].text.rstrip()[-1:] in ",—–-"
    return led or any(names[_key(views[index])] >= RECURS for index, _ in one.end)


def _key(view: View) -> str:
    return " ".join(view.text.casefold().split())


def _below(
    views: Sequence[View], start: int, head: int | None, free: Container[int], following: int | None
) -> Sequence[int]:
    """The paragraphs from an index to the next heading, or to the following letter, if they are few and each speaks of
    somebody as letters do."""
    end = start
    while end < len(views) and end not in (head, following):
        view = views[end]
        ended = SENTENCE_END.search(view.text) is not None and view.text[-1] not in ",:;"
        added = ended and speaks(view) and view.words >= TEXT_WORDS
        if end not in free or end - start >= BELOW or not added:
            return ()
        end += 1
    return range(start, end)


def _proposed(one: Letter, rule: BlockRule, why: str, *, level: bool = False) -> Proposals:
    """The parts of a letter as they are proposed."""
    parts = [*one.top, *one.end]
    group = parts[0][0] + 1
    result = {index: Proposal(kind, rule, why, group=group) for index, kind in parts}
    result |= {
        index: Proposal("postscript", BlockRule.ADDED, "it stands below the name", group=group) for index in one.added
    }
    if level and one.top:
        result[one.first] = replace(result[one.first], level=1)
    return result


def levelled(taken: Proposals) -> Proposals:
    """Proposals in which each letter that begins a division without a heading has its level: below the heading above,
    beside the letter that stands right below that. Entries of a diary stand all below the heading above."""
    result = dict(taken)
    above, headed = 0, False
    for index in sorted(taken):
        one, before = taken[index], taken.get(index - 1)
        if one.type in ("head", "title") and one.level:
            above, headed = one.level, False
        elif one.type in DIARY:
            result[index] = replace(one, level=above + 1)
        elif one.type in OPENERS and before and before.type == "head":
            headed = True
            result[index] = replace(one, level=0)
        elif one.type in OPENERS and one.level:
            result[index] = replace(one, level=max(1, above + (not headed)))
    return result
