"""Words that are none, and what was meant by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipeline.pieces import Edit
from pipeline.proof.candidates import Candidate, Finder
from pipeline.proof.confusion import confusions
from pipeline.proof.context import context
from pipeline.proof.judgement import Scales, Verdict, figures, judged, scales
from pipeline.proof.lexicon import lexicon
from pipeline.proof.words import Words

EVIDENT = 0.5
"""Decades by which a candidate must outweigh what stands to count as a habit of this text."""
FEWEST = 300
"""Words; in a shorter text the share of slips is counted as if it had so many."""


def verdicts(words: Words, language: str, by: Scales | None = None) -> Iterator[Verdict]:
    """A verdict on the best candidate for each strange word, in order."""
    known, model = lexicon(language), context(language)
    finder = Finder(words, known, confusions())
    cases = [(index, candidates) for index, candidates in finder.nonwords() if candidates]
    habits: dict[str, set[str]] = defaultdict(set)
    for index, candidates in cases:
        one, given = figures(words, finder, known, model, index, candidates)
        if given["gain"] + given["fit"] - one.slip.cost > EVIDENT:
            habits[one.slip.how].add(words.words[index].lower)
    noise = 1000 * sum(map(len, habits.values())) / max(FEWEST, len(words.words))
    for index, candidates in cases:
        others = _others(habits, candidates, words.words[index].lower)
        one, given = figures(words, finder, known, model, index, candidates, others, noise)
        yield judged(index, one, given, by or scales())


def _others(habits: Mapping[str, set[str]], candidates: list[Candidate], lower: str) -> dict[str, int]:
    hows = {one.slip.how for one in candidates}
    return {how: len(habits[how] - {lower}) for how in hows if how in habits}


def edits(words: Words, language: str, by: str) -> Iterator[Edit]:
    """Proposals for the strange words of a text: safe ones, and questions."""
    limits = scales()
    for verdict in verdicts(words, language):
        if verdict.probability >= limits.unsure:
            one = verdict.candidate
            start, end = words.words[one.first].start, words.words[one.last].end
            kind = "word-division" if verdict.figures["blank"] else "spelling"
            certainty = round(min(0.99, verdict.probability), 2)
            safe = verdict.probability >= limits.safe and not _is_inflected(words.words[verdict.index].lower, one.meant)
            yield Edit(start, end, one.meant, kind, by, certainty, _why(words, verdict), safe)


def _is_inflected(stands: str, meant: str) -> bool:
    """Whether two words differ by the s of a plural alone, which a writer may give to any word (softwares)."""
    shorter, longer = sorted((stands, meant.lower()), key=len)
    return longer == f"{shorter}s" and not shorter.endswith("s")


def _why(words: Words, verdict: Verdict) -> str:
    """What the witnesses say, in words."""
    given, one = verdict.figures, verdict.candidate
    stands = words.reading[words.words[one.first].start : words.words[one.last].end]
    said = [f"lexicon: “{stands}” is no word, “{one.meant}” is {10 ** max(0, given['gain']):,.0f} times as common"]
    said.append(
        f"confusion: {one.slip.how}" + (f", as {2 ** given['habit'] - 1:.0f} times here" if given["habit"] else "")
    )
    if given["fit"]:
        said.append(f"context: {'for' if given['fit'] > 0 else 'against'} it by {abs(given['fit']):.1f} decades")
    return "; ".join(said) + "."
