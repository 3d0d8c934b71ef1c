"""How an edition wants typed marks, and what a text does with its marks itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ecdosis.languages.quotation import Quoting, quoting, usual
from ecdosis.stages.typography.quotation import twos_of

STYLE: Final = 0.2
"""Share of the marks of punctuation with a blank before them from which that is the text's style (as in old prints)."""
DOUBLED: Final = 0.01
"""The same for doubled blanks (lines that were justified with blanks); those after full stops are told apart, since
typewriters doubled them."""
FEW: Final = 3
"""Pairs of typographic marks from which a text uses them."""
SHARE: Final = 0.2
"""Share of its quotations that a text sets with typographic marks at least, if it uses them."""
BLANK: Final = re.compile(r"(?<=[^\W_])[ ](?=[,.;:!?](?! [.])(?:[\s”’\"')]|$))", re.MULTILINE)
_MARK: Final = re.compile(r"(?<=[^\W_])[,.;:!?](?=\s|$)", re.MULTILINE)
BLANKS: Final = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
_ENDS: Final = re.compile(r"[.!?:][”’\"')]?[ ]+(?=\S)")
_TYPED: Final = re.compile(r"[.!?:][”’\"')]?[ ]{2}(?=\S)")
_OPENS: Final = r"(?<![^\W_]){}(?=\w|[\u00a0\u202f]| [^\W\d_]{{2}}|[‘'’…(\[¿¡_*]|\.\.)"
"""A mark where a quotation begins (to be put in)."""
_CLOSES: Final = r"(?<=[^\s(\[]){0}(?![^\W\d_])|(?<=[\w.,;:!?…’*_)][ \u00a0\u202f]){0}(?![^\W\d_])"
"""One where a quotation ends."""
MOST: Final = 0.6
"""Share of marks that are not the language's own which must open and close quotations, if a text quotes with them."""
_FRENCH: Final = frozenset(("fr",))


@dataclass(frozen=True, slots=True)
class Policies:
    """How an edition wants quotation marks (and apostrophes), dashes, ellipses and blanks: the first one of
    `stages.table.QUOTATION`, the others of `stages.table.TYPOGRAPHY`."""

    quotation_marks: str = "auto"
    dashes: str = "auto"
    ellipses: str = "auto"
    spacing: str = "auto"


CAREFUL: Final = Policies()
"""The policies of an edition that states none."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a text does with typed marks, and what is to be done: `quotes`, the marks for straight ones (None leaves
    them); an empty string leaves dashes or ellipses. `own_...`: the text itself uses what they are set as; else it has
    the typewriter's throughout. `inside`: of the straight marks only the apostrophes inside words are set, which no
    partner is needed for. `misplaced`: blanks on the wrong side of a mark are slips;
    `twinned`: two single marks are a double one; `twos`: the double marks of two signs that it has (regular
    expressions)."""

    language: str
    quotes: Quoting | None = None
    own_quotes: bool = False
    if_sure: bool = False
    inside: bool = False
    dash: str = ""
    own_dash: bool = False
    ellipsis: str = ""
    own_ellipsis: bool = False
    blanks: bool = False
    doubled: bool = False
    typed: bool = False
    misplaced: bool = False
    twinned: bool = False
    twos: tuple[str, ...] = ()

    @classmethod
    def of(cls, reading: str, policies: Policies, language: str) -> Style:
        """The style of a text under some policies."""
        quotes, own_quotes = _quotes(reading, policies.quotation_marks, language)
        own_dash = any(mark in reading for mark in "—–")
        printed = own_dash or any(mark in reading for mark in "“”‘’„«»")
        own_ellipsis = "…" in reading
        blanks, doubled = _spacing(reading, policies.spacing, language)
        return cls(
            language,
            quotes,
            own_quotes,
            if_sure=policies.quotation_marks == "sure" and not own_quotes,
            dash=_dash(reading) if _is_set(policies.dashes, printed) else "",
            own_dash=own_dash,
            ellipsis="…" if _is_set(policies.ellipses, own_ellipsis) else "",
            own_ellipsis=own_ellipsis,
            blanks=blanks,
            doubled=doubled,
            typed=len(_TYPED.findall(reading)) > STYLE * len(_ENDS.findall(reading)),
            twinned=policies.quotation_marks != "source",
            twos=twos_of(reading),
            misplaced=policies.spacing != "source" and language.partition("-")[0] not in _FRENCH,
        )


def _is_set(policy: str, own: bool) -> bool:
    return policy == "typographic" or (policy == "auto" and own)


def _dash(reading: str) -> str:
    """The dash for typed ones: the short one if the text has that between blanks, and no other."""
    return "–" if "—" not in reading and reading.count(" – ") >= max(1, reading.count("--")) else "—"


def _quotes(reading: str, policy: str, language: str) -> tuple[Quoting | None, bool]:
    """The quotation marks for straight ones, and whether the text uses them itself; None if it uses none and none are
    wanted."""
    if policy == "source":
        return None, False
    pairs, own = (("“", "”"), ("„", "“"), ("«", "»")), quoting(language)
    outer = own.outer if own else ""
    counts = {pair: _pairs(reading, pair, "".join(pair) == outer) for pair in pairs}
    pair = max(pairs, key=lambda marks: counts[marks])
    if counts[pair] >= max(FEW, SHARE * reading.count('"') / 2):
        return _of_text("".join(pair), own, reading), True
    curly = reading.count("‘") + reading.count("’")
    if curly >= FEW and curly >= reading.count("'") and counts[pair] < FEW:
        return usual(language), True
    return (own if policy in ("typographic", "sure") else None), False


def _pairs(reading: str, pair: tuple[str, str], own: bool) -> int:
    """How many quotations a text has between two marks. If they are not its language's `own` they may be dirt of a
    scan, and count only if most of them open and close quotations within a paragraph."""
    opening, closing = pair
    if own:
        return min(_opening(reading, opening), reading.count(closing))
    found = len(re.findall(rf"{_OPENS.format(opening)}[^{opening}{closing}\n]*(?:{_CLOSES.format(closing)})", reading))
    marks = sum(map(reading.count, pair))
    return found if 2 * found >= MOST * marks else 0


def _opening(reading: str, mark: str) -> int:
    """How often a mark stands where a quotation begins, as what a bad scan has for dirt seldom does."""
    return len(re.findall(_OPENS.format(mark), reading))


def _of_text(outer: str, own: Quoting | None, reading: str) -> Quoting:
    """How a text quotes that has some outer marks: in its language's way, as far as these are that way's."""
    if own is not None and own.outer == outer:
        spaced = len(re.findall(f"{outer[0]}[ \u00a0\u202f]", reading)) * 2 > reading.count(outer[0])
        return own if spaced or not own.blank else own._replace(blank="")
    return Quoting(outer, {"“”": "‘’", "„“": "‚‘", "«»": "„“"}[outer])


def _spacing(reading: str, policy: str, language: str) -> tuple[bool, bool]:
    """Whether blanks before punctuation and doubled blanks are slips, not the text's style."""
    if policy != "auto":
        return (policy == "typographic",) * 2
    before, marks = len(BLANK.findall(reading)), len(_MARK.findall(reading))
    doubled = len(BLANKS.findall(reading)) - len(_TYPED.findall(reading))
    slips = before <= STYLE * (before + marks) and language not in _FRENCH
    return slips, doubled <= max(FEW, DOUBLED * reading.count(" "))
