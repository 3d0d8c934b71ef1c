"""The work on one text: the stages in their order, and after each the editor's decisions about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ecdosis.editor.decisions import Decisions, answers
from ecdosis.editor.overrule import overrule
from ecdosis.editor.places import Located
from ecdosis.model.document import Document
from ecdosis.model.kinds import PHRASES
from ecdosis.model.pieces import Stretch, over
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
    """The same, with the decisions that say nothing: of words in which nothing was done, that they stay as they are."""
    document = Document(text)
    idle = context.decisions.of_sort("keep")
    for step in each(text, context, limits, stages):
        document = step.document
        idle = [one for one in idle if not _does(one, step, context)]
    return finished(document, context), tuple(idle)


def _does(keep: Located, step: Step, context: Context) -> bool:
    """Whether a stage did something that an editor does not want: changed or set aside words, asked about them, or
    would have marked them."""
    place = [(keep.start, keep.end)]
    text = step.made.text
    if any(p.by == step.stage.name and over(p, place) for p in text.pieces if not isinstance(p, Stretch)):
        return True
    if any(answers(keep, query) for query in step.made.queries[len(step.before.queries) :]):
        return True
    if not step.stage.makes & frozenset(PHRASES):
        return False
    free = step.stage.of(step.before, replace(context, decisions=Decisions()))
    start, end = text.offset(keep.start), text.offset_after(keep.end)
    return any(mark.start < end and start < mark.end and mark not in step.before.marks for mark in free.marks)


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
        decided = overrule(stage.name, made, context.decisions) if context.decisions else made
        yield Step(stage, document, made, decided)
        document = decided


def finished(document: Document, context: Context) -> Document:
    """A document with the questions that neither the editor's decisions nor the readings in it have answered."""
    left = still_asked(document.queries, document.text) if context.decisions else document.queries
    return replace(document, queries=context.decisions.unanswered(left))
