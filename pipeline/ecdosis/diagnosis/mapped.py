"""Ligatures that another character stands for, because a font of the PDF or the program that read it has no map for
them: Þ, a control character, U+FFFD.

Solved like a cipher: of the words with such a character nearly all must be none as they stand, and known words with
one ligature in its place throughout (a rule of the file), or, where one character stands for all ligatures, each with
the only ligature that makes a word of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from operator import add
from typing import Final

from ecdosis.diagnosis.finding import Finding, Subject, examples, named
from ecdosis.diagnosis.vocabulary import CLEAR, FURTHER, LIGATURES, Vocabulary, letters, vocabulary

FEWEST: Final = 4
"""Different words that prove it."""
SHARE: Final = 0.75
"""Of the different words with a character, so many must be solved; the others are names and rare words."""
RIVAL: Final = 0.75
"""A second ligature that solves so many of the words that the first does leaves no rule."""
KNOWN: Final = 0.2
"""If so many of the words with a character are known as they stand, it is a letter of this language."""
MOST: Final = 200
"""Different words that are looked at, the commonest: more would say the same."""
GRAVE: Final = 0.1
"""If in more than this share of the words nothing is read, the edition is a bad one."""
TOGETHER: Final = 2
"""Places in one word that are solved together."""
_LATIN: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
_SOUND: Final = "¬“”‘’„‚«»‹›–—…•·§°\xa0\u00ad\u0300-\u036f\u200b-\u200f\u2010-\u2015\u2060\ufb00-\ufb06\ufeff"
"""Beyond ASCII, what stands beside letters in sound texts; ¬ among it, which divides words at line ends."""
_MARKS: Final = '!"#$%&*+<=>?@\\\\^`|~¡¿\f'
"""What stands beside words in sound texts, but seldom in them."""
_BLANKS: Final = r"\t-\r \x85\u2000-\u200a\u2028\u2029\u202f\u205f"
_SIGN: Final = re.compile(
    rf"(?![{_SOUND}{_MARKS}{_BLANKS}])[\0-\x1f\x7f-ɏ\u02b0-\u02ff\u2000-\u2bff\ud800-\uf8ff\ufffc\ufffd\U000f0000-\U0010ffff]"
    rf"|(?<=[a-z])[{_MARKS}](?=[a-z])"
)
"""A character that may stand for a ligature: a control character, one of a private area, a byte that is none, a letter
or sign that a sound text seldom has; a mark between two small letters."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A character (`sign`) that stands for a ligature in a text: for which (`rule`; empty: for any); the `words` with
    it, in small letters, and how often each occurs; and of those that are words with ligatures in the places of the
    sign, these (`readings`). `doubtful` are those that may also read otherwise."""

    sign: str
    rule: str
    words: Mapping[str, int]
    readings: Mapping[str, tuple[str, ...]]
    doubtful: frozenset[str] = frozenset()

    @property
    def read(self) -> int:
        """In how many words of the text it is read as a ligature."""
        sure = self.words if self.rule else self.readings.keys() - self.doubtful
        return sum(self.words[word] for word in sure)

    @property
    def left(self) -> int:
        """In how many it is not."""
        return sum(self.words.values()) - self.read


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in a text from `start` to `end` (code points) is the ligature `after`, which makes `word` of what it
    stands in. `known`: that is a word; `sure`: no other ligature makes one of it, or the rule of the file says so."""

    start: int
    end: int
    after: str
    word: str
    known: bool
    sure: bool


def mapped(text: str, language: str) -> tuple[Mapped, ...]:
    """The characters that stand for ligatures in a text, in the order of their codes; none in a sound one."""
    counts = Counter(match[0] for match in _SIGN.finditer(text))
    signs = {sign for sign, count in counts.items() if count >= FEWEST}
    signs -= letters(language) if any(map(str.isalpha, signs)) else set()
    if not signs:
        return ()
    words: dict[str, Counter[str]] = {sign: Counter() for sign in sorted(signs)}
    for word, _ in _words(text, signs):
        for sign in signs.intersection(word):
            words[sign][_small(word, sign)] += 1
    words = {sign: its for sign, its in words.items() if len(its) >= FEWEST}
    if not words:
        return ()
    known = vocabulary(language)
    ligatures = [one for one in LIGATURES if one != "ft" or text.count(one) < FEWEST]  # most faces have none for ft
    damaged = {sign: Counter({w: n for w, n in its.items() if _damaged(w, sign, known)}) for sign, its in words.items()}
    found = (_solved(sign, its, ligatures, known) for sign, its in damaged.items())
    return tuple(one for one in found if one)


def _words(text: str, signs: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The words of a text that have one of some signs in them or beside them, and where they begin."""
    strange = set(signs)
    for match in re.finditer(rf"[{_LATIN}{''.join(map(re.escape, sorted(strange)))}]+", text):
        if not strange.isdisjoint(match[0]) and not strange.issuperset(match[0]):
            yield match[0], match.start()


def _damaged(word: str, sign: str, known: Vocabulary) -> bool:
    """Whether a sign damages a word: a mark before or after a known one is a mark, unless a ligature there makes one
    that is commoner by far."""
    rest = word.strip(sign)
    if sign not in _MARKS or not known.knows(rest):
        return True
    best = known.best(word.replace(sign, one) for one in LIGATURES)
    return best is not None and known.frequency(best[0]) >= known.frequency(rest) + CLEAR


def places(text: str, found: Sequence[Mapped]) -> Iterator[Place]:
    """Where the characters that were found stand for ligatures in a text, in order."""
    of = {one.sign: one for one in found}
    for written, start in _words(text, of) if of else ():
        for sign in sorted(of.keys() & set(written)):
            one, word = of[sign], _small(written, sign)
            way = one.readings.get(word) or (one.rule,) * word.count(sign)
            if word in one.words and all(way):
                known, sure = word in one.readings, word not in one.doubtful
                where = (at for at, character in enumerate(written, start) if character == sign)
                whole = _with(written, sign, way)
                yield from (Place(at, at + 1, after, whole, known, sure) for at, after in zip(where, way, strict=True))


def examine(subject: Subject) -> Finding | None:
    """That other characters stand for ligatures, and for which."""
    found = mapped(subject.text, subject.language)
    if not found:
        return None
    stand = list(places(subject.text, found))
    told = [_told(one, subject.text, stand) for one in found]
    left = sum(one.left for one in found)
    ask = f"Words left as they are: {left:,}. Look at them, and correct the source if they are many."
    grave = left > GRAVE * (left + sum(one.read for one in found))
    return Finding("ligatures-mapped", " ".join(told), ask if left else "", grave)


def _told(one: Mapped, text: str, stand: Sequence[Place]) -> str:
    """What a character stands for, with examples."""
    its = [(place.start, place.end) for place in stand if text[place.start] == one.sign]
    total = one.read + one.left
    where = examples(text, its)
    if one.rule:
        return (
            f"{named(one.sign)} stands for the ligature “{one.rule}” in {total:,} words ({where}), as nearly all of "
            "them show, and is read so."
        )
    return (
        f"{named(one.sign)} stands for ligatures (fi, fl, ff …) in {total:,} words ({where}). In {one.read:,} only one "
        "of them makes a word, and is read."
    )


def _small(word: str, sign: str) -> str:
    """A word in small letters, but for a sign in it."""
    return "".join(character if character == sign else character.lower() for character in word)


def _solved(sign: str, words: Counter[str], ligatures: Sequence[str], known: Vocabulary) -> Mapped | None:
    """What a character stands for, by the words that have it."""
    common = [word for word, _ in words.most_common(MOST)]
    if len(common) < FEWEST or sum(map(known.knows, common)) > KNOWN * len(common):
        return None
    solved = {one: [word for word in common if known.knows(word.replace(sign, one))] for one in (*ligatures, *FURTHER)}
    best, second, *_ = sorted(solved, key=lambda one: -len(solved[one]))
    count = len(solved[best])
    if count >= FEWEST and count >= SHARE * len(common) and len(solved[second]) < RIVAL * count:
        readings = {word: (best,) * word.count(sign) for word in solved[best]}
        return Mapped(sign, best, words, readings)
    return _each(sign, words, ligatures, known)


def _each(sign: str, words: Counter[str], ligatures: Sequence[str], known: Vocabulary) -> Mapped | None:
    """The same where a character stands for several ligatures: each word has its own."""
    readings: dict[str, tuple[str, ...]] = {}
    doubtful = set()
    for word in words:
        ways = {_with(word, sign, way): way for way in product(ligatures, repeat=min(word.count(sign), TOGETHER))}
        found = known.best(ways) if word.count(sign) <= TOGETHER else None
        if found:
            readings[word] = ways[found[0]]
            doubtful |= set() if found[1] else {word}
    sure = [way for word, way in readings.items() if word not in doubtful]
    if len(sure) < FEWEST or len(readings) < SHARE * len(words):
        return None
    return Mapped(sign, "", words, readings, frozenset(doubtful))


def _with(word: str, sign: str, way: Sequence[str]) -> str:
    """A word with ligatures in the places of a sign."""
    return "".join(map(add, word.split(sign), [*way, ""]))
