"""Plays: who speaks, before or above each speech, and stage directions that stand alone.

A name alone proves nothing. A text is a play where a few names come again and again, by turns, in one form, each before
or above words of their own, and where acts or scenes have headings or directions stand in brackets: theorems and proofs
take turns, too. What stands between brackets alone is a direction there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.layout import is_day
from ecdosis.stages.blocks.numbers import is_numbered
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import AND, words

LONGEST: Final = 30
"""Code points of a name at most (`FIRST GENTLEMAN OF THE COURT` has 28)."""
WORDS: Final = 5
"""Words of a name at most."""
OFTEN: Final = 3
"""Speeches from which somebody is one of those who speak by turns."""
SPEAKERS: Final = 3
"""So many speak by turns in a play at least..."""
TWO: Final = 2
"""... or, below headings of acts or scenes, so many."""
DIRECTED: Final = 3
"""Directions in brackets, alone or at the beginning of speeches, that show a play as headings of acts do."""
SPEECHES: Final = 8
"""Speeches that they have together, at least."""
KNOWN: Final = 0.8
"""Share of the names of a form that are theirs."""
TURNS: Final = 0.7
"""Share of the speeches after which somebody else speaks."""
NEAR: Final = 12
"""Blocks from one name to the next, in the middle of all distances, at most; a line of verse is one."""
SPOKEN: Final = 0.9
"""Share of the names in lines of their own below which stands what may begin a speech."""
ABOVE: Final = 4
"""Blocks before the first speech of a play, and behind the last, in which directions stand."""
_WORD: Final = r"[^\W\d_][^\W\d_'’-]*"
_NEXT: Final = rf",?\s(?:(?:{AND})\s(?:[^\W\d_]{{1,4}}\.\s)?)?{_WORD}"
_NAME: Final = rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.|er|e)?\s)?{_WORD}(?:{_NEXT}){{0,{WORDS - 1}}}"
_DIRECTION: Final = r"(?:\s{0,2}(?:\([^()]{1,240}\)|\[[^\[\]]{1,240}\]))?"
_RUN_IN: Final = re.compile(rf"(?P<who>{_NAME}){_DIRECTION}(?P<sign>[.:])(?:[—–-]+\s?|\s+)(?=\S)")
_ALONE: Final = re.compile(rf"(?P<who>{_NAME}){_DIRECTION}(?P<sign>[.:]?)")
_BRACKETED: Final = re.compile(r"\[[^\[\]]+\]?|\([^()]+\)")
_DIRECTED: Final = re.compile(rf"(?:{_NAME}[.:]?\s{{0,2}})?[\[(][^\W\d_][^\[\]()]+[\])]")
_WITHIN: Final = re.compile(r"\[[^\[\]]+\]")
_LED_ON: Final = re.compile(r"\[[^\[\]]+\]\s{0,2}[^\s\[]")
"""A direction at the beginning of a block, and what is spoken behind it."""
_OPENING: Final = re.compile(r"\([^()]+\)")
_TEXT: Final = re.compile(r"[\W_]*[^\W_a-zà-öø-ÿа-я]|[–—(\[]")


class Speaker(NamedTuple):
    """Where it is said who speaks: offsets of the reading, the name in small letters, its form (the sign behind it
    and whether it stands in a line of its own, and in capitals), and the index of the block."""

    start: int
    end: int
    who: str
    sign: str
    alone: bool
    capitals: bool
    place: int

    @property
    def form(self) -> tuple[str, bool, bool]:
        """What speakers of one play have in common."""
        return (self.sign, self.alone, self.alone and self.capitals)


def speakers(views: Sequence[View], taken: Proposals | None = None) -> tuple[Speaker, ...]:
    """The places where a play says who speaks; none in a text that is no play."""
    by_form: dict[tuple[str, bool, bool], list[Speaker]] = {}
    for index, view in enumerate(views):
        if taken and index in taken:
            continue
        for one in _candidates(view, index):
            by_form.setdefault(one.form, []).append(one)
    found: list[Speaker] = []
    divided = any(view.words <= WORDS and _is_scene(view.text) for view in views)
    if not divided and sum(_DIRECTED.match(view.text) is not None for view in views) < DIRECTED:
        return ()
    for same in sorted(by_form.values(), key=len, reverse=True):
        known = _by_turns(views, same, divided=divided)
        if known:
            between = {one.start for one in found}
            found += [one for one in _theirs(same, known) if one.start not in between]
            break
    return tuple(sorted(found))


def _candidates(view: View, index: int) -> Iterator[Speaker]:
    """What may be a name at the beginning of a block."""
    text = view.text
    if not (text[:1].isupper() or text[:1].isdigit()):
        return
    title = _title(text)
    match = _ALONE.fullmatch(text, title) or _RUN_IN.match(text, title)
    if match is None:
        return
    alone, who = match.re is _ALONE, text[:title] + match["who"]
    sentence = alone and not (who.split()[-1][0].isupper() and (match["sign"] or who.isupper()))
    if len(who) > LONGEST or is_numbered(who) or _is_scene(who) or sentence:
        return
    end = view.start + (match.end() if alone else match.end("sign"))
    yield Speaker(view.start, end, _key(who), match["sign"], alone, who.isupper(), index)


def _title(text: str) -> int:
    """The length of a title with a full stop before a name (`Mrs. `); 0 if there is none."""
    first, stop, rest = text.partition(". ")
    return len(first) + 2 if stop and rest and first.casefold() in words("honorifics") | {"st"} else 0


def _key(who: str) -> str:
    return " ".join(who.casefold().split())


def _is_scene(text: str) -> bool:
    """Whether a line has a word for an act or a scene."""
    named = set(re.findall(r"[^\W\d_]+", text.casefold()))
    return not named.isdisjoint(words("scenes") | words("acts"))


def _by_turns(views: Sequence[View], same: Sequence[Speaker], *, divided: bool) -> Mapping[str, int]:
    """Who speaks by turns, and how often, by candidates of one form; nobody, if that is no play."""
    counts = Counter(one.who for one in same)
    often = {who: count for who, count in counts.items() if count >= OFTEN and len(who) > 1}  # a letter is a variable
    theirs = [one for one in same if one.who in often]
    if len(often) < (TWO if divided else SPEAKERS) or len(theirs) < SPEECHES or len(theirs) < KNOWN * len(same):
        return {}
    turns = sum(a.who != b.who for a, b in pairwise(theirs))
    if turns < TURNS * (len(theirs) - 1):
        return {}
    gaps = [b.place - a.place for a, b in pairwise(theirs)]
    names = {one.place for one in same}
    spoken = sum(not one.alone or (one.place + 1 not in names and _has_words(views, one)) for one in theirs)
    return often if median(gaps) <= NEAR and spoken >= SPOKEN * len(theirs) else {}


def _has_words(views: Sequence[View], one: Speaker) -> bool:
    """Whether below a name stands what may be the beginning of a speech, and no heading or date, as below the name that
    signs a letter."""
    if one.place + 1 >= len(views):
        return False
    below = views[one.place + 1]
    return _TEXT.match(below.text) is not None and not (below.text.isupper() or is_day(below))


def _theirs(same: Sequence[Speaker], often: Mapping[str, int]) -> Iterator[Speaker]:
    """The candidates that are speakers: those who speak by turns, several of them together, and, among names in
    capitals, all that speak between them."""
    known = [one for one in same if one.who in often]
    capitals = sum(one.capitals for one in known) > 0.9 * len(known)
    first, last = known[0].place - ABOVE, known[-1].place + ABOVE
    names = {word for who in often for word in who.split() if len(word) > 2}
    for one in same:
        together = any(word in names for word in one.who.split())
        if one.who in often or (first <= one.place <= last and (one.capitals if capitals else together)):
            yield one


def proposals(views: Sequence[View], found: Sequence[Speaker]) -> Proposals:
    """The names of speakers, and the directions alone among them, by the index of the block; `views` are cut where a
    name ends."""
    if not found:
        return {}
    starts = {view.start: index for index, view in enumerate(views)}
    many = f"{len({one.who for one in found})} names stand before {len(found)} speeches, by turns"
    said = {starts[one.start]: Proposal("speaker", BlockRule.SPEAKER, many) for one in found if one.start in starts}
    near = range(max(0, min(said) - ABOVE), min(len(views), max(said) + ABOVE))
    why = "in brackets, alone among speeches"
    alone = (i for i in near if i not in said and _BRACKETED.fullmatch(views[i].text))
    return said | {i: Proposal("stage-direction", BlockRule.DIRECTION, why) for i in alone}


def speeches(views: Sequence[View], taken: Proposals, found: Sequence[Speaker], *, rest: bool = False) -> Proposals:
    """What is spoken: the words behind each name; with the `rest` also all that stands below names in lines of their
    own, up to the next of them, and what goes on behind a direction in its line."""
    result: Proposals = {}
    alone = {one.start for one in found if one.alone}
    last = max((i for i, p in taken.items() if p.type == "speaker"), default=-1)
    speaking, own, group = False, False, 0
    open_ = False  # nothing but directions stands below the speech
    for index, view in enumerate(views):
        here = taken.get(index)
        if here and here.type == "speaker":
            speaking, own, group, open_ = True, view.start in alone, index + 1, True
        elif here and here.type not in ("stage-direction", "verse") and not (here.type == "p" and here.group):
            speaking = open_ = False
        elif here is None and (speaking or (rest and open_ and _LED_ON.match(view.text))):
            result[index] = Proposal("p", 1.0, "", group=group)
            speaking = rest and own and index - 1 != last
        elif here is None:
            open_ = False
        else:
            speaking = speaking and rest and own
    return result


def directions(reading: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    """The stage directions among the words of speeches: in square brackets, or in round ones at the beginning."""
    speaking = False
    for before, block in pairwise(blocks):
        begins = before.type == Kind.SPEAKER
        speaking = begins or (speaking and block.type in (Kind.VERSE, Kind.STAGE_DIRECTION, "p"))
        if not speaking or block.type not in ("p", Kind.VERSE):
            continue
        found = [*_WITHIN.finditer(reading, block.start, block.end)]
        if begins and (opening := _OPENING.match(reading, block.start, block.end)) is not None:
            found.insert(0, opening)
        for match in found:
            yield Mark(*match.span(), Kind.DIRECTION, BlockRule.DIRECTION_WITHIN, "in brackets, in a speech")
