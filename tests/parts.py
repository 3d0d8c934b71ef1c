"""What each part of the reader of damaged words is worth: the measuring sets read with one part left out in turn.

Run as `python tests/parts.py news lines de fr`; ECDOSIS_DEVSET names the development set (see `floor.py`).
`careful` among the words reads as careful editions do; `--only PART` leaves out some parts, `--every 2` reads every
second text. The numbers stand in docs/explanation/certainty.md.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final
from unittest.mock import patch

import floor
from ecdosis.evaluate.pairs import Pair
from ecdosis.evaluate.slips import Read, changes, words_of
from ecdosis.model.document import Document
from ecdosis.model.source import decode, opened
from ecdosis.stages import spelling as reader
from ecdosis.stages.run import each, repaired
from ecdosis.stages.spelling import (
    bold,
    broken,
    candidates,
    channel,
    division,
    elided,
    grammar,
    habits,
    judgement,
    lexicon,
    noisy,
    realword,
    signs,
    small,
    spelling,
)
from ecdosis.stages.spelling.context import Trigrams
from ecdosis.stages.stage import CAREFUL, CORRECTION, Context
from ecdosis.stages.table import values


class _Mute:
    """A model of the language that knows no word."""

    def prob(self, words: Sequence[str]) -> int:
        """As one that it does not know."""
        return -(10**9)


Patch = tuple[Any, str, Any]
"""Where a name stands, the name, and what stands for it."""


def _none(*_: object, **__: object) -> tuple[()]:
    return ()


def _strange_alone(
    self: noisy.Reader, index: int, of: Callable[[noisy.Reader, int], bool] = noisy.Reader.is_looked_at
) -> bool:
    return of(self, index) and self._finder.is_strange(index)


def _of_lists(self: candidates.Finder, meant: str) -> float:
    return self.lexicon.frequency(candidates.lower_case(meant))


def _slips_alone(
    self: channel.Channel, *given: Any, of: Callable[..., channel.Channel] = channel.Channel.learnt
) -> channel.Channel:
    return replace(of(self, *given), whole={})


PARTS: Final[Mapping[str, tuple[Patch, ...]]] = {
    "nothing": (),
    "all of it": ((reader, "_read", lambda *_, **__: []),),
    "the reader of noisy scans": ((bold, "tuned", lambda scorer: scorer),),
    "the judgement of strange words": ((spelling, "edits", _none),),
    "context": ((judgement, "context", lambda language: Trigrams(_Mute())),),
    "what slips cost in this text": ((channel.Channel, "learnt", lambda self, *_: self),),
    "words that come again, misread": ((channel.Channel, "learnt", _slips_alone),),
    "habits of the scan": ((habits.Habits, "of", lambda *_: habits.Habits()),),
    "words of the text itself": ((candidates.Finder, "value", _of_lists),),
    "words for words": ((noisy.Reader, "is_looked_at", _strange_alone),),
    "several letters misread": ((noisy, "_far", _none),),
    "words run together": ((candidates.Finder, "run_together", _none), (noisy.Reader, "_glued", _none)),
    "words that a blank divides": (
        (noisy.Reader, "_whole", lambda *_: None),
        (division, "halves", _none),
        (candidates.Finder, "_split", _none),
    ),
    "words that a line end divides": ((broken, "verdicts", _none), (division, "printed", _none)),
    "signs inside words": ((signs, "edits", _none),),
    "capitals": ((small, "edits", _none),),
    "grammar": ((grammar, "edits", _none),),
    "words that hardly fit": ((realword, "edits", _none),),
    "elisions": ((elided, "edits", _none),),
    "compounds": ((lexicon, "compound", lambda *_: False),),
    "former spellings": ((lexicon, "former", _none),),
    "candidates between which nothing decides": ((spelling, "is_undecided", lambda *_: False),),
    "what is open, asked": ((spelling, "is_open", lambda *_: False),),
    "halves of words, left": ((candidates.Finder, "is_half", lambda *_: False),),
    "what a mended text shows": ((reader, "ROUNDS", 0),),
}
"""The parts, and how each is left out."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Word errors, changes of words (right ones, others, and those that spoiled a right word), and questions."""

    errors: int
    right: int
    wrong: int
    spoiled: int
    asked: int

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.errors + other.errors,
            self.right + other.right,
            self.wrong + other.wrong,
            self.spoiled + other.spoiled,
            self.asked + other.asked,
        )


def texts(name: str) -> Sequence[Pair]:
    """The pairs of a set of the floor."""
    return floor.pairs_of(f"devset {name}") or ()


@contextmanager
def without(part: str) -> Iterator[None]:
    """The reader without a part; what it remembers of a language is forgotten where that is another without it."""
    with ExitStack() as stack:
        for of, name, instead in PARTS[part]:
            stack.enter_context(patch.object(of, name, instead))
            if of is lexicon:
                _forget()
                stack.callback(_forget)
        yield


def _forget() -> None:
    for remembered in (lexicon.lexicon, noisy._by_letter, realword.near):
        remembered.cache_clear()


def of_pair(pair: Pair, language: str, careful: bool, parts: Sequence[str]) -> dict[str, Figures]:
    """The figures of one pair without each of some parts: all that comes before the proofs is done once."""
    policies = values({CORRECTION: CAREFUL} if careful else {})
    context = Context(language, policies)
    truth = words_of(repaired(opened(decode(pair.true, language=language)), language, without="spelling").reading)
    before: Document | None = None
    for step in each(opened(decode(pair.damaged, language=language)), context):
        if step.stage.name == reader.BY:
            before = step.before
            break
    assert before is not None
    found = {}
    for part in parts:
        with without(part):
            made = reader.work(before, context)
            asked = sum(query.by == reader.BY and bool(query.suggestion) for query in made.queries)
            found[part] = _figures(Read.of(made.text, truth), asked)
    return found


def _figures(read: Read, asked: int) -> Figures:
    made = [one for one in changes(read) if one.by == reader.BY]
    right = sum(one.right for one in made)
    return Figures(read.errors().wrong_words, right, len(made) - right, sum(one.spoiled for one in made), asked)


def table(name: str, careful: bool, parts: Sequence[str], jobs: int, every: int = 1) -> Iterator[str]:
    """The table of a set in lines, each with what is otherwise than with all parts."""
    known = texts(name)[::every]
    language = floor.language_of(name)
    work = partial(of_pair, language=language, careful=careful, parts=parts)
    sums = dict.fromkeys(parts, Figures(0, 0, 0, 0, 0))
    with ProcessPoolExecutor(jobs) as pool:
        for found in pool.map(work, known):
            sums = {part: sums[part] + found[part] for part in parts}
    whole = sums[parts[0]]
    yield f"{name}{' (careful)' if careful else ''}: without, word errors, changes right, wrong, spoiled, asked"
    for part, of in sums.items():
        more = f"{of.errors - whole.errors:+6} {of.right - whole.right:+6} {of.wrong - whole.wrong:+5}"
        yield f"  {part:42} {of.errors:6} {of.right:6} {of.wrong:5} {of.spoiled:4} {of.asked:5}   {more}"


def main() -> int:
    """The tables of the sets that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", choices=("news", "lines", "pages", "books", "de", "fr", "careful"))
    parser.add_argument("--only", action="append", choices=list(PARTS), default=[])
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    parts = list(dict.fromkeys(("nothing", *(given.only or PARTS))))
    for name in given.sets:
        if name != "careful":
            for line in table(name, "careful" in given.sets, parts, given.jobs, given.every):
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
