"""Straight single marks: which are apostrophes, which quote, which are neither.

In most languages the apostrophe is typed with the mark that quotes within a quotation. And it is typed for what is
neither: minutes, accents that a keyboard lacked (`pie'`), the soft signs and stops of transliterations (Rus', Qur'an).
So an apostrophe must show itself, by what a word has lost; a mark that does not is left.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from ecdosis.languages.detect import frequencies
from ecdosis.stages.typography.quotation import BEFORE_OPENING, EMPHASIS
from ecdosis.stages.typography.rules import TypographyRule
from ecdosis.stages.typography.untouched import Untouched, is_table
from ecdosis.steps import PER_STEP, spend

KNOWN: Final = 3.0
"""Zipf frequency (log10 of uses in a billion words) from which what a word would be with its lost letters is a word."""
USUAL: Final = 4.0
"""The same of words that only lack one at an edge, which many strings do."""
PLURAL: Final = 2.0
"""The same of a word whose possessive has an apostrophe alone."""
RARER: Final = 1.0
"""Log10 units by which such a string must be rarer than that word."""
SIGNS: Final = 4
"""Words that end with a soft sign from which a text transliterates: nothing is told by lost letters then."""
_INITIALS: Final = frozenset(("ch", "k", "p", "t", "ts", "tz", "hs"))
"""Beginnings of syllables of Chinese as Wade wrote them, which have an apostrophe of their own (Ch'ing, T'ai)."""
_POSSESSIVE: Final = re.compile(r"s(?!\w)")
_VOWELS: Final = frozenset("aeiouhyàâäèéêëìíîïòóôöùúûü")
_WORD: Final = re.compile(r"[^\W\d_]+")
_BARE: Final = re.compile(r"\b[^\W\d_]+\b(?!')")
_BLOCK: Final = re.compile(r"[^\n]+")
_SOFT: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]*[bcdfgklmnprtvzšž]'(?![\w'])", re.IGNORECASE)
"""A word that may end with a soft sign."""
_AFTER: Final = frozenset(' \n\t\u00a0.,;:!?…)]}—–-/"”»')

Role = Literal["apostrophe", "opening", "closing", "left", "opens alone", "closes alone"]


class Told(NamedTuple):
    """A single mark: its place (code points of the reading), what it is (`left` if it is neither), and the rule that
    says so."""

    place: int
    role: Role
    rule: TypographyRule | None = None

    @property
    def unpaired(self) -> bool:
        """Whether it quotes, and has no partner."""
        return self.role.endswith("alone")

    @property
    def quotes(self) -> bool:
        """Whether it quotes."""
        return self.unpaired or self.role == "opening" or self.rule is TypographyRule.SINGLE


@dataclass(frozen=True)
class Usage:
    """Where a language has apostrophes, as `apostrophes.toml` says it."""

    language: str
    table: Mapping[str, Any]

    def has(self, key: str, word: str) -> bool:
        """Whether a list has a word."""
        return word.casefold() in _listed(self.language, key)

    def letters(self, key: str) -> str:
        """The letters of a key."""
        return str(self.table.get(key, ""))

    def zipf(self, word: str) -> float:
        """log10 of a word's uses in a billion words of the language; 0 if unknown."""
        share = frequencies(self.language).get(word.casefold(), 0.0) if self.language != "und" else 0.0
        return max(0.0, math.log10(share) + 9) if share else 0.0


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    path = Path(__file__).with_name("apostrophes.toml")
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def _listed(language: str, key: str) -> frozenset[str]:
    return frozenset(str(usage(language).table.get(key, "")).split())


def usage(language: str) -> Usage:
    """The usage of a language (BCP 47)."""
    code = language.partition("-")[0].lower()
    return Usage(code, _tables().get(code) or _tables()["und"])


def told(reading: str, untouched: Untouched, language: str, *, quotes: bool) -> Iterator[Told]:
    """What each straight single mark of a reading is, block by block. `quotes`: in this language single marks quote."""
    words = _Words(reading, usage(language), quotes=quotes)
    blocks = [block for block in _BLOCK.finditer(reading) if "'" in block.group() and not is_table(block.group())]
    pending: Told | None = None
    for block in blocks:
        found = _Block(reading, block, untouched, words).told()
        first = next((one for one in found if one.quotes), None)
        goes_on = pending is not None and first is not None and _goes_on(reading, block, first)
        if pending is not None:
            yield pending._replace(role="opening", rule=TypographyRule.SINGLE) if goes_on else words.alone(pending)
        last = next((one for one in reversed(found) if one.role in ("opens alone", "closing")), None)
        pending = last if last is not None and last.role == "opens alone" else None
        for one in found:
            if one is pending:
                continue
            if goes_on and one is first and one.unpaired:
                role: Role = "opening" if one.role == "opens alone" else "closing"
                yield one._replace(role=role, rule=TypographyRule.SINGLE)
            else:
                yield words.alone(one) if one.role == "opens alone" else one
    if pending is not None:
        yield words.alone(pending)


def _goes_on(reading: str, block: re.Match[str], first: Told) -> bool:
    """Whether a block goes on with the quotation before it, by the first of its marks that quotes: it closes that, or
    opens it again at the head of a paragraph."""
    head = reading[block.start() : first.place].strip(EMPHASIS + ' "')
    return first.role == "closes alone" or (not head and first.role in ("opens alone", "opening"))


class _Words:
    """What the words of a text tell of its apostrophes."""

    def __init__(self, reading: str, usage: Usage, *, quotes: bool) -> None:
        self.usage = usage
        self.quotes = quotes
        self.reading = reading
        self._cache: dict[tuple[str, str, str], bool] = {}
        self.transliterates = False
        may_lose = usage.letters("elided") or usage.letters("final")
        signs = {
            word for word in map(str.casefold, _SOFT.findall(reading) if may_lose else ()) if self._is_soft(word[:-1])
        }
        self.transliterates = len(signs) >= SIGNS

    def _is_soft(self, word: str) -> bool:
        """Whether the mark behind a word is explained by no apostrophe, and by no quotation of usual words."""
        if self.usage.zipf(word) >= KNOWN or self._count(word) > 1 or self.ends(word):
            return False
        return not any(self.usage.zipf(word + letter) >= KNOWN for letter in "abcdefghijklmnopqrstuvwxyz")

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """How often each word stands in the text without a mark behind it, case folded."""
        return Counter(_BARE.findall(self.reading.casefold()))

    def inside(self, left: str, right: str, whole: str) -> bool:
        """Whether a mark between letters is an apostrophe. `whole`: the word with all of its marks."""
        use = self.usage
        if alphabet := use.letters("letters"):
            return left[-1:].casefold() in alphabet and right[:1].casefold() in "яюєїіеё"
        if use.has("whole", whole) or use.has("after", right):
            return True
        if use.has("names", left) and right[:1].isupper() and left[:1].isupper():
            return left.casefold() not in _INITIALS
        vowel = right[:1].casefold() in _VOWELS and (use.table.get("vowel") or self._is_foreign(left))
        if use.has("before", left) or vowel:
            return True
        if use.has("joined", left) and left.islower() and len(right) > 1 and use.zipf(right) >= KNOWN:
            return left not in _INITIALS or use.zipf(right) >= USUAL
        if self.transliterates or left.casefold() in _INITIALS:
            return False
        return self._with("elided", left, right, KNOWN)

    def _is_foreign(self, left: str) -> bool:
        """Whether letters stand before an apostrophe in words that English has of French: raison d'être."""
        return self.usage.has("foreign", left) and (left.islower() or left in ("D", "L", "J", "Qu"))

    def ends(self, word: str) -> bool:
        """Whether a mark behind a word is an apostrophe."""
        use = self.usage
        if use.has("end", word):
            return True
        folded = word.casefold()
        if len(word) > 3 and word.islower() and folded.endswith(tuple(_listed(use.language, "endings"))):
            return True
        if len(word) > 3 and folded.endswith(tuple(_listed(use.language, "plural"))):
            return (word.islower() and len(word) > 4) or use.zipf(word) >= PLURAL or self._count(word) > 1
        if use.table.get("usual"):
            return len(word) > 1 and any(use.zipf(word + letter) >= KNOWN for letter in use.letters("final"))
        return word.islower() and not self.transliterates and self._with("final", word, "", USUAL)

    def begins(self, word: str, rest: str) -> Literal["", "perhaps", "surely"]:
        """Whether a mark before a word is an apostrophe: the word lost its beginning. `rest`: what stands there."""
        use = self.usage
        if use.table.get("years") and re.match(r"\d\ds?(?![\w])", rest):
            return "surely"
        if use.has("begin", word):
            return "surely"
        if use.has("perhaps", word):
            return "perhaps"
        if not word or self.transliterates or not self._with("initial", "", word, USUAL):
            return ""
        return "surely" if use.zipf(word) < KNOWN else "perhaps"

    def alone(self, mark: Told) -> Told:
        """A mark before a word that nothing closes: an apostrophe, if the word may have lost its beginning."""
        found = _WORD.match(self.reading, mark.place + 1)
        if self.begins(found.group() if found else "", self.reading[mark.place + 1 : mark.place + 6]):
            return Told(mark.place, "apostrophe", TypographyRule.ELIDED)
        return mark if self.quotes else Told(mark.place, "left")

    def _count(self, word: str) -> int:
        return self._counts.get(word.casefold(), 0)

    def _with(self, key: str, left: str, right: str, least: float) -> bool:
        """Whether letters put in make a known word, which what stands there is not by itself."""
        letters = self.usage.letters(key)
        if not letters or max(len(left), len(right)) < 2:
            return False
        case = (key, left.casefold(), right.casefold())
        if case not in self._cache:
            self._cache[case] = self._found(*case, letters, least)
        return self._cache[case]

    def _found(self, key: str, left: str, right: str, letters: str, least: float) -> bool:
        put_in = [*letters]
        if key == "elided":
            put_in += [a + b for a in "aeiou" for b in letters] + [a + b for a in letters for b in "aeiou"]
        spend(1 + len(put_in) // PER_STEP, "it looked for what words have lost")
        best = max(self.usage.zipf(left + one + right) for one in put_in)
        alone = self.usage.zipf(left + right) if key != "elided" else 0.0
        return best >= least and best - alone >= RARER


class _Block:
    """The single marks of one block."""

    def __init__(
        self,
        reading: str,
        block: re.Match[str],
        untouched: Untouched,
        words: _Words,
    ) -> None:
        self.reading, self.words, self.quotes = reading, words, words.quotes
        self.start, self.end = block.span()
        self.places = [
            place
            for place in range(self.start, self.end)
            if reading[place] == "'" and place not in untouched and not self._is_doubled(place)
        ]

    def _is_doubled(self, place: int) -> bool:
        """Whether it is one of two in a row, which a typist may have for one mark; but not before a word that begins
        with an apostrophe itself (''tis)."""
        text = self.reading
        if text[place + 1 : place + 2] == "'":
            place += 1
        elif text[place - 1 : place] != "'":
            return False
        word = _WORD.match(text, place + 1, self.end)
        return word is None or not self.words.usage.has("begin", word.group())

    def told(self) -> list[Told]:
        """What each mark is."""
        first = {place: self._alone(place) for place in self.places}
        opens = [place for place, one in first.items() if one == "start"]
        closes = [place for place, one in first.items() if one.startswith("end")]
        taken: dict[int, int] = {}
        for index, place in enumerate(opens):
            following = opens[index + 1] if index + 1 < len(opens) else self.end
            if (closer := self._closer(place, following, closes, first, taken)) is not None:
                taken[closer] = place
        opened = set(taken.values())
        return [self._settled(place, one, place in opened, place in taken) for place, one in first.items()]

    def _closer(
        self, place: int, following: int, closes: list[int], first: Mapping[int, str], taken: Mapping[int, int]
    ) -> int | None:
        """The mark that closes what one opens: the first that only a quotation explains, else the first at all."""
        if not self.quotes:
            return None
        free = [one for one in closes if place + 1 < one and one not in taken]
        near = [one for one in free if one < following]
        strong = next((one for one in near if first[one] == "end strong"), None)
        weak = next((one for one in near if first[one] == "end weak"), None)
        word = self._word(place)
        if strong is not None:
            return strong
        if self.words.begins(word, self.reading[place + 1 : place + 6]) == "perhaps":  # 'ere, or 'her'
            return weak if weak == self._next(place, 1) + len(word) else None
        return weak if weak is not None else next((one for one in near if first[one] == "end explained"), None)

    def _word(self, place: int) -> str:
        found = _WORD.match(self.reading, self._next(place, 1), self.end)
        return found.group() if found else ""

    def _next(self, place: int, step: int) -> int:
        """The place beside a mark, beyond signs of emphasis."""
        at = place + step
        while self.start <= at < self.end and self.reading[at] in EMPHASIS:
            at += step
        return at

    def _beside(self, place: int, step: int) -> str:
        at = self._next(place, step)
        return self.reading[at] if self.start <= at < self.end else " "

    def _alone(self, place: int) -> str:
        """What a mark is by what stands round it: `inside`, `elided`, `start`, `end strong` (only a quotation explains
        it), `end weak` (nothing else does), `end explained` (an apostrophe does), `prime`, or nothing."""
        before, after = self._beside(place, -1), self._beside(place, 1)
        if before.isalnum() and after.isalpha() and self.reading[place - 1 : place].isalnum():
            return "inside" if self.reading[place + 1 : place + 2].isalpha() else "end weak"
        if (before in BEFORE_OPENING or before in "\"'") and (after.isalnum() or after in "“‘\"'([—-…."):
            return self._starts(place)
        if before.isspace() and after.isspace() and self.reading[place - 2 : place - 1] in ("-", "—"):
            return "end strong"
        if before in ".)" and _POSSESSIVE.match(self.reading, place + 1):
            return "possessive"
        if not before.isspace() and after in _AFTER:
            return self._ends(place, before)
        return ""

    def _starts(self, place: int) -> str:
        sure = self.words.begins(self._word(place), self.reading[place + 1 : place + 6])
        return "elided" if sure == "surely" else "start"

    def _ends(self, place: int, before: str) -> str:
        if before.isdigit():
            return "prime"
        if not before.isalpha():
            return "end strong"
        found = re.search(r"[^\W\d_]+$", self.reading[max(self.start, place - 40) : place])
        word = found.group() if found else ""
        if self.reading[place + 1 : place + 2] in ('"', "«", "“") and self.words.usage.has("before", word):
            return "possessive"
        if self.words.ends(word):
            return "end explained"
        return "end weak"

    def _settled(self, place: int, one: str, opens: bool, closes: bool) -> Told:
        if one == "inside":
            return self._inside(place)
        if one == "elided":
            return Told(place, "apostrophe", TypographyRule.ELIDED)
        if one == "possessive":
            return Told(place, "apostrophe", TypographyRule.BEHIND)
        if one == "start":
            return Told(place, "opening", TypographyRule.SINGLE) if opens else Told(place, "opens alone")
        if closes:
            return Told(place, "closing", TypographyRule.SINGLE)
        if one == "end explained":
            return Told(place, "apostrophe", TypographyRule.BEHIND)
        if one == "end strong" and self.quotes:
            return Told(place, "closes alone")
        return Told(place, "left")

    def _inside(self, place: int) -> Told:
        text = self.reading
        left = re.search(r"[^\W_]+$", text[max(self.start, place - 40) : place])
        right = re.match(r"[^\W\d_]+", text[place + 1 : min(self.end, place + 41)])
        whole = re.search(r"[^\W_]+(?:'[^\W_]+)*'?$", text[max(self.start, place - 40) : place])
        rest = re.match(r"[^\W_]+(?:'[^\W_]+)*", text[place + 1 : min(self.end, place + 41)])
        if left is None or right is None or whole is None or rest is None:
            return Told(place, "left")
        is_one = self.words.inside(left.group(), right.group(), f"{whole.group()}'{rest.group()}".casefold())
        return Told(place, "apostrophe", TypographyRule.INSIDE) if is_one else Told(place, "left")
