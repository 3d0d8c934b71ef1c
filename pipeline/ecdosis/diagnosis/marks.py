"""Quotation marks and dashes that a question mark or U+FFFD stands for, because a program wrote the text in a character
set that does not have them.

Nobody sets a question mark before a word or after a comma: such places show it. A mark after a word may be either, and
which quotation marks they were the text does not say. So this is one question for the whole text, to be answered in the
descriptor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from ecdosis.diagnosis.finding import Finding, Subject, examples, named
from ecdosis.diagnosis.mapped import UNKNOWN, mapped
from ecdosis.diagnosis.mapped import places as letters

POLICY: Final = "lost_quotation_marks"
QUOTES: Final = {"double": "“”", "single": "‘’"}
"""What the descriptor may say that they were, and how they are read."""
DASH: Final = "–"
LEAST: Final = 2
"""Quotations that must begin so, and so many that must end so. Of 75 sound texts none has one of each."""
FEW: Final = 3
"""Characters that nobody could read, which make no bad edition."""
TURNED: Final = ("es", "gl", "ast")
"""Languages in which a turned question mark stands before a question, so that what is lost there may be that."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place (code points) where a character stands for a lost mark that `opens` or `closes` a quotation, or for a
    `dash`."""

    start: int
    end: int
    role: str


def _pattern(sign: str) -> re.Pattern[str]:
    one = re.escape(sign)
    ends = "" if sign == "?" else rf"|(?<=\w){one}(?!\w)"  # a question may end there
    return re.compile(
        rf"(?P<opens>(?<![^\s(\[—–]){one}(?=[^\W_]))"
        rf"|(?P<closes>(?<=[,.!?;:…]){one}(?![^\s)\],.;:—–]){ends})"
        rf"|(?P<dash>(?<=[^\W_] ){one}(?= [^\W_]))"
    )


_LEFT: Final = re.compile(f"(?<!â€){UNKNOWN}")
"""But for what is left of a quotation mark (`stages.encoding.LOSSY`)."""
_PATTERNS: Final = {sign: _pattern(sign) for sign in ("?", UNKNOWN)}


@lru_cache(maxsize=2)
def marks(text: str, language: str) -> tuple[Mark, ...]:
    """Where question marks or U+FFFD stand for lost marks in a text, in order; none if that is not proven."""
    if language in TURNED:
        return ()
    found: list[Mark] = []
    for sign, pattern in _PATTERNS.items():
        its = [Mark(*match.span(), match.lastgroup or "") for match in pattern.finditer(text)]
        if all(_proven(text, sign, its, role) for role in ("opens", "closes")):
            found += its
    read = {place.start for place in letters(text, mapped(text, language), language)} if found else set()
    return tuple(sorted((mark for mark in found if mark.start not in read), key=lambda mark: mark.start))


def _proven(text: str, sign: str, found: Sequence[Mark], role: str) -> bool:
    """Whether a sign begins (or ends) quotations in a text; U+FFFD, which may be any letter, only before capitals and
    after marks."""
    its = [mark for mark in found if mark.role == role]
    if sign == UNKNOWN:
        its = [mark for mark in its if text[mark.end : mark.end + 1].isupper() or text[mark.start - 1] in ",.!?"]
    return len(its) >= LEAST


def chosen(readings_of: Iterable[tuple[str, str]]) -> str:
    """Which quotation marks (a key of QUOTES) an editor says that the lost ones were, by what is read (second) for some
    words (first); empty, if that is not said."""
    openers = {marks[0]: name for name, marks in QUOTES.items()}
    for stands, right in readings_of:
        for sign, (mark, name) in product(_PATTERNS, openers.items()):
            if sign in stands and stands.replace(sign, mark, 1) == right:
                return name
    return ""


def readings(text: str, language: str, quotes: str) -> Iterator[tuple[Mark, str]]:
    """What the lost marks of a text read, if they were of some sort (a key of QUOTES)."""
    reads = {**dict(zip(("opens", "closes"), QUOTES[quotes], strict=True)), "dash": DASH}
    return ((mark, reads[mark.role]) for mark in marks(text, language))


def examine(subject: Subject) -> Finding | None:
    """That marks are lost, or characters that nobody can tell."""
    found = marks(subject.text, subject.language)
    if found:
        return _lost(subject, found)
    left = [match.span() for match in _LEFT.finditer(subject.text)]
    if not left:
        return None
    told = any(one.sign == UNKNOWN for one in mapped(subject.text, subject.language, "".join(subject.stands_for)))
    if told or UNKNOWN in subject.stands_for:
        return None  # what is left of it is told with what was read
    return Finding(
        "characters-unknown",
        f"{named(UNKNOWN)}, which stands for what some program could not read, is in {len(left):,} places: "
        f"{examples(subject.text, left)}.",
        "Look for a copy of the text that has the characters.",
        grave=len(left) > FEW,
    )


def _lost(subject: Subject, found: tuple[Mark, ...]) -> Finding:
    signs = " and ".join(dict.fromkeys(named(subject.text[mark.start]) for mark in found))
    shown = examples(subject.text, ((mark.start, mark.end) for mark in found))
    said = f"{signs} stands for lost quotation marks and dashes at {len(found):,} places: {shown}."
    if subject.policies.get(POLICY) in QUOTES:
        return Finding("marks-lost", f"{said} They are read as the descriptor says.", grave=False)
    ask = (
        f'Which were they? Write {POLICY} = "double" (or "single") into the descriptor, or say yes to the question '
        "that `ecdosis queries` prints first, and they are read so; a mark after a word, which may be that of a "
        "question, stays."
    )
    return Finding("marks-lost", said, ask)
