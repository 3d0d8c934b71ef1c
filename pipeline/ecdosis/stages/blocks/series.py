"""Letters of a series: divisions whose headings alike say to whom they go (`14. TO AMOS PELL.`), which letter they are
(`LETTER IV.`), or no more than their number, most of which are seen to be letters.

There a bare note is a letter as well, though it greets nobody and nobody signs it; and what begins and ends it can be
told by its place: the lines between heading and greeting, the name below the text, with what somebody is in the line
below, to whom the letter goes, and what is added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.addressed import counts
from ecdosis.stages.blocks.correspondence import BELOW
from ecdosis.stages.blocks.datelines import dated, is_place
from ecdosis.stages.blocks.formulas import (
    GREETING_WORDS,
    LEAVE_WORDS,
    NAME_WORDS,
    TOKEN,
    is_added,
    is_address,
    is_greeting,
    speaks,
    takes_leave,
)
from ecdosis.stages.blocks.numerals import value_of
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.references.tokens import months
from ecdosis.stages.words import words

LETTER: Final = "letter"
"""What the heading of such a division says that it is (TEI's `div/@type`)."""
SEVERAL: Final = 3
"""Letters below headings of one form from which they are a series..."""
SHARE: Final = 0.5
"""... and their share of the divisions with such headings."""
OPENING: Final = 3
"""Lines between the heading and the greeting at most."""
LINE: Final = 10
"""Words of such a line at most."""
TAGS: Final = 2
"""Lines below a name that say who that is, at most."""
ADDED: Final = 6
"""Paragraphs below the name at most, if each speaks of who writes; others are few."""
PARTS: Final = frozenset({Kind.DATELINE, Kind.SALUTE, Kind.ADDRESS, Kind.CLOSING, Kind.SIGNED, Kind.POSTSCRIPT})
TELLING: Final = frozenset({Kind.DATELINE, Kind.SALUTE, Kind.CLOSING})
"""What shows that a division is a letter: a name may sign other things."""
WHY: Final = "a part of one of many letters, of which the headings say to whom they go or that they are letters"
_NUMBER: Final = re.compile(r"^\W*(?:[\dIVXLCivxlc]+\b\W*)?")
"""The number of a letter, at the beginning of its heading."""
_BRACKETED: Final = re.compile(r"\s?[\[(][^\[\]()]{0,60}[\])]")
"""What somebody else has put into a line."""
_GREETED: Final = re.compile(r"[,;:!—–-][\s\"'”’»)\]_*]*$")
_EDGES: Final = " \t_*\"'“”‘’«»„()"
_MARKS: Final = _EDGES + ",.—–-"
_SENTENCE: Final = re.compile(r"[?!:;=<>{}|/\\\[\]\d]")
"""What no name in capitals has."""
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Division:
    """The headings of a division (indices), and the blocks below them down to the next, or to what begins another."""

    heads: range
    body: range


def in_series(views: Sequence[View], taken: Proposals) -> Proposals:
    """What the blocks of letters in series are, and their headings, by their index; `taken`: all that is known."""
    found: Proposals = {}
    divisions = list(_divisions(views, taken))
    forms = {i: frozenset(filter(None, (_form(views[k].text) for k in one.heads))) for i, one in enumerate(divisions)}
    for form in sorted(frozenset().union(*forms.values()), key=lambda form: (_is_number(form), form)):
        headed = [one for i, one in enumerate(divisions) if form in forms[i]]
        told = sum(any(i in taken and taken[i].type in TELLING for i in one.body) for one in headed)
        if told >= SEVERAL and told >= SHARE * len(headed):
            for one in headed:
                if one.heads[-1] in found:  # its other form says more
                    continue
                for index, part in _parts(views, taken, one, edited=_is_number(form)).items():
                    found.setdefault(index, part)
    return found


def labels(views: Sequence[View], heads: Iterable[int]) -> frozenset[int]:
    """Those of some headings that are but the label of what is added to a letter (`POSTSCRIPT.`): they stand between
    the headings of two letters of a series."""
    order = sorted(heads)
    near = zip(order, order[1:], order[2:], strict=False)
    forms = {index: _form(views[index].text) for index in order}
    counts = Counter(forms.values())
    for number in (i for i in order if _is_number(forms[i]) and i + 1 in forms):
        forms[number] = forms[number + 1]  # `337.` / `TO AMOS PELL.`
    return frozenset(
        index
        for before, index, after in near
        if _is_label(views[index]) and forms[before] == forms[after] and _is_of_letters(forms[before], counts)
    )


def _is_of_letters(form: str, counts: Mapping[str, int]) -> bool:
    """Whether headings of a form, of which there are several, are those of letters by themselves; bare numbers may be
    those of anything."""
    return bool(form) and not _is_number(form) and counts[form] >= SEVERAL


def _is_label(view: View) -> bool:
    return view.words == 1 and is_added(view)


def _divisions(views: Sequence[View], taken: Proposals) -> Iterator[_Division]:
    """The divisions that have headings and something below them; the word by which a book ends is none of that."""
    count = len(views)
    heads = {i: None for i in range(count) if i in taken and taken[i].type == Kind.HEAD and not taken[i].front}
    levels = {i for i, one in taken.items() if one.level}
    for last in (i for i in heads if i + 1 not in heads):
        start, end = last, last + 1
        while start - 1 in heads and taken[start - 1].level == taken[last].level:
            start -= 1
        while end < count and end not in levels:
            end += 1
        end -= end - 1 > last and _ends(views[end - 1].text)
        if end > last + 1:
            yield _Division(range(start, last + 1), range(last + 1, end))


def _ends(text: str) -> bool:
    """Whether a line says that the book ends, or a part of it."""
    found = _WORD.findall(text.casefold())
    return len(found) <= OPENING + 1 and (" ".join(found) in words("ends") or found[:1] in (["end"], ["ende"], ["fin"]))


def _form(text: str) -> str:
    """The form of a heading of letters: the word before the name of who receives it, that which says that it is a
    letter, or a number; empty if it is none."""
    first, *rest = _NUMBER.sub("", text).split() or [""]
    if first.casefold() in words("addressed_to") and rest:
        return first.casefold()
    return LETTER if counts(text) else "1" if _is_number(text) else ""


def _is_number(text: str) -> bool:
    """Whether a heading is a number alone."""
    found = re.findall(r"\w+", text)
    return _NUMBER.fullmatch(text) is not None and bool(found) and value_of(found[0].upper()) is not None


def _parts(views: Sequence[View], taken: Proposals, one: _Division, *, edited: bool) -> Proposals:
    """The parts of a letter, with its headings."""
    reader = _Reader(views, taken, one.body, edited)
    parts = [*reader.opening(), *reader.ending()]
    group = one.body[0] + 1
    found = {i: Proposal(kind, BlockRule.IN_SERIES, WHY, group=group) for i, kind in parts if not _is(taken, i, kind)}
    heads = {i: replace(taken[i], genre=LETTER) for i in one.heads if not taken[i].genre}
    return heads | found


def _is(taken: Proposals, index: int, kind: str) -> bool:
    return index in taken and taken[index].type == kind


@dataclass(frozen=True, slots=True)
class _Reader:
    """The blocks of a letter: those of its text that are nothing yet, or parts of letters, can be parts of it."""

    views: Sequence[View]
    taken: Proposals
    body: range
    edited: bool
    """Somebody may tell between the letters what came to pass: their headings only count them."""

    def _free(self, index: int) -> bool:
        return index in self.body and (index not in self.taken or self.taken[index].type in PARTS)

    def opening(self) -> list[tuple[int, str]]:
        """The lines between the heading and the text: when and where, and whom they greet."""
        start = self.body[0]
        near = range(start, min(start + OPENING + 1, self.body.stop))
        greets = next((i for i in near if self._free(i) and self._greets(i)), None)
        if greets is None:
            return [(start, Kind.DATELINE)] if self._free(start) and self._dates(start) else []
        above = range(start, greets)
        if not all(self._free(i) and self._is_line(i) for i in above):
            return []
        known = {i: self.taken[i].type for i in above if i in self.taken}
        return [*((i, known.get(i, Kind.DATELINE)) for i in above), (greets, Kind.SALUTE)]

    def _is_line(self, index: int) -> bool:
        view = self.views[index]
        return view.words <= LINE and not view.prose and view.text[-1] not in "?!"

    def _greets(self, index: int) -> bool:
        """Whether a line greets somebody above text: by its words, or in capitals where only such lines stand above."""
        view = self.views[index]
        if _is(self.taken, index, Kind.SALUTE):
            return True
        below = index + 1 in self.body and self.views[index + 1].running and self._free(index + 1)
        capitals = (
            not self.edited
            and view.text.isupper()
            and _GREETED.search(view.text) is not None
            and view.words <= GREETING_WORDS
        )
        return below and index not in self.taken and (capitals or is_greeting(view))

    def _dates(self, index: int) -> bool:
        """Whether a line says when: a date, a month with a place before it, but for what somebody else has put in."""
        view = self.views[index]
        bare = _BRACKETED.sub("", view.text)
        if index in self.taken or not self._is_line(index) or len(self.body) == 1:
            return False
        found = [word.casefold() for word in _WORD.findall(bare)]
        names = not set(found).isdisjoint(months())
        return dated(bare) is not None or (bool(found) and names and is_place(bare))

    def ending(self) -> list[tuple[int, str]]:
        """The last lines of the letter: the name with what stands beside it, whom it goes to, what is added."""
        signed = next((i for i in reversed(self.body) if self._signs(i)), None)
        if signed is None:
            return self._labelled() or self._addressed(self.body.stop, least=self.body[0] + 1)
        below, found = signed + 1, [(signed, self._kind(signed))]
        for above in range(signed - 1, self.body[0], -1):
            kind = self._takes_leave(above)
            if not kind:
                break
            found.append((above, kind))
        while below - signed <= TAGS and self._tags(below, signed):
            found.append((below, Kind.SIGNED))
            below += 1
        if self._free(below) and self._is_line(below) and dated(self.views[below].text):
            found.append((below, Kind.DATELINE))
            below += 1
        to = self._addressed(self.body.stop, least=below)
        added = range(below, to[0][0] if to else self.body.stop)
        if not to:
            to = self._addressed_below(below)
            added = range(below + len(to), self.body.stop)
        if not self._is_added(added):
            return []
        return [*found, *to, *((i, Kind.POSTSCRIPT) for i in added)]

    def _labelled(self) -> list[tuple[int, str]]:
        """What is added to a letter that nobody signs, with the label above it."""
        first = next((i for i in self.body[1:] if _is_label(self.views[i])), self.body.stop)
        added = range(first, self.body.stop)
        return [(i, Kind.POSTSCRIPT) for i in added] if all(map(self._free, added)) else []

    def _takes_leave(self, index: int) -> str:
        """What a line above the name is that takes leave, or signs as well; empty if it is none."""
        if index in self.taken:
            return self.taken[index].type if self.taken[index].type in (Kind.CLOSING, Kind.SIGNED) else ""
        return Kind.CLOSING if self._is_line(index) and takes_leave(self.views[index]) else ""

    def _kind(self, index: int) -> str:
        return self.taken[index].type if index in self.taken else Kind.SIGNED

    def _signs(self, index: int) -> bool:
        """Whether a line is the name below a letter: known as that, or in capitals where one would stand."""
        if not self._free(index):
            return False
        view, before = self.views[index], self.views[index - 1]
        if index in self.taken:
            return self.taken[index].type in (Kind.SIGNED, Kind.CLOSING)
        bare = view.text.strip(_MARKS)
        name = bare.isupper() and view.words <= NAME_WORDS and _SENTENCE.search(view.text) is None
        if not name or index == self.body[0] or sum(map(str.isalpha, bare)) < 2:
            return False
        last = index + 1 == self.body.stop or self._tags(index + 1, index)
        return last or (before.words > 1 and self._leads(before))

    def _leads(self, view: View) -> bool:
        """Whether a text leads to the name below it: it is left open, or takes leave at its end."""
        text = view.text.rstrip()
        end = " ".join(text.split()[-LEAVE_WORDS // 3 :])
        return text[-1] in ",—–-" or text[-1].isalpha() or takes_leave(replace(view, text=end, words=len(end.split())))

    def _tags(self, index: int, signed: int) -> bool:
        """Whether a line below the name says who that is: the name is left open."""
        if index not in self.body or index in self.taken or self.views[signed].text.rstrip(_EDGES)[-1:] not in ",—–-":
            return False
        view = self.views[index]
        return view.words <= LINE and not view.prose and not is_added(view) and not self._goes_to(index)

    def _goes_to(self, index: int) -> bool:
        """Whether a line says by its first word to whom the letter goes."""
        view = self.views[index]
        first, *rest = [token.strip(_EDGES) for token in TOKEN.findall(view.text)] or [""]
        named = any(word[:1].isupper() for word in rest) and not re.search(r"[?!:;]", view.text)
        return first.casefold() in words("addressed_to") and named and self._is_line(index)

    def _addressed(self, end: int, *, least: int) -> list[tuple[int, str]]:
        """The lines down to the end of the letter that say to whom it goes; `least`: the first that may be one."""
        first = end
        while first > least and end - first <= OPENING and self._free(first - 1) and self._is_line(first - 1):
            first -= 1
        for start in range(first, end):
            rest = range(start + 1, end)
            if self._goes_to(start) and all(is_address(self.views[i]) or self._goes_to(i) for i in rest):
                return [(i, Kind.ADDRESS) for i in range(start, end)]
        return []

    def _addressed_below(self, start: int) -> list[tuple[int, str]]:
        """Lines below the name, one right below the other, that say where: no sentences."""
        end = start
        while self._free(end) and is_address(self.views[end]) and (end == start or self.views[end].adjacent):
            end += 1
        return [(i, Kind.ADDRESS) for i in range(start, end)] if end - start > 1 else []

    def _is_added(self, added: range) -> bool:
        """Whether all that stands below the name belongs to the letter: little, and no remark in brackets."""
        free = all(self._free(i) and self.views[i].text[0] not in "[(" for i in added)
        capitals = any(self.views[i].text.isupper() for i in added)
        few = (len(added) <= BELOW and not self.edited) or all(speaks(self.views[i]) for i in added)
        return free and not capitals and few and len(added) <= ADDED
