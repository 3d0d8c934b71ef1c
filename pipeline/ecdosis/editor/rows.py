"""The editor's decisions (`seeds/<id>.decisions.tsv`): what the machine is overruled in, and where.

A table (`table`), one decision a row: `at` (position in the source, in code points; may be left out
where the words occur once), `text` (the words there; ` [...] ` stands for any that are left out), `decision`, `value`,
`reason`, `editor`, `date` and `scope` (`text`: it holds for all like it). Rows that begin with # and a first row with
the columns' names say nothing, nor does a row without a decision: it is a question left open. How they are carried
out is in `overrule`, what each means in `meanings`.

What we write into such a table (`cell`) is harmless to whoever opens it: a cell that a spreadsheet would take for a
formula has an apostrophe before it, and a character that a terminal would take for an order is `[U+001B]`. Both are
undone when the row is carried out (`plain`), unless the source has just that.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as date_of
from difflib import get_close_matches
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ecdosis.editor.meanings import MEANINGS
from ecdosis.editor.table import COLUMNS, TAB, DecisionTable, parse
from ecdosis.errors import UsageError
from ecdosis.model.characters import ORDERS, harmless
from ecdosis.model.document import TYPES
from ecdosis.model.kinds import ASIDES
from ecdosis.storage.files import LARGEST_TABLE, read_regular

DECISION: Final = COLUMNS.index("decision")
HERE: Final = "here"
TEXT: Final = "text"
SCOPES: Final = (HERE, TEXT)
"""For what a decision holds: its place, or all like it in the text."""
FEW: Final = 2
"""Letters and figures that a yes may lose, however few there are (`iii` for `m`)."""
KEPT: Final = 0.5
"""The least share of them that it must leave, if it loses more."""
PARTING: Final[Mapping[str, str]] = MappingProxyType({TAB: "tabs", ";": "semicolons", ",": "commas"})
LONG: Final = 60
"""Characters from which the words of a row are not repeated in a message."""
FURNITURE: Final = tuple(kind for kind in ASIDES if kind != "page-break")
"""What words can be that are set aside; where a page begins there are none."""

_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}(?:[.,'’\u00a0\u202f ][0-9]{3}){1,3}")
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
    """The cells of a row; `said` are reason, editor, date and scope, as far as they are known."""
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
    is YYYY-MM-DD; `scope` is one of SCOPES). `known_as`: the id of the decision of which this is one place."""

    row: int
    at: int
    text: str
    decision: str
    value: str = ""
    reason: str = ""
    editor: str = ""
    date: str = ""
    scope: str = HERE
    known_as: str = ""

    @property
    def is_of_text(self) -> bool:
        """Whether it holds for all like it in the text."""
        return self.scope == TEXT

    @property
    def id(self) -> str:
        """What names a decision wherever it is carried out, however the rows of its table move."""
        if self.known_as:
            return self.known_as
        said = "\t".join((self.decision, self.text, self.value, self.scope))
        return f"d{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"

    @property
    def why(self) -> str:
        """The reason, with who decided and when, where that is known; of a decision that holds for the whole text, its
        id too, which all places have that it was carried out at."""
        who = ", ".join(filter(None, (self.editor, self.date)))
        why = self.reason or "the editor’s decision"
        why = f"{why} (for the whole text: {self.id})" if self.is_of_text else why
        return f"{why} ({who})" if who else why


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file; none if there is no such file. Raises UsageError, naming the row."""
    return decided(path, opened(path))


def opened(path: Path) -> DecisionTable:
    """The table in a file; an empty one if there is no such file. Raises UsageError if it cannot be read."""
    try:
        return parse(read_regular(path, LARGEST_TABLE))
    except FileNotFoundError:
        return parse(b"")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path}: the letters of this table cannot be told. Save it from the spreadsheet as “CSV UTF-8” or as "
            "“Unicode text”."
        ) from error
    except OSError as error:
        raise UsageError(f"{path}: this table cannot be read ({error.strerror}). Check its permissions.") from error


def decided(path: Path, table: DecisionTable) -> tuple[Decision, ...]:
    """The decisions in a table; a row without one is not decided yet. Raises UsageError, naming the row."""
    for row in table.rows:
        if row.odd:
            has = f"{row.odd} column{'s' * (row.odd != 1)}, with {PARTING[table.delimiter]} between them"
            raise UsageError(
                f"{path}: row {row.number} has {has}; there must be at least {', '.join(COLUMNS[:3])}, and at most "
                f"{', '.join(COLUMNS)}. Part them as in the other rows, or name the columns in a first row."
            )
    said = [row for row in table.rows if row.cells[DECISION].strip()]
    if said and not table.head and said[0] is table.rows[0] and _is_head(said[0].cells):
        raise UsageError(
            f"{path}: row {said[0].number} names columns, but none is “text” or none “decision”. They are called "
            f"{', '.join(COLUMNS)}; others may stand among them."
        )
    return tuple(checked(path, row.number, row.cells) for row in said)


def _is_head(cells: Sequence[str]) -> bool:
    """Whether the first row of a table names columns in words that we do not know: none is a number or a decision."""
    return all(cells[:3]) and all(not cell or (cell.isalpha() and cell.casefold() not in MEANINGS) for cell in cells)


def checked(path: Path, row: int, cells: Sequence[str]) -> Decision:
    """The decision that the cells of a row say; `row` is 0 of one that is in no file yet. Raises UsageError, naming the
    row, if it is faulty."""
    at, text, decision, value, reason, editor, date, scope = (*cells, "", "", "", "", "")[: len(COLUMNS)]
    where = f"{path}: row {row}: " if row else ""
    decision, scope = known_decision(decision, where), scope.casefold()
    value = " ".join(value.split()) if decision == "annotate" else value  # a spreadsheet has cells of several lines
    if odd := _NO_TEXT.search(value + reason + editor):
        raise UsageError(f"{where}there is a character that no text can hold (U+{ord(odd[0]):04X}). Remove it.")
    at = _position(at)
    if at and not re.fullmatch(r"[0-9]{1,12}", at):
        raise UsageError(f"{where}“{at}” is no position. Give the number of a character of the source, or nothing.")
    if not text:
        raise UsageError(f"{where}no words are named. Copy some from the source.")
    value = value.casefold() if decision in ("aside", "block") else value
    if decision == "aside" and value not in FURNITURE:
        raise UsageError(f"{where}“{value}” is no kind of furniture. {_like(value, FURNITURE)}.")
    if decision == "block" and not _is_block(value):
        raise UsageError(f"{where}“{value}” is no type of block. {_like(value.partition(' ')[0], TYPES)} (head 2).")
    if decision == "foreign" and not _LANGUAGE.fullmatch(value):
        raise UsageError(f"{where}“{value}” is no code of a language. Write it like fr, grc or ru-Latn.")
    if decision == "annotate" and not value:
        raise UsageError(f"{where}there is no note to “{text}”. Write it as the value.")
    if decision == "accept" and loses(text, value):
        of = f"“{text}”" if len(text) < LONG else f"{len(text):,} characters"
        raise UsageError(
            f"{where}this would leave “{value}” of {of}. If that is what you want, decide “read”; if not, name only "
            "the words that are read differently."
        )
    if date and not _is_date(date):
        raise UsageError(f"{where}“{date}” is no date. Write it like 2026-01-31.")
    _check_scope(scope, decision, where)
    said = _unguarded(reason), _unguarded(editor)
    return Decision(row, int(at) if at else -1, text, decision, value, *said, date, scope if scope == TEXT else HERE)


def _position(cell: str) -> str:
    """A position as a spreadsheet may write it: with decimals (`305,0`), its thousands apart (`1.305`)."""
    if re.fullmatch(r"[0-9]{1,12}[.,]0{1,2}", cell):
        return re.split("[.,]", cell)[0]
    return re.sub(r"\D", "", cell) if _THOUSANDS.fullmatch(cell) else cell


def known_decision(given: str, where: str = "") -> str:
    """The name of a decision as somebody writes it, in capitals or not. Raises UsageError if there is none such."""
    name = given.strip().casefold()
    if name not in MEANINGS:
        raise UsageError(f"{where}“{given}” is not a valid decision. {_like(name, tuple(MEANINGS), 'Valid')}.")
    return name


def _like(given: str, known: Sequence[str], what: str = "Known") -> str:
    """What is said of a name that is not known: the one that is like it, and all that there are."""
    close = get_close_matches(given, known, 1)
    return (f"Did you mean “{close[0]}”? " if close else "") + f"{what} are: {', '.join(known)}"


def _check_scope(scope: str, decision: str, where: str) -> None:
    """Raises UsageError if a scope is none, or makes no sense for a decision."""
    if scope not in ("", *SCOPES):
        raise UsageError(f"{where}“{scope}” is no scope. Write “here” or nothing, or “text” for all like it.")
    if scope == TEXT and not MEANINGS[decision].text:
        raise UsageError(
            f"{where}“{decision}” holds for one place only. {MEANINGS[decision].here}: write a row for each."
        )


def is_value(decision: str, text: str) -> bool:
    """Whether a text is what a decision needs as its value, and hardly words."""
    kinds = decision == "aside" and text in FURNITURE
    return (
        kinds
        or (decision == "block" and _is_block(text))
        or (decision == "foreign" and bool(_LANGUAGE.fullmatch(text)))
    )


def loses(text: str, value: str) -> bool:
    """Whether a yes with a reading would lose most of the words that are read differently: then these are more than its
    place. What is left out of them counts as one word. Where words are only left out, those around them count as well
    (a word may stand twice)."""
    if not value:
        return False
    old, new = _differing(text.split(), value.split())
    before, after = (sum(map(str.isalnum, "".join(words))) for words in ((old, new) if new else (text, value)))
    return before - after > FEW and after < KEPT * before


def _differing(old: Sequence[str], new: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Words without those that both begin and end with."""
    first = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    old, new = old[first:], new[first:]
    last = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old[::-1], new[::-1], strict=False)))
    return old[: len(old) - last], new[: len(new) - last]


def _is_date(text: str) -> bool:
    """Whether a text is a day as YYYY-MM-DD, of this millennium or the last."""
    try:
        return re.fullmatch(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", text) is not None and bool(date_of.fromisoformat(text))
    except ValueError:
        return False


def _is_block(value: str) -> bool:
    type_, _, more = value.partition(" ")
    return type_ in TYPES and (more in ("", "+") or (type_ == "head" and more.isdecimal() and 0 < int(more) < 7))
