"""The work of a build on a text, stage by stage: counted in lines of the program that are run, never in seconds.

A text of twice the length should take about twice the lines; a loop in a loop takes four times as many. What C does in
one line (regular expressions, `str.find`, slices) is not seen here: `backtracking` counts the steps of the regular
expressions, and this, run as a script (`make growth`), measures the processor's time of each stage on each pattern of
`grown` at lengths at which that tells, and prints the worst.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, Final, TypeVar

import ecdosis
from ecdosis.build import edition_date
from ecdosis.languages.detect import infer
from ecdosis.model.document import Document
from ecdosis.model.source import decode, opened
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.stage import Context
from ecdosis.stages.table import stages as all_stages
from ecdosis.tei.body import encode
from ecdosis.tei.facts import Facts
from ecdosis.tei.file import write
from ecdosis.tei.names import parse
from ecdosis.tei.restore import restore
from grown import PATTERNS

ROOT: Final = str(Path(ecdosis.__file__).parent)
LENGTHS: Final = (40_000, 80_000)
"""Code points of the texts whose time is measured."""
WORST: Final = 20
"""Measurements that are printed."""
Result = TypeVar("Result")
Meter = Callable[[Callable[[], Any]], tuple[Any, float]]
"""Something that does some work -> what it gives, and what the work amounts to."""


@dataclass
class Work:
    """What the stages of one build amount to."""

    meter: Meter
    done: dict[str, float] = field(default_factory=dict)

    def of(self, stage: str, work: Callable[[], Result]) -> Result:
        """What some work of a stage gives."""
        result: Result
        result, amount = self.meter(work)
        self.done[stage] = self.done.get(stage, 0) + amount
        return result


def lines(work: Callable[[], Result]) -> tuple[Result, float]:
    """Counts the lines of this program that are run."""
    count = 0

    def inside(_frame: FrameType, event: str, _given: object) -> Any:
        nonlocal count
        count += event == "line"
        return inside

    def outside(frame: FrameType, _event: str, _given: object) -> Any:
        return inside if frame.f_code.co_filename.startswith(ROOT) else None

    before = sys.gettrace()
    sys.settrace(outside)
    try:
        result = work()
    finally:
        sys.settrace(before)
    return result, count


def seconds(work: Callable[[], Result]) -> tuple[Result, float]:
    """Measures the processor's time, without that of collecting garbage, which comes when it will."""
    gc.disable()
    start = time.process_time()
    try:
        result = work()
    finally:
        spent = time.process_time() - start
        gc.enable()
    return result, spent


def stages(source: str, meter: Meter) -> dict[str, float]:
    """What each stage of the build of a text (English, as far as anybody knows) amounts to: all that `to_tei` does,
    and restoring."""
    work = Work(meter)
    data = source.encode()
    found = work.of("decode", lambda: decode(data))
    work.of("language", lambda: infer(found.text))
    document = work.of("decode", lambda: Document(opened(found)))
    for stage in all_stages():
        document = work.of(stage.name, lambda: stage.of(document, Context("en")))  # noqa: B023
    encoded = work.of("encode", lambda: encode(document, found.line_end))
    known = Descriptor("text")
    told = {"filename": "x.txt", "language": "en", "words": 1, "version": "0", "date": edition_date(known)}
    facts = Facts(known, found, characters=encoded.characters, **told)  # type: ignore[arg-type]
    tei = work.of("write", lambda: write(encoded, facts))
    assert work.of("restore", lambda: restore(parse(tei))) == data
    return work.done


def measured(names: list[str]) -> Iterator[tuple[float, str]]:
    """How many times as long each stage takes for a pattern of twice the length, where it takes any time."""
    for name in names:
        one, two = (stages(PATTERNS[name](length), seconds) for length in LENGTHS)
        for stage, spent in two.items():
            if spent > 0.1:
                yield spent / max(one[stage], 0.001), f"{name}: {stage} {one[stage]:.2f} s, then {spent:.2f} s"


def main() -> None:
    """The stages whose time grows most, of all patterns or those that are named."""
    for ratio, what in sorted(measured(sys.argv[1:] or list(PATTERNS)), reverse=True)[:WORST]:
        sys.stdout.write(f"{ratio:6.2f} times for twice the length: {what}\n")


if __name__ == "__main__":
    main()
