"""Stage directions of a play, alone among the speeches; those within them are in `within`.

They stand in brackets or in italics, begin with words that say so (*Enter*), or are set off by blank lines where
speeches are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Change
from ecdosis.model.text import Text
from ecdosis.profiles.rules import STAGE as PROVIDED
from ecdosis.stages.blocks.cast import name_words
from ecdosis.stages.blocks.metre import FAR as SET_IN
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.scenes import ABOVE, apart, is_act
from ecdosis.stages.blocks.speakers import Speaker, candidates, is_heading, is_open_entrance, names_song
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import pattern, words

ENTERING: Final = 60
"""Words of a direction at most that begins with a word like *Enter* and names who does."""
BRIEF: Final = 4
"""Words of one at most that names nobody (*Exeunt all but two*)."""
CLOSE: Final = 0.9
"""Share of the speeches right below each other from which what blank lines set off on both sides is a direction."""
SPEECH: Final = 2
"""Blocks from a name to the next one, where nothing but what the first says stands between..."""
FOLLOWING: Final = 0.4
"""... and the share of such names of all, from which these tell how speeches stand."""
TOLD: Final = 12
"""Words at most of what blank lines set off and names nobody."""
GAP: Final = 3
"""Blank lines before what is rather a heading."""
SEVERAL: Final = 8
"""Paragraphs between speeches in which nobody speaks to anybody..."""
TELL: Final = 0.8
"""... and their share of all, from which they tell what is done."""
PHRASE: Final = 4
"""Words from which what ends with one in small letters is a sentence, and no name."""
LAST: Final = 20
"""Blocks behind the last speech, besides, in which directions stand if they follow each other as closely."""
LINES: Final = 12
"""Lines of a direction in brackets at most."""
SET: Final = 12
"""Blocks at most that say where an act is set, above the heading of its first scene."""
TELLING: Final = "between speeches, where nearly all such paragraphs tell what is done"
SET_OFF: Final = "between blank lines, where speeches stand right below each other"
IN_STYLE: Final = "set in a style as a whole, alone among speeches"
_BRACKETED: Final = re.compile(r"\[[^\[\]]+(?:\][.:]?)?|\([^()]+\)[.:]?")
"""A direction in brackets as a whole; French plays may set a colon behind it, above what is spoken on."""
_CLOSED: Final = re.compile(r"[\])][.:]?\Z")
_OPENS: Final = re.compile(r"[\[(][^\W_][^\[\]()]+")
"""The first line of a direction in brackets that the line does not close."""
_CAPITALS: Final = re.compile(r"\s[A-ZÀ-ÖØ-ÞА-ЯЁ]{3,}(?!\w)")
"""A name in capitals, behind the first word."""
_STATED: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_CRIES: Final = frozenset("?!¿¡")
_LABEL: Final = re.compile(r"[^:!?]{1,30}:\s|\d{1,2}\.\s")
"""What may be a name of another form before words (`3. Robot: `)."""


@dataclass(frozen=True, slots=True)
class Styled:
    """Where the marks of styles begin and end words (offsets)."""

    starts: frozenset[int] = frozenset()
    ends: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: Text) -> Styled:
        """Those of a text: what stands between two marks is set in some style."""
        marks = [
            offset
            for offset, piece in zip(text.offsets, text.pieces, strict=True)
            if isinstance(piece, Change) and piece.kind == "style-mark"
        ]
        return cls(frozenset(marks[::2]), frozenset(marks[1::2]))

    @property
    def spans(self) -> Mapping[int, int]:
        """Where each of them begins and ends."""
        return dict(zip(sorted(self.starts), sorted(self.ends), strict=False))

    def whole(self, view: View) -> bool:
        """Whether a block is set in a style as a whole."""
        return view.start in self.starts and any(end in self.ends for end in (view.end, view.end - 1))


def alone(views: Sequence[View], taken: Proposals, found: Sequence[Speaker], styled: Styled) -> Proposals:
    """The directions that stand alone among speeches, by the index of the block. The speakers of a transcript, which
    its provider names, have none."""
    said = sorted(index for index, one in taken.items() if one.type == Kind.SPEAKER and one.by != PROVIDED)
    if not said:
        return {}
    opening = said[0] - _told_above(views, said[0], taken, styled)
    end = said[-1] + _further(views, said[-1]) + ABOVE
    near = range(max(0, opening - ABOVE), min(len(views), end + LAST))
    names = frozenset(word for one in found for word in name_words(one.who) if len(word) > 2) - words("beside names")
    close = are_close(views, said)
    set_off = _set_off(views, near, taken, names) if close else frozenset[int]()
    telling = _telling(views, taken, said, found)
    places = frozenset(apart(views, taken))
    below = {*_below_headings(views, near, taken, places), *_below_acts(views, taken)}
    result = dict(_over_lines(views, range(max(0, near.start - LINES), near.stop), taken))
    for index in sorted(below.union(near)):
        if index in taken or index in result:
            continue
        if index and _is_label(views[index].text) and is_heading(views[index - 1]):
            result[index] = Proposal(
                Kind.STAGE_DIRECTION, BlockRule.OPENING, "above where an act is set, below its heading"
            )
        if _closes_act(views, index):
            result[index] = Proposal(Kind.STAGE_DIRECTION, BlockRule.ENTRANCE, "it ends an act, below its last speech")
        if is_heading(views[index]) or index in places:
            continue
        if index in below:
            result[index] = Proposal(
                Kind.STAGE_DIRECTION, BlockRule.OPENING, "between the heading of a scene and the first speech"
            )
        elif views[index].adjacent and is_open_entrance(views[index - 1]) and index - 1 in result:
            result[index] = Proposal(Kind.STAGE_DIRECTION, BlockRule.ENTRANCE, "the rest of a direction")
        elif why := _why(views, index, names, styled):
            result[index] = Proposal(Kind.STAGE_DIRECTION, *why)
        elif index in set_off:
            result[index] = Proposal(Kind.STAGE_DIRECTION, BlockRule.SET_OFF, SET_OFF)
        elif index in telling:
            result[index] = Proposal(Kind.STAGE_DIRECTION, BlockRule.TELLING, TELLING)
    return _up_to_the_last(views, result, end)


def _up_to_the_last(views: Sequence[View], result: Proposals, end: int) -> Proposals:
    """The directions without those that stand too far below the last speech, or another direction there; names in a
    style are headings of what stands below a play."""
    stop = next((i for i in range(end, len(views)) if is_heading(views[i]) or views[i].above >= GAP), len(views))
    kept, last = dict(result), end
    for index in sorted(index for index in result if index >= end - ABOVE):
        if index >= min(end, stop) or (index >= last and result[index].why == IN_STYLE):
            del kept[index]
        else:
            end = max(end, index + ABOVE)
    return kept


def _telling(views: Sequence[View], taken: Proposals, said: Sequence[int], found: Sequence[Speaker]) -> frozenset[int]:
    """The paragraphs between speeches that tell what is done, in a play that names who speaks before the words: in
    nearly all of them nobody speaks to anybody, as in the rest of a speech."""
    if any(one.alone for one in found):
        return frozenset()
    names, capitals = frozenset(said), all(one.capitals for one in found)
    between = [
        index
        for index in range(said[0], said[-1])
        if index not in taken
        and index - 1 not in names
        and not (views[index].adjacent or views[index + 1].adjacent)
        and not (is_heading(views[index]) or views[index].text[0] in "[(" or _LABEL.match(views[index].text))
        and not any(not one.alone and (one.capitals or not capitals) for one in candidates(views[index], index))
    ]
    told = [index for index in between if views[index].words > 1 and not _speaks(views[index].text)]
    return frozenset(told) if len(told) >= SEVERAL and len(told) >= TELL * len(between) else frozenset()


def are_close(views: Sequence[View], said: Sequence[int]) -> bool:
    """Whether speeches stand right below each other: nearly all of them, or of those that nothing stands between, if
    these are many."""
    below = [b for a, b in pairwise(said) if b - a <= SPEECH]
    enough = len(below) >= FOLLOWING * len(said)
    return any(sum(views[i].adjacent for i in some) >= CLOSE * len(some) for some in (said, below if enough else said))


def _set_off(views: Sequence[View], near: range, taken: Proposals, names: frozenset[str]) -> frozenset[int]:
    """The blocks that blank lines set off, one or several right below each other, which are directions as a whole:
    brief or with the name of somebody who speaks, and with nothing that only a speech has."""
    found: set[int] = set()
    group: list[int] = []
    for index in (*near, near.stop):
        if index == near.stop or not views[index].adjacent:
            told = (_is_told(views[i], names) for i in group)
            begins = group and group[0] and not views[group[0]].adjacent
            if begins and not any(i in taken for i in group) and all(told):
                found.update(group)
            group = []
        group.append(index)
    return frozenset(found)


def _is_told(view: View, names: frozenset[str]) -> bool:
    """Whether a block may tell what is done on the stage."""
    ends = _STATED.match(view.text) is not None and view.text[-1] in ".)"
    return ends and (view.words <= TOLD or not names.isdisjoint(name_words(view.text))) and not _speaks(view.text)


def _over_lines(views: Sequence[View], near: range, taken: Proposals) -> Iterator[tuple[int, Proposal]]:
    """The directions in brackets that go on over lines right below each other, each line a block."""
    for index in near:
        if (
            index in taken
            or not _OPENS.fullmatch(views[index].text)
            or (index and _goes_on(views[index - 1], views[index]))
        ):
            continue
        lines = [index]
        for below in range(index + 1, min(index + LINES, len(views))):
            if below in taken or not views[below].adjacent or views[below].text[0] in "[(":
                break
            lines.append(below)
            if _CLOSED.search(views[below].text) and not _is_aside(views, taken, index, below):
                why = "in brackets, alone among speeches, in several lines"
                one = Proposal(Kind.STAGE_DIRECTION, BlockRule.DIRECTION, why, group=index + 1)
                yield from ((line, one) for line in lines)
                break


def _is_aside(views: Sequence[View], taken: Proposals, first: int, last: int) -> bool:
    """Whether lines in brackets are all that somebody speaks, to himself: his name stands above them, and no words
    without brackets below them."""
    if first - 1 not in taken or taken[first - 1].type != Kind.SPEAKER:
        return False
    after = takewhile(lambda i: i not in taken and not is_heading(views[i]), range(last + 1, len(views)))
    return all(views[i].text[0] in "[(" or views[i].text[-1] in "])" for i in after)


def _below_acts(views: Sequence[View], taken: Proposals) -> Iterator[int]:
    """The blocks between the heading of an act and that of its first scene, where this is set; somebody speaks below
    that."""
    headings = [i for i, view in enumerate(views) if i not in taken and is_heading(view)]
    for act, scene in pairwise(headings):
        between = range(act + 1, scene)
        spoken = any(taken[i].type == Kind.SPEAKER for i in range(scene + 1, scene + 2 + ABOVE) if i in taken)
        below = is_act(views[act].text) and not is_act(views[scene].text)
        if below and spoken and len(between) <= SET and not any(i in taken for i in between):
            yield from between


def _told_above(views: Sequence[View], name: int, taken: Proposals, styled: Styled) -> int:
    """How many blocks right above the first who speaks are directions in brackets, or set in a style as a whole: where
    the play is set may take up a page."""
    above = ((index, views[index]) for index in range(name - 1, -1, -1))
    told = takewhile(
        lambda one: one[0] not in taken and (styled.whole(one[1]) or _BRACKETED.fullmatch(one[1].text)), above
    )
    return sum(1 for _ in told)


def _further(views: Sequence[View], name: int) -> int:
    """How many lines stand right below the first line of a speech, whose name is known."""
    return sum(1 for _ in takewhile(lambda view: view.adjacent, views[name + 2 :]))


def _closes_act(views: Sequence[View], index: int) -> bool:
    """Whether a line is what ends an act (`TABLEAU`), above the heading of the next, or the end."""
    said = " ".join(_WORD.findall(views[index].text.casefold()))
    below = views[index + 1] if index + 1 < len(views) else None
    return said in words("curtains") and (below is None or is_heading(below) or below.above >= GAP)


def _is_label(text: str) -> bool:
    """Whether a line is the word for a scene alone."""
    return text.casefold().strip(" .:") in words("scenes")


def _below_headings(views: Sequence[View], near: range, taken: Proposals, places: frozenset[int]) -> Iterator[int]:
    """The blocks between the heading of an act or a scene and the first speech below it."""
    for index in near:
        if index in taken or not (is_heading(views[index]) or index in places or _is_prelude(views[index].text)):
            continue
        below = range(index + 1, min(index + 2 + ABOVE, near.stop))
        ends = (i for i in below if i in taken or (is_heading(views[i]) and not _is_label(views[i].text)))
        first = next(ends, None)
        if index in places and any(views[i].above >= GAP for i in range(index + 1, (first or index) + 1)):
            continue
        if first is not None and first in taken and taken[first].type == Kind.SPEAKER:
            opening = range(index + 1, first)
            if not any(_may_speak(views[i], i) for i in opening[1:]):  # somebody who speaks once or under another name
                yield from (i for i in opening if not is_heading(views[i]))


def _is_prelude(text: str) -> bool:
    """Whether a line is the name of what is played before the first act, alone."""
    return text.casefold().strip(" .:") in words("preludes") - words("signed_parts")


def _may_speak(view: View, index: int) -> bool:
    """Whether a block begins with what may be a name before words, and with no sentence that has as few."""
    return any(not one.alone and not _is_phrase(view, one) for one in candidates(view, index))


def _is_phrase(view: View, one: Speaker) -> bool:
    """Whether what may be a name is a sentence (`Far from the well a bench.`)."""
    said = _WORD.findall(view.text[: one.end - view.start])
    return len(said) >= PHRASE and said[-1].islower()


def _why(views: Sequence[View], index: int, names: frozenset[str], styled: Styled) -> tuple[BlockRule, str] | None:
    """Why a block is a direction, if it is."""
    view = views[index]
    if _BRACKETED.fullmatch(view.text):
        if index and _goes_on(views[index - 1], view):
            return None
        return BlockRule.DIRECTION, "in brackets, alone among speeches"
    if names_song(view.text):
        return BlockRule.ENTRANCE, "the number of a song, alone among speeches"
    if is_entrance(view.text, names):
        return BlockRule.ENTRANCE, "it begins as directions do, alone among speeches"
    below = views[index + 1] if index + 1 < len(views) else None
    if index and is_heading(views[index - 1]) and name_words(view.text) <= names | words("beside names"):
        return BlockRule.PRESENT, "nothing but names of those who speak, right below the heading of a scene"
    if view.prose and view.adjacent:
        return None
    if view.above < GAP and styled.whole(view) and not (below and below.adjacent and styled.whole(below)):
        above = index and view.adjacent and styled.whole(views[index - 1])
        return None if above else (BlockRule.STYLED, IN_STYLE)
    return None


def _speaks(text: str) -> bool:
    """Whether a text asks or cries, or somebody speaks in it of himself or to somebody."""
    found = {word.casefold() for word in _WORD.findall(text)}
    return not _CRIES.isdisjoint(text) or bool(found & (words("first_person") | words("second_person")))


def _goes_on(above: View, view: View) -> bool:
    """Whether a bracket that nothing closes stands before the rest of a line of verse, and of no direction."""
    far = view.adjacent and view.column >= above.column + SET_IN
    return far and view.text[-1] not in "])" and view.text[1:2].islower() and above.text[-1].isalnum()


def is_entrance(text: str, names: frozenset[str]) -> bool:
    """Whether words begin as a direction does, and name who is meant (known to speak, or in capitals) or are few."""
    begun = pattern("entrances").match(text)
    count = len(text.split())
    if not begun or count > ENTERING or text[:1].islower():
        return False
    return count <= BRIEF or not names.isdisjoint(name_words(text)) or _CAPITALS.search(text) is not None
