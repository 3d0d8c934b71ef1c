"""Words in another script than the text's: a line in Cyrillic letters in an English text.

That they are no words of the text's language is plain; in which language they are is said only if it is certain, by the
letters and by how common the words are in the languages of the script. Else it is undetermined (`und-Cyrl`).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ecdosis.languages.detect import frequencies
from ecdosis.languages.names import language_name
from ecdosis.stages.foreign.lists import LATIN, RIVALS, SERBIAN, languages, share, table
from ecdosis.stages.foreign.phrases import Phrase
from ecdosis.stages.foreign.rules import ForeignRule
from ecdosis.stages.lookalikes import PAIRS

LETTERS: Final = 3
"""Letters of a phrase at least: fewer may be a sign (α, ΔE)."""
SIGNS: Final = 6
"""Capitals up to which they may be signs, or the name of something."""
WORDS: Final = 2
"""Words in Latin letters at least, beside names, which are at home in texts of any script."""
RAREST: Final = 1e-8
"""The share of a word that no list has."""
KNOWN: Final = 0.75
"""The share of its words that are in use in its language: """
USED: Final = 1e-6
"""so common at least. Rarer ones in a list may be of its neighbours."""
MARGIN: Final = 2.0
"""Log10 units by which any other language of the script must be less likely."""
_MARKS: Final = r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u093a-\u094f]*"
_WORD: Final = re.compile(rf"(?:[^\W\d_]{_MARKS})+")
_JOINS: Final = re.compile(r"[\s,.;:!?'’״׳…—–-]*")
"""What may stand between the words of a phrase."""
_POINTED: Final = ("Cyrl", "Hebr", "Arab")
_ADDRESS: Final = frozenset("/@\\_=<>{}")
"""Signs beside what is an address or a name in a program."""
_ALIKE: Final = frozenset("".join(others for others, _ in PAIRS.values()))
"""Letters that look like Latin ones: words of nothing else are slips of an OCR engine."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    script: str


def strangers(text: str, script: str) -> tuple[Phrase, ...]:
    """The phrases of a text (a paragraph) that are in another script than its own (ISO 15924), in order."""
    if script == "Latn" and text.isascii():
        return ()
    runs = _runs(text, script)
    return tuple(phrase for run in runs if _stands(text, run) and (phrase := _phrase(text, run)))


def _runs(text: str, own: str) -> Iterator[Sequence[_Word]]:
    """The words of other scripts, those together that stand beside each other."""
    run: list[_Word] = []
    for match in _WORD.finditer(text):
        word = _Word(match.start(), match.end(), match.group(), _script_of(match.group()))
        if run and (word.script != run[-1].script or not _JOINS.fullmatch(text, run[-1].end, word.start)):
            yield tuple(run)
            run = []
        if word.script not in (own, ""):
            run.append(word)
    if run:
        yield tuple(run)


def _script_of(word: str) -> str:
    """The script of all letters of a word (ISO 15924); empty if they are of several, or of one that is not known.
    Japanese is written with Chinese signs as well."""
    found = {_script(letter) for letter in word if letter.isalpha()}
    if found == {"Jpan", "Hani"}:
        return "Jpan"
    return found.pop() if len(found) == 1 else ""


@cache
def _script(letter: str) -> str:
    found: str = table("scripts").get(unicodedata.name(letter, "").partition(" ")[0], "")
    return found


def _stands(text: str, run: Sequence[_Word]) -> bool:
    """Whether words are a phrase, and not signs, a name, or Latin words misread."""
    first, last, script = run[0], run[-1], run[0].script
    letters = [c for word in run for c in word.text if c.isalpha()]
    if not _ADDRESS.isdisjoint(text[max(0, first.start - 1) : last.end + 1]):
        return False
    if script in ("Hani", "Jpan", "Hang"):
        return len(letters) > 1
    if script == "Latn":
        return sum(word.text.islower() and len(word.text) >= LETTERS for word in run) >= WORDS
    signs = len(letters) <= SIGNS and all(c.isupper() for c in letters)
    return (
        len(letters) >= LETTERS
        and not signs
        and max(len(word.text) for word in run) > 1
        and not _ALIKE.issuperset(letters)
    )


def _phrase(text: str, run: Sequence[_Word]) -> Phrase:
    """The phrase that words of another script are."""
    script, start, end = run[0].script, run[0].start, run[-1].end
    words = [_listed(word.text, script) for word in run]
    language = _by_letters(words, script) or _by_words(words, script)
    name = next(name for name, code in table("scripts").items() if code == script).capitalize()
    if language:
        why = f"{name} letters, and words of {language_name(language)}"
        return Phrase(start, end, language, ForeignRule.SCRIPT, why)
    return Phrase(start, end, f"und-{script}", ForeignRule.SCRIPT, f"{name} letters; in which language is not certain")


def _listed(word: str, script: str) -> str:
    """A word as lists have it: small letters, without stress and vowel points where these are left out as a rule."""
    composed = unicodedata.normalize("NFC", word.casefold())
    return "".join(c for c in composed if script not in _POINTED or not unicodedata.combining(c))


def _by_letters(words: Sequence[str], script: str) -> str:
    """The language that alone has letters of some words, or their script; empty if there is none."""
    found = (language for language, letters in table("letters").items() if not set(letters).isdisjoint("".join(words)))
    return next(found, "") or table("alone").get(script, "")


def _by_words(words: Sequence[str], script: str) -> str:
    """The language of a script whose words some are, and no other's; empty if there is none."""
    told: list[tuple[float, float, str]] = []
    for language in languages(script):
        alphabet = table("alphabets").get(language)
        if alphabet is None or all(set(word) <= set(alphabet) for word in words):
            listed = [_share(word, language) for word in words if len(word) > 1] or [0.0]
            known = sum(share >= USED for share in listed) / len(listed)
            told.append((sum(math.log10(share + RAREST) for share in listed), known, language))
    told.sort(reverse=True)
    if not told or told[0][1] < KNOWN or told[0][2] in RIVALS:
        return ""
    return told[0][2] if len(told) == 1 or told[0][0] - told[1][0] >= MARGIN else ""


def _share(word: str, language: str) -> float:
    """The share of a word of all words of a language, by its largest list."""
    return share(word, language) if language in (LATIN, SERBIAN) else frequencies(language, "best").get(word, 0.0)
