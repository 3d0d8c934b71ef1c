"""Words that are none, and what was meant by them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from ecdosis.evidence import certainty, log_odds
from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.candidates import MEANT, is_cased_oddly, lower_case, without
from ecdosis.stages.spelling.judgement import RECURRENT, Score, Scorer, scales
from ecdosis.stages.spelling.lexicon import RAREST, foreign, forms
from ecdosis.stages.spelling.rivals import is_undecided
from ecdosis.stages.spelling.rules import (
    BRIEF,
    CLEAN,
    LAST_LETTERS,
    NOISY,
    RUINED,
    WORTH_ASKING,
    WORTH_ASKING_IN_DIRT,
    WORTH_PARTING,
    WORTH_PARTING_IN_NOISE,
)
from ecdosis.stages.spelling.words import APOSTROPHES, Word, Words, likelier, times

OVERWHELMING: Final = 3.0
"""A recurrent error (see HABIT) so strong that even a name that comes again is read otherwise."""
OPEN: Final = -0.75
"""The weight (log10) against a candidate of what leaves it open (`is_open`). Without it such questions were right in 82
of 115 cases of the development set, and said 0.94 of themselves."""
NAMED: Final = -1.0
"""The same of what makes a word a name of its own (`_is_name_of_its_own`): such questions were right in 4 of 40."""
SCANNED: Final = 2.3
"""The logarithm (base 2) of one more than the slips in a thousand words, four of them, that who types a text mends."""
FOREIGN: Final = 0.6
"""The probability from which a strange word among strange ones, or those of another language, is asked about."""
LISTED: Final = 0.5
"""The probability from which even a word of the dictionary is asked about."""
LONG: Final = 9
"""Letters of a word that is hardly like another by chance."""
LONE: Final = 4.0
"""Log10 units that a candidate is before the next, at least."""
COMMONER: Final = 2.0
"""Log10 units that it is commoner than what stands, at least."""
RARE: Final = -5.3
"""Log10: one word in two hundred thousand."""
TWICE: Final = 5.5
"""Log10: two slips cost more than this, one less."""
STRANGE: Final = 0.4
"""Share of strange words around, from which a passage is in another language, or ruined."""
SHORT: Final = 4
"""Letters of a word that is like many others."""
DIALECT: Final = 3.3
"""The logarithm (base 2) of one more than the slips in a thousand words: what seems so many may be a dialect."""
ABROAD: Final = 1.5
"""Log10 units above one in a million: a word so common in another language may be that."""

NO_FORMS: Final[Mapping[str, str]] = MappingProxyType({})
_VOWELS: Final = re.compile(r"[aeiouy]")
_DOUBLE: Final = re.compile(r"(.)\1")


def edits(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for the strange words of a text: safe ones, and questions that are worth asking. Where a word stands
    again and one place is worth it, all are asked, since they have one cause."""
    found = [(score, edit) for score in scorer.scores() if (edit := _proposal(scorer, score, by))]

    def cause(score: Score) -> tuple[str, str]:
        return scorer.words.words[score.index].lower, score.candidate.meant.lower()

    worth = {cause(score) for score, edit in found if not edit.safe and _is_worth_asking(scorer, score, edit)}
    yield from (edit for score, edit in found if edit.safe or cause(score) in worth)


def _proposal(scorer: Scorer, score: Score, by: str) -> Edit | None:
    """What is proposed for a strange word, if anything."""
    limits, words = scales(scorer.lexicon.language), scorer.words
    one, word = score.candidate, words.words[score.index]
    least = LISTED if score.features["dictionary"] and not is_cased_oddly(word.text) else limits.unsure
    asked = score.probability >= least or _is_nearly(scorer, score)
    joined = words.is_hyphenated(score.index) and bool(forms(scorer.lexicon.language))
    apart = joined or words.is_half(score.index) or word.text in words.acronyms
    if not asked or apart or scorer.lexicon.is_older(word.lower, one.meant.lower()):
        return None
    start, end = words.words[one.first].start, words.words[one.last].end
    kind = "word-division" if score.features["blank"] else "spelling"
    likely = score.probability >= _least(scorer, score) and not (scorer.careful and _may_be_meant(score))
    known = forms(scorer.lexicon.language)
    safe = likely and not is_open(words, score, known) and not _is_beside_foreign(scorer, score.index)
    safe = safe and not is_undecided(scorer, score)
    one_word = one.first == one.last
    safe = safe and not (one_word and scorer.finder.is_half(score.index, lower_case(one.meant)))
    if not safe and _needs_no_question(words, score):
        return None
    against = (OPEN if likely else 0.0) + (NAMED if _is_name_of_its_own(words, score) else 0.0)
    sure = certainty(log_odds(score.probability), 0.0 if safe else against)
    return Edit(start, end, words.as_written(one.meant, start, end), kind, by, sure, _why(words, score), safe)


def _least(scorer: Scorer, score: Score) -> float:
    """The probability from which a candidate is read."""
    limits = scales(scorer.lexicon.language)
    least = limits.in_ruins if _is_brief_in_ruins(scorer, score) else limits.safe
    return max(least, limits.careful) if scorer.careful else least


def _may_be_meant(score: Score) -> bool:
    """Whether a careful edition asks if a form is the source's own: a slip is one that writers make and no scan; or
    nothing but vowels tells a word from a rare one, and nothing else in the text was misread so: old words and those of
    a dialect differ so (lignoux)."""
    given = score.features
    writers = given["listed"] and not given["seen"]
    own = given["vowels"] and given["common"] < RARE and not given["error_rate"]
    return bool(writers or own)


def _is_brief_in_ruins(scorer: Scorer, score: Score) -> bool:
    """Whether a word is so short that in a text where most are misread it may be many, and no habit of the scan says
    which."""
    brief = len(scorer.words.words[score.index].text) <= BRIEF
    return score.features["noise"] >= RUINED and brief and not scorer.finder.habits.has(score.candidate.slip)


def _is_worth_asking(scorer: Scorer, score: Score, edit: Edit) -> bool:
    """Whether a doubt is worth an editor's time: in a clean text nearly none is."""
    if score.features["noise"] < CLEAN:
        return edit.certainty >= WORTH_ASKING
    if score.features["blank"] and " " in score.candidate.meant:
        least = WORTH_PARTING if forms(scorer.lexicon.language) else WORTH_ASKING_IN_DIRT
        return edit.certainty >= (WORTH_PARTING_IN_NOISE if score.features["noise"] >= NOISY else least)
    return _is_nearly(scorer, score) or edit.certainty >= WORTH_ASKING_IN_DIRT


def _is_beside_foreign(scorer: Scorer, index: int) -> bool:
    """Whether a hyphen joins a word to one of another language, as in a phrase (dolce-far-niente)."""
    strange, every = scorer.finder.is_strange, scorer.words.words
    beside = (every[other].lower for other in scorer.words.beside_hyphens(index) if strange(other))
    return any(foreign(lower, scorer.lexicon.language) > ABROAD for lower in beside)


def _is_nearly(scorer: Scorer, score: Score) -> bool:
    """Whether a long word that stands once, and that nothing knows, is one slip away from a single word of the
    dictionary (Phoenicican): worth a question, even if it is a name."""
    word, given, one = scorer.words.words[score.index], score.features, score.candidate
    unknown = one.stands <= RAREST and not (given["dictionary"] or given["accent"] or given["foreign"] > 1)
    single = given["rival"] >= LONE and given["known"] and not given["blank"] and given["gain"] >= COMMONER
    once = len(word.text) >= LONG and scorer.words.counts[word.lower] == 1
    return bool(unknown and single and once and scorer.lexicon.in_dictionary(one.meant.lower()))


def _needs_no_question(words: Words, score: Score) -> bool:
    """Whether a word is not even asked about: it is in use, or one of the dictionary that may be parted (be sought), or
    stands in a passage of another language, and is not likely to be a slip."""
    given = score.features
    known = " " in score.candidate.meant and bool(given["dictionary"])
    elsewhere = given["strange"] >= STRANGE or given["abroad"] >= STRANGE
    return known or _is_in_use(words, score) or (elsewhere and score.probability < FOREIGN)


def _is_in_use(words: Words, score: Score) -> bool:
    """Whether a word is as it should be: the plural of one that this text has itself (the Everhards), one whose letters
    are left out where an apostrophe says so (willin'), or one that has an apostrophe more (wo'n't); or as this text has
    it, again and never otherwise, with the same consonants, though nothing else in it is misread so (agreable)."""
    stands, meant = words.words[score.index].lower, lower_case(score.candidate.meant)
    plural = stands == f"{meant}s" and words.counts[meant] > 0
    apostrophes = stands.count("'") > meant.count("'") > 0 and without(stands, "'") == without(meant, "'")
    again = words.counts[stands] >= MEANT and not words.counts[meant] and not score.features["error_rate"]
    own = again and _consonants(stands) == _consonants(meant)
    return plural or apostrophes or own or (words.is_elided(score.index) and meant.startswith(stands))


def _consonants(lower: str) -> str:
    """The consonants of a word, doubled ones once: a spelling differs in others."""
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", lower))


def _is_name_of_its_own(words: Words, score: Score) -> bool:
    """Whether a word has a capital, and may be a name that no list has: the text has it again, or it has not the other
    name (Zuyder, Snyder), or the two are different only in their vowels (Ippolita)."""
    given = score.features
    if not given["name"] or given["noun"] or given["blank"]:
        return False
    again = words.counts[words.words[score.index].lower] >= MEANT
    inside = given["name"] == 1.0 and (bool(given["vowels"]) or not given["meant"])
    return again or inside


def is_open(words: Words, score: Score, known: Mapping[str, str] = NO_FORMS) -> bool:
    """Whether a candidate can only be asked, however likely it is; `known`: a list of all forms of the language, if it
    has one.

    A form that comes again, if nothing else in this text was misread like it; a name that differs in its vowels, and
    may be another form of it (Krapotkin); a word of another language; in a clean text, a name and capitals inside a
    word; what may be meant as it stands (below); a word of which nothing tells whether it has a capital; a rare word
    that no such list, nor this text, nor the context knows; two slips in a short word; a word among others that are as
    strange; a last letter that may be a word or a mark; where all forms are known, what little proves (`_is_unproved`).
    """
    word, meant, given = words.words[score.index], score.candidate.meant, score.features
    again = words.counts[word.lower] >= MEANT
    listed = meant.lower() in known
    no_name = bool(given["noun"]) or (listed and words.letters.capital_nouns)
    name = word.text[0].isupper() and (again or not words.opens(score.index)) and not no_name
    return (
        bool(given["height"])
        or (name and bool(given["vowels"]))
        or given["strange"] >= STRANGE
        or (given["cost"] > TWICE and len(without(word.lower, "'")) <= SHORT)
        or _is_at_home_abroad(word, score)
        or _is_mistyped_in_a_scan(score)
        or (not given["listed"] and _is_unlike_the_text(word, score, again=again, name=name, listed=listed))
        or (bool(known) and _is_unproved(word.text, score, listed=listed))
        or (_is_alone(score) and _has_capitals_of_its_own(words, score))
        or (words.is_elided(score.index) and (word.lower in meant.lower() or bool(known)))
        or _is_meant(word.lower, meant.lower().translate(APOSTROPHES))
        or _takes_out_a_sign(word.lower, lower_case(meant))
    )


def _is_unproved(text: str, score: Score, *, listed: bool) -> bool:
    """Whether, where all forms are known, too little says that a word was misread: it is a letter for another that is
    no known confusion, or several that the text has nowhere else; or there are capitals inside it; or it is the only
    slip of its sort in a clean text that leads to a word of no list; or it changes nothing but vowels, as a dialect
    does, in a text that is no bad scan."""
    given = score.features
    dialect = bool(given["vowels"]) and given["noise"] < DIALECT
    how = score.candidate.slip.how
    several = ", " in how and not given["error_rate"]
    odd = is_cased_oddly(text)
    return " for " in how or several or odd or dialect or (_is_alone(score) and not listed)


def _is_unlike_the_text(word: Word, score: Score, *, again: bool, name: bool, listed: bool) -> bool:
    """Whether nothing else in the text was misread so often that a form which comes again, or a rare word, may be read
    otherwise."""
    given = score.features
    error_rate = given["error_rate"] if given["seen"] else 0.0
    rare = given["common"] < RARE and not given["meant"] and given["fit"] <= 0 and not listed
    return (again and error_rate < (OVERWHELMING if name else RECURRENT)) or (rare and error_rate < RECURRENT)


def _is_mistyped_in_a_scan(score: Score) -> bool:
    """Whether a slip would be one of a keyboard's, alone among the many of a text: those are of a scan."""
    given = score.features
    return " mistyped as " in score.candidate.slip.how and given["noise"] >= SCANNED and not given["error_rate"]


def _is_at_home_abroad(word: Word, score: Score) -> bool:
    """Whether a word is common in another language (possibile), and nothing else in the text was misread as it would
    be."""
    given = score.features
    error_rate = given["error_rate"] if given["seen"] else 0.0
    return given["foreign"] > ABROAD and len(word.text) > SHORT and not error_rate


def _is_alone(score: Score) -> bool:
    """Whether it would be the only slip of its sort, in a clean text."""
    given = score.features
    return not given["error_rate"] and given["noise"] < CLEAN and not given["listed"]


def _has_capitals_of_its_own(words: Words, score: Score) -> bool:
    """Whether a word has a capital that what may be meant has not, or some inside of it."""
    word = words.words[score.index]
    capital = word.text[0].isupper() and not words.opens(score.index) and score.candidate.meant.islower()
    return capital or (word.text.isalpha() and is_cased_oddly(word.text))


def _is_meant(stands: str, meant: str) -> bool:
    """Whether a word may be meant as it stands: an s of the plural, which writers give to any word (softwares); an
    apostrophe, which they set as they like (wo’n’t); a number behind a word (package2)."""
    shorter, longer = sorted((stands, meant), key=len)
    plural = longer == f"{shorter}s" and not shorter.endswith("s")
    apostrophe = "'" in stands and without(stands, "'") == without(meant, "'")
    return plural or apostrophe or stands.rstrip("0123456789") == meant


def _takes_out_a_sign(stands: str, meant: str) -> bool:
    """Whether a candidate takes the last letter from a word that may be the word I, or a mark (mustl for must I)."""
    return stands[:-1] == meant and stands[-1] in LAST_LETTERS


def _why(words: Words, score: Score) -> str:
    """What the evidence says, in words."""
    given, one = score.features, score.candidate
    stands = words.reading[words.words[one.first].start : words.words[one.last].end]
    said = [f"lexicon: “{stands}” is no word, “{one.meant}” is {10 ** max(0, given['gain']):,.0f} times as common"]
    said.append(
        f"confusion: {one.slip.how}"
        + (f", as {times(2 ** given['error_rate'] - 1)} here" if given["error_rate"] else "")
    )
    if given["fit"]:
        said.append(f"context: it fits its neighbours {likelier(given['fit'])}")
    return "; ".join(said) + "."
