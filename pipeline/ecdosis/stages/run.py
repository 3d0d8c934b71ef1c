"""The work on one text: the stages in their order, and after each the editor's decisions about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ecdosis.editor.annotate import annotated
from ecdosis.editor.decisions import EDITOR, Decisions, answers
from ecdosis.editor.overrule import left_literal, overrule
from ecdosis.editor.places import Located
from ecdosis.model.alike import Taken
from ecdosis.model.document import Document, Mark
from ecdosis.model.kinds import PHRASES
from ecdosis.model.pieces import Aside, Change, Piece, Stretch, extent, over
from ecdosis.model.text import Text
from ecdosis.stages.spelling import still_asked
from ecdosis.stages.stage import Context, Stage
from ecdosis.stages.table import stages as all_stages
from ecdosis.steps import Limits


@dataclass(frozen=True, slots=True)
class Step:
    """A stage, the document before it, what it made of that, and what this is when the editor's decisions about its
    work are carried out."""

    stage: Stage
    before: Document
    made: Document
    document: Document


def run(text: Text, context: Context, limits: Limits | None = None, stages: Sequence[Stage] | None = None) -> Document:
    """The document that a decoded text becomes, with the questions that are left. `limits`: what the stages may spend,
    and what is to be said of those that were given up; `stages`: others than all. Raises UsageError for a decision that
    cannot be carried out, ToolError if a program that a policy requires fails."""
    return done(text, context, limits, stages)[0]


def done(
    text: Text, context: Context, limits: Limits | None = None, stages: Sequence[Stage] | None = None
) -> tuple[Document, tuple[Located, ...]]:
    """The same, with the decisions that say nothing: of words in which nothing was done, that they stay as they are, or
    are read so."""
    limits = limits or Limits()
    document = Document(text)
    idle = context.decisions.of_sort("keep")
    same = [one for one in context.decisions.of_sort("read", "accept") if one.decision.value]
    for step in each(text, context, limits, stages):
        document = step.document
        idle = _untouched(idle, step, context, limits) if idle else idle
        same = _unasked(same, step) if same else same
    by_editor = Taken(_edges(piece) for piece in _all(document.text.pieces) if piece.by == EDITOR)
    same = [one for one in same if not by_editor.meets(one.start, one.end)]
    return annotated(finished(document, context), context.decisions), (*idle, *same)


def _unasked(decisions: Sequence[Located], step: Step) -> list[Located]:
    """The decisions that answer no question of a stage."""
    asked = set(step.made.queries) - set(step.before.queries)
    return [one for one in decisions if not any(answers(one, query) for query in asked)]


def _edges(piece: Change | Aside) -> tuple[int, int]:
    """Where a piece begins and ends; of what was put in, the characters on both sides."""
    start, end = extent((piece,))
    return (start, end) if start < end else (piece.at - 1, piece.at + 1)


def _all(pieces: Iterable[Piece]) -> Iterator[Change | Aside]:
    """Changes and what is set aside, and those inside of them."""
    for piece in pieces:
        if not isinstance(piece, Stretch):
            yield piece
            yield from _all(piece.before if isinstance(piece, Change) else piece.pieces)


def _untouched(kept: Sequence[Located], step: Step, context: Context, limits: Limits) -> list[Located]:
    """The decisions to keep words which a stage did nothing to: it neither changed, set aside or asked about them, nor
    would have marked them without the decision."""
    text = step.made.text
    done = [p for p in text.pieces if not isinstance(p, Stretch) and p.by == step.stage.name]
    asked = set(step.made.queries) - set(step.before.queries)
    left = [one for one in kept if not any(over(piece, [(one.start, one.end)]) for piece in done)]
    left = [one for one in left if not any(answers(one, query) for query in asked)]
    if not left or not step.stage.makes & frozenset(PHRASES):
        return left
    free = replace(context, decisions=Decisions())
    work = partial(step.stage.of, step.before, free)
    again = Limits(limits.allowance, limits.least)  # what is to be said of a stage is said once
    marks = again.within(step.stage.name, step.stage.budget, len(text.source), work, lambda: step.before).marks
    taken = Taken((text.position(mark.start), text.position_after(mark.end)) for mark in _new(marks, step.before.marks))
    return [one for one in left if not taken.meets(one.start, one.end)]


def _new(marks: Iterable[Mark], before: Iterable[Mark]) -> Iterator[Mark]:
    """Marks in the running text that were not there before."""
    known = set(before)
    return (mark for mark in marks if mark.note is None and mark not in known)


def repaired(text: Text, language: str, without: str = "") -> Text:
    """A decoded text with all that changes what it reads done, but for one stage (`without`)."""
    stages = [stage for stage in all_stages() if stage.name != without]
    return run(text, Context(language), stages=stages).text


def each(
    text: Text, context: Context, limits: Limits | None = None, stages: Sequence[Stage] | None = None
) -> Iterator[Step]:
    """The steps of the work."""
    limits = limits or Limits()
    document = Document(text)
    for stage in all_stages() if stages is None else stages:
        work, instead = (partial(how, document, context) for how in (stage.of, stage.given_up))
        made = limits.within(stage.name, stage.budget, len(text.source), work, instead)
        made = left_literal(stage.name, made) if made.stated else made
        decided = overrule(stage.name, made, context.decisions) if context.decisions else made
        yield Step(stage, document, made, decided)
        document = decided


def finished(document: Document, context: Context) -> Document:
    """A document with the questions that neither the editor's decisions nor the readings in it have answered."""
    left = still_asked(document.queries, document.text) if context.decisions else document.queries
    return replace(document, queries=context.decisions.unanswered(left))
