"""The drop capital of a chapter that a program has misread: `npHE sun` for `THE sun`, `TT was` for `IT was`.

It is large, so that such programs see its strokes apart and make signs and letters of them. Printers set the rest of
its word in capitals: these tell the word if the word list of the language has only one with them and the letters that
such strokes may be (`drop_capitals.toml`), or one that is far more usual than all others.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from string import ascii_uppercase
from typing import Final, NamedTuple

from ecdosis.languages.detect import frequencies
from ecdosis.model.pieces import Edit
from ecdosis.model.text import Text
from ecdosis.stages.lines.letterspacing import KNOWN, RARER, SMALL, USUAL
from ecdosis.stages.lines.rules import LineRule
from ecdosis.stages.words import words

OFTEN: Final = 3
"""Chapters of a text that begin so, from which it is a scan that misreads its drop capitals; fewer are asked."""
LONG: Final = 6
"""Letters of a word that need not be usual: few others are like it."""
FAR: Final = 3.0
"""Log10 units by which a word must be more usual than what stands there, if that is all letters (`TRON`: `IRON`)."""
GLUED: Final = 2
"""Letters of the word that may be of the drop capital (`TTOR` for `FOR`), at most."""
HEADING: Final = 120
"""Code points in which the last line of a heading stands."""
CAPITALS: Final = 0.6
"""Share of its letters that are capitals in a heading above such a word."""
_BEGUN: Final = re.compile(
    r"(?:\A|\n[ \t]{0,40}\n|\f\n?)[ \t]{0,40}(?P<dirt>[^\n\w]{0,6}(?:[^\W\d_]{1,2}[^\n\w]{1,4}){0,2}(?:[a-z]{2})?)"
    r"(?P<rest>[A-Z]{1,20})(?= ?[,;]? [a-z])"
)
"""The first word of a paragraph, whose last letters are capitals, before a small letter, and what stands before it."""
_BLANK: Final = re.compile(r"\n[ \t]{0,40}\n")
_QUOTE: Final = re.compile(r"[\"“”]|''|‘‘|’’")
_LETTER: Final = re.compile(r"[^\W\d_]")


class _Meant(NamedTuple):
    """A word that may be meant, how usual it is (Zipf frequency), and whether nothing else may be."""

    word: str
    usual: float
    sure: bool = False


def edits(text: Text, language: str, by: str) -> Iterator[Edit]:
    """Proposals for the drop capitals of chapters with the rest of their words, in texts of the Latin script: made if
    the scan has several such, and only one word can be meant; else asked."""
    known = frequencies(language.partition("-")[0])
    found = list(_found(text.reading, known)) if known else []
    often = sum(meant.sure for _, meant in found) >= OFTEN
    for match, meant in found:
        start = match.start("dirt") + len(_kept(text.reading, match))
        why = f"The misread drop capital of “{meant.word}”."
        safe = often and meant.sure
        rule = LineRule.DROP_CAPITAL if safe else LineRule.DROP_CAPITAL_DOUBTED
        yield Edit(start, match.end("rest"), meant.word, "spelling", by, rule, why, safe, at=text.position(start))


def _found(reading: str, known: Mapping[str, float]) -> Iterator[tuple[re.Match[str], _Meant]]:
    """The beginnings of chapters whose drop capital is misread, with the word that is meant or may be."""
    for match in _BEGUN.finditer(reading):
        if not _is_below_heading(reading, match.start()) or _stands_elsewhere(reading, match):
            continue
        if meant := _meant(match["dirt"], match["rest"], known):
            yield match, meant


def _stands_elsewhere(reading: str, match: re.Match[str]) -> bool:
    """Whether what stands is a word that the text has again, in small letters: a name, say, that no list has."""
    word = match["rest"]
    if match["dirt"].strip() or len(word) <= GLUED:
        return False
    again = re.compile(rf"(?<![^\W\d_]){word[0]}{word[1:].lower()}(?![^\W\d_])")
    return again.search(reading) is not None


def _meant(dirt: str, rest: str, known: Mapping[str, float]) -> _Meant | None:
    """The word that may be meant; None if there is none."""
    stands, shape = _usual(rest, known), "".join(dirt.split())
    alone = len(shape) == 1 and stands > 0  # `O ALL ye`, `A CLATTER of`
    if len(rest) > 1 and (alone or (stands >= USUAL and not _letters(shape))):
        return None
    candidates = [one for length in range(GLUED + 1) for one in _candidates(dirt + rest[:length], rest[length:], known)]
    ranked = sorted(candidates, key=lambda one: -one.usual)
    if not ranked or (not shape and ranked[0].usual - stands < FAR):
        return None
    alone = len(ranked) == 1 or ranked[0].usual - ranked[1].usual >= RARER
    return ranked[0]._replace(sure=ranked[0].sure and alone)


def _candidates(drop: str, rest: str, known: Mapping[str, float]) -> Iterator[_Meant]:
    """The words that a letter and the rest may be, if that letter may be what stands for the drop capital; of a shape
    that is not listed any letter, if the word is long. One letter for another is sure in long words and those of
    two letters alone: else what stands may be a name (`ORANT`)."""
    shape = "".join(drop.split())
    letters = _letters(shape)
    least = SMALL if len(rest) == 1 else KNOWN if len(rest) >= LONG else USUAL
    if not shape or not rest or not (letters or len(rest) >= LONG):
        return
    for letter in letters or ascii_uppercase:
        usual = _usual(letter + rest, known)
        if usual >= least:
            yield _Meant(letter + rest, usual, len(shape) > 1 or len(rest) >= LONG or len(rest) == 1)


def _letters(shape: str) -> str:
    """The letters that a shape may be, with the quotation mark before it or without; none if it is not listed."""
    forms = (shape, shape.lstrip("\"'"), shape.replace('"', ""))
    return next((_shapes()[one] for one in forms if one in _shapes()), "")


def _usual(word: str, known: Mapping[str, float]) -> float:
    """The Zipf frequency of a word; 0 if the list of the language does not have it."""
    share = known.get(word.casefold(), 0.0)
    return math.log10(share) + 9 if share else 0.0


def _kept(reading: str, match: re.Match[str]) -> str:
    """The quotation mark before the drop capital, if the paragraph has a mark that closes what it opens."""
    mark = _QUOTE.match(match["dirt"])
    end = _BLANK.search(reading, match.end())
    paragraph = reading[match.end() : end.start() if end else len(reading)]
    return mark[0] if mark and len(_QUOTE.findall(paragraph)) % 2 else ""


def _is_below_heading(reading: str, at: int) -> bool:
    """Whether the last line above an offset is in capitals, or begins with the name of a division."""
    line = reading[max(0, at - HEADING) : at].rstrip().rpartition("\n")[2].strip()
    letters = _LETTER.findall(line)
    capitals = sum(map(str.isupper, letters)) >= CAPITALS * len(letters)
    return bool(letters) and (capitals or line.split()[0].casefold().rstrip(".") in words("divisions"))


@cache
def _shapes() -> Mapping[str, str]:
    """What a shape may be: the letters."""
    text = files("ecdosis.stages.lines").joinpath("drop_capitals.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["shapes"]  # type: ignore[no-any-return]
