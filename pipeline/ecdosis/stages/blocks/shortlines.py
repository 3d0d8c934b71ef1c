"""Headings that only their form shows: short lines between paragraphs, and the titles of poems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.stages.blocks.below import TITLE_WORDS, is_title
from ecdosis.stages.blocks.layout import SPACED_WORDS, has_capitals, is_day, is_nearer_above, is_none, is_titled
from ecdosis.stages.blocks.proposal import Proposals
from ecdosis.stages.blocks.views import SENTENCE_END, View
from ecdosis.stages.furniture.phrases import control
from ecdosis.stages.words import words

LED: Final = 3
"""Lines that begin with the same words and a colon, from which they are none (`Main article: …`)."""
AMONG: Final = 4
"""Lines with the capitals of titles above paragraphs which no blank line parts from them, of which a text has so many
by no chance. In the books we know that have no such headings there is one at most."""
ROOM: Final = 0.8
"""Share of the width of a paragraph that a line above it and the paragraph's first word fill together at most, if the
line was not broken for want of room: lines that are not justified fall short of their width by a word or two."""
_ENTRY: Final = re.compile(r",\s(?:[a-z]{1,4}\.)+$")
"""How the entry of a dictionary ends that says what sort of word it explains: `LAMP, n.`"""
_PREFIX: Final = re.compile(r"[^:]{3,30}:\s")


def title_like(views: Sequence[View], kinds: dict[int, str], taken: Proposals) -> Iterator[int]:
    """Short lines between paragraphs that are no sentences. In a text whose lines are wrapped such a line may be what
    is left of a paragraph: there blank lines must stand round it, and it must not break off. Questions are headings
    only beside others."""
    found = list(_short_lines(views, kinds, taken))
    sung = Counter(views[i].text for i in found if i + 1 in taken)  # above verse: a speaker's name recurs
    found = [i for i in found if sung[views[i].text] < 2]
    led = Counter(match[0] for view in views if (match := _PREFIX.match(view.text)))
    found = [i for i in found if not (match := _PREFIX.match(views[i].text)) or led[match[0]] < LED]
    asking = {index for index in found if views[index].text.endswith("?")}
    yield from (found if 2 * len(asking) < len(found) else (index for index in found if index not in asking))


def _short_lines(views: Sequence[View], kinds: dict[int, str], taken: Proposals) -> Iterator[int]:
    wrapped = any(view.lines > 2 for view in views)
    dated = {index for index in range(len(views) - 1) if _is_dated(views, index + 1) and index not in taken}
    dated = dated if len(dated) >= LED else set()
    poems = _of_poems(views, kinds, taken)
    among: list[int] = []
    brief: list[int] = []  # above a sentence, as others are above paragraphs
    set_above: list[int] = []  # in small letters, in the line above a paragraph that has room in it
    often = Counter(view.text for view in views)
    cut = {view.text for index, view in enumerate(views[:-1]) if _is_cut(views, index)}
    for index, view in enumerate(views[:-1]):
        after = views[index + 1]
        if index in taken or index in kinds or after.text[0].islower() or view.text in cut:
            continue
        if index in poems:
            yield index
        prose = after.prose or index in dated
        if index + 1 in taken or not (prose or after.running):
            continue
        if (
            not is_title(view)
            or is_none(views, index)
            or control(view.text)[0]
            or (index and not _has_ended(views[index - 1], index - 1, kinds, taken))
            or is_nearer_above(views, index)
        ):
            continue
        if index - 1 in taken and taken[index - 1].type in ("verse", "quote", "epigraph"):
            continue
        alone = not after.adjacent and not (index and view.adjacent)
        whole = has_capitals(view.text) or view.text.split()[-1].casefold() not in words("unfinished")
        if prose and (not wrapped or (alone and whole)):
            yield index
        elif wrapped and not (alone and whole) and is_titled(view.text):
            (among if prose else brief).append(index)
        elif wrapped and whole and often[view.text] == 1 and _is_set_above(view, after):
            set_above.append(index)
    yield from sorted([*among, *brief]) if len(among) >= AMONG else ()
    yield from set_above if len(set_above) >= AMONG else ()


def _is_set_above(view: View, after: View) -> bool:
    """Whether a line begins a block, behind a blank line, and goes right before running text whose first word it had
    room for: somebody broke it there on purpose."""
    room = ROOM * after.width - len(view.text) - 1
    return not view.adjacent and after.adjacent and after.prose and len(after.text.split()[0]) <= room


def _is_cut(views: Sequence[View], index: int) -> bool:
    """Whether a line stands in the midst of a sentence, as the head of a page does."""
    before = views[index - 1].text if index else "."
    return before[-1].isalpha() and views[index + 1].text[0].islower() and views[index].words <= TITLE_WORDS


def _is_dated(views: Sequence[View], index: int) -> bool:
    """Whether a line is a day, perhaps with its place, and text follows it: an entry of a diary, or a letter."""
    return is_day(views[index]) and index + 1 < len(views) and views[index + 1].prose


def _of_poems(views: Sequence[View], kinds: Mapping[int, str], taken: Proposals) -> frozenset[int]:
    """The titles of poems; where most of what stands above verse comes again and again, that is who speaks."""
    found = [i for i in range(len(views) - 1) if i not in kinds and _heads_verse(views, i, taken)]
    named = Counter(views[i].text for i in found)
    again = [i for i in found if named[views[i].text] >= LED]
    return frozenset(found).difference(again if 2 * len(again) > len(found) else ())


def _heads_verse(views: Sequence[View], index: int, taken: Proposals) -> bool:
    """Whether a line alone above verse is its title: it has capitals as titles do, and perhaps a full stop."""
    view, after = views[index], views[index + 1]
    if index + 1 not in taken or taken[index + 1].type != "verse" or view.adjacent or after.adjacent:
        return False
    if view.text.rstrip(".:").casefold() in words("refrains") or _ENTRY.search(view.text):
        return False
    titled = has_capitals(view.text) and is_title(replace(view, text=view.text.rstrip(".") or view.text))
    before = index == 0 or _has_ended(views[index - 1], index - 1, {}, taken)
    return titled and before and view.words <= SPACED_WORDS and not is_none(views, index)


def _has_ended(view: View, index: int, kinds: dict[int, str], taken: Proposals) -> bool:
    """Whether the block before has come to its end, so that something new may begin."""
    ended = SENTENCE_END.search(view.text) is not None or view.text[-1] in ")]"
    return index in kinds or index in taken or ended or view.marked
