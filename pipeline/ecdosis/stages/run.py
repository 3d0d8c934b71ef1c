"""The work on one text: the stages in their order, and after each the editor's decisions about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from ecdosis.editor.overrule import overrule
from ecdosis.model.document import Document
from ecdosis.model.text import Text
from ecdosis.stages.spelling import still_asked
from ecdosis.stages.stage import Context, Stage
from ecdosis.stages.table import stages as all_stages
from ecdosis.steps import Limits


def run(text: Text, context: Context, limits: Limits | None = None, stages: Sequence[Stage] | None = None) -> Document:
    """The document that a decoded text becomes, with the questions that are left. `limits`: what the stages may spend,
    and what is to be said of those that were given up; `stages`: others than all. Raises UsageError for a decision that
    cannot be carried out, ToolError if a program that a policy requires fails."""
    document = Document(text)
    for _, document in each(text, context, limits, stages):  # noqa: B007 (the last is what is wanted)
        pass
    return finished(document, context)


def repaired(text: Text, language: str, without: str = "") -> Text:
    """A decoded text with all that changes what it reads done, but for one stage (`without`)."""
    stages = [stage for stage in all_stages() if stage.name != without]
    return run(text, Context(language), stages=stages).text


def each(
    text: Text, context: Context, limits: Limits | None = None, stages: Sequence[Stage] | None = None
) -> Iterator[tuple[Stage, Document]]:
    """Each stage with the document after it."""
    limits = limits or Limits()
    document = Document(text)
    for stage in all_stages() if stages is None else stages:
        work, instead = (partial(how, document, context) for how in (stage.of, stage.given_up))
        document = limits.within(stage.name, stage.budget, len(text.source), work, instead)
        if context.decisions:
            document = overrule(stage.name, document, context.decisions)
        yield stage, document


def finished(document: Document, context: Context) -> Document:
    """A document with the questions that neither the editor's decisions nor the readings in it have answered."""
    left = still_asked(document.queries, document.text) if context.decisions else document.queries
    return replace(document, queries=context.decisions.unanswered(left))
