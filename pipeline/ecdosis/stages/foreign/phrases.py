"""Phrases in another language of the same script: `Histoire de la révolution russe` in an English text.

A phrase is told by its words: several in a row that are common in one other language, and in none else, least of all
in that of the text. Names tell nothing, since they are the same in all languages, and so do few words, which the text's
own language may have borrowed (raison d'être).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.evidence import certainty
from ecdosis.languages.names import language_name
from ecdosis.stages.foreign.lists import (
    RARE,
    RIVALS,
    borrowed,
    common,
    function_words,
    is_kin,
    languages,
    share,
    shares,
)
from ecdosis.steps import spend

OWN: Final = 1e-3
"""The share of all words from which hardly a line of a text is without a word."""
STRANGE: Final = 2e-4
"""The share up to which a word may be none of the text's own."""
FEWEST: Final = 4
"""Words of a phrase, with blanks between them, at least: shorter ones may have been borrowed, or be names."""
LIMIT: Final = 3.0
"""Log10 units that one word tells at most."""
CAPITAL: Final = 1.0
"""The same for one with a capital, which may be a name."""
COST: Final = 0.15
"""Log10 units against each further word, so that names do not make a phrase longer."""
DROP: Final = 2.5
"""Log10 units lost after which a phrase has ended."""
APART: Final = 1.5
"""Log10 units against what goes on beyond a quotation mark, bracket or figure."""
ENOUGH: Final = 7.0
"""Log10 units that a phrase tells at least."""
TELLING: Final = 1.0
"""Log10 units from which a word is evidence."""
CONTENT: Final = 2
"""Words beside particles that are evidence, at least: a name has none in small letters (Place de la Concorde)."""
MANY: Final = 5
"""Or one, if there are so many different words of any sort: no name has that many particles; """
ALL: Final = 7
"""or none, if there are so many."""
KNOWN: Final = 0.75
"""The share of its words in small letters that the list of its language has."""
USUAL: Final = -4.6
"""How common these are on average, at least (log10)."""
MARGIN: Final = 2.0
"""Log10 units by which any other language must be less likely, with EACH for each word."""
EACH: Final = 0.25
SHORT: Final = 3
"""Letters from which a word is no particle that any misread text may hold."""
NEUTRAL: Final = 1.0
"""Log10 units up to which a word that is likelier in the text's own language may be of either."""
PRIOR: Final = 0.6
"""Log10 odds of a phrase that has passed all the rest."""
SHARED: Final = 0.04
"""What is left of what its words tell: those of one phrase are far from independent."""
REACH: Final = 3
"""Words beside the evidence that may belong to a phrase."""
_QUOTES: Final = frozenset('“”"„«»()[]')
_JOINING: Final = frozenset("'’ʼ-")
_CLOSE: Final = _JOINING | {" "}
"""What stands between words of which nothing parts the one from the other."""
_APART: Final = re.compile(r"[“”\"„«»()\[\]\d]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_ADDRESS: Final = re.compile(r"://|@|/\w+/|www\.|\w\.\w+/")
"""The sign of what is written in no language. It is looked for in each run without blanks: one pattern for run and sign
would go back over the rest of a long run from each of its characters."""
_RUN: Final = re.compile(r"\S+")
_PART: Final = re.compile(r"[^\W\d_]+")
_APOSTROPHES: Final = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True)
class PhraseWord:
    """A word: offsets into the text, as lists of words have it, whether it has a capital, whether a quotation mark,
    bracket or figure stands before it, and whether only an apostrophe or hyphen does."""

    start: int
    end: int
    lower: str
    capital: bool
    apart: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in another language: offsets into the text, the language (BCP 47), how sure that is, and why."""

    start: int
    end: int
    language: str
    certainty: float
    why: str


def words_of(text: str, language: str) -> tuple[PhraseWord, ...]:
    """The words of a text in a language, without addresses and what the language has borrowed as a whole. Apostrophes
    part them, but in words that the language writes with one."""
    own = shares(language)
    found: list[PhraseWord] = []
    at = 0
    for match in _WORD.finditer(silent(text, language)):
        if match.group().casefold().translate(_APOSTROPHES) in own:
            parts = [match.span()]
        else:
            parts = [part.span() for part in _PART.finditer(text, *match.span())]
        for start, end in parts:
            lower = text[start:end].casefold().translate(_APOSTROPHES)
            between = text[at:start]
            apart = between != " " and _APART.search(between) is not None
            found.append(PhraseWord(start, end, lower, text[start].isupper(), apart, between in _JOINING))
            at = end
    return tuple(found)


def silent(text: str, language: str) -> str:
    """A text with strokes for what tells nothing."""
    if _ADDRESS.search(text):
        text = _RUN.sub(lambda run: _strokes(run) if _ADDRESS.search(run[0]) else run[0], text)
    pattern = borrowed(language)
    return pattern.sub(_strokes, text) if pattern else text


def _strokes(match: re.Match[str]) -> str:
    return "/" * len(match[0])


def phrases(text: str, language: str, script: str) -> tuple[Phrase, ...]:
    """The phrases of a text (a paragraph) in other languages of the script (ISO 15924) that its own (ISO 639-1) is
    written in, in order."""
    words = words_of(text, language)
    candidates = sorted(_candidates(words, language, script))
    runs = [run for other in candidates for run in _runs(words, language, other) if run.stands]
    found: list[_Run] = []
    for run in sorted(runs, key=lambda run: -run.told):
        rivals = (other for other in languages(script) if other not in (run.language, language))
        place = bisect_left(found, run.first, key=lambda one: one.first)
        apart = all(one.last <= run.first for one in found[max(0, place - 1) : place])
        apart = apart and all(run.last <= one.first for one in found[place : place + 1])
        if apart and all(run.beats(other) for other in rivals):
            found.insert(place, run)
    return tuple(run.phrase(text, words) for run in found)


def _candidates(words: Sequence[PhraseWord], language: str, script: str) -> frozenset[str]:
    """The languages that words may be in: several in a row are not of the text's own, and are particles of those."""
    own = shares(language)
    found: set[str] = set()
    row: list[PhraseWord] = []
    for word in (*words, None):
        if word is not None and (word.capital or own.get(word.lower, 0.0) < OWN):
            row.append(word)
            continue
        strange = [one.lower for one in row if not one.capital and own.get(one.lower, 0.0) < STRANGE]
        if len(row) >= FEWEST - 1 and len(strange) >= CONTENT:
            found.update(*(function_words(script).get(one, ()) for one in strange))
        row = []
    return frozenset(one for one in found if one not in (language, *RIVALS) and not is_kin(language, one))


def _runs(words: Sequence[PhraseWord], language: str, other: str) -> Iterator[_Run]:
    """The stretches of words that another language makes likelier, each as long as that grows (as the X-drop of
    sequence alignment has it: Altschul et al. 1990)."""
    told = [tells(word, language, other) - COST for word in words]
    first = 0
    while first < len(told):
        total = most = 0.0
        end = index = first
        for index in range(first, len(told)):
            total += told[index] - (APART if words[index].apart and index > first else 0)
            if total <= 0 or total < most - DROP:
                break
            if total > most:
                most, end = total, index + 1
        spend(index - first, "it looked for phrases in another language")
        if most >= ENOUGH:
            yield _Run(words[first:end], first, language, other, most)
        first = max(end, first + 1)


def _gap(text: str, words: Sequence[PhraseWord], index: int, step: int) -> str:
    """What stands between a word and the next (`step` 1) or the one before (-1)."""
    other = index + step
    if step > 0:
        return text[words[index].end : words[other].start if other < len(words) else len(text)]
    return text[words[other].end if other >= 0 else 0 : words[index].start]


def tells(word: PhraseWord, language: str, other: str) -> float:
    """How much likelier a word is in another language (log10)."""
    most = CAPITAL if word.capital else LIMIT
    return max(-most, min(most, log10_share(word, other) - log10_share(word, language)))


def leans(text: str, language: str, other: str) -> bool:
    """Whether words of a phrase in another language lean to that by themselves."""
    return sum(tells(word, language, other) for word in words_of(text, language)) >= TELLING


def log10_share(word: PhraseWord, language: str) -> float:
    """The share of a word of all words of a language, as log10."""
    return math.log10(share(word.lower, language) + RARE)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a text (the first is the `first`th) that are likelier in another language than in that of the text
    (`own`), by so much (log10)."""

    words: Sequence[PhraseWord]
    first: int
    own: str
    language: str
    told: float

    @property
    def last(self) -> int:
        return self.first + len(self.words)

    @property
    def plain(self) -> list[PhraseWord]:
        """Those that are no names."""
        return [word for word in self.words if not word.capital]

    @property
    def chunks(self) -> int:
        """How many of the words stand together without a sign that sets them apart; those that an apostrophe or hyphen
        joins are one."""
        most = count = 0
        for word in self.words:
            count = 1 if word.apart else count + (not word.joined)
            most = max(most, count)
        return most

    @property
    def evidence(self) -> list[str]:
        """The words, each once, that are far likelier in the other language."""
        return list(dict.fromkeys(word.lower for word in self.plain if tells(word, self.own, self.language) >= TELLING))

    @property
    def stands(self) -> bool:
        """Whether there is evidence enough for the other language."""
        plain, evidence = self.plain, self.evidence
        particles = common(self.language)
        content = [word for word in evidence if word not in particles and len(word) >= SHORT]
        many = len(content) >= CONTENT or len(evidence) >= (MANY if content else ALL)
        if self.chunks < FEWEST or not many or len(content) == len(evidence):
            return False
        known = sum(share(word.lower, self.language) > 0 for word in plain) / len(plain)
        usual = sum(log10_share(word, self.language) for word in plain) / len(plain)
        return known >= KNOWN and usual >= USUAL

    def beats(self, other: str) -> bool:
        """Whether a further language is much less likely."""
        told = sum(log10_share(word, self.language) - log10_share(word, other) for word in self.words)
        return told >= MARGIN + EACH * len(self.words)

    def phrase(self, text: str, words: Sequence[PhraseWord]) -> Phrase:
        """The phrase that the words of a text are, with the words beside them that belong to it."""
        first, last = self._edge(text, words, -1), self._edge(text, words, 1)
        shown = ", ".join(f"“{word}”" for word in self.evidence[:4])
        name = language_name(self.language)
        why = f"{len(self.words)} words that are {name} and not {language_name(self.own)}: {shown}"
        return Phrase(words[first].start, words[last].end, self.language, certainty(PRIOR, SHARED * self.told), why)

    def _edge(self, text: str, words: Sequence[PhraseWord], step: int) -> int:
        """The first (`step` -1) or last word of the phrase. Words up to the end of its quotation belong to it, unless
        they are of the text's own language; names at it, or a word that tells little, which a sign parts from it do
        not."""
        edge = furthest = self.first if step < 0 else self.last - 1
        for outward in range(edge, edge + (REACH + 1) * step, step):
            gap = _gap(text, words, outward, step)
            if not _QUOTES.isdisjoint(gap) or not 0 <= outward + step < len(words):
                return outward
            word = words[outward + step]
            told = tells(word, self.own, self.language)
            if told < -NEUTRAL or not (gap in _CLOSE or (gap == ", " and not word.capital)):
                break
            listed = told >= 0 and share(word.lower, self.language) > 0
            if gap in _JOINING or (gap == " " and listed):
                furthest = outward + step
        for inward in range(edge, edge - REACH * step, -step) if furthest == edge else ():
            word = words[inward]
            if tells(word, self.own, self.language) >= TELLING or (inward != edge and not word.capital):
                break
            if _gap(text, words, inward, -step) not in _CLOSE:
                return inward - step
        return furthest
