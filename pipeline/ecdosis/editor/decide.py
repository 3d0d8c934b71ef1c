"""Writing decisions: the rows that answer what the machine asks, and a new row among the others in their file."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ecdosis.editor import folded
from ecdosis.editor.built import NOT_BUILT, Built
from ecdosis.editor.causes import cause, is_of_text
from ecdosis.editor.in_book import in_built
from ecdosis.editor.places import OMITTED, Located, alike, compatible, in_context, locate, meant, shortened, standing
from ecdosis.editor.rows import TEXT, Decision, cell, cells, checked, decided, loses, opened
from ecdosis.editor.seek import Named, absent, first_words, places, the_place
from ecdosis.errors import UsageError
from ecdosis.model.alike import Taken
from ecdosis.model.kinds import ASIDES, BLOCKS, NOTES, Kind
from ecdosis.stages.transcription.signs import questions
from ecdosis.tei.read import OpenQuery, Recognised, Record

_OF_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aside": "all that is to be left out",
        "marker": "the word with the marker",
        "note": "the whole note, or its first and last words with [...] between them; and its number as the value",
        "join": "the last word of a line and the first of the next",
        "split": "the first words of the new paragraph",
        "block": "some words of the block; and what it is as the value",
        "reference": "all of the reference",
        "foreign": "all of them; and their language as the value",
        "italic": "all of them",
        "bold": "all of them",
        "spaced": "all of them",
    }
)
"""What an editor names of the words that a decision is about, where a place alone does not tell how far they go."""
BET: Final = 0.6
"""How sure a suggestion must be for its row to accept it. Of 36 such words of the development set 27 were
right, of those below it 43 of 140."""
Row = tuple[int, str, str, str, *tuple[str, ...]]
"""Place (source position), words, decision, value, why, and what further columns have."""
_PLAIN: Final = {"join": "join", "line-end": "join", "note-marker": "marker", "footnote": "note"}
_MOVING: Final = frozenset((*ASIDES, *BLOCKS, *NOTES, *_PLAIN))
"""Kinds of questions whose answers move what follows."""


def answer(query: OpenQuery, source: str) -> tuple[int, str, str, str]:
    """The place (source position), words, decision and value that answer a question with yes; with no, if it proposes
    nothing."""
    at, words = named(query)
    if query.kind == Kind.FORMAT_MARK and any(query.source[: one.start()].strip() for one in questions(query.source)):
        return at, words, "reject", ""  # a proofreader asks about the words before the mark, which are the author's
    if query.kind in ASIDES:
        return at, words, "aside", query.kind
    if query.kind in BLOCKS:
        return at, words, "block", query.kind
    if query.kind in _PLAIN and words:
        return at, words, _PLAIN[query.kind], query.suggestion.strip()
    start, end, value = _instead(source, query.start, query.end, query.suggestion)
    if query.kind in _PLAIN:  # of line ends alone: the words that they part are named
        return start, " ".join(source[start:end].split()), _PLAIN[query.kind], ""
    words = " ".join(source[start:end].split())
    if loses(words, value):  # what is left out of the running text may stand among them
        words = _ends(words) if not loses(_ends(words), value) else words
    says_yes = query.suggestion.strip() and not loses(words, value)
    return (start, words, "accept", value) if says_yes else (start, words, "reject", "")


def _ends(words: str) -> str:
    """Words without those in the midst of them."""
    first, *rest = words.split()
    return f"{first}{OMITTED}{rest[-1]}" if len(rest) > 1 else words


def answers(queries: Sequence[OpenQuery], source: str) -> tuple[Row, ...]:
    """The rows that answer questions with yes: see `asked`."""
    return asked(queries, source)[0]


def asked(queries: Sequence[OpenQuery], source: str, bet: float = 0.0) -> tuple[tuple[Row, ...], int]:
    """The rows that answer questions with yes, first those of one cause in the whole text, then those that move what
    follows (what is part of the running text, blocks and notes), then words; in the order of the source. Questions of
    one cause, or about the same words wherever they stand, have one row. One that could not be carried out beside a row
    before it is left out; and how many questions are: they are asked again when that is decided. A row that accepts
    a suggestion for one place which is less sure than `bet` has no decision: the editor is to write it."""
    groups = [*_grouped(queries, source)]
    groups.sort(key=lambda group: (not _is_of_text(group), group[0].kind not in _MOVING, group[0].start))
    rows = [_row(group, source) for group in groups]
    decisions = [Decision(row, at, *cells(-1, *said)[1:]) for row, (at, *said) in enumerate(rows)]
    kept = {decision.row for decision in compatible(decisions, source)}
    left = sum(len(group) for index, group in enumerate(groups) if index not in kept)
    doubted = {index for index, group in enumerate(groups) if group[0].certainty < bet and not _is_of_text(group)}
    rows = [_undecided(row) if index in doubted else row for index, row in enumerate(rows)]
    return tuple(row for index, row in enumerate(rows) if index in kept), left


def _undecided(row: Row) -> Row:
    """A row without its decision, if that is to accept a suggestion."""
    at, words, decision, value, *said = row
    return (at, words, "", value, *said) if decision == "accept" else row


def _row(group: Sequence[OpenQuery], source: str) -> Row:
    """The row that answers a question, or all of a group."""
    first = group[0]
    if not (len(group) > 1 or is_of_text(first.why)):
        return (*answer(first, source), first.why)
    start, end, value = _word(first, source)
    why = f"{len(group):,} places of this text for one cause; at the first of them: {first.why}"
    why = first.why if is_of_text(first.why) else why
    return start, " ".join(source[start:end].split()), "accept", value, why, "", "", TEXT


def _word(query: OpenQuery, source: str) -> tuple[int, int, str]:
    """The whole words that a question is about, without marks beside them, and what they are with its suggestion."""
    start, end = in_context(source, query.start, query.end, 0)
    while start < query.start and not source[start].isalnum():
        start += 1
    while end > query.end and not source[end - 1].isalnum():
        end -= 1
    value = source[start : query.start] + query.suggestion + source[query.end : end]
    return start, end, " ".join(value.split())


def _is_of_text(group: Sequence[OpenQuery]) -> bool:
    """Whether a group of questions is of one cause in the whole text."""
    first = group[0]
    return is_of_text(first.why) or (len(group) > 1 and bool(cause(first.kind, first.by, first.why)))


def _grouped(queries: Sequence[OpenQuery], source: str) -> Iterator[list[OpenQuery]]:
    """Questions in groups that one row can answer: for a row answers whatever stands there as its words do, these must
    all be asked, and with the same suggestion."""
    groups: dict[tuple[str, ...], list[OpenQuery]] = {}
    places: dict[tuple[str, str], set[tuple[int, int]]] = {}
    said: dict[OpenQuery, tuple[str, str]] = {}
    for query in queries:
        if not query.suggestion.strip() or query.kind in _MOVING:
            yield [query]
            continue
        start, end, value = _word(query, source)
        said[query] = words = " ".join(source[start:end].split()), value
        of = cause(query.kind, query.by, query.why)
        groups.setdefault((of,) if of else (query.kind, *words), []).append(query)
        places.setdefault(words, set()).add((start, end))

    def is_asked_everywhere(query: OpenQuery) -> bool:
        row = Decision(0, -1, cell(said[query][0]), "accept", scope=TEXT)
        return set(alike(row, source)) == places[said[query]]

    for group in groups.values():
        head = next(filter(is_asked_everywhere, group), None) if len(group) > 1 else None
        if head:
            yield [head, *(query for query in group if query is not head)]
        else:
            yield from ([query] for query in group)


def named(what: OpenQuery | Recognised) -> tuple[int, str]:
    """Where the words of something begin in the source, and how a decision about it names them."""
    return what.start + len(what.source) - len(what.source.lstrip()), shortened(what.source)


def _instead(source: str, start: int, end: int, reading: str, most: int = 8) -> tuple[int, int, str]:
    """A place with the words around it that make it the only one, and what they are with another reading there."""
    first, last = in_context(source, start, end, most)
    return first, last, " ".join((source[first:start] + reading + source[end:last]).split())


def place(
    at: int, decision: str, source: str, queries: Sequence[OpenQuery], records: Sequence[Record], most: int = 8
) -> tuple[int, str, str]:
    """The place of the words, the words and the value for a decision about what the machine asks, changed or set aside
    at a source position (its own, or the one that `queries` prints with the words around it), with as many words around
    it (at most so many) as make it the only one. Raises UsageError if there is nothing."""
    found = _at(at, source, queries) or _at(at, source, records)
    if not found:
        raise UsageError(f"There is no doubtful reading and no change at {at}. Name the words that you decide about.")
    if decision == "read":
        raise UsageError("A reading needs the words that stand there and what you read instead. Name both.")
    one = min(found, key=lambda one: one.end - one.start)
    if decision == "accept" and isinstance(one, OpenQuery) and (not one.suggestion or one.kind in NOTES):
        raise UsageError(f"No reading is proposed at {at}, so that yes says nothing. Name the words and your reading.")
    reading = one.suggestion if isinstance(one, OpenQuery) else one.reading
    if isinstance(one, Record) and one.kind in (*ASIDES, *NOTES) and one.source.strip():
        # nothing but that: words around it may be set aside for themselves
        return one.start + len(one.source) - len(one.source.lstrip()), shortened(one.source), ""
    first, last, value = _instead(source, one.start, one.end, reading, most)
    words = " ".join(source[first:last].split())
    return first, words, value if decision in ("accept", "reject") and value != words else ""


def at_place(at: int, decision: str, value: str, built: Built, most: int = 8) -> tuple[int, str, str]:
    """Place (source position), words and value of a decision about what is at a position, where no words are named: a
    question that it answers, else what was done there, or the block. Raises UsageError, with what to name."""
    source = built.source
    asked = [query for query in built.queries if query.start <= at < max(query.end, query.start + 1)]
    if decision not in _OF_WORDS:
        if built.root is None:
            raise UsageError(f"What was done at {at} is not known before the edition is built. Name the words.")
        changes = [record for record in built.records if record.kind != "line-end"]
        return place(at, decision, source, built.queries, changes, most)
    for query in asked:
        there, words, answered, said = answer(query, source)
        if answered == decision and (not value or value == said):
            return there, words, said
    start = at + len(source[at:]) - len(source[at:].lstrip())
    words = first_words(built, start)
    if decision in ("block", "split") and (value or decision == "split"):
        return start, words, value
    raise UsageError(
        f"“{decision}” needs the words that it is about, and not only their place: {_OF_WORDS[decision]}. "
        f"At {at} stands “{words}”, so for instance: ecdosis decide {built.name} {decision} "
        f"{shlex.quote(words)}{f' {shlex.quote(value)}' if value else ''} --at {start}"
    )


def _at(at: int, source: str, those: Sequence[OpenQuery] | Sequence[Record]) -> list[OpenQuery | Record]:
    """Those at a source position; else those inside the word there; else those with words around them from there on."""
    within: list[OpenQuery | Record] = [one for one in those if one.start <= at < max(one.end, one.start + 1)]
    if not within:
        words = [(one, in_context(source, one.start, one.end, 0)) for one in those]
        within = [one for one, (start, end) in words if start <= at < end]
    return within or [one for one in those if at == in_context(source, one.start, one.end)[0]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A file of decisions with one more row: its bytes, the number and the places of that row, the earlier rows about
    the same words whose place it takes, those that stay beside it, all others that hold, and those for all like it of
    which it is an exception."""

    content: bytes
    row: int
    located: tuple[Located, ...]
    replaced: tuple[Decision, ...]
    beside: tuple[Located, ...]
    others: tuple[Located, ...]
    excepted: tuple[Decision, ...]


def chosen(row: Decision, named: Named, built: Built) -> Decision:
    """A decision with the words and the place that somebody names, in the source or in the reading: as they are, where
    that is enough to find them; else by their position, and as the source has them; of one that holds for all like it,
    without. Raises UsageError, with what was found, if they are nowhere or at several places."""
    source = built.source
    row = meant(checked(Path(), 0, _cells(row)), source)
    if row.is_of_text:
        if alike(row, source):
            return replace(row, at=-1)
        found = [one for one in places(row.text, built) if _is_written_so(row.text, one, built)]
        if not found:
            raise UsageError(absent(replace(named, words=row.text), built))
        return replace(row, at=-1, text=cell(source[slice(*found[0])]))
    start, end = the_place(replace(named, words=row.text), built)
    exact = [one for one in standing(row.text, source) if one[0] <= start < one[1]]
    if (start, end) in exact:
        alone = next(islice(standing(row.text, source), 1, None), None) is None
        return row if alone else replace(row, at=start)
    return replace(row, at=start, text=cell(source[start:end]))


def _is_written_so(words: str, place: tuple[int, int], built: Built) -> bool:
    """Whether words are written as the source has them at a place, or as the book has."""
    return any(folded.is_written_so(words, there) for there in (built.source[slice(*place)], built.read(*place)))


def added(path: Path, row: Decision, built: Built) -> Recorded:
    """The file of decisions with one more row, without those that it replaces. Raises UsageError if the row is faulty,
    its words are not in the source, or it cannot be done beside another row."""
    source, table = built.source, opened(path)
    known = in_built(decided(path, table), built)
    row = meant(row, source)
    new_cells = _cells(row)
    new = checked(path, 0, new_cells)
    before = locate(known, source, path.name)
    located = locate((*known, new), source, path.name)
    mine = [one for one in located if not one.decision.row]
    if not mine:
        raise UsageError("Wherever these words stand, something else is decided about them; --list shows it.")
    gone = {one.decision.row for one in before} - {one.decision.row for one in located}
    for one in before:
        if (one.decision.row in gone or one.decision.decision == "annotate") and _is_same(one, mine[0]):
            raise UsageError(f"{path.name}: row {one.decision.row} says just that already. Nothing was written.")
    content, number = table.with_row(new_cells, gone)
    about = Taken(one.words for one in mine)
    others = tuple(one for one in located if one.decision.row)
    beside = tuple(one for one in others if about.meets(one.start, one.end))
    wide = (one.decision for one in before if one.decision.is_of_text and about.meets(one.start, one.end))
    excepted = tuple({one.row: one for one in wide if not new.is_of_text and one.row not in gone}.values())
    replaced = tuple(one for one in known if one.row in gone)
    return Recorded(content, number, tuple(mine), replaced, beside, others, excepted)


def _cells(row: Decision) -> list[str]:
    """The cells of a decision; the scope only where it is not its place."""
    scope = row.scope if row.is_of_text else ""
    return cells(row.at, row.text, row.decision, row.value, row.reason, row.editor, row.date, scope)


def _is_same(older: Located, newer: Located) -> bool:
    """Whether two decisions say the same of the same words, with the same reason."""
    old, new = (replace(one.decision, row=0, at=-1, text="", date="") for one in (older, newer))
    return old == new and (older.start, older.end) == (newer.start, newer.end)


def taken_back(path: Path, at: int = -1, built: Built = NOT_BUILT) -> tuple[bytes, Decision]:
    """The file of decisions without one row, and that row: the last one, or the last at a position (or, if that is
    blank in the source, at the first word behind it, where a row about what stands there begins). Raises UsageError if
    there is none."""
    table = opened(path)
    source = built.source
    behind = source[max(0, at) :]
    places = (at, at + len(behind) - len(behind.lstrip()))
    rows = decided(path, table)
    known = [row for row in rows if at == -1 or row.at in places]
    if not known and at >= 0:  # rows whose words are enough to find them have no position
        bare = in_built([row for row in rows if row.at == -1], built)
        known = [one.decision for one in locate(bare, source, path.name) if one.words[0] <= at < one.words[1]]
    if not known:
        there = f" at {at}" if at >= 0 else ""
        more = " --list shows those that there are." if rows else ""
        raise UsageError(f"{path.name}: there is no decision{there} to take back.{more}")
    return table.without({known[-1].row}), known[-1]
