"""Where the words of decisions stand in a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, groupby, takewhile
from typing import Final

from ecdosis.editor import folded
from ecdosis.editor.meanings import MEANINGS, READINGS, WHOLE_LINES
from ecdosis.editor.rows import Decision, cell, plain
from ecdosis.errors import UsageError
from ecdosis.model.alike import Taken
from ecdosis.model.characters import NO_CHAR, ORDERS

MARK: Final = "\ufeff"
"""The byte-order mark: no part of the words at the beginning of a text."""

OMITTED: Final = " [...] "
"""Stands in `text` for words that are left out."""

SET_APART: Final = "\"'“”„‘’«»_"
"""Marks around words that are no part of their reading."""

_MARKER: Final = re.compile(r"[\[(]?(?<!\d)(?:fn)?\d{1,5}(?!\d)[\])]?|[*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]+")
"""What may be a marker among the words that an editor names."""

_BRACKETED: Final = re.compile(r"(?<=.)[\[(][^\W_]{1,5}[\])]$")
"""What is a marker behind a word, whatever its label was misread as."""

_OUTER: Final = re.compile(r"^[^\w\s]+")
"""Marks that words begin with."""
_CLOSING: Final = ".,;:!?…”’\"'"
"""What may stand behind a marker."""

_TRAILING: Final = re.compile(r"(?:[\[(]\d{1,4}[\])]|[*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[.,;:!?”’\"'])(?:fn)?\d{1,4})$")
"""The marker of a note behind a word."""


@dataclass(frozen=True, slots=True)
class Located:
    """A decision with its place: source positions `start` to `end`. Of a reading, the place is that of the words that
    differ, and the value what they should be; what else the editor named (`named`, from and to; the same where nothing
    is said) only says where they are."""

    decision: Decision
    start: int
    end: int
    named: tuple[int, int] | None = None

    @property
    def words(self) -> tuple[int, int]:
        """Where all the words that the editor named begin and end."""
        return self.named or (self.start, self.end)


def locate(decisions: Iterable[Decision], source: str, path: str) -> tuple[Located, ...]:
    """Decisions with their places in a source; `path` is named in errors. Where the words have moved, but occur only
    once, they are found there. Of two that say the same sort of thing about the same words, the later counts. Raises
    UsageError, naming the row, for one whose words do not occur (any more) or, without a place that fits, more than
    once, and for two about the same words that cannot both be done. What holds for all like it does where no decision
    about a place says otherwise, nor a later one that holds for all like it."""
    found = [one for decision in decisions for one in _all_located(decision, source, path)]
    here = _in_force([one for one in found if not one.decision.is_of_text], path)
    kept = {id(one) for one in (*here, *_left([one for one in found if one.decision.is_of_text], here))}
    return tuple(one for one in found if id(one) in kept)


def _left(found: Sequence[Located], here: Sequence[Located]) -> Iterator[Located]:
    """Of decisions that hold for all like it, the places where no decision about that place, nor a later one of theirs,
    says otherwise."""
    said = list(here)
    for _, same in groupby(reversed(found), key=lambda one: one.decision.row):
        places = list(same)
        layer = _layer(places[0]) or places[0].decision.decision
        others = [one for one in said if {"keep", layer} & {one.decision.decision, _layer(one)} or layer == "keep"]
        taken = Taken((one.start, one.end) for one in others)
        left = [one for one in places if not taken.meets(one.start, one.end)]
        said += left
        yield from left


def _all_located(given: Decision, source: str, path: str) -> list[Located]:
    """A decision with its place; one that holds for all like it, with each. Raises UsageError, naming the row."""
    if not given.is_of_text:
        return [_located(given, source, path)]
    decision = replace(meant(given, source), known_as=given.id)
    places = alike(decision, source)
    if not places:
        where = f"{path}: row {given.row}: " if given.row else ""
        if next(chain(standing(decision.text, source), folded.places(decision.text, source)), None) is None:
            _found(decision, source, where)  # says what is wrong with it
        words = shortened(decision.text)
        raise UsageError(f"{where}no {_what(decision)} is just “{words}”, with which all like it would be found.")
    return [_placed(decision, source, start, end, path) for start, end in places]


def alike(decision: Decision, source: str) -> list[tuple[int, int]]:
    """The places (source positions) of a decision that holds for all like it: the words as they stand, else as a book
    has them (in the same case, and with the same marks at their ends); no parts of longer words; for what holds for
    whole lines, those alone."""
    found = [
        (start, end)
        for start, end in standing(decision.text, source)
        if not (folded.is_within(source, start) or folded.is_within(source, end))
    ]
    said = decision.text
    found = found or [one for one in folded.places(said, source) if folded.is_written_so(said, source[slice(*one)])]
    if decision.decision in WHOLE_LINES:
        found = [(start, end) for start, end in found if _is_whole(source, start, end)]
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _what(decision: Decision) -> str:
    return "line" if decision.decision in WHOLE_LINES else "word"


def _is_whole(source: str, start: int, end: int) -> bool:
    """Whether a place is all of its line or lines."""
    first, last = source.rfind("\n", 0, start) + 1, source.find("\n", end)
    return not source[first:start].strip() and not source[end : last if last >= 0 else None].strip()


def _located(given: Decision, source: str, path: str) -> Located:
    """A decision with its place. Raises UsageError, naming the row."""
    where = f"{path}: row {given.row}: " if given.row else ""
    decision = meant(given, source)
    start, end = _found(decision, source, where)
    if decision.decision in READINGS:
        decision = replace(decision, value=_without_marks_apart(decision, source[start:end]))
    return _placed(decision, source, start, end, where)


def _without_marks_apart(decision: Decision, stands: str) -> str:
    """A reading without the marks that the words in the book begin and end with as well, but not those in the source:
    they stand apart there, behind a mark of style, say, and go on standing."""
    text, value = decision.text, decision.value
    before, behind = _OUTER.match(text), _OUTER.match(text[::-1])
    if before and value.startswith(before[0]) and not _OUTER.match(stands):
        value = value.removeprefix(before[0])
    if behind and value.endswith(behind[0][::-1]) and not _OUTER.match(stands[::-1]):
        value = value.removesuffix(behind[0][::-1])
    return value


def _placed(decision: Decision, source: str, start: int, end: int, where: str) -> Located:
    """A decision at its place."""
    if start < _beginning(source) < end:
        decision, start = replace(decision, value=decision.value.removeprefix(MARK)), _beginning(source)
    if decision.decision == "marker":
        return Located(decision, *_marker(source, start, end, decision, where))
    if decision.decision in READINGS and decision.value:
        return _differing(decision, source, start, end)
    return Located(decision, start, end)


def compatible(decisions: Sequence[Decision], source: str) -> tuple[Decision, ...]:
    """Those of some decisions that can all be made at once: none that has no place in the source, or is about words of
    which one before it says something of the same sort."""
    placed: list[Located] = []
    for decision in decisions:
        with suppress(UsageError):
            placed += _all_located(decision, source, "decisions")
    left_out: set[int] = set()
    for older, newer in sorted(_overlapping(placed)):
        first, second = placed[older].decision.row, placed[newer].decision.row
        if first not in left_out and first != second:
            left_out.add(second)
    kept = {one.decision.row for one in placed} - left_out
    return tuple(decision for decision in decisions if decision.row in kept)


def meant(decision: Decision, source: str) -> Decision:
    """A decision with the words and the value that its cells stand for. An editor may have copied them from the source
    as they are: so they are taken where the source has just that, and nothing else at the place of the decision."""
    bare = replace(decision, text=plain(decision.text), value=plain(decision.value))
    if bare.text == decision.text:
        return bare if decision.text == cell(decision.text) else decision
    if _stands(bare, source):
        return bare
    return decision if next(standing(decision.text, source), None) else bare


def _stands(decision: Decision, source: str) -> bool:
    """Whether the words of a decision stand at its place."""
    first = next(standing(decision.text, source, decision.at), None) if decision.at >= 0 else None
    return first is not None and first[0] == decision.at


def _beginning(source: str) -> int:
    """Where the words of a source begin: behind its byte-order mark, if it has one."""
    return int(source.startswith(MARK))


def _found(decision: Decision, source: str, where: str) -> tuple[int, int]:
    """Where the words of a decision stand."""
    if _stands(decision, source):
        return next(standing(decision.text, source, decision.at))
    places = standing(decision.text, source)
    if (first := next(places, None)) is None and OMITTED.strip() not in decision.text:
        found = list(folded.places(decision.text, source))  # they may have been copied from the book
        places = iter([one for one in found if one[0] <= decision.at < one[1]] or found)
        first = next(places, None)
    second = next(places, None)
    if first is None:
        raise UsageError(f"{where}the source does not have “{shortened(decision.text)}”. Correct or remove the row.")
    if second:
        many = f"{where}“{shortened(decision.text)}” occurs more than once"
        raise UsageError(
            f"{many}, but not at {decision.at}. The first is at {first[0]}. Give the right place, or more words."
            if decision.at >= 0
            else f"{many}. Give its place: the first is {first[0]}."
        )
    return first


def standing(words: str, source: str, since: int = 0) -> Iterator[tuple[int, int]]:
    """Where words stand in a text as they are, however its lines are broken, from a place on (positions); what is left
    out of them is as short as can be."""
    first, *rest = [re.compile(_pattern(part)) for part in words.split(OMITTED.strip()) if part.strip()]
    while match := first.search(source, since):
        start, end = match.span()
        for part in rest:
            if not (match := part.search(source, end)):
                return  # nor will it be found from a later place on
            end = match.end()
        yield start, end
        since = start + 1


def _differing(decision: Decision, source: str, start: int, end: int) -> Located:
    """A decision about a reading, with the place and the value of the words that differ."""
    old = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", source[start:end])]
    stands, value = [source[a:b] for a, b in old], decision.value.split()
    first = 0
    while first < min(len(stands), len(value)) - 1 and stands[first] == value[first]:
        first += 1
    last = 0
    while last < min(len(stands), len(value)) - first - 1 and stands[-1 - last] == value[-1 - last]:
        last += 1
    new, place, end = " ".join(value[first : len(value) - last]), old[first][0], old[len(old) - last - 1][1]
    words = start, old[-1][1]
    marker = _TRAILING.search(source[place:end])
    if marker and new.endswith(marker[0]):  # a note's marker is no part of the reading
        new, end = new.removesuffix(marker[0]), end - len(marker[0])
    for shared in (_kept, _marked):
        first, last = shared(source[place:end], new)
        new, place, end = new[first : len(new) - last], place + first, end - last
    return Located(replace(decision, value=new), place, end, words)


def _kept(stands: str, new: str) -> tuple[int, int]:
    """How many characters at the beginning and at the end of words go on standing there, up to the last and from the
    first that has no form: of these a reading says nothing, and the machine may have mended them."""
    first = _shared(stands, new)
    return first, _shared(stands[:first:-1], new[:first:-1])


def _marked(stands: str, new: str) -> tuple[int, int]:
    """How many such marks words begin and end with that go on standing there."""
    first = _set_apart(stands, new)
    return first, _set_apart(stands[:first:-1], new[:first:-1])


def _set_apart(stands: str, new: str) -> int:
    """How many quotation marks and marks of styles both begin with, more being left of each: how these are set is said
    by what the edition does with all of them, not by the reading of a word between them."""
    pairs = zip(stands[:-1], new[:-1], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] and pair[0] in SET_APART, pairs))


def _shared(a: str, b: str) -> int:
    """With how many characters both begin, up to the last that has no form; of each, more is left."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(a[:-1], b[:-1], strict=False))
    return max((count for count, (c, _) in enumerate(same, 1) if NO_CHAR.match(c) or ORDERS.match(c)), default=0)


def _marker(source: str, start: int, end: int, decision: Decision, where: str) -> tuple[int, int]:
    """Where the marker stands in the words that an editor names: they may be more than it, so that they occur only
    once. Raises UsageError if they do not show which it is."""
    words = source[start:end]
    if _MARKER.fullmatch(words.strip()) or not re.search(r"\s", words):
        own = [*re.finditer(_numbered(decision.value), words)] if decision.value else []
        if not own and not _MARKER.fullmatch(words.strip()):
            bare = words.rstrip(_CLOSING)
            own = [*_BRACKETED.finditer(bare)] or [*_TRAILING.finditer(bare)]
        return (start + own[0].start(), start + own[0].end()) if len(own) == 1 else (start, end)
    pattern = _numbered(decision.value) if decision.value else _MARKER
    found = list(re.finditer(pattern, words))
    if len(found) != 1:
        if decision.value and not found:
            said = f"{where}“{decision.value}” is not among the words “{decision.text}”"
            raise UsageError(f"{said}. Name the marker alone, with its position, if it is misread there.")
        raise UsageError(f"{where}“{decision.text}” does not show which is the marker. Give its number as the value.")
    return start + found[0].start(), start + found[0].end()


def _numbered(label: str) -> str:
    """A pattern for a marker of some label, with its brackets; of a letter, none inside of a word."""
    other = r"\d" if label.isdecimal() else r"\w"
    return rf"[\[(]?(?<!{other}){re.escape(label)}(?!{other})[\])]?"


def _in_force(found: Sequence[Located], path: str) -> tuple[Located, ...]:
    """Decisions without those that a later one about the same words replaces. Raises UsageError, naming the rows, for
    two that cannot both be done."""
    replaced: set[int] = set()
    clashes: list[tuple[int, int]] = []
    for older, newer in _overlapping(found):
        if _replaces(found[newer], found[older]):
            replaced.add(older)
        elif not _goes_on(found[newer], found[older]):
            clashes.append((older, newer))
    for older, newer in clashes:
        if not {older, newer} & replaced:
            old, new = found[older].decision, found[newer].decision
            rows = f"rows {old.row} and {new.row} decide" if new.row else f"row {old.row} (“{old.decision}”) decides"
            do = "Remove one." if new.row else f"Take that back first: --undo --at {found[older].start}"
            raise UsageError(f"{path}: {rows} about the same words (“{new.text}”). {do}")
    return tuple(one for index, one in enumerate(found) if index not in replaced)


def _overlapping(found: Sequence[Located]) -> Iterator[tuple[int, int]]:
    """The decisions of one layer that overlap, two and two (their indices, the older first)."""
    layered = [index for index, one in enumerate(found) if _layer(one)]
    open_: list[int] = []
    for index in sorted(layered, key=lambda index: (_layer(found[index]), found[index].start, index)):
        one = found[index]
        open_ = [i for i in open_ if _layer(found[i]) == _layer(one) and one.start < found[i].end]
        for other in open_:
            yield min(index, other), max(index, other)
        open_.append(index)


def _layer(one: Located) -> str:
    return MEANINGS[one.decision.decision].layer


def _replaces(newer: Located, older: Located) -> bool:
    """Whether a later decision takes the place of an earlier one: it is of the same sort (readings are all one) and
    about all of its words, or names just these and reads others of them differently. A yes or no without a reading says
    nothing of single words among many, so that it only replaces what is about just its own."""
    sorts = {newer.decision.decision, older.decision.decision}
    same_sort = len(sorts) == 1 or sorts <= set(READINGS)
    is_wide = _within(older, newer) and not _within(newer, older)
    bare = newer.decision.decision in ("accept", "reject") and not newer.decision.value
    again = older.named is not None and older.named == newer.named
    return same_sort and (again or (_within(older, newer) and not (is_wide and bare)))


def _goes_on(newer: Located, older: Located) -> bool:
    """Whether both can be done: no to the machine about some words, and what is read of one among them."""
    outer, inner = (older, newer) if _within(newer, older) else (newer, older)
    readings = {newer.decision.decision, older.decision.decision} <= set(READINGS)
    return readings and outer.decision.decision == "reject" and _within(inner, outer)


def _within(inner: Located, outer: Located) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def shortened(text: str, most: int = 60) -> str:
    """Words of the source as a cell of the table: on one line, the middle left out if there are many."""
    words = text.split()
    if len(" ".join(words)) <= most or len(words) < 8:
        return " ".join(words)
    return " ".join(words[:4]) + OMITTED + " ".join(words[-3:])


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A place of a text with the whole words at its edges."""
    while start > _beginning(text) and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def in_context(source: str, start: int, end: int, most: int = 8) -> tuple[int, int]:
    """A place of the source (positions) widened to whole words, and with as many words around it (at most so many on
    each side) as make it the only one of its kind; none of them beyond a blank line."""
    start, end = whole_words(source, start, end)
    first = max(source.rfind("\n\n", 0, start) + 1, start - 400, _beginning(source))
    last = source.find("\n\n", end, end + 400)
    before = [m.start() + first for m in re.finditer(r"\S+", source[first:start])]
    after = [m.end() + end for m in re.finditer(r"\S+", source[end : last if last >= 0 else end + 400])]
    widened = [(start, end)]
    for more in range(1, most + 1):
        widened.append((before[-more] if more <= len(before) else widened[-1][0], widened[-1][1]))
        widened.append((widened[-1][0], after[more - 1] if more <= len(after) else widened[-1][1]))
    return next(((a, b) for a, b in widened if a < b and _occurs_once(source[a:b], source)), widened[0])


def _occurs_once(words: str, source: str) -> bool:
    found = re.finditer(_pattern(words), source)
    return next(found, None) is not None and next(found, None) is None


def _pattern(words: str) -> str:
    """A pattern for words of the source, however their lines are broken."""
    return r"\s+".join(map(re.escape, words.split()))
