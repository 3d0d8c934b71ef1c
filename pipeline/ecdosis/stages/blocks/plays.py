"""Plays: who speaks, before or above each speech, and stage directions that stand alone.

A name alone proves nothing. A text is a play where a few names come again and again, by turns, in one form, each before
or above words of their own, and where acts or scenes have headings or directions stand in brackets: theorems and proofs
take turns, too. What stands between brackets alone is a direction there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import Final

from ecdosis.stages.blocks.cast import Cast, is_one_of, name_words
from ecdosis.stages.blocks.layout import is_day
from ecdosis.stages.blocks.occasional import occasional
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.scenes import ABOVE
from ecdosis.stages.blocks.speakers import (
    GAP,
    NAME,
    Speaker,
    candidates,
    is_heading,
    is_open_entrance,
    told_how,
    unstopped,
)
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

OFTEN: Final = 3
"""Speeches from which somebody is one of those who speak by turns."""
SPEAKERS: Final = 3
"""So many speak by turns in a play at least..."""
TWO: Final = 2
"""... or, below headings of acts or scenes, so many."""
CAST: Final = 2
"""So many of a cast list speak at least."""
DIRECTED: Final = 3
"""Directions in brackets, alone or at the beginning of speeches, that show a play as headings of acts do."""
SPEECHES: Final = 8
"""Speeches that they have together, at least."""
KNOWN: Final = 0.8
"""Share of the names of a form that are theirs."""
TURNS: Final = 0.7
"""Share of the speeches after which somebody else speaks."""
LISTED: Final = 4
"""Speeches of those of a cast list that are enough."""
LISTED_KNOWN: Final = 0.5
"""Share of the names of a form that are theirs then: a line of verse may look like a name."""
CROWD: Final = 5
"""So many who speak by turns..."""
MANY: Final = 100
"""... in so many speeches are a play without headings of acts..."""
MANY_TURNS: Final = 0.85
"""... if somebody else speaks after so great a share of these, ..."""
MANY_KNOWN: Final = 0.6
"""... and the names of the form are theirs to this share."""
CAPITALS: Final = 0.9
"""Share of the names that are in capitals, or in some style, from which all others are."""
ALSO: Final = 0.5
"""Share of the names of another form that are the same, from which it is one of speakers, too."""
DASHED: Final = 0.5
"""Share of the names with a dash behind their sign, from which it belongs to them, and not to what is spoken."""
NEAR: Final = 12
"""Blocks from one name to the next, in the middle of all distances, at most; a line of verse is one."""
SPOKEN: Final = 0.9
"""Share of the names in lines of their own below which stands what may begin a speech."""
_DIRECTED: Final = re.compile(rf"(?:{NAME}[.:]?\s{{0,2}})?[\[(][^\W\d_][^\[\]()]+[\])]")
_LED_ON: Final = re.compile(r"\[[^\[\]]+\]\s{0,2}[^\s\[]")
"""A direction at the beginning of a block, and what is spoken behind it."""
_TEXT: Final = re.compile(r"[\W_]*[^\W_a-zà-öø-ÿа-я]|[–—(\[]")


def speakers(
    views: Sequence[View],
    taken: Proposals | None = None,
    casts: Sequence[Cast] = (),
    styled: Mapping[int, int] = MappingProxyType({}),
) -> tuple[Speaker, ...]:
    """The places where a play says who speaks; none in a text that is no play. `casts`: what may be cast lists;
    `styled`: where words in some style begin and end (offsets)."""
    by_form: dict[tuple[str, bool, bool], list[Speaker]] = {}
    silent = {index for cast in casts for index in cast.silent} | set(taken or ())
    for index, view in enumerate(views):
        if index not in silent and not (index and view.adjacent and is_open_entrance(views[index - 1])):
            for one in candidates(view, index, styled.get(view.start, view.start) - view.start):
                by_form.setdefault(one.form, []).append(one)
    names = [name for cast in casts for name in cast.names]
    for form, same in sorted(by_form.items(), key=lambda item: len(item[1]), reverse=True):
        if known := _by_turns(views, same, names):
            found = [*_theirs(same, known, styled), *_also(views, by_form, form, known)]
            silent |= {one.place for one in found}
            found += _further(views, silent, known, found)
            found += occasional(views, silent | {one.place for one in found}, found, names)
            present = {word for who in known for word in name_words(who)}.union(words("beside names"), *names)
            found = [one for one in found if not _is_present(views, one, present)]
            dashed = sum(one.dash > 0 for one in found) > DASHED * len(found)
            return tuple(sorted(one if dashed else one.undashed for one in found))
    return ()


def _also(
    views: Sequence[View],
    by_form: Mapping[tuple[str, bool, bool], Sequence[Speaker]],
    form: tuple[str, bool, bool],
    known: Mapping[str, int],
) -> Iterator[Speaker]:
    """Speakers of the same names in another form: verse begins in the line of the name, or below it, and a writer is
    not always of one mind on the sign behind it. Beside a direction they are sure in any."""
    for other, same in by_form.items():
        theirs = [one for one in same if one.who in known and (not one.alone or _has_words(views, one))]
        if _is_akin(form, other) and len(theirs) >= ALSO * len(same):
            yield from theirs
        elif other != form:
            yield from (one for one in theirs if one.directed)


def _is_akin(form: tuple[str, bool, bool], other: tuple[str, bool, bool]) -> bool:
    """Whether names in another form may be speakers, too: the same sign stands behind them, in a line of their own or
    not; or another sign, where both stand before the words, or alone in capitals."""
    if form[0] == other[0]:
        return form[1] != other[1]
    return form[1] == other[1] and (not form[1] or (form[2] and other[2]))


def _further(
    views: Sequence[View], silent: AbstractSet[int], known: Mapping[str, int], found: Sequence[Speaker]
) -> list[Speaker]:
    """Those who are known to speak, alone in their lines with words on how they do; before the words, alone or
    together, where a direction in brackets stands for the sign behind the name. Where the names `found` are in
    capitals, so are those of others between them."""
    names = {word for who in known for word in name_words(who)} - words("beside names")
    alone = found[0].alone
    capitals = sum(one.capitals for one in found) > CAPITALS * len(found)
    between = range(min(one.place for one in found), max(one.place for one in found))
    return [
        one
        for one in _told_beside(views, silent, alone=alone)
        if ((one.who in known and _has_words(views, one)) if alone else _are_named(one, names))
        or (not alone and capitals and one.capitals and one.place in between)
    ]


def _are_named(one: Speaker, names: AbstractSet[str]) -> bool:
    """Whether a name is one of those known, or several of them together."""
    mentioned = name_words(one.who)
    return not mentioned.isdisjoint(names) and mentioned <= names | words("beside names")


def _told_beside(views: Sequence[View], silent: AbstractSet[int], *, alone: bool) -> Iterator[Speaker]:
    """The names beside which stands how somebody speaks, in the form that a play has."""
    for index, view in enumerate(views):
        one = None if index in silent else told_how(view, index) if alone else unstopped(view, index)
        if one is not None:
            yield one


def _is_present(views: Sequence[View], one: Speaker, names: frozenset[str] | set[str]) -> bool:
    """Whether a line says who is on the stage: right below the heading of a scene, nothing but names."""
    if not one.place or not is_heading(views[one.place - 1]):
        return False
    mentioned = name_words(views[one.place].text)
    return mentioned <= names and len(mentioned) > len(name_words(one.who))


def known_to_speak(casts: Sequence[Cast], found: Sequence[Speaker]) -> tuple[Cast, ...]:
    """The cast lists of which some are known to speak."""
    who = {name_words(one.who) for one in found}
    return tuple(cast for cast in casts if sum(any(is_one_of(one, name) for name in cast.names) for one in who) >= CAST)


def _by_turns(views: Sequence[View], same: Sequence[Speaker], names: Sequence[frozenset[str]]) -> Mapping[str, int]:
    """Who speaks by turns, and how often, by candidates of one form; nobody, if that is no play. `names`: the words of
    those of a cast list."""
    counts = Counter(one.who for one in same)
    listed = {who for who in counts if any(is_one_of(name_words(who), name) for name in names)}
    places = Counter(one.who for one in same if one.place and is_heading(views[one.place - 1]))
    same = [one for one in same if one.who in listed or 2 * places[one.who] <= counts[one.who]]  # `London. A street.`
    often = {
        who: count
        for who, count in Counter(one.who for one in same).items()
        if who in listed or (count >= OFTEN and len(who) > 1)  # a letter is a variable
    }
    theirs = [one for one in same if one.who in often]
    turns = sum(a.who != b.who for a, b in pairwise(theirs))
    share = _share(views, len(often), len(theirs), turns, listed=len(listed) >= CAST)
    if share is None or len(theirs) < share * len(same):
        return {}
    gaps = [b.place - a.place for a, b in pairwise(theirs)]
    placed = {one.place for one in same}
    spoken = sum(not one.alone or (one.place + 1 not in placed and _has_words(views, one)) for one in theirs)
    return often if median(gaps) <= NEAR and spoken >= SPOKEN * len(theirs) else {}


def _share(views: Sequence[View], names: int, count: int, turns: int, *, listed: bool) -> float | None:
    """The share of the names of a form that those who speak by turns must have; None where it is no play, whatever
    share they have."""
    if listed:
        return LISTED_KNOWN if count >= LISTED and turns >= TURNS * (count - 1) else None
    if names >= CROWD and count >= MANY and turns >= MANY_TURNS * (count - 1):
        return MANY_KNOWN
    divided = any(map(is_heading, views))
    directed = divided or sum(_DIRECTED.match(view.text) is not None for view in views) >= DIRECTED
    several = directed and names >= (TWO if divided else SPEAKERS) and count >= SPEECHES
    return KNOWN if several and turns >= TURNS * (count - 1) else None


def _has_words(views: Sequence[View], one: Speaker) -> bool:
    """Whether below a name stands what may be the beginning of a speech, and no heading or date, as below the name that
    signs a letter."""
    if one.place + 1 >= len(views):
        return False
    below = views[one.place + 1]
    return _TEXT.match(below.text) is not None and not (below.text.isupper() or is_day(below))


def _theirs(same: Sequence[Speaker], often: Mapping[str, int], styled: Collection[int]) -> Iterator[Speaker]:
    """The candidates that are speakers: those who speak by turns, several of them together, and, among names in
    capitals or in some style (those that begin at the offsets `styled`), all that speak between them so."""
    known = [one for one in same if one.who in often]
    capitals = sum(one.capitals for one in known) > CAPITALS * len(known)
    in_style = sum(one.start in styled for one in known) > CAPITALS * len(known)
    first, last = known[0].place - ABOVE, known[-1].place + ABOVE
    names = {word for who in often for word in name_words(who)} - words("beside names")
    for one in same:
        mentioned = name_words(one.who)
        alike = (one.capitals and capitals) or (one.start in styled and in_style and one.above < GAP)
        together = not mentioned.isdisjoint(names) and mentioned <= names | words("beside names") | words("everybody")
        everybody = one.who in words("everybody")
        if one.who in often or (first <= one.place <= last and (alike or together or everybody)):
            yield one


def proposals(views: Sequence[View], found: Sequence[Speaker]) -> Proposals:
    """The names of speakers, by the index of the block; `views` are cut where a name ends."""
    starts = {view.start: index for index, view in enumerate(views)}
    many = f"{len({one.who for one in found})} names stand before {len(found)} speeches, by turns"
    return {starts[one.start]: Proposal("speaker", BlockRule.SPEAKER, many) for one in found if one.start in starts}


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
