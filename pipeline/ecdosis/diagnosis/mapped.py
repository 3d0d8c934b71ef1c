"""Ligatures, and apostrophes and accented letters, that another character stands for, because a font of the PDF or the
program that read the file has no map for them: Þ, a control character, U+FFFD, a question mark.

Solved like a cipher: of the words with such a character nearly all must be none as they stand, and known words with
one ligature in its place throughout (a rule of the file), or, where one character stands for several, each with the
only one that makes a word of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ecdosis.diagnosis.cipher import FEWEST, Cipher, Mapped, filled
from ecdosis.diagnosis.finding import Finding, Subject, examples, named
from ecdosis.diagnosis.vocabulary import ACCENTED, APOSTROPHE, LIGATURES, letters, vocabulary

SHOWN: Final = 4
"""What a character stands for, in a sentence: so many, the commonest."""
INTACT: Final = 2
"""What stands so often in a text is not lost in it: of ligatures ft, which most faces do not have; the apostrophe; all
accented letters, which go together (so do ligatures, if they stand in more words than a strange character)."""
GRAVE: Final = 0.1
"""If in more than this share of the words nothing is read, the edition is a bad one."""
_LATIN: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
_SOUND: Final = "¬“”‘’„‚«»‹›–—…•·§°\xa0\u00ad\u0300-\u036f\u200b-\u200f\u2010-\u2015\u2060\ufb00-\ufb06\ufeff"
"""Beyond ASCII, what stands beside letters in sound texts; ¬ among it, which divides words at line ends."""
_MARKS: Final = '!"#$%&*+<=>?@\\\\^`|~¡¿\f'
"""What stands beside words in sound texts, but seldom in them."""
UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
_QUOTES: Final = re.compile(f"(?:^|(?<=\\s)){UNKNOWN}(?=[A-Z])|(?<=[,.!?]){UNKNOWN}(?=\\s|$)")
"""U+FFFD where quotations begin and end: there it may stand beside a word as a mark."""
_LIGATURES: Final = re.compile("f[fil]")
_APOSTROPHES: Final = re.compile(r"[^\W\d_]['’][^\W\d_]")
NOUNS: Final = ("de", "lb", "nds")
"""Languages whose nouns have a capital."""
_INSIDE: Final = re.compile(r"[a-zß-öø-ÿ,;]\s$")
"""Where a word stands inside of a sentence."""
_BLANKS: Final = r"\t-\r \x85\u2000-\u200a\u2028\u2029\u202f\u205f"
_SIGN: Final = re.compile(
    rf"(?![{_SOUND}{_MARKS}{_BLANKS}])[\0-\x1f\x7f-ɏ\u02b0-\u02ff\u2000-\u2bff\ud800-\uf8ff\ufffc\ufffd\U000f0000-\U0010ffff]"
    rf"|(?<=[a-z])[{_MARKS}](?=[a-z])"
)
"""A character that may stand for a ligature: a control character, one of a private area, a byte that is none, a letter
or sign that a sound text seldom has; a mark between two small letters."""


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in a text from `start` to `end` (code points) is `after`, which makes `word` of what begins at `at`.
    `known`: that is a word; `sure`: nothing else makes one of it, or the rule of the file says so."""

    at: int
    start: int
    end: int
    after: str
    word: str
    known: bool
    sure: bool


@lru_cache(maxsize=2)
def mapped(text: str, language: str, told: str = "") -> tuple[Mapped, ...]:
    """The characters that stand for others in a text, in the order of their codes; none in a sound one. Of some it is
    `told` what they stand for: they are not among them."""
    counts = Counter(match[0] for match in _SIGN.finditer(text))
    signs = {sign for sign, count in counts.items() if count >= FEWEST}
    signs -= letters(language).union(told) if any(map(str.isalpha, signs)) else set(told)
    if not signs:
        return ()
    words: dict[str, Counter[str]] = {sign: Counter() for sign in sorted(signs)}
    for word, _ in _words(text, signs):
        for sign in signs.intersection(word):
            words[sign][_small(word, sign)] += 1
    words = {sign: its for sign, its in words.items() if len(its) >= FEWEST}
    if not words:
        return ()
    cipher = _cipher(text, counts.keys() & words.keys(), counts.total(), language)
    found = (cipher.solved(sign, its) for sign, its in words.items())
    return tuple(one for one in found if one)


def _cipher(text: str, signs: Collection[str], count: int, language: str) -> Cipher:
    """What some signs may stand for in a text in which they stand so many times."""
    ligatures = [one for one in LIGATURES if one != "ft" or text.count(one) < INTACT]
    others = _others(text, signs, language)
    either = others if len(others) > 1 and len(_LIGATURES.findall(text)) > count else [*ligatures, *others]
    marks = _MARKS + (UNKNOWN if len(_QUOTES.findall(text)) >= INTACT else "")
    return Cipher(ligatures, either, marks, vocabulary(language))


def _others(text: str, signs: Iterable[str], language: str) -> list[str]:
    """What else a character may stand for, where it is nowhere else in the text: the apostrophe, accented letters."""
    accented = {*ACCENTED, *(one for one in letters(language) if not one.isascii() and one.islower())} - set(signs)
    apostrophe = [] if len(_APOSTROPHES.findall(text)) >= INTACT else [APOSTROPHE]
    return apostrophe if sum(map(text.count, accented)) >= INTACT else [*apostrophe, *sorted(accented)]


def _words(text: str, signs: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The words of a text that have one of some signs in them or beside them, and where they begin."""
    strange = set(signs)
    for match in re.finditer(rf"[{_LATIN}{''.join(map(re.escape, sorted(strange)))}]+", text):
        if not strange.isdisjoint(match[0]) and not strange.issuperset(match[0]):
            yield match[0], match.start()


def places(text: str, found: Sequence[Mapped], language: str) -> Iterator[Place]:
    """Where the characters that were found stand for others in a text, in order. What is doubtful is among it if it is
    not too much to be asked."""
    of = {one.sign: one for one in found}
    for written, start in _words(text, of) if of else ():
        for sign in sorted(of.keys() & set(written)):
            one, word = of[sign], _small(written, sign)
            way = one.readings.get(word) or (one.rule,) * word.count(sign)
            sure = word not in one.doubtful
            if word not in one.words or not all(way) or not (sure or one.asked):
                continue
            if written.replace(sign, "").isupper() and len(written) > len(way) + 1:
                way = tuple(letter.upper() for letter in way)
            elif written[0] == sign != way[0] and len(way[0]) == 1 and _may_be_capital(text, start, language):
                continue
            where = (at for at, character in enumerate(written, start) if character == sign)
            pairs = zip(where, way, strict=True)
            known, whole = word in one.readings, filled(written, sign, way).strip(sign)
            yield from (Place(start, at, at + 1, after, whole, known, sure) for at, after in pairs if after != sign)


def _may_be_capital(text: str, start: int, language: str) -> bool:
    """Whether a word may begin with a capital: at the beginning of a sentence, after an article that is tied to it
    (l’Église); in German anywhere."""
    return language in NOUNS or not _INSIDE.search(text[max(0, start - 2) : start])


def examine(subject: Subject) -> Finding | None:
    """That other characters stand for ligatures, and for which."""
    found = mapped(subject.text, subject.language, "".join(subject.stands_for))
    if not found:
        return None
    stand = list(places(subject.text, found, subject.language))
    read = {one.sign: len({p.at for p in stand if p.sure and subject.text[p.start] == one.sign}) for one in found}
    total = {one.sign: sum(one.words.values()) for one in found}
    told = [_told(one, subject.text, stand, read[one.sign]) for one in found]
    left = sum(total.values()) - sum(read.values())
    ask = f"Words left as they are: {left:,}. Look at them. If a character stands for one thing throughout, say "
    ask += 'so in the descriptor (characters = "Þ=fi"); else look for a better copy of the text.'
    grave = left > GRAVE * sum(total.values())
    return Finding("letters-mapped", " ".join(told), ask if left else "", grave)


def _told(one: Mapped, text: str, stand: Sequence[Place], read: int) -> str:
    """What a character stands for, with examples; in so many words it is `read`."""
    its = [(place.start, place.end) for place in stand if text[place.start] == one.sign]
    total = sum(one.words.values())
    where = examples(text, its)
    if one.rule:
        return (
            f"{named(one.sign)} stands for the ligature “{one.rule}” in {total:,} words ({where}), as nearly all of "
            "them show, and is read so."
        )
    return (
        f"{named(one.sign)} stands for {_list(one)} in {total:,} words ({where}). In {read:,} only one of these "
        "makes a word, and is read."
    )


def _list(one: Mapped) -> str:
    """What a character stands for: the commonest ligatures, letters and marks."""
    counts = Counter(
        letter
        for word, way in one.readings.items()
        for letter in way
        if letter != one.sign
        for _ in range(one.words[word])
    )
    most = [f"“{letter}”" for letter, _ in counts.most_common(SHOWN)]
    if len(most) == 1:
        return most[0]
    return f"several letters or marks ({', '.join(most)}{' …' if len(counts) > len(most) else ''})"


def _small(word: str, sign: str) -> str:
    """A word in small letters, but for a sign in it."""
    return "".join(character if character == sign else character.lower() for character in word)
