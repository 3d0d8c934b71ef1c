"""All that can be measured of the repairs on one pair of texts, and the sum of many pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ecdosis.evaluate import furniture, hyphens
from ecdosis.evaluate.calibration import Outcome
from ecdosis.evaluate.pairs import Pair
from ecdosis.evaluate.slips import Errors, Judged, Read, changes, left, questions, words_of
from ecdosis.model.kinds import BLOCKS
from ecdosis.model.pieces import Query
from ecdosis.model.text import Text


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured on one pair: errors of the text as it came, with all repairs but the reading of the proofs
    (`unread`), and with all; the changes and questions, judged; what else is counted, and examples, by name; and how
    sure each finding was whose truth is known."""

    name: str
    raw: Errors
    unread: Errors
    repaired: Errors
    changes: tuple[Judged, ...]
    questions: tuple[Judged, ...]
    counts: Mapping[str, int]
    examples: Mapping[str, tuple[str, ...]]
    outcomes: tuple[Outcome, ...] = ()


def measure(pair: Pair, language: str, policies: Mapping[str, str] = MappingProxyType({})) -> Measures:
    """The measures of a pair of texts (in any character set that `ecdosis.model.source.decode` knows).

    `language`: ISO 639-1; `policies`: those that are stated, by name (`stages.table.policies`). The true text loses its
    own running heads and joins its own lines. Raises UnusableInputError for what is no text, ToolError if LanguageTool
    is asked and fails.
    """
    from ecdosis.model.source import decode, opened
    from ecdosis.stages.run import repaired as repaired_text
    from ecdosis.storage.files import check_text

    for data in (pair.damaged, pair.true):
        check_text(decode(data, language=language).text, Path(pair.name))
    clean = opened(decode(pair.true, language=language))
    truth = words_of(repaired_text(clean, language, without="spelling").reading)
    states, queries = _states(opened(decode(pair.damaged, language=language)), language, policies)
    unread, repaired = Read.of(states["spelling"], truth), Read.of(states["end"], truth)
    counts, examples, outcomes = _layout(states, clean.reading, queries)
    judged = (tuple(changes(repaired)), tuple(questions(repaired, queries)))
    return Measures(
        pair.name,
        Read.of(states["encoding"], truth).errors(),
        unread.errors(),
        repaired.errors(),
        *judged,
        counts | {"queries": len(queries), "bytes": len(pair.damaged)},
        examples | {"word errors": tuple(left(repaired.aligned))},
        (*outcomes, *(_outcome(one, asked) for asked in (False, True) for one in judged[asked])),
    )


def _outcome(one: Judged, asked: bool) -> Outcome:
    return Outcome(one.by, one.kind, one.certainty, one.right, asked, one.why)


def _states(text: Text, language: str, policies: Mapping[str, str]) -> tuple[dict[str, Text], list[Query]]:
    """The text before each stage and at the end, and what is asked, but of blocks."""
    from ecdosis.stages.run import each
    from ecdosis.stages.stage import Context
    from ecdosis.stages.table import values

    states: dict[str, Text] = {}
    queries: tuple[Query, ...] = ()
    for step in each(text, Context(language, values(policies))):
        states[step.stage.name], text, queries = step.before.text, step.document.text, step.document.queries
    return states | {"end": text}, [query for query in queries if query.kind not in BLOCKS]


def _layout(
    states: Mapping[str, Text], clean: str, queries: Sequence[Query]
) -> tuple[dict[str, int], dict[str, tuple[str, ...]], tuple[Outcome, ...]]:
    """Furniture, hyphens and joined lines, counted, examples of what went wrong with them, and how sure they were."""
    aside = furniture.score(states["encoding"], states["notes"], clean, queries)
    broken = hyphens.score(states["lines"], states["typography"], clean)
    ends = hyphens.joins(states["lines"], states["typography"], clean, queries)
    counts = {
        "heads": aside.heads,
        "heads found": aside.heads_found,
        "page numbers": aside.numbers,
        "page numbers found": aside.numbers_found,
        "text": aside.words,
        "text set aside": len(aside.faults),
        "hyphens": broken.total,
        "hyphens right": broken.dropped + broken.kept,
        "hyphens wrong": broken.wrong,
        "hyphens asked": broken.left,
        "line ends inside": ends.inside,
        "line ends joined": ends.joined,
        "line ends between": ends.between,
        "line ends wrongly joined": ends.false,
        "across pages inside": ends.across_inside,
        "across pages joined": ends.across_joined,
        "across pages between": ends.across_between,
        "across pages wrongly joined": ends.across_false,
    }
    examples = {
        "furniture missed": aside.missed,
        "text set aside": tuple(word for _, word in aside.faults),
        "hyphens wrong or asked": tuple(f"{c.left}{c.sign} {c.right} (true: {c.truth})" for c in broken.faults),
    }
    return counts, examples, (*aside.outcomes, *broken.outcomes, *ends.outcomes)


def total(name: str, parts: Iterable[Measures]) -> Measures:
    """The sum of many pairs."""
    those = list(parts)

    def added(which: str) -> Errors:
        each = [getattr(one, which) for one in those]
        fields = ("words", "wrong_words", "characters", "wrong_characters")
        return Errors(*(sum(getattr(errors, field) for errors in each) for field in fields))

    counts: dict[str, int] = {}
    for one in those:
        for key, value in one.counts.items():
            counts[key] = counts.get(key, 0) + value
    return Measures(
        name,
        added("raw"),
        added("unread"),
        added("repaired"),
        tuple(judged for one in those for judged in one.changes),
        tuple(judged for one in those for judged in one.questions),
        counts,
        {key: tuple(example for one in those for example in one.examples[key]) for key in those[0].examples},
        tuple(outcome for one in those for outcome in one.outcomes),
    )


def figures(of: Measures) -> dict[str, Any]:
    """The measures as numbers, by name: rates between 0 and 1, the rest counts."""
    right = sum(judged.right for judged in of.changes)
    spoiled = sum(judged.spoiled for judged in of.changes)
    asked = sum(judged.right for judged in of.questions)
    return {
        "words": of.raw.words,
        "wer raw": round(of.raw.wer, 5),
        "wer unread": round(of.unread.wer, 5),
        "wer": round(of.repaired.wer, 5),
        "cer raw": round(of.raw.cer, 5),
        "cer unread": round(of.unread.cer, 5),
        "cer": round(of.repaired.cer, 5),
        "word errors raw": of.raw.wrong_words,
        "word errors unread": of.unread.wrong_words,
        "word errors": of.repaired.wrong_words,
        "changes": len(of.changes),
        "changes right": right,
        "precision": round(right / len(of.changes), 4) if of.changes else 1.0,
        "recall": round(right / max(1, right + of.repaired.wrong_words), 4),
        "spoiled": spoiled,
        "spoiled per 10,000": round(10000 * spoiled / max(1, of.raw.words), 3),
        "questions": len(of.questions),
        "questions right": asked,
        **of.counts,
    }
