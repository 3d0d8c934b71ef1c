"""The edits that set typed marks as a printer would, by the style of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ecdosis.model.pieces import Edit
from ecdosis.stages.typography.apostrophes import Told, told
from ecdosis.stages.typography.quotation import Blank, Paired, Pairing, pair
from ecdosis.stages.typography.rules import TypographyRule
from ecdosis.stages.typography.style import BLANK, BLANKS, Style
from ecdosis.stages.typography.untouched import is_table, untouched_in

BY: Final = "typography"
TYPED: Final = "typewriter-mark"
"""The kind of what is set throughout a text that has typed marks alone."""
WHY: Final = {
    "opening": "a mark that opens, by what stands round it",
    "closing": "a mark that closes, by what stands round it",
    TypographyRule.INSIDE: "an apostrophe inside a word",
    TypographyRule.BEHIND: "an apostrophe, or the mark that closes a quotation",
    TypographyRule.DROPPED: "an apostrophe, in a text that often drops the last letters of words",
    TypographyRule.ELIDED: "the apostrophe of a word that lost its beginning",
    TypographyRule.SINGLE: "a mark before a word, which another closes",
}
_QUOTE: Final = r"“‘„‚«‹\"'"
_CAPITAL: Final = rf"[{_QUOTE}(\[_*¿¡]{{0,2}}[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ]"
_SPACE: Final = "[ \u00a0\u202f]"
_DASH: Final = re.compile(
    # closed up with the word before, and with what follows or not
    rf"(?<=[\w.,;:!?”’»\"')\]*…])(?<!<!)-{{2,3}}(?=[\w{_QUOTE}”’»(\[*.,;:!?)…¿¡£€$§]|\s|$)"
    # between blanks, or a blank and a mark
    rf"|(?<=[\w.,;:!?”’»\"')\]*…-]{_SPACE})-{{2,3}}(?={_SPACE}\S|{_SPACE}?$|[\"”’'»“]|[.,;:!?)\]](?![\w.]))"
    rf"|(?:(?<=[\w.,;:!?”’\"')] )|(?<=[{_QUOTE}(\[]))-{{2,3}}(?= ?{_CAPITAL})|(?<=[!?;”\"] )-{{2,3}}(?=[^\W\d_])"
    rf"|(?<=[(\[])-{{2,3}}(?={_SPACE})|(?:^|(?<=\n)|(?<=  ))-{{2,3}}(?={_SPACE}\S|{_CAPITAL}|\.\.\.|…)"
    rf"|(?<=[^\W\d_A-Z][^\W\d_A-Z])-{{4}}(?=[\"”’')]|\s*$|[A-Z])",  # what breaks off: now----"
    re.MULTILINE,
)
_SAID: Final = re.compile(_DASH.pattern + rf"|(?<!\S)-{{2,3}}(?=[{_QUOTE}(]{{0,2}}[^\W\d_])", re.MULTILINE)
"""The same where speech begins with a dash (--No --he said): it is closed up with the word behind it."""
_SPEECH: Final = re.compile(rf"^-{{2,3}}{_CAPITAL}", re.MULTILINE)
SPEECHES: Final = 3
"""Lines that begin so from which a text sets speech with dashes."""
_BLANK_NAME: Final = re.compile(
    r"(?<!\w)(?<!\w['’])(?:[B-HJ-NP-Z]-{2,3}(?![^\W\d_]{3})|[^\W\d_AIOaio]-{2,3}[^\W\d_]{1,2}\b)"
)
"""The letter of a name, or of an oath, that is left blank (`Mr. B--`, `d--n`): the word I, A and O apart."""
_DOTS: Final = re.compile(r"(?<![.…])\.{3}(?![.…])")
_TWINS: Final = re.compile(r"(?<![\w‘’])‘‘(?=[^\s‘’])|(?<=[^\s‘’])’’(?![\w’])")
UNPAIRED: Final = 0.1
"""Share of them that may have no partner, as where a page ends."""
_LEADER: Final = re.compile(r"[ ]{3,}(?:[£$]?\d[\d,.]{0,9}|[ivxlc]{1,7})$", re.MULTILINE)
"""The blanks between an entry of a table of contents, or of an account, and its page or sum."""
_NAMED: Final = re.compile(
    r"^[^\S\n]*(?:[^\W\d_]{1,4}\.[^\S\n])?[^\W\d_a-z][^\n.:\[\]()]{1,28}[.:]"
    r"(?:[^\S\n]?[\[(][^\[\]()\n]{1,80}[\])][.:]?)?[^\S\n]{2,}(?=\S)",
    re.MULTILINE,
)
"""The name of who speaks, at the beginning of a line, and the gap behind it."""
NAMED: Final = 8
"""Lines that begin so, from which the gap is how a play is set."""
FAR: Final = 8
"""Blanks that part what stands far in a line from the rest, as a stage direction at its end: nobody's slip."""
_TYPED_BEFORE: Final = re.compile(r"[.!?:][”’\"')]?[ ]{2}$")


class Marks(NamedTuple):
    """The straight marks of a reading: the double ones paired, what each single one is; and whether nearly all of them
    can be told."""

    double: Pairing
    single: tuple[Told, ...]

    @property
    def told(self) -> int:
        """How many quote or are apostrophes, as far as can be told."""
        single = sum(one.role != "left" for one in self.single)
        return len(self.double.paired) + len(self.double.unpaired) + single

    @property
    def unpaired(self) -> int:
        """How many of them have no partner."""
        return len(self.double.unpaired) + sum(one.unpaired for one in self.single)


def marks(reading: str, style: Style) -> Marks:
    """The straight marks of a reading."""
    untouched = untouched_in(reading)
    quotes = style.quotes
    known = (quotes.outer[0], quotes.outer[1]) if quotes and style.own_quotes else ("", "")
    double = pair(reading, untouched, known, nests=quotes is not None and quotes.nests, twos=style.twos)
    single = told(reading, untouched, style.language, quotes=quotes is None or not quotes.nests)
    return Marks(double, tuple(single))


def edits(reading: str, style: Style) -> Iterator[Edit]:
    """The edits of one reading, in no order."""
    if style.quotes or style.misplaced:
        found = marks(reading, style)
        if style.quotes and style.inside:
            yield from _single(tuple(one for one in found.single if one.rule is TypographyRule.INSIDE), style)
        elif style.quotes:
            yield from _double(reading, found.double, style)
            yield from _single(found.single, style)
        if style.misplaced and not (style.quotes and style.quotes.blank):
            yield from _misplaced(reading, found.double)
    if style.twinned:
        yield from _twinned(reading)
    if style.dash or style.ellipsis:
        untouched = untouched_in(reading)
        yield from (edit for edit in _dashes_and_dots(reading, style) if edit.start not in untouched)
    yield from _blanks(reading, style)


def _twinned(reading: str) -> Iterator[Edit]:
    """The edits for double marks that a printer set of two single ones, where as many close as open."""
    found = list(_TWINS.finditer(reading))
    opening = sum(match[0] == "‘‘" for match in found)
    if opening and abs(len(found) - 2 * opening) <= UNPAIRED * opening:
        for match in found:
            mark = "“" if match[0] == "‘‘" else "”"
            yield _edit(match, mark, "quotation-mark", TypographyRule.TWINNED, "two single marks set for a double one")


def _double(reading: str, found: Pairing, style: Style) -> Iterator[Edit]:
    quotes = style.quotes
    assert quotes is not None
    kind = "quotation-mark" if style.own_quotes else TYPED
    for one in found.paired:
        opens = one.side == "opening"
        mark = (quotes.inner if one.depth and quotes.nests else quotes.outer)[0 if opens else 1]
        if one.again and quotes.again:
            mark = quotes.again
        start, end = one.place, one.end
        if quotes.blank and mark in quotes.outer:
            inside = reading[end : end + 1] if opens else reading[start - 1 : start]
            start, end = (start, end + (inside == " ")) if opens else (start - (inside == " "), end)
            blank = "" if inside in ("\u00a0", "\u202f") else quotes.blank
            mark = mark + blank if opens else blank + mark
        yield Edit(start, end, mark, kind, BY, TypographyRule.PAIRED, WHY[one.side])


def _single(found: tuple[Told, ...], style: Style) -> Iterator[Edit]:
    quotes = style.quotes
    assert quotes is not None
    for one in found:
        if one.rule is None:
            continue
        apostrophe = one.role == "apostrophe"
        mark = "’" if apostrophe else quotes.inner[0 if one.role == "opening" else 1]
        kind = TYPED if not style.own_quotes else "apostrophe" if mark == "’" else "quotation-mark"
        yield Edit(one.place, one.place + 1, mark, kind, BY, one.rule, WHY[one.rule])


def _misplaced(reading: str, found: Pairing) -> Iterator[Edit]:
    """The edits for blanks on the wrong side of marks."""
    why = "a space on the wrong side of a quotation mark, by the mark that it pairs with"
    for one in found.paired:
        if one.blank is Blank.NONE:
            continue
        inner = _inner(one)
        yield Edit(inner, inner + 1, "", "spacing", BY, TypographyRule.WRONG_SIDE, why)
        if one.blank is Blank.WRONG_SIDE:
            outer = one.place if one.side == "opening" else one.end
            yield Edit(outer, outer, " ", "spacing", BY, TypographyRule.WRONG_SIDE, why)


def _inner(one: Paired) -> int:
    """The place of the blank between a mark and the words that it is of."""
    return one.end if one.side == "opening" else one.place - 1


def _dashes_and_dots(reading: str, style: Style) -> Iterator[Edit]:
    if style.dash:
        said = len(_SPEECH.findall(reading)) >= SPEECHES
        for match in (_SAID if said else _DASH).finditer(reading):
            start, end = match.span()
            if start and _BLANK_NAME.match(reading, start - 1):
                continue
            numbers = reading[start - 1 : start].isdigit() and reading[end : end + 1].isdigit()
            kind = "dash" if style.own_dash else TYPED
            mark = style.dash * (2 if end - start == 4 else 1)
            yield _edit(match, "–" if numbers else mark, kind, TypographyRule.DASH, "hyphens typed for a dash")
    if style.ellipsis:
        kind, more = ("ellipsis", "; the text uses the one sign elsewhere") if style.own_ellipsis else (TYPED, "")
        for match in _DOTS.finditer(reading):
            yield _edit(match, style.ellipsis, kind, TypographyRule.ELLIPSIS, f"three full stops{more}")


def _blanks(reading: str, style: Style) -> Iterator[Edit]:
    if style.blanks:
        why = "a space before a mark of punctuation, which the text does not use"
        for match in BLANK.finditer(reading):
            yield _edit(match, "", "spacing", TypographyRule.BLANK_BEFORE, why)
    if style.doubled:
        end, table = -1, False
        named = {match.end() for match in _NAMED.finditer(reading)}
        named = named if len(named) >= NAMED else set()
        for match in BLANKS.finditer(reading):
            if match.start() >= end:
                start = reading.rfind("\n", 0, match.start()) + 1
                end = reading.find("\n", match.end())
                end = end if end >= 0 else len(reading)
                table = is_table(reading[start:end])
            spaced = style.typed and _TYPED_BEFORE.search(reading, match.start() - 2, match.end())
            set_so = match.end() in named or len(match[0]) >= FAR
            if not table and not spaced and not set_so and not _LEADER.match(reading, match.start()):
                yield _edit(match, " ", "spacing", TypographyRule.BLANKS, "more than one space between words")


def _edit(match: re.Match[str], after: str, kind: str, certainty: float, why: str) -> Edit:
    return Edit(match.start(), match.end(), after, kind, BY, certainty, why)
