"""Evidence of the marks: quotation marks and brackets in pairs, blanks after punctuation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecdosis.languages.detect import common_words
from ecdosis.model.pieces import Edit
from ecdosis.model.quotation import Unpaired, unpaired
from ecdosis.stages.code import is_code
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.rules import AROUND, CARRIED, PROSE, WORDED, SpellingRule

PAIRS: Final = {"“": "”", "(": ")", "[": "]", "«": "»"}
CLOSING: Final = {closing: opening for opening, closing in PAIRS.items()}
FEW: Final = 3
PATIENCE: Final = 4_000
"""Code points of text for one question about a mark; so many, at least FEW, are asked."""
NAMES: Final = {"“": "quotation", "«": "quotation", "(": "bracket", "[": "bracket"}
BRACKETED: Final = 20
"""Lines or paragraphs that a bracket may hold."""
_TIGHT: Final = re.compile(
    r"(?<![\w.@/*(,;])([a-z]{3,})(?:([,;])([^\W\d_]{3,})|([.:!?])([A-Z][a-z]+))(?![\w@/(*]|[.:!,]\w)"
)
"""Two words with punctuation and no blank between; a full stop, colon and the like only before a capital."""
_BRACKET: Final = re.compile(r"(?<!\w)([^\W\d_]{2,})[.,;:!?…][”’]?(\()(?=[^\W\d_]{2,}|…|\.\.\.)")
"""A bracket that opens behind punctuation with no blank before it; not that of a plural, (s), nor of a number."""
_DIGIT: Final = re.compile(r"(?<!\w)([^\W\d_]+) (0)(?= [^\W\d_]{2,})")
"""A nought for a dash, which is beside it on the keyboard."""
_SPEAKS: Final = re.compile(r"^[^\S\n]*[–—]\s*[^\W\d_]", re.MULTILINE)
SPEECHES: Final = 3
"""Paragraphs with a dash where somebody else speaks, from which a text is known to tell so who speaks."""
_TURNED: Final = re.compile(r"»[^\W\d_]")
_GUILLEMET: Final = re.compile(r"«\s?[^\W\d_]")
"""Guillemets that open a quotation: as German has them, and as French has."""
_TWICE: Final = re.compile(r"(?<![,;])([,;])\1(?=\s)")
"""A mark that stands twice."""


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of the reading: where it begins, and what it says."""

    start: int
    text: str


def edits(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for slips of punctuation."""
    words = scorer.words
    yield from _few(list(unbalanced(words.reading, by)), words.reading)
    tight = list(_TIGHT.finditer(words.reading))
    times = Counter(match[0] for match in tight)
    for match in tight:
        mark, place = (match[2], match.start(3)) if match[2] else (match[4], match.start(5))
        known = all(scorer.lexicon.has(part.lower()) for part in (match[1], match[3] or match[5]))
        if known and times[match[0]] == 1:  # what comes again is a name (NEWS.Debian)
            yield Edit(place, place, " ", "punctuation", by, SpellingRule.NO_BLANK, f"marks: no space after “{mark}”.")
    yield from _lacking(scorer, by)
    for match in _TWICE.finditer(words.reading):
        yield Edit(
            match.start() + 1,
            match.end(),
            "",
            "punctuation",
            by,
            SpellingRule.MARK_TWICE,
            f"marks: “{match[1]}” twice.",
        )


def _few(found: Sequence[Edit], reading: str) -> Iterator[Edit]:
    """Questions about pairs of marks; those about a mark that is asked too often are dropped, since such a text has a
    way of its own with it (a translation that opens quotations for each verse, say)."""
    often = Counter(CLOSING.get(edit.after, edit.after) for edit in found)
    most = max(FEW, len(reading) // PATIENCE)

    def is_dirt(mark: str) -> bool:
        """Whether most of them stand alone: specks, which a scan took for marks."""
        return often[mark] > max(FEW, (reading.count(mark) + reading.count(PAIRS[mark])) / 2)

    return (e for e in found if often[m := CLOSING.get(e.after, e.after)] <= most and not is_dirt(m))


def _lacking(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for a blank before a bracket, a hyphen in a compound, and a dash that became a nought."""
    reading = scorer.words.reading
    for match in _BRACKET.finditer(reading):
        if scorer.lexicon.has(match[1].lower()):
            why = "marks: no space before the bracket."
            yield Edit(match.start(2), match.start(2), " ", "punctuation", by, SpellingRule.NO_BLANK, why)
    for match in scorer.lexicon.own.grammar.compounds.finditer(reading):
        why = "marks: the compound lacks its last hyphen."
        yield Edit(match.end() - 1, match.end(), "-", "punctuation", by, SpellingRule.LAST_HYPHEN, why, safe=False)
    dash = next((dash for dash in "–—" if f" {dash} " in reading), "")
    for match in _DIGIT.finditer(reading):
        if dash and match[1].lower() not in common_words(scorer.lexicon.language):
            why = "marks: a digit alone among words; confusion: a dash typed as 0."
            yield Edit(match.start(2), match.end(2), dash, "punctuation", by, SpellingRule.DIGIT, why, safe=False)


def unbalanced(reading: str, by: str) -> Iterator[Edit]:
    """Questions about marks that are opened and not closed, or closed and not opened."""
    paragraphs = [MarkedLine(m.start(), m.group()) for m in re.finditer(r"[^\n]+", reading)]
    alone = _not_carried(list(unpaired([paragraph.text for paragraph in paragraphs], _pairs(reading))), paragraphs)
    for mark in _not_bracketed(alone, paragraphs):
        text = paragraphs[mark.paragraph].text
        if is_code(text) or not is_prose(text[max(0, mark.place - AROUND) : mark.place + AROUND]):
            continue
        what = "is opened, but never closed" if mark.opens else "is closed, but never opened"
        yield _query(paragraphs[mark.paragraph], mark.place, what, by)


def _pairs(reading: str) -> dict[str, str]:
    """The pairs of a text, but for those that it has the other way about, as German has (»so«, „so“), and
    those that hold several paragraphs, of which each has a dash where another speaks, as French has."""
    about = "“" if "„" in reading else ""
    over = len(_SPEAKS.findall(reading)) >= SPEECHES
    about += "«" if over or len(_TURNED.findall(reading)) > len(_GUILLEMET.findall(reading)) else ""
    return {opening: closing for opening, closing in PAIRS.items() if opening not in about}


def is_prose(line: str) -> bool:
    """Whether a line is made of words, so that its marks mean something."""
    letters = sum(len(word) for word in WORDED.findall(line))
    return letters >= PROSE * len("".join(line.split())) and not is_code(line)


def _not_carried(marks: Sequence[Unpaired], paragraphs: Sequence[MarkedLine]) -> Sequence[Unpaired]:
    """The marks without the quotations that are closed in the next paragraph, which did not open them again."""
    apart: set[int] = set()
    for index, (one, two) in enumerate(pairwise(marks)):
        opening, closing = (paragraphs[mark.paragraph].text[mark.place] for mark in (one, two))
        if one.opens and not two.opens and NAMES[opening] == "quotation" and PAIRS[opening] == closing:
            apart |= {index, index + 1} if two.paragraph - one.paragraph <= CARRIED else set()
    return [mark for index, mark in enumerate(marks) if index not in apart]


def _not_bracketed(marks: Sequence[Unpaired], paragraphs: Sequence[MarkedLine]) -> Iterator[Unpaired]:
    """The marks without the brackets that are closed some paragraphs later: a bracket may hold several, as a piece of
    music or a translation does. Those of another kind that stand alone between them are as they were."""
    apart: set[int] = set()
    opened: dict[str, int] = {}
    for index, mark in enumerate(marks):
        what = paragraphs[mark.paragraph].text[mark.place]
        if mark.opens and NAMES[what] == "bracket":
            opened[what] = index
        begun = None if mark.opens else opened.pop(CLOSING[what], None)
        if begun is not None and mark.paragraph - marks[begun].paragraph <= BRACKETED:
            apart |= {begun, index}
    return (mark for index, mark in enumerate(marks) if index not in apart)


def _query(paragraph: MarkedLine, place: int, what: str, by: str) -> Edit:
    mark = paragraph.text[place]
    name = NAMES[CLOSING.get(mark, mark)]
    start = paragraph.start + place
    why = f"marks: a {name} {what} in this paragraph."
    return Edit(start, start + 1, mark, "punctuation", by, SpellingRule.UNBALANCED, why, safe=False)
