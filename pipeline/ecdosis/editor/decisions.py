"""The editor's decisions (`seeds/<id>.decisions.tsv`): what the machine is overruled in, and where.

A table with tabs between its columns, one decision a row: `at` (position in the source, in code points; may be left out
where the words occur once), `text` (the words there; ` [...] ` stands for any that are left out), `decision`, `value`,
`reason`, `editor` and `date`. Rows that begin with # and a first row with the columns' names say nothing. How they are
carried out is in `ecdosis.editor.overrule`.

What we write into such a table (`cell`) is harmless to whoever opens it: a cell that a spreadsheet would take for a
formula has an apostrophe before it, and a character that a terminal would take for an order is `[U+001B]`. Both are
undone when the row is carried out (`plain`), unless the source has just that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as date_of
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Final

from ecdosis.errors import UsageError
from ecdosis.model.characters import NO_CHAR, ORDERS, harmless
from ecdosis.model.document import TYPES
from ecdosis.model.kinds import ASIDES
from ecdosis.storage.files import LARGEST_TABLE, read_regular

COLUMNS: Final = ("at", "text", "decision", "value", "reason", "editor", "date")
MARK: Final = "\ufeff"
"""The byte-order mark: no part of the words at the beginning of a text."""
OMITTED: Final = " [...] "
"""Stands in `text` for words that are left out."""
DECISIONS: Final = {
    "keep": "as the source has it: what the machine did or set aside here is undone",
    "aside": "not part of the running text; value: a kind of furniture (running-head, navigation, widget, ...)",
    "marker": "a note's marker among these words; value: its number, if they do not show it alone",
    "note": "the body of a note at the foot of its page; value: its number or sign",
    "join": "the lines that these words stand on belong together",
    "split": "a new block begins with these words",
    "block": "the block with these words is a ...; value: its type, for a head with its level (head 2), with a + if it "
    "goes on with the one before (quote +)",
    "reference": "these words, in one block, are a reference to a work",
    "foreign": "these words, in one block or note, are in another language; value: its tag (fr, grc, ru-Latn)",
    "read": "read instead; value: the reading (empty: nothing)",
    "accept": "yes to the machine’s question or change here; value: the reading, so that it stands even if the machine "
    "no longer asks",
    "reject": "no to the machine’s question or change of a reading here; value: what it suggested, if anything",
}
"""What can be decided."""
READINGS: Final = ("read", "accept", "reject")
"""Decisions about readings."""

FURNITURE: Final = tuple(kind for kind in ASIDES if kind != "page-break")
"""What words can be that are set aside; where a page begins there are none."""

_LAYER: Final = {**dict.fromkeys(("aside", "marker", "note", *READINGS), 0), "block": 1, "reference": 2, "foreign": 3}
"""Decisions of one layer cannot be about the same words."""

_MARKER: Final = re.compile(r"[\[(]?(?<!\d)(?:fn)?\d{1,5}(?!\d)[\])]?|[*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]+")
"""What may be a marker among the words that an editor names."""

_TRAILING: Final = re.compile(r"(?:[\[(]\d{1,4}[\])]|[*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[.,;:!?”’\"'])(?:fn)?\d{1,4})$")
"""The marker of a note behind a word."""
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""The tag of a language, with its script, region or variant (BCP 47)."""
_NO_TEXT: Final = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (XML 1.0, production 2), and line ends."""
_FORMULA: Final = re.compile("'*[=+@＝＋－＠-]")
"""How a cell begins that a spreadsheet may take for a formula (OWASP, CSV Injection; tabs and CR are in no cell), with
apostrophes before it or not."""
_SHOWN: Final = re.compile(r"\[(?:U\+([0-9A-F]{4,6})|byte ([89A-F][0-9A-F]))\]")
"""The stand-in of a character (see `ecdosis.model.characters`)."""


def cells(at: int, text: str, decision: str, value: str, *said: str) -> list[str]:
    """The cells of a row; `said` are reason, editor and date, as far as they are known."""
    return ["" if at < 0 else str(at), cell(text), decision, cell(value), *map(_remark, said)]


def cell(text: str) -> str:
    """Words as a cell of a table, on one line, harmless to a terminal and a spreadsheet; `plain` is the inverse."""
    return _remark(_SHOWN.sub(lambda match: f"[U+005B]{match[0][1:]}" if _meant(match) else match[0], text))


def _remark(text: str) -> str:
    """The same for words that nobody looks for."""
    line = harmless(" ".join(text.split()))
    return f"'{line}" if _FORMULA.match(line) else line


def plain(text: str) -> str:
    """The words that a cell stands for."""
    return _SHOWN.sub(lambda match: _meant(match) or match[0], _unguarded(text))


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _meant(match: re.Match[str]) -> str:
    """The character that a stand-in stands for; none if it is one that is never replaced by it."""
    code = int(match[1], 16) if match[1] else 0xDC00 + int(match[2], 16)
    return chr(code) if code == ord("[") or (code <= 0x10FFFF and ORDERS.match(chr(code))) else ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: the number of its line in the file (from 1), and its columns (`at` is -1 where it is left out; `date`
    is YYYY-MM-DD)."""

    row: int
    at: int
    text: str
    decision: str
    value: str = ""
    reason: str = ""
    editor: str = ""
    date: str = ""

    @property
    def why(self) -> str:
        """The reason, with who decided and when, where that is known."""
        who = ", ".join(filter(None, (self.editor, self.date)))
        why = self.reason or "the editor’s decision"
        return f"{why} ({who})" if who else why


@dataclass(frozen=True, slots=True)
class Located:
    """A decision with its place: source positions `start` to `end`. Of a reading, the place is that of the words that
    differ, and the value what they should be; what else the editor named only says where they are."""

    decision: Decision
    start: int
    end: int


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file; none if there is no such file. Raises UsageError, naming the row."""
    try:
        lines = read_regular(path, LARGEST_TABLE).decode("utf-8-sig").split("\n")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: these decisions cannot be read ({error}). Save them as text in UTF-8.") from error
    found = []
    for row, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if line.strip() and not line.startswith("#") and tuple(cells[:3]) != COLUMNS[:3]:
            found.append(checked(path, row, cells))
    return tuple(found)


def checked(path: Path, row: int, cells: Sequence[str]) -> Decision:
    """The decision that the cells of a row say. Raises UsageError, naming the row, if it is faulty."""
    if len(cells) < 3 or len(cells) > len(COLUMNS):
        names = ", ".join(COLUMNS)
        raise UsageError(f"{path}: row {row} has {len(cells)} columns; there must be {names}, with tabs between them.")
    at, text, decision, value, reason, editor, date = (*cells, "", "", "", "")[: len(COLUMNS)]
    if odd := _NO_TEXT.search(value + reason + editor):
        raise UsageError(f"{path}: row {row} has a character that no text can hold (U+{ord(odd[0]):04X}). Remove it.")
    if at and not re.fullmatch(r"[0-9]{1,12}", at):
        raise UsageError(f"{path}: row {row}: “{at}” is no position. Give the number of a code point, or nothing.")
    if not text:
        raise UsageError(f"{path}: row {row} names no words. Copy some from the source.")
    if decision not in DECISIONS:
        raise UsageError(f"{path}: row {row}: “{decision}” is no decision. Known are: {', '.join(DECISIONS)}.")
    if decision == "aside" and value not in FURNITURE:
        raise UsageError(f"{path}: row {row}: “{value}” is no kind of furniture. Known are: {', '.join(FURNITURE)}.")
    if decision == "block" and not _is_block(value):
        raise UsageError(f"{path}: row {row}: “{value}” is no type of block. Known are: {', '.join(TYPES)} (head 2).")
    if decision == "foreign" and not _LANGUAGE.fullmatch(value):
        raise UsageError(f"{path}: row {row}: “{value}” is no tag of a language. Write it like fr, grc or ru-Latn.")
    if date and not _is_date(date):
        raise UsageError(f"{path}: row {row}: “{date}” is no date. Write it like 2026-01-31.")
    said = _unguarded(reason), _unguarded(editor)
    return Decision(row, int(at) if at else -1, text, decision, value, *said, date)


def _is_date(text: str) -> bool:
    """Whether a text is a day as YYYY-MM-DD, of this millennium or the last."""
    try:
        return re.fullmatch(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", text) is not None and bool(date_of.fromisoformat(text))
    except ValueError:
        return False


def _is_block(value: str) -> bool:
    type_, _, more = value.partition(" ")
    return type_ in TYPES and (more in ("", "+") or (type_ == "head" and more.isdecimal() and 0 < int(more) < 7))


def locate(decisions: Iterable[Decision], source: str, path: str) -> tuple[Located, ...]:
    """Decisions with their places in a source; `path` is named in errors. Where the words have moved, but occur only
    once, they are found there. Raises UsageError, naming the row, for one whose words do not occur (any more) or,
    without a place that fits, more than once, and for two about the same words."""
    found = []
    for given in decisions:
        where = f"{path}: row {given.row}"
        decision = meant(given, source)
        start, end = _found(decision, source, where)
        if start < _beginning(source) < end:
            decision, start = replace(decision, value=decision.value.removeprefix(MARK)), _beginning(source)
        if decision.decision == "marker":
            start, end = _marker(source, start, end, decision, where)
        elif decision.decision in READINGS and decision.value:
            found.append(_differing(decision, source, start, end))
            continue
        found.append(Located(decision, start, end))
    _check_apart(found, path)
    return tuple(found)


def meant(decision: Decision, source: str) -> Decision:
    """A decision with the words and the value that its cells stand for. An editor may have copied them from the source
    as they are: so they are taken where the source has just that, and nothing else at the place of the decision."""
    bare = replace(decision, text=plain(decision.text), value=plain(decision.value))
    if bare.text == decision.text:
        return bare if decision.text == cell(decision.text) else decision
    if _stands(bare, source):
        return bare
    return decision if next(_places(decision.text, source), None) else bare


def _stands(decision: Decision, source: str) -> bool:
    """Whether the words of a decision stand at its place."""
    first = next(_places(decision.text, source, decision.at), None) if decision.at >= 0 else None
    return first is not None and first[0] == decision.at


def _beginning(source: str) -> int:
    """Where the words of a source begin: behind its byte-order mark, if it has one."""
    return int(source.startswith(MARK))


def _found(decision: Decision, source: str, where: str) -> tuple[int, int]:
    """Where the words of a decision stand."""
    if _stands(decision, source):
        return next(_places(decision.text, source, decision.at))
    places = _places(decision.text, source)
    first, second = next(places, None), next(places, None)
    if first is None:
        raise UsageError(f"{where}: the source does not have “{shortened(decision.text)}”. Correct or remove the row.")
    if second:
        many = f"{where}: “{shortened(decision.text)}” occurs more than once"
        raise UsageError(
            f"{many}, but not at {decision.at}. The first is at {first[0]}. Give the right place, or more words."
            if decision.at >= 0
            else f"{many}. Give its place: the first is {first[0]}."
        )
    return first


def _places(words: str, source: str, since: int = 0) -> Iterator[tuple[int, int]]:
    """Where words stand from a place on (positions), what is left out of them being as short as can be."""
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
    marker = _TRAILING.search(source[place:end])
    if marker and new.endswith(marker[0]):  # a note's marker is no part of the reading
        new, end = new.removesuffix(marker[0]), end - len(marker[0])
    first, last = _kept(source[place:end], new)
    new, place, end = new[first : len(new) - last], place + first, end - last
    return Located(replace(decision, value=new), place, end)


def _kept(stands: str, new: str) -> tuple[int, int]:
    """How many characters at the beginning and at the end of words go on standing there, up to the last and from the
    first that has no form: of these a reading says nothing, and the machine may have mended them."""
    first = _shared(stands, new)
    return first, _shared(stands[:first:-1], new[:first:-1])


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
        return (start + own[0].start(), start + own[0].end()) if len(own) == 1 else (start, end)
    pattern = _numbered(decision.value) if decision.value else _MARKER
    found = list(re.finditer(pattern, words))
    if len(found) != 1:
        raise UsageError(f"{where}: “{decision.text}” does not show which is the marker. Give its number as the value.")
    return start + found[0].start(), start + found[0].end()


def _numbered(label: str) -> str:
    """A pattern for a marker of some label, with its brackets."""
    return rf"[\[(]?(?<!\d){re.escape(label)}(?!\d)[\])]?"


def _check_apart(found: Iterable[Located], path: str) -> None:
    """That no two decisions say something about the same words which cannot both be done."""
    exclusive = [one for one in found if one.decision.decision in _LAYER]
    for a, b in pairwise(sorted(exclusive, key=lambda one: (_LAYER[one.decision.decision], one.start))):
        if _LAYER[a.decision.decision] == _LAYER[b.decision.decision] and b.start < a.end:
            rows = f"rows {a.decision.row} and {b.decision.row}"
            raise UsageError(f"{path}: {rows} decide about the same words (“{b.decision.text}”). Remove one.")


def shortened(text: str, most: int = 60) -> str:
    """Words of the source as a cell of the table: on one line, the middle left out if there are many."""
    words = text.split()
    if len(" ".join(words)) <= most or len(words) < 8:
        return " ".join(words)
    return " ".join(words[:4]) + OMITTED + " ".join(words[-3:])


def in_context(source: str, start: int, end: int, most: int = 8) -> tuple[int, int]:
    """A place of the source (positions) widened to whole words, and with as many words around it (at most so many on
    each side) as make it the only one of its kind; none of them beyond a blank line."""
    while start > _beginning(source) and not source[start - 1].isspace():
        start -= 1
    while end < len(source) and not source[end].isspace():
        end += 1
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
