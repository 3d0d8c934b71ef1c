"""Typography: what was typed on a keyboard is set as a printer would, where the text itself does so elsewhere.

Nothing here is wrong in the source; it is regularised (`orig`/`reg`), by policies that an edition may state. The
default is careful: a text that uses straight marks throughout keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Final

from ecdosis.evidence import Rule
from ecdosis.model.document import Document
from ecdosis.model.pieces import Edit, Query
from ecdosis.model.text import Text
from ecdosis.stages.stage import Context

BY: Final = "typography"

ELISIONS: Final = frozenset(
    [
        "tis",
        "twas",
        "twere",
        "twill",
        "em",
        "til",
        "till",
        "cause",
        "bout",
        "round",
        "neath",
        "gainst",
        "n",
        "un",
        "ere",
    ]
)
"""English words that begin with an apostrophe."""
WHY: Final = {
    "opening": "a mark that opens, by what stands round it",
    "closing": "a mark that closes, by what stands round it",
}
STYLE: Final = 0.2
"""Share of the marks of punctuation with a blank before them from which that is the text's style (as in old prints)."""
DOUBLED: Final = 0.01
"""The same for doubled blanks (lines that were justified with blanks); those after full stops are told apart, since
typewriters doubled them."""
FEW: Final = 3
"""Pairs of typographic marks from which a text uses them."""
SHARE: Final = 0.2
"""Share of its quotations that a text sets with typographic marks at least, if it uses them."""
_DASH: Final = re.compile(
    r"(?:(?<=[\w.,;:!?”’\"')])-{2,3}(?=[\w“‘\"'(]|$)|(?<=[\w.,;:!?”’\"') ] )-{2,3}(?= [\w“‘\"'(]))", re.MULTILINE
)
_DOTS: Final = re.compile(r"(?<![.…])\.{3}(?![.…])")
_BLANK: Final = re.compile(r"(?<=[^\W_])[ ](?=[,.;:!?](?! [.])(?:[\s”’\"')]|$))", re.MULTILINE)
_MARK: Final = re.compile(r"(?<=[^\W_])[,.;:!?](?=\s|$)", re.MULTILINE)
_LETTERS: Final = re.compile(r"\w+")
_CLOSES: Final = re.compile(r"[\w.,!?…]'(?!\w)")
"""A straight mark that may close a quotation."""
_BLANKS: Final = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
_ENDS: Final = re.compile(r"[.!?:][”’\"')]?[ ]+(?=\S)")
_TYPED_BEFORE: Final = re.compile(r"[.!?:][”’\"')]?[ ]{2}$")
_TYPED: Final = re.compile(r"[.!?:][”’\"')]?[ ]{2}(?=\S)")
_TABLE: Final = re.compile(r"\t|\S {3,}\S.*\S {3,}\S|\|")
_BEFORE_OPENING: Final = frozenset(" \n\t\u00a0([{—–-/“‘„«")
_FRENCH: Final = frozenset(("fr",))


class TypographyRule(Rule):
    """What typed marks show themselves by, each with how sure it is."""

    DASH = 0.95, "hyphens typed for a dash"
    ELLIPSIS = 0.97, "three full stops"
    BLANK_BEFORE = 0.93, "a space before a mark of punctuation"
    BLANKS = 0.95, "more than one space"
    PAIRED = 0.97, "a straight double mark, in a block whose marks pair"
    INSIDE = 0.98, "an apostrophe inside a word"
    BEHIND = 0.95, "an apostrophe behind a word"
    ELIDED = 0.93, "an apostrophe before a word that lost its beginning"
    SINGLE = 0.9, "a single mark before a word, which another closes"


@dataclass(frozen=True, slots=True)
class Policies:
    """How an edition wants quotation marks (and apostrophes), dashes, ellipses and blanks: each one of
    `stages.table.TYPOGRAPHY`."""

    quotation_marks: str = "auto"
    dashes: str = "auto"
    ellipses: str = "auto"
    spacing: str = "auto"


CAREFUL: Final = Policies()
"""The policies of an edition that states none."""


def repair(text: Text, language: str = "und", policies: Policies = CAREFUL) -> tuple[Text, tuple[Query, ...]]:
    """The text with its typography regularised, its notes too. `language`: ISO 639-1 or "und"."""
    style = Style.of(text.reading, policies, language)

    def regularised(part: Text) -> tuple[Text, tuple[Query, ...]]:
        return part.edit(edit for edit in edits(part.reading, style) if _is_of_source(part, edit))

    result, queries = regularised(text)
    asked = [*queries]
    for kind in ("footnote", "endnote", "note-part"):
        result, queries = result.within(kind, regularised)
        asked += queries
    return result, tuple(asked)


def _is_of_source(text: Text, edit: Edit) -> bool:
    """Whether an edit is about what stands in the source: blanks may also come from joined lines."""
    if edit.kind != "spacing":
        return True
    start, end = text.position(edit.start), text.position_after(edit.end)
    return text.source[start:end] == text.reading[edit.start : edit.end]


@dataclass(frozen=True, slots=True)
class Style:
    """What a text does with quotation marks and dashes, and what is to be done: an empty string leaves them."""

    opening: str = ""
    closing: str = ""
    single: bool = False
    dash: str = ""
    ellipsis: str = ""
    blanks: bool = False
    doubled: bool = False
    typed: bool = False

    @classmethod
    def of(cls, reading: str, policies: Policies, language: str) -> Style:
        """The style of a text under some policies."""
        opening, closing = _marks(reading, policies.quotation_marks, language)
        curly = any(mark in reading for mark in "“”‘’„«»")
        dashes = policies.dashes == "typographic" or (
            policies.dashes == "auto" and (curly or "—" in reading or "–" in reading)
        )
        dots = policies.ellipses == "typographic" or (policies.ellipses == "auto" and "…" in reading)
        blanks, doubled = _spacing(reading, policies.spacing, language)
        return cls(
            opening,
            closing,
            single=bool(opening) and (opening == "“"),
            dash=("–" if "—" not in reading and " – " in reading else "—") if dashes else "",
            ellipsis="…" if dots else "",
            blanks=blanks,
            doubled=doubled,
            typed=len(_TYPED.findall(reading)) > STYLE * len(_ENDS.findall(reading)),
        )


def _marks(reading: str, policy: str, language: str) -> tuple[str, str]:
    """The quotation marks for straight ones: those that the text uses; empty if it uses none and none are wanted."""
    if policy == "source":
        return "", ""
    pairs = (("“", "”"), ("„", "“"), ("«", "»"))
    counts = {pair: min(reading.count(pair[0]), reading.count(pair[1])) for pair in pairs}
    pair = max(pairs, key=lambda marks: counts[marks])
    if counts[pair] >= max(FEW, SHARE * reading.count('"') / 2):
        return ("", "") if pair == ("«", "»") and language in _FRENCH else pair
    curly = reading.count("‘") + reading.count("’")
    if policy == "typographic" or (curly >= FEW and curly >= reading.count("'") and counts[pair] < FEW):
        return _usual(language)
    return "", ""


def _usual(language: str) -> tuple[str, str]:
    usual: Mapping[str, tuple[str, str]] = {"de": ("„", "“"), "cs": ("„", "“"), "ru": ("«", "»"), "uk": ("«", "»")}
    return usual.get(language, ("“", "”"))


def _spacing(reading: str, policy: str, language: str) -> tuple[bool, bool]:
    """Whether blanks before punctuation and doubled blanks are slips, not the text's style."""
    if policy != "auto":
        return (policy == "typographic",) * 2
    before, marks = len(_BLANK.findall(reading)), len(_MARK.findall(reading))
    doubled = len(_BLANKS.findall(reading)) - len(_TYPED.findall(reading))
    slips = before <= STYLE * (before + marks) and language not in _FRENCH
    return slips, doubled <= max(FEW, DOUBLED * reading.count(" "))


def edits(reading: str, style: Style) -> Iterator[Edit]:
    """The edits of one reading, in no order."""
    if style.opening:
        yield from _quotation_marks(reading, style)
    if style.dash:
        for match in _DASH.finditer(reading):
            yield _edit(match, style.dash, "dash", TypographyRule.DASH, "hyphens typed for a dash")
    if style.ellipsis:
        for match in _DOTS.finditer(reading):
            yield _edit(
                match,
                style.ellipsis,
                "ellipsis",
                TypographyRule.ELLIPSIS,
                "three full stops; the text uses the one sign elsewhere",
            )
    if style.blanks:
        for match in _BLANK.finditer(reading):
            yield _edit(
                match,
                "",
                "spacing",
                TypographyRule.BLANK_BEFORE,
                "a space before a mark of punctuation, which the text does not use",
            )
    if style.doubled:
        end, table = -1, False
        for match in _BLANKS.finditer(reading):
            if match.start() >= end:
                start = reading.rfind("\n", 0, match.start()) + 1
                end = reading.find("\n", match.end())
                end = end if end >= 0 else len(reading)
                table = _TABLE.search(reading, start, end) is not None
            if not table and not (style.typed and _TYPED_BEFORE.search(reading, match.start() - 2, match.end())):
                yield _edit(match, " ", "spacing", TypographyRule.BLANKS, "more than one space between words")


def _edit(match: re.Match[str], after: str, kind: str, certainty: float, why: str) -> Edit:
    return Edit(match.start(), match.end(), after, kind, BY, certainty, why)


def _quotation_marks(reading: str, style: Style) -> Iterator[Edit]:
    """The edits for straight marks, block by block: those of a block whose marks do not pair are left."""
    for block in re.finditer(r"[^\n]+", reading):
        if '"' in block.group():
            yield from _double(reading, block.start(), block.end(), style)
        if style.single and "'" in block.group():
            yield from _single(reading, block.start(), block.end())


def _double(reading: str, start: int, end: int, style: Style) -> Iterator[Edit]:
    found = [place for place in range(start, end) if reading[place] == '"']
    sides = [_side(reading, place) for place in found]
    goes_on = reading[end + 1 : end + 3].lstrip()[:1] in ('"', style.opening)  # each paragraph of it opens it again
    paired = all(a != b for a, b in pairwise(sides)) and (sides[-1] == "closing" or goes_on)
    if "" in sides or sides[0] != "opening" or not paired:
        return
    for place, side in zip(found, sides, strict=True):
        mark = style.opening if side == "opening" else style.closing
        yield Edit(place, place + 1, mark, "quotation-mark", BY, TypographyRule.PAIRED, WHY[side])


def _side(reading: str, place: int) -> str:
    """Whether a straight mark opens or closes, by what stands round it; empty if that is not plain."""
    before = reading[place - 1] if place else " "
    after = reading[place + 1] if place + 1 < len(reading) else " "
    opens = before in _BEFORE_OPENING and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in ".,;:!?)]}—–-/”’»'\"" or after.isdigit())
    if opens == closes:
        return ""
    return "opening" if opens else "closing"


def _single(reading: str, start: int, end: int) -> Iterator[Edit]:
    """Apostrophes and single marks: between or after letters both are one sign; before a word it must be told."""
    closes = max((match.start() for match in _CLOSES.finditer(reading, start, end)), default=-1)
    for place in (place for place in range(start, end) if reading[place] == "'"):
        before = reading[place - 1] if place else " "
        after = reading[place + 1] if place + 1 < len(reading) else " "
        if before.isalpha() and after.isalpha():
            yield Edit(place, place + 1, "’", "apostrophe", BY, TypographyRule.INSIDE, "an apostrophe inside a word")
        elif (before.isalpha() or before in ".,!?…") and (after.isspace() or after in '.,;:!?)]—–-”"'):
            yield Edit(
                place,
                place + 1,
                "’",
                "apostrophe",
                BY,
                TypographyRule.BEHIND,
                "an apostrophe, or the mark that closes a quotation",
            )
        elif before in _BEFORE_OPENING and after.isalnum():
            word = _LETTERS.match(reading, place + 1, end)
            elided = word is not None and (word.group().casefold() in ELISIONS or word.group()[:2].isdigit())
            if elided:
                yield Edit(
                    place,
                    place + 1,
                    "’",
                    "apostrophe",
                    BY,
                    TypographyRule.ELIDED,
                    "the apostrophe of a word that lost its beginning",
                )
            elif place < closes:
                yield Edit(
                    place,
                    place + 1,
                    "‘",
                    "quotation-mark",
                    BY,
                    TypographyRule.SINGLE,
                    "a mark before a word, which another closes",
                )


def work(document: Document, context: Context) -> Document:
    """A document with its typography regularised, as its policies want it."""
    names = (field.name for field in fields(Policies))
    stated = {name: context.policies[name] for name in names if name in context.policies}
    return document.read_as(*repair(document.text, context.language, Policies(**stated)))
