"""Which words may be slips, and what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from ecdosis.languages.detect import common_words
from ecdosis.stages.spelling.confusion import Confusions, Slip
from ecdosis.stages.spelling.habits import Habits
from ecdosis.stages.spelling.lexicon import LEAST, RAREST, Lexicon, forms
from ecdosis.stages.spelling.rules import FAR_COMMONER, HALF
from ecdosis.stages.spelling.words import APOSTROPHES, Words

MEANT: Final = 3
"""A form that stands so often is probably meant."""
OFTEN: Final = 12
"""A strange form that stands so often is a word of this text."""
PAIRED: Final = 2.0
"""Log10: how much likelier two words are beside each other than their shares alone say, at a guess (the context
says better)."""
LONGEST: Final = 40
"""Letters: what is longer is no word, and not worth a look."""
MOST: Final = 6
"""Suggestions for one word that are weighed."""
CAPITALS: Final = 3
"""Capitals to one small letter, from which a word is one in capitals; so many must be more than the others."""
NO_HABITS: Final = Habits()
_CAMEL: Final = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|[^\W_]{1,3}['’]|[ei](?=[A-Z]))?[A-Z]?[^A-Z]*")
"""Words whose capital inside is a matter of their spelling (McKinley, O’Connor, d’Ossore, DeLuca, iPhone)."""

_BEHIND: Final = re.compile("(?:Mc|Mac|O['’])(?=[A-Z])")
"""What a name begins with that has a second capital."""
_NUMBERED: Final = re.compile(r"(\d{1,4})([^\W\d_]{3,})")
"""A number and a word without a blank between them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be meant by the words `first` to `last` (indices, both included): `meant`, written as they are;
    `frequency` of it and of what `stands`, as log10; the `slip` that makes the one of the other."""

    first: int
    last: int
    meant: str
    frequency: float
    stands: float
    slip: Slip


class Finder:
    """Finds candidates in the words of one reading."""

    def __init__(
        self,
        words: Words,
        lexicon: Lexicon,
        confusions: Confusions,
        earlier: Finder | None = None,
        habits: Habits = NO_HABITS,
    ) -> None:
        """`earlier`: that of an earlier reading of the same text, whose vocabulary and slips are taken over; `habits`:
        those of its scan."""
        self.habits = habits
        self._words = words
        self.lexicon = lexicon
        self._confusions = confusions
        self._letters = lexicon.own.letters
        endings = "|".join(map(re.escape, self._letters.after_numbers))
        self._number = re.compile(rf"\d+(?:{endings})?")
        self._strange: dict[str, bool] = {}
        self._slips: dict[str, tuple[Slip, ...]] = earlier._slips if earlier else {}
        same = earlier is not None and earlier.habits is habits
        self._by_habit: dict[str, tuple[Slip, ...]] = earlier._by_habit if earlier and same else {}
        self._vocabulary: frozenset[str] = (
            earlier._vocabulary if earlier else lexicon.above(LEAST) | words.counts.keys()
        )

    def is_strange(self, index: int) -> bool:
        """Whether a word is none that the language or, by its repetition, this text knows."""
        words = self._words
        text = words.words[index].text
        if (found := self._strange.get(text)) is None:
            found = self._strange[text] = self._looks_strange(text)
        return found and not (words.is_part(index) or words.is_soiled(index) or words.is_piece(index))

    def is_half(self, index: int, meant: str) -> bool:
        """Whether a word and one beside it, which is no common one, are halves of one word, as they stand or if it is
        read as `meant` (in small letters): what is mended then is a piece."""
        words = self._words.words
        stands = words[index].lower
        for other in (index - 1, index + 1):
            if not 0 <= other < len(words) or not self._words.is_apart_by_dirt(min(other, index)):
                continue
            beside = words[other].lower
            if beside in common_words(self.lexicon.language) or self._letters.stands_alone(words[other].text):
                continue
            pairs = [(beside, one) if other < index else (one, beside) for one in (stands, meant)]
            if any(self._are_halves(pair) for pair in pairs) or any(self.habit_slips("".join(pairs[0]))):
                return True
        return False

    def _are_halves(self, pair: tuple[str, str]) -> bool:
        """Whether two words (in small letters) are more often one than beside each other."""
        whole, known = "".join(pair), self.lexicon.frequency
        return self.lexicon.is_common(whole) and known(whole) - sum(map(known, pair)) >= HALF

    def _looks_strange(self, text: str) -> bool:
        lower = lower_case(text)
        if not 2 <= len(lower) <= LONGEST or not any(c.isalpha() for c in lower) or self._number.fullmatch(lower):
            return False
        if is_cased_oddly(text):
            return self._words.written[text] < MEANT
        if text.islower() and self.lexicon.is_no_form(lower):
            return self._words.counts[lower] < OFTEN or self.is_habitual(lower)
        if self.lexicon.has(lower) or (text.isupper() and self.lexicon.has_in_capitals(lower)):
            return False
        return self._words.counts[lower] < OFTEN or self.is_habitual(lower)

    def nonwords(self) -> Iterator[tuple[int, list[Candidate]]]:
        """Each strange word (index) with what may have been meant, the likeliest first."""
        for index in range(len(self._words.words)):
            if self.is_strange(index):
                yield index, self.candidates(index)

    def cases(self) -> tuple[tuple[int, list[Candidate]], ...]:
        """Those for which there is something."""
        return tuple((index, candidates) for index, candidates in self.nonwords() if candidates)

    def candidates(self, index: int) -> list[Candidate]:
        """What may have been meant by one word, the likeliest first; none if two words stand there (`divided`)."""
        word = self._words.words[index]
        if self.divided(word.text):
            return []
        stands = RAREST if is_cased_oddly(word.text) else self.lexicon.frequency(word.lower)
        opens = self._words.starts(index)
        found = [
            Candidate(index, index, self.written(slip, word.text, opens), self.value(slip.meant), stands, slip)
            for slip in (*map(self.habits.cheaper, self.known_slips(word.text)), *self.habit_slips(word.text))
        ]
        found += self.run_together(index, stands)
        found += self._split(index, stands)
        best: dict[str, Candidate] = {}
        for one in sorted(found, key=lambda c: c.slip.cost - c.frequency):
            if not self._is_noun_in_small_letters(word.text, one):
                best.setdefault(one.meant, one)
        rarer = {meant for meant in best if self._is_less_usual(meant, best)}
        return [one for one in best.values() if one.meant != word.text and one.meant not in rarer][:MOST]

    def _is_less_usual(self, meant: str, others: Container[str]) -> bool:
        """Whether another candidate is the same word with ß for ss, or ss for ß, and this text has that oftener."""
        counts = self._words.counts
        pairs = (("ß", "ss"), ("ss", "ß"))
        forms_ = (meant.replace(*pair) for pair in pairs)
        return any(form in others and counts.get(form.lower(), 0) > counts.get(meant.lower(), 0) for form in forms_)

    def _is_noun_in_small_letters(self, stands: str, one: Candidate) -> bool:
        """Whether a candidate is a noun that has a capital always, and what stands begins with its small letter."""
        written = forms(self.lexicon.language).get(one.slip.meant.lower(), "")
        return written == "c" and self._letters.capital_nouns and stands[0] == one.slip.meant[0].lower()

    def divided(self, text: str) -> str:
        """A strange word with a space behind the number or the letter that it begins with (3 day, I Have), if that may
        be a word by itself, or be misread from one (fHave), and what follows is one; else empty."""
        if match := _NUMBERED.fullmatch(text):
            replaced = any(slip.sign for slip in self.known_slips(text))  # 0range
            return f"{match[1]} {match[2]}" if self.lexicon.has(match[2].lower()) and not replaced else ""
        if not self._begins_apart(text):
            return ""
        first, rest = text[0], text[1:]
        if self._letters.stands_alone(first):
            return f"{first} {rest}"
        misread = self._confusions.pairs.get(first, ()) if first.islower() else ()
        meant = [one for one, _, _ in misread if one in self._letters.always_capital]
        return f"{meant[0]} {rest}" if meant else ""

    def _begins_apart(self, text: str) -> bool:
        """Whether one letter stands before a word with a capital."""
        first, rest = text[0], text[1:]
        known = rest.isalpha() and rest.istitle() and self._stands_alone(rest)
        return known and len(rest) > 1 and first.isalpha()

    def _takes_out_a_word(self, slip: Slip, stands: str) -> bool:
        """Whether a slip takes something out that the author may have written: a digit (at the end it may be a note's,
        and is asked about), or a letter before a capital, which may be a word by itself, or misread from one."""
        meant = slip.meant.lower()
        if slip.sign or len(meant) != len(stands) - 1:
            return False
        place = next((k for k, (a, b) in enumerate(zip(stands.lower(), meant, strict=False)) if a != b), len(meant))
        if stands[place].isdigit():
            return place < len(meant)
        return stands[1:].lower() == meant and stands[1].isupper() and stands[0].lower() != stands[1].lower()

    def value(self, meant: str) -> float:
        """How likely a word is in this text, as log10: what it has itself counts for more than what it has not."""
        lower = lower_case(meant)
        own = self._words.counts.get(lower, 0)
        known = self.lexicon.frequency(lower)
        return max(known, -5.0 + min(1.0, own / 20)) if own >= MEANT else known

    def written(self, slip: Slip, stands: str, opens: bool) -> str:
        """What was meant with the capitals and the apostrophes of what stands; where the sign that was misread has no
        height of its own, with those that the text has elsewhere, or that its place asks for."""
        meant = slip.meant.lower()
        if "'" not in stands:
            meant = meant.replace("'", "’")
        if is_in_capitals(stands):
            return meant.upper()
        capital = capital_as(stands, meant)
        often = self._words.written.get(capital, 0) > 2 * self._words.written.get(meant, 0)
        name = often and not self._letters.capital_nouns and not self.lexicon.is_never_a_name(lower_case(meant))
        return capital if name or self._is_capital(slip, stands, opens) else meant

    def _is_capital(self, slip: Slip, stands: str, opens: bool) -> bool:
        """Whether what was meant has a capital, by the height of what stands for its first letter; where that says
        nothing, by its place."""
        meant = slip.meant.lower()
        if stands[1:].lower() == meant:  # the first letter was put in
            return stands[1].isupper()
        if stands[0].lower() == meant[0]:
            return stands[0].isupper()
        if len(slip.sign) == 1 and stands[0].isupper():
            return len(meant) <= len(stands) or opens  # an H that stands for li is as high as these
        if self._letters.capital_nouns and not slip.sign:
            return stands[0].isupper()
        either = {letter for letter, _, _ in self._confusions.pairs.get(slip.sign, ())}
        says_nothing = not slip.sign.isalpha() or either >= {meant[0], meant[0].upper()}
        return opens if says_nothing else slip.meant[0].isupper()

    def known_slips(self, text: str) -> tuple[Slip, ...]:
        """The slips that lead to a word that the language or this text has, each once, the cheapest."""
        if (found := self._slips.get(text)) is not None:
            return found
        plain = text.translate(APOSTROPHES)
        best: dict[str, Slip] = {}
        shapes = [plain] if plain.islower() else [plain, plain.lower()]
        slips = (slip for shape in shapes for slip in self._confusions.slips(shape, self._vocabulary))
        for slip in [*slips, *self._odd_case(plain)]:
            key = slip.meant.lower()
            if key not in best or slip.cost < best[key].cost:
                best[key] = slip
        kept = tuple(
            slip for key, slip in best.items() if self._is_meant(key, plain) and not self._takes_out_a_word(slip, plain)
        )
        self._slips[text] = kept
        return kept

    def habit_slips(self, text: str) -> Iterator[Slip]:
        """The slips that lead to a common word by habits of the scan alone."""
        if self.habits:
            if (found := self._by_habit.get(text)) is None:
                slips = self.habits.slips(text.translate(APOSTROPHES), self._vocabulary)
                found = self._by_habit[text] = tuple(slips)
            yield from (slip for slip in found if self._is_meant(slip.meant.lower(), text))

    def is_habitual(self, lower: str) -> bool:
        """Whether a word (in small letters, as it stands somewhere) is what a habit of the scan makes of a far commoner
        one: that it comes again is then no sign that it is a word of this text."""
        if not self.habits or not self._words.written.get(lower):
            return False
        known = self.lexicon.frequency
        return any(known(slip.meant) - known(lower) >= FAR_COMMONER for slip in self.habit_slips(lower))

    def _is_meant(self, lower: str, stands: str) -> bool:
        if lower == stands.lower() and not is_cased_oddly(stands):
            return False
        capital = _capital(lower)
        forms = {capital, capital.replace("'", "’")}
        return self.lexicon.is_common(lower) or sum(self._words.written.get(form, 0) for form in forms) >= MEANT

    def _odd_case(self, text: str) -> Iterator[Slip]:
        if is_cased_oddly(text):
            yield Slip(text.lower(), self._confusions.any["case"], "a capital inside the word")

    def run_together(self, index: int, stands: float = RAREST) -> Iterator[Candidate]:
        text = self._words.words[index].text
        for i in range(1, len(text)):
            left, right = text[:i], text[i:]
            if right[0].isupper() and not left.islower():  # YouTube
                continue
            capital = right in self._letters.always_capital or self._is_name(right)
            if not (self._stands_alone(left) and (self._stands_alone(right) or capital)):
                continue
            if capital or self._is_particle(left) or self._is_particle(right):
                value = self.lexicon.frequency(lower_case(left)) + max(-5.5, self.lexicon.frequency(lower_case(right)))
                cost = self._confusions.any["inner_capital" if capital else "run_together"]
                slip = Slip(f"{left} {right}", cost, "no space between two words")
                yield Candidate(index, index, slip.meant, value + PAIRED, stands, slip)

    def _is_name(self, text: str) -> bool:
        """Whether letters with a capital are a word, and no scrap of one: one that the language or this text has."""
        known = bool(self._words.written.get(text)) or (len(text) > 2 and self.lexicon.has(lower_case(text)))
        return text[0].isupper() and text.isalpha() and len(text) > 1 and known

    def _is_particle(self, text: str) -> bool:
        """Whether a word is so common that it runs together with any other; two nouns may well be a compound."""
        return lower_case(text) in common_words(self.lexicon.language)

    def _stands_alone(self, text: str) -> bool:
        if len(text) == 1:
            return self._letters.stands_alone(text)
        if not text.isalpha() or is_cased_oddly(text):
            return False
        if len(text) == 2:  # others are as likely scraps of a word that is misread (la, re)
            return self._is_particle(text)
        lower = lower_case(text)
        return self.lexicon.frequency(lower) > -5.5 and self.lexicon.has(lower)

    def _split(self, index: int, stands: float) -> Iterator[Candidate]:
        words = self._words.words
        for first, last in ((index - 1, index), (index, index + 1)):
            if first < 0 or last >= len(words) or self._words.reading[words[first].end : words[last].start] != " ":
                continue
            whole = words[first].text + words[last].text
            if self.lexicon.is_common(lower_case(whole)) and whole.isalpha() and not is_cased_oddly(whole):
                slip = Slip(whole, self._confusions.any["split"], "a space inside the word")
                both = stands + self.lexicon.frequency(words[first if last == index else last].lower) + PAIRED
                yield Candidate(first, last, whole, self.value(lower_case(whole)), both, slip)
            elif self.habits and whole.isalpha() and not is_cased_oddly(whole):
                both = stands + self.lexicon.frequency(words[first if last == index else last].lower) + PAIRED
                for slip in self.habit_slips(whole):
                    cost = self._confusions.any["split"] + slip.cost
                    parted = Slip(slip.meant, cost, f"a space inside the word, {slip.how}")
                    meant = self.written(slip, whole, self._words.starts(first))
                    yield Candidate(first, last, meant, self.value(slip.meant.lower()), both, parted)


def _capital(text: str) -> str:
    """A word with a capital: a name, which only this text may have (its other forms are as likely slips)."""
    return text[:1].upper() + text[1:]


def capital_as(stands: str, meant: str) -> str:
    """A name (in small letters) with its capital, and that behind Mc or O’, if what stands has that too."""
    behind = _BEHIND.match(stands)
    place = behind.end() if behind and lower_case(meant).startswith(lower_case(behind[0])) else 0
    return _capital(meant[:place]) + _capital(meant[place:])


def lower_case(text: str) -> str:
    """A word as lists of words have it: in small letters, with the typewriter's apostrophe."""
    return text.lower().translate(APOSTROPHES)


def without(word: str, letters: Container[str]) -> str:
    """A word without some letters."""
    return "".join(letter for letter in word if letter not in letters)


def is_in_capitals(text: str) -> bool:
    """Whether a word is one in capitals, of which a scan may have made a few small letters (SEnIOuS)."""
    large, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return large > 1 and (large >= CAPITALS * small or (large >= CAPITALS and large > small))


def is_cased_oddly(text: str) -> bool:
    """Whether a word has a capital where no spelling puts one (seCure)."""
    if text.isupper() or not any(c.isupper() for c in text[1:]):
        return False
    return _CAMEL.fullmatch(text) is None and not text.removesuffix("'s").removesuffix("’s").removesuffix("s").isupper()
