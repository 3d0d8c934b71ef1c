"""Words that are none, and what was meant by them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.candidates import MEANT, is_cased_oddly, without
from ecdosis.stages.spelling.judgement import HABIT, Score, Scorer, scales
from ecdosis.stages.spelling.lexicon import RAREST, is_older
from ecdosis.stages.spelling.words import APOSTROPHES, Words, times

OVERWHELMING: Final = 3.0
"""A habit (see HABIT) so strong that even a name that comes again is read otherwise."""
CLEAN: Final = 1.5
"""A text with few slips: the logarithm (base 2) of one more than those in 1,000 words."""
LISTED: Final = 0.5
"""The probability from which even a word of the dictionary is asked about."""
LONG: Final = 9
"""Letters of a word that is hardly like another by chance."""
LONE: Final = 4.0
"""Decades that a candidate is before the next, at least."""
COMMONER: Final = 2.0
"""Decades that it is commoner than what stands, at least."""
RARE: Final = -5.3
"""Decades: one word in two hundred thousand."""
TWICE: Final = 5.5
"""Decades: two slips cost more than this, one less."""
SHORT: Final = 4
"""Letters of a word that is like many others."""
ABROAD: Final = 1.5
"""Decades above one in a million: a word so common in another language may be that."""


def edits(court: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for the strange words of a text: safe ones, and questions. Older spellings are no slips."""
    limits, words = scales(), court.words
    for verdict in court.verdicts():
        one = verdict.candidate
        word = words.words[verdict.index]
        least = LISTED if verdict.figures["dictionary"] and not is_cased_oddly(word.text) else limits.unsure
        asked = verdict.probability >= least or _is_nearly(court, verdict)
        if asked and not is_older(word.lower, one.meant.lower()):
            start, end = words.words[one.first].start, words.words[one.last].end
            kind = "word-division" if verdict.figures["blank"] else "spelling"
            certainty = round(min(0.99, max(0.01, verdict.probability)), 2)
            safe = verdict.probability >= limits.safe and not is_open(words, verdict)
            yield Edit(start, end, one.meant, kind, by, certainty, _why(words, verdict), safe)


def _is_nearly(court: Scorer, verdict: Score) -> bool:
    """Whether a long word that stands once, and that nothing knows, is one slip away from a single word of the
    dictionary (Phoenicican): worth a question, even if it is a name."""
    word, given, one = court.words.words[verdict.index], verdict.figures, verdict.candidate
    unknown = one.stands <= RAREST and not (given["dictionary"] or given["accent"] or given["foreign"] > 1)
    single = given["rival"] >= LONE and given["known"] and not given["blank"] and given["gain"] >= COMMONER
    once = len(word.text) >= LONG and court.words.counts[word.lower] == 1
    return bool(unknown and single and once and court.lexicon.in_dictionary(one.meant.lower()))


def is_open(words: Words, verdict: Score) -> bool:
    """Whether a candidate can only be asked, however likely it is.

    A form that comes again, if nothing else in this text was misread like it; a name that differs in its vowels, and
    may be another form of it (Krapotkin); a word of another language; in a clean text, a name and capitals inside a
    word; what may be meant as it stands (below); a word of which nothing tells whether it has a capital; a rare word
    that neither this text nor the context knows; two slips in a short word.
    """
    word, meant, given = words.words[verdict.index], verdict.candidate.meant, verdict.figures
    again = words.counts[word.lower] >= MEANT
    name = word.text[0].isupper() and (again or not words.opens(verdict.index)) and not given["noun"]
    habit = given["habit"] if given["seen"] else 0.0
    alone = not given["habit"] and given["noise"] < CLEAN and not given["listed"]
    return (
        (again and habit < (OVERWHELMING if name else HABIT) and not given["listed"])
        or (name and bool(given["vowels"]))
        or bool(given["height"])
        or (
            given["common"] < RARE
            and not given["meant"]
            and given["fit"] <= 0
            and habit < HABIT
            and not given["listed"]
        )
        or (given["cost"] > TWICE and len(word.text) <= SHORT)
        or (given["foreign"] > ABROAD and len(word.text) > SHORT and not habit and not given["listed"])
        or (alone and word.text[0].isupper() and not words.opens(verdict.index) and meant.islower())
        or (alone and word.text.isalpha() and is_cased_oddly(word.text))
        or (words.is_elided(verdict.index) and word.lower in meant.lower())
        or _is_meant(word.lower, meant.lower().translate(APOSTROPHES))
    )


def _is_meant(stands: str, meant: str) -> bool:
    """Whether a word may be meant as it stands: an s of the plural, which writers give to any word (softwares); an
    apostrophe, which they set as they like (wo’n’t); a number behind a word (package2)."""
    shorter, longer = sorted((stands, meant), key=len)
    plural = longer == f"{shorter}s" and not shorter.endswith("s")
    apostrophe = "'" in stands and without(stands, "'") == without(meant, "'")
    return plural or apostrophe or stands.rstrip("0123456789") == meant


def _why(words: Words, verdict: Score) -> str:
    """What the witnesses say, in words."""
    given, one = verdict.figures, verdict.candidate
    stands = words.reading[words.words[one.first].start : words.words[one.last].end]
    said = [f"lexicon: “{stands}” is no word, “{one.meant}” is {10 ** max(0, given['gain']):,.0f} times as common"]
    said.append(
        f"confusion: {one.slip.how}" + (f", as {times(2 ** given['habit'] - 1)} here" if given["habit"] else "")
    )
    if given["fit"]:
        said.append(f"context: {'for' if given['fit'] > 0 else 'against'} it by {abs(given['fit']):.1f} decades")
    return "; ".join(said) + "."
