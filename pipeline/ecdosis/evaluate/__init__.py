"""How good the repairs are: damaged texts against true texts of the same works."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ecdosis.evaluate.measure import Measures
    from ecdosis.evaluate.pairs import Pair


def measured(
    pairs: Sequence[Pair], language: str, policies: Mapping[str, str] = MappingProxyType({}), jobs: int = 0
) -> Iterator[Measures]:
    """The measures of pairs (`language`: ISO 639-1; `policies`: those that are stated), side by side, in their order.
    Raises ToolError if LanguageTool is asked and fails."""
    from ecdosis.batch import workers
    from ecdosis.evaluate.measure import measure

    work = partial(measure, language=language, policies=dict(policies))
    jobs = min(jobs or os.cpu_count() or 1, len(pairs))
    if jobs < 2:
        yield from map(work, pairs)
    else:
        with workers(jobs) as pool:
            yield from pool.map(work, pairs)


def synthetic(clean: Path, seed: int, language: str) -> tuple[Pair, ...]:
    """Clean texts (a file or those of a folder; `language`: ISO 639-1), each set in lines and pages anew and damaged by
    our own noise, beside themselves. Raises MissingInputError."""
    from ecdosis.evaluate.noise import damaged
    from ecdosis.evaluate.pairs import Pair, pairs
    from ecdosis.model.source import decode, opened
    from ecdosis.stages.run import repaired

    made = []
    for pair in pairs(clean, clean):
        text = repaired(opened(decode(pair.true, language=language)), language, without="spelling")
        worn = damaged(text.reading, seed)
        made.append(Pair(pair.name, worn.encode("utf-8", "surrogateescape"), pair.true))
    return tuple(made)
