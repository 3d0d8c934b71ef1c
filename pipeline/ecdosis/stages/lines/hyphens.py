"""What a hyphen at a line end is: the printer's, which goes, or the word's own, which stays; told by evidence.

In order: the sign itself, what follows, the document's own spelling of the word elsewhere, and the frequency of the
whole word and of its parts in the language (wordfreq, loaded only when the document does not tell).
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final, Literal

from ecdosis.languages import language as language_of
from ecdosis.languages.detect import frequencies
from ecdosis.stages.lines.letterspacing import Words
from ecdosis.stages.lines.rules import LineRule
from ecdosis.stages.spelling.lexicon import dictionary

SOFT: Final = "\u00ad¬"
"""Signs that only ever divide: the soft hyphen, and what ABBYY FineReader writes for a hyphen at a line end."""
HARD: Final = "-‐⸗"
"""Hyphen-minus, hyphen, and the double hyphen of blackletter print."""
MISREAD: Final = "—–="
"""What OCR makes of a hyphen now and then (dashes) or of a blackletter one (equals sign): only on strong evidence."""

Action = Literal["drop", "keep", "space", "ask"]

KNOWN: Final = 3.0
"""Zipf frequency (log10 of uses in a billion words) from which a string is plainly a word: half of all French, English
and German words of an educated vocabulary lie above it (van Heuven et al. 2014 call 1 to 3 low frequency)."""
RARE: Final = 2.0
"""Zipf frequency below which wordfreq's English list holds mostly names and misprints."""

LISTED: Final = 1.0
"""Zipf frequency (one use in a hundred million words) below which a string hardly stands in any list."""
SMALL: Final = 6.0
"""Zipf frequency of the small words (and, of, the), one in a thousand words."""
SYLLABLE: Final = 4
"""Letters that each of two words must have to be told from a syllable."""


@dataclass(frozen=True, slots=True)
class Hyphen:
    """A hyphen at a line end: the parts of the word at its sides, and what the word has before and after these."""

    sign: str
    left: str
    right: str
    before: str = ""
    after: str = ""

    @property
    def joined(self) -> str:
        """The word without the hyphen."""
        return self.before + self.left + self.right + self.after

    @property
    def hyphenated(self) -> str:
        """The word with the hyphen."""
        return f"{self.before}{self.left}-{self.right}{self.after}"


@dataclass(frozen=True, slots=True)
class Treatment:
    """What to do with a hyphen: drop or keep it, keep it and read a space after it, or ask (keep it meanwhile)."""

    action: Action
    certainty: float
    why: str


_LEFT: Final = re.compile(r"(?P<before>(?:[^\W_]+[-‐'’])*)(?P<left>[^\W_]+)$")
_RIGHT: Final = re.compile(r"(?P<right>[^\W_]+)(?P<after>(?:['’-][^\W_]+)*)")
_TOKEN: Final = re.compile(r"[^\W_]+(?:[-‐'’][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_LINE_END: Final = re.compile(r"([^\W\d_]{1,40})([—–=])[ \t]*\n[ \t]*([^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_]{0,40})")
"""A line end at which a dash or an equals sign may divide a word."""
HABIT: Final = 3
"""Times that a sign divides a word at a line end from which it may be the hyphen of the text..."""
HABITUAL: Final = 0.7
"""... if it does so at such a share of the line ends at which it stands before a small letter."""
LONGEST: Final = 80
"""Characters of a line's end and beginning that are looked at; no word is longer."""


def find(line: str, following: str) -> Hyphen | None:
    """The hyphen at the end of a line that divides a word going on in the following line; None if there is none."""
    line = line[-LONGEST:]
    if not line or line[-1] not in SOFT + HARD + MISREAD:
        return None
    left = _LEFT.search(line[:-1])
    right = _RIGHT.match(following[:LONGEST])
    if left is None or right is None:
        return None
    after = right["after"]
    return Hyphen(line[-1], left["left"], right["right"], left["before"], after)


class Evidence:
    """What a document and its language tell about words; everything is looked up only when asked for."""

    def __init__(self, reading: str, language: str = "und") -> None:
        self._reading = reading
        self.language = language.split("-")[0].lower()
        self._verdicts: dict[Hyphen, Treatment] = {}

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each word (with its inner hyphens) stands in the document, case folded."""
        return Counter(_TOKEN.findall(self._reading.replace("‐", "-").replace("’", "'").casefold()))

    @cached_property
    def words(self) -> Words:
        """What tells whether a letter is the initial of a word."""
        return Words(self._reading, self.language)

    @cached_property
    def frequencies(self) -> Mapping[str, float]:
        """wordfreq's list for the language; empty if it has none."""
        return frequencies(self.language)

    @cached_property
    def archaic(self) -> bool:
        """Whether a document hyphenates words as was usual in its language once, or does not tell."""
        once = language_of(self.language).spellings.once_hyphenated
        if not once:
            return False
        return any(self.counts.get(w) for w in once) or not any(self.counts.get(w.replace("-", "")) for w in once)

    @cached_property
    def _suspending(self) -> frozenset[str]:
        return _words("suspending", self.language) or _all_suspending()

    @property
    def closed(self) -> bool:
        """Whether the language writes its compounds closed."""
        return self.language in _words("closed", "languages")

    def zipf(self, word: str) -> float:
        """log10 of a word's uses in a billion words of the language; 0 if unknown."""
        frequency = self.frequencies.get(word.casefold().replace("’", "'"), 0.0)
        return max(0.0, math.log10(frequency) + 9) if frequency else 0.0

    def count(self, word: str) -> int:
        """How often a word, or it without a possessive or plural ending, stands in the document."""
        folded = word.casefold().replace("’", "'")
        bare = _POSSESSIVE.sub("", folded)
        forms = {folded, bare, bare + "'s", bare + "s"} | ({bare[:-1]} if bare.endswith("s") else set())
        return sum(self.counts.get(form, 0) for form in forms)

    def is_word(self, hyphen: Hyphen) -> bool:
        """Whether the halves plainly make one word."""
        return self.zipf(hyphen.joined) >= KNOWN

    def judge(self, hyphen: Hyphen) -> Treatment:
        """What to do with a hyphen."""
        verdict = self._verdicts.get(hyphen)
        if verdict is None:
            verdict = self._verdicts[hyphen] = self._judge(hyphen)
        return verdict

    @cached_property
    def habits(self) -> frozenset[str]:
        """The signs, of those that a hyphen is misread as, that stand for one throughout the text: at the ends of its
        lines they divide words, or stand beside what is no word."""
        beside: Counter[str] = Counter()
        dividing: Counter[str] = Counter()
        for left, sign, right in _LINE_END.findall(self._reading) if self.frequencies else ():
            beside[sign] += 1
            parts = min(self.zipf(left), self.zipf(right))
            dividing[sign] += parts < RARE or self.zipf(left + right) >= KNOWN
        return frozenset(s for s, n in beside.items() if dividing[s] >= HABIT and dividing[s] >= HABITUAL * n)

    def _judge(self, hyphen: Hyphen) -> Treatment:
        if hyphen.sign in MISREAD:
            return self._habitual(hyphen) if hyphen.sign in self.habits else self._misread(hyphen)
        return self._told(hyphen)

    def _habitual(self, hyphen: Hyphen) -> Treatment:
        """What to do with a sign that is the hyphen of this text: where it stays it is asked about, since it is not
        that sign that should stay."""
        verdict = self._told(hyphen) if hyphen.right.islower() else Treatment("space", LineRule.DASH, "a dash")
        if verdict.action == "drop":
            why = f"“{hyphen.sign}” at the ends of lines is the hyphen of this text: {verdict.why}"
            return Treatment("drop", LineRule.HABITUAL, why)
        if verdict.action == "keep":
            return Treatment("ask", LineRule.HYPHEN_DOUBTED, f"perhaps a hyphen misread as “{hyphen.sign}”")
        return verdict

    def _told(self, hyphen: Hyphen) -> Treatment:
        return (
            _by_sign(hyphen)
            or self._by_document(hyphen)
            or self._by_place(hyphen)
            or (self._by_frequency(hyphen) if self.frequencies else self._by_parts(hyphen))
        )

    def _misread(self, hyphen: Hyphen) -> Treatment:
        """A long dash (or equals sign) that OCR made of a hyphen: only where the whole is a usual word. Of 583 real
        dashes between two words in the texts this was tried on, none makes a word above 2.9."""
        if not hyphen.right.islower() or not hyphen.left.isalpha() or hyphen.before or len(hyphen.right) < 2:
            return Treatment("space", LineRule.DASH, "a dash")
        whole = self.zipf(hyphen.left + hyphen.right)
        part = min(self.zipf(hyphen.left), self.zipf(hyphen.right))
        joined, hyphenated = self.count(hyphen.joined), self.count(hyphen.hyphenated)
        if hyphenated or max(whole, KNOWN if joined > 1 else 0) < KNOWN:
            return Treatment("space", LineRule.DASH, "a dash")
        said = f"“{hyphen.joined}” is a word: {joined}× elsewhere in the text, frequency {whole:.1f} (Zipf)"
        if whole >= 4 or joined > 1 or part < 4:
            return Treatment("drop", LineRule.MISREAD, f"a hyphen misread as “{hyphen.sign}”: {said}")
        return Treatment("ask", LineRule.HYPHEN_DOUBTED, f"perhaps a hyphen misread as “{hyphen.sign}”: {said}")

    def _by_place(self, hyphen: Hyphen) -> Treatment | None:
        """What the parts' own form says: numbers, capitals, small words inside a compound, suspended compounds."""
        left, right = hyphen.left, hyphen.right
        if left[-1].isdigit() or right[0].isdigit():
            return Treatment("keep", LineRule.NUMBER, "a number beside the hyphen")
        if right.casefold() in self._suspending and not hyphen.after and _strength(self, left + right) < KNOWN:
            return Treatment("space", LineRule.SUSPENDED, f"a suspended compound: “{left}- {right}”")
        inner = right.casefold() in _words("inner", "words") and hyphen.after.startswith("-")
        chained = left.casefold() in _words("inner", "words") and hyphen.before.endswith(("-", "‐"))
        if left.casefold() == right.casefold() and left.casefold() in _words("cries", "words"):
            return Treatment("keep", LineRule.COMPOUND, f"a cry that stands twice: “{left}”")
        if len(left) == 1 and hyphen.before.endswith(("-", "‐")):  # no word is divided behind its first letter
            return Treatment("keep", LineRule.COMPOUND, f"“{left}” stands between two hyphens")
        if left.casefold() == "s" and hyphen.before.endswith(("'", "’")):  # St. Martin's-lane
            return Treatment("keep", LineRule.COMPOUND, f"“{hyphen.before}{left}” is whole")
        if inner or (chained and _strength(self, left + right) < KNOWN):
            return Treatment("keep", LineRule.COMPOUND, "a compound of several parts")
        if right[0].isupper() and not (left.isupper() and len(left) > 1):
            if left in ("Mc", "Mac", "O", "Fitz"):
                return Treatment("drop", LineRule.NAME_PREFIX, "a name beginning with Mc or the like")
            return Treatment("keep", LineRule.CAPITAL, "a capital after the hyphen")
        if left.casefold() in _words("numerals", "tens") and right.casefold() in _words("numerals", "units"):
            return Treatment("keep", LineRule.NUMERAL, "a compound numeral")
        return None

    def _by_document(self, hyphen: Hyphen) -> Treatment | None:
        """What the same word looks like elsewhere in the document."""
        joined, hyphenated = self.count(hyphen.joined), self.count(hyphen.hyphenated)
        if hyphen.before and not joined + hyphenated:
            joined = self.count(hyphen.left + hyphen.right)
        said = f"elsewhere in the text “{hyphen.joined}” {joined}×, “{hyphen.hyphenated}” {hyphenated}×"
        if joined >= max(1, 3 * hyphenated):
            return Treatment("drop", LineRule.JOINED_OFTEN if joined > 1 else LineRule.JOINED_ONCE, said)
        if hyphenated >= max(1, 3 * joined):
            often = hyphenated > 1
            return Treatment("keep", LineRule.HYPHENATED_OFTEN if often else LineRule.HYPHENATED_ONCE, said)
        return None

    def _by_frequency(self, hyphen: Hyphen) -> Treatment:
        """What the language's word list says of the whole word and of its parts."""
        left, right = hyphen.left.casefold(), hyphen.right.casefold()
        tail = hyphen.after if hyphen.after[:1] in ("'", "’") else ""
        whole = max(self.zipf(left + right), self.zipf(left + right + tail), self._stem(left, right))
        parts = (self.zipf(left), self.zipf(right))
        said = f"frequency of “{left}{right}” {whole:.1f}, of the parts {parts[0]:.1f} and {parts[1]:.1f} (Zipf)"
        action, certainty = self._weighed(left, right, whole, min(parts), name=hyphen.left[0].isupper())
        vowels = language_of(self.language).letters.vowels
        if vowels and len(left) == 1 and left not in vowels and parts[1] >= SMALL:  # S- and
            return Treatment("space", LineRule.SUSPENDED, f"no word is divided behind “{left}”; {said}")
        return Treatment(action, certainty, said)

    def _stem(self, left: str, right: str) -> float:
        """Zipf frequency of the word an inflected one is made from, if the hyphen stands inside that."""
        endings = [right[: -len(ending)] for ending in _words("parts", "inflections") if right.endswith(ending)]
        return max((self.zipf(left + rest) for rest in endings if len(rest) > 2), default=0.0)

    def _are_two_words(self, left: str, right: str) -> bool:
        """Whether both halves (case folded) are words, and no dictionary of the language has the two as one
        (laager-fence); a short half is too often a syllable."""
        whole, listed = left + right, dictionary(self.language)
        forms = [whole, *(whole.removesuffix(ending) for ending in _words("parts", "inflections"))]
        words = self._is_word_here(left) and self._is_word_here(right)
        return words and min(len(left), len(right)) >= SYLLABLE and listed.keys().isdisjoint(forms)

    def _is_word_here(self, half: str) -> bool:
        """Whether the dictionary has a half, or the text has it by itself as well as a list."""
        return half in dictionary(self.language) or (self.counts.get(half, 0) > 1 and self.zipf(half) >= LISTED)

    def _proper(self, word: str) -> bool:
        """Whether the document has a word (case folded) several times by itself, and always with a capital."""
        return 1 < self.counts.get(word, 0) <= self._reading.count(word.capitalize())

    def _weighed(self, left: str, right: str, whole: float, part: float, *, name: bool) -> tuple[Action, LineRule]:
        """Action and certainty for parts (case folded), the frequency of the whole and that of the rarer part."""
        affix = left in _words("parts", "prefixes") or right in _words("parts", "suffixes")
        doubled = left in ("re", "pre", "co") and right[0] == left[-1]
        if doubled and whole < 4:
            return ("keep", LineRule.DOUBLED_VOWEL) if self.archaic else ("ask", LineRule.HYPHEN_DOUBTED)
        if left in _words("parts", "hyphenated") and part >= RARE and whole < KNOWN:
            return "keep", LineRule.PREFIX_KEPT
        if whole >= 4 or (whole >= KNOWN and (affix or part < 4 or not self.archaic)):
            return "drop", LineRule.COMMON_WHOLE
        if self.closed:
            return "drop", LineRule.CLOSED
        two = whole < LISTED and self._are_two_words(left, right)
        if two and (right in _words("parts", "compounding") or (part < RARE and not affix)):
            return "ask", LineRule.HYPHEN_DOUBTED
        if affix:
            return "drop", LineRule.AFFIX if whole else LineRule.AFFIX_UNKNOWN
        if part < RARE:
            return "drop", LineRule.RARE_PART if whole else LineRule.RARE_PART_UNKNOWN
        return self._weighed_name(left, whole, part) if name else self._weighed_words(right, whole, part)

    def _weighed_name(self, left: str, whole: float, part: float) -> tuple[Action, LineRule]:
        """The same for the name of somebody or something, whose parts are no affixes and not rare."""
        if whole >= 1 or part < KNOWN:
            return "drop", LineRule.NAME_JOINED
        return ("keep", LineRule.NAME_HYPHENATED) if self._proper(left) else ("ask", LineRule.HYPHEN_DOUBTED)

    def _weighed_words(self, right: str, whole: float, part: float) -> tuple[Action, LineRule]:
        """The same for two words, neither of them an affix or rare."""
        if whole < 1.6 and part >= KNOWN:
            return "keep", LineRule.WORDS_HYPHENATED
        if whole < 2.5 and (part >= 6 or (part >= KNOWN and right.endswith("ed"))):
            return "keep", LineRule.COMMON_PARTS
        if whole and part < KNOWN:
            return "drop", LineRule.WORDS_JOINED
        return "ask", LineRule.HYPHEN_DOUBTED

    def _by_parts(self, hyphen: Hyphen) -> Treatment:
        """Without a word list: whether the document knows the parts as words of their own."""
        left, right = self.count(hyphen.left), self.count(hyphen.right)
        if left > 1 and right > 1 and not self.closed:
            why = f"both parts are words of the text ({left}× and {right}×), the whole is not"
            return Treatment("ask", LineRule.HYPHEN_DOUBTED, why)
        rule = LineRule.UNKNOWN_PART if left and right else LineRule.UNKNOWN_PARTS
        return Treatment("drop", rule, "the parts are not both words of the text")


def _by_sign(hyphen: Hyphen) -> Treatment | None:
    return Treatment("drop", LineRule.SOFT, "a sign that only ever divides words") if hyphen.sign in SOFT else None


def _strength(evidence: Evidence, word: str) -> float:
    """How plainly a string is a word: its Zipf frequency, or, if the document has it more than once, `KNOWN`."""
    return max(evidence.zipf(word), KNOWN if evidence.count(word) > 1 else 0.0)


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    """The words of `words.toml`, by table and key."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def _words(table: str, key: str) -> frozenset[str]:
    """Words of `words.toml`; empty if it has no such key."""
    return frozenset(_data()[table].get(key, "").split())


@cache
def _all_suspending() -> frozenset[str]:
    """The suspending words of all languages, but for single letters, which may be the end of a word."""
    return frozenset(word for key in _data()["suspending"] for word in _words("suspending", key) if len(word) > 1)
