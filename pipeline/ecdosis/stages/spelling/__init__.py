"""Proofreading: slips that a good reader would find, by what independent evidence says of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ecdosis.editor.wordlists import NO_LISTS, WordLists
from ecdosis.languages import PROOFREAD
from ecdosis.languages import language as known
from ecdosis.model.alike import Taken
from ecdosis.model.document import Document
from ecdosis.model.kinds import CORRUPT
from ecdosis.model.pieces import Change, Edit, Query
from ecdosis.model.text import Text
from ecdosis.stages.blocks.errata import of_errata
from ecdosis.stages.spelling.rules import SpellingRule
from ecdosis.stages.spelling.words import Words
from ecdosis.stages.stage import CAREFUL, CORRECTION, Context

if TYPE_CHECKING:
    from ecdosis.stages.spelling.judgement import Scorer

BY: Final = "spelling"
GUARDED: Final = frozenset(
    {"verse", "epigraph", "attribution", "title", "subtitle", "byline", "imprint", "reviewed", "head"}
)
"""Blocks whose spelling may well be meant."""
BOLDLY: Final = (
    "This is a noisy scan, and {:,} of its words were corrected boldly: about three in a hundred of these corrections "
    'may be wrong. For a text to be cited, set correction = "careful".'
)
"""What is said of such an edition."""
OVERWHELMING: Final = 0.97
"""What it takes to change something in them."""
OVERWHELMING_IN_NOISE: Final = 0.94
"""The same in a noisy scan that is corrected boldly: 10 to the power of 2.4 to one, by its reader."""
ROUNDS: Final = 4
"""Times that the proofs are read again: mended words are evidence for others."""
_BLANK: Final = re.compile(r"[^\S\r\n\f]*(?:\r?\n[^\S\r\n\f]*)?")
"""What stands between two words of one line, or at the end of one."""

Reader = Callable[[Words, str, str], Iterable[Edit]]
"""A further reader of proofs: the words of a reading, its language, and by whom -> proposals."""


def work(document: Document, context: Context) -> Document:
    """A document whose proofs were read, by LanguageTool too, if its policy says so. Raises ToolError if that is asked
    and fails."""
    careful = context.policies.get(CORRECTION) == CAREFUL
    return repair(document, context.language, _further(context), context.words, careful=careful)


def asked_elsewhere(document: Document, context: Context) -> Document:
    """A document in a language that we do not know: LanguageTool may, and is asked if its policy says so. Raises
    ToolError as `work` does."""
    further = _further(context)
    wanted = further or context.words.bad
    return repair(document, context.language, further, context.words) if wanted else document


def _further(context: Context) -> list[Reader]:
    """The readers besides our own."""
    if context.policies.get("languagetool", "no") == "no":
        return []
    from ecdosis.stages.spelling.languagetool import proposals

    return [proposals]


def repair(
    document: Document,
    language: str,
    further: Sequence[Reader] = (),
    lists: WordLists = NO_LISTS,
    *,
    careful: bool = False,
) -> Document:
    """Read the proofs, again and again until nothing certain is left: the certain slips mended, the others asked.
    `further` are readers besides our own, which only ask; `lists`: the words that the editor says are right, or bad;
    `careful`: certain is only what is all but never wrong."""
    letters = known(language).letters
    words = Words.of(document.text.reading, letters)
    scorer = _scorer(words, language, careful=careful)
    others = [edit for reader in further for edit in reader(words, language, BY)]
    bad = list(lists.asked(words.reading, BY))
    of_lists = Taken((edit.start, edit.end) for edit in bad)
    found = list(lists.untouched([*_read(scorer, fewer=len(others)), *others], words.reading))
    found = [edit for edit in found if edit.safe or not of_lists.meets(edit.start, edit.end)]
    least = OVERWHELMING_IN_NOISE if scorer and scorer.channel and not careful else OVERWHELMING
    text, asked = document.text.edit([*_apart(_guarded(document, found, least)), *bad])
    result = document.read_as(text)
    for _ in range(ROUNDS):
        if not any(edit.safe for edit in found):
            break
        scorer = _scorer(Words.of(text.reading, letters), language, scorer)
        found = [edit for edit in _read(scorer, certain=True) if edit.safe]
        found = _guarded(result, list(lists.untouched(found, text.reading)), least)
        mended = Taken((text.position(e.start), text.position_after(e.end)) for e in found if e.safe)
        text, _ = text.edit(edit for edit in found if edit.safe)
        result = result.read_as(text)
        asked = tuple(q for q in asked if not mended.meets(q.start, max(q.end, q.start + 1)))
    told = _told(text) if scorer and scorer.channel and not careful else ()
    return replace(result, queries=(*document.queries, *asked), notices=(*document.notices, *told))


def _told(text: Text) -> tuple[str, ...]:
    """What is said of a noisy scan that was corrected boldly."""
    made = sum(isinstance(piece, Change) and piece.by == BY and piece.kind in CORRUPT for piece in text.pieces)
    return (BOLDLY.format(made),) if made else ()


def still_asked(queries: Iterable[Query], text: Text) -> tuple[Query, ...]:
    """The questions that are left when the editor's readings are in: a mark that has its fellow now is not asked about
    any more."""
    from ecdosis.stages.spelling import marks

    lone = {text.position(edit.start) for edit in marks.unbalanced(text.reading, BY)}
    return tuple(q for q in queries if q.by != BY or q.kind != "punctuation" or q.suggestion or q.start in lone)


def _scorer(words: Words, language: str, earlier: Scorer | None = None, *, careful: bool = False) -> Scorer | None:
    """The scorer for a reading, `careful` or as an `earlier` one; none for languages whose words are not known."""
    if not known(language).has(PROOFREAD):
        return None
    from ecdosis.stages.spelling.bold import tuned
    from ecdosis.stages.spelling.judgement import Scorer

    scorer = Scorer.of(words, language, earlier)
    return tuned(scorer if earlier else replace(scorer, careful=careful))


def _read(scorer: Scorer | None, certain: bool = False, fewer: int = 0) -> list[Edit]:
    """What our own readers propose; `certain`: questions need not be among it; `fewer`: so many doubtful questions
    less, since others ask, too."""
    if scorer is None:
        return []
    from ecdosis.stages.spelling import (
        bold,
        careful,
        division,
        elided,
        grammar,
        marks,
        names,
        ones,
        realword,
        signs,
        spelling,
    )

    if scorer.lexicon.is_early(scorer.words.counts):
        return list(marks.edits(scorer, BY))
    doubted = [*spelling.edits(scorer, BY), *division.edits(scorer, BY), *grammar.edits(scorer, BY)]
    doubted = _with(doubted, elided.edits(scorer, BY))
    others = [*signs.edits(scorer, BY), *ones.edits(scorer, BY), *marks.edits(scorer, BY)]
    found = list(bold.proposals(scorer, BY, doubted))
    taken = Taken((edit.start, edit.end) for edit in found if edit.safe)  # a speck in a divided word is none of its own
    found += (edit for edit in others if not taken.meets(edit.start, edit.end))
    mended = sum(edit.safe and edit.kind == "spelling" for edit in found)
    real = list(realword.edits(scorer, BY, mended, certain, fewer))
    found = bold.before_others(found, real) if scorer.channel else [*found, *real]
    named = not certain and not scorer.lexicon.own.letters.capital_nouns
    found = [*found, *names.edits(scorer, BY)] if named else found
    return list(careful.asked(scorer, found)) if scorer.careful else found


def _with(found: Sequence[Edit], further: Iterable[Edit]) -> list[Edit]:
    """Proposals, and `further` ones where none is certain, before those that only ask."""
    certain = [edit for edit in found if edit.safe]
    taken = Taken((edit.start, edit.end) for edit in certain)
    certain += (edit for edit in further if not taken.meets(edit.start, edit.end))
    taken = Taken((edit.start, edit.end) for edit in certain)
    return [*certain, *(edit for edit in found if not edit.safe and not taken.meets(edit.start, edit.end))]


def _guarded(document: Document, found: Sequence[Edit], least: float) -> list[Edit]:
    """The proposals, those for passages that are guarded (if they are less sure than `least`), that would join blocks
    or words that something parts only asked: a word that stands twice there may stand in two texts. What a list of
    errata has stays as it is there."""
    told = Taken((block.start, block.end) for block in of_errata(document.text, document.blocks))
    found = [edit for edit in found if not told.meets(edit.start, edit.end)]
    guarded = [(block.start, block.end) for block in document.blocks if block.type in GUARDED]  # in order, apart
    reading = document.text.reading

    def given(edit: Edit) -> Edit:
        if not edit.safe:
            return edit
        if _is_parted(document.text, edit.start, edit.end):
            return replace(edit, safe=False, certainty=min(edit.certainty, SpellingRule.PARTED))
        place = bisect_right(guarded, edit.start, key=lambda block: block[0]) - 1
        inside = place >= 0 and edit.start < guarded[place][1]
        asked = "\n" in reading[edit.start : edit.end] or (inside and edit.certainty < least)
        return replace(edit, safe=False) if asked else edit

    return [given(edit) for edit in found]


def _is_parted(text: Text, start: int, end: int) -> bool:
    """Whether something parts words of the reading (offsets) that have a blank between them: in the source there is
    more than a blank or a line end, as where a page ends, a note or a paragraph."""
    blanks = (k for k in range(start, end) if text.reading[k] == " ")
    return not all(_BLANK.fullmatch(text.source, text.position_after(k), text.position(k + 1)) for k in blanks)


def _apart(found: Sequence[Edit]) -> list[Edit]:
    """The proposals, each question about a place once, the surest; who proposes the same is named with it."""
    kept: list[Edit] = []
    together: list[Edit] = []
    reach = -1
    for edit in sorted(found, key=lambda e: (e.start, e.end)):
        if edit.start >= reach:
            kept += _surest(together)
            together = []
        together.append(edit)
        reach = max(reach, edit.end)
    return [*kept, *_surest(together)]


def _surest(together: Sequence[Edit]) -> list[Edit]:
    """Of proposals about one place, the certain ones, and of the questions that overlap with none, the surest."""
    kept: list[Edit] = []
    for edit in sorted(together, key=lambda e: (not e.safe, -e.certainty)):
        rivals = [k for k, other in enumerate(kept) if edit.start < other.end and other.start < edit.end]
        if edit.safe and any(_says_the_same(edit, kept[k]) for k in rivals):  # as both halves of a parted word do
            continue
        if edit.safe or not rivals:
            kept.append(edit)
        elif len(rivals) == 1 and _says_the_same(edit, kept[rivals[0]]):
            other = kept[rivals[0]]
            kept[rivals[0]] = replace(other, why=f"{other.why.rstrip('.')}; {edit.why}")
    return kept


def _says_the_same(edit: Edit, other: Edit) -> bool:
    return (edit.start, edit.end, edit.after) == (other.start, other.end, other.after)
