"""What is wrong with a text as a whole, told before anything is repaired: one finding and one question, not a thousand.

Damage has causes: a font without a map, two encodings in one file, columns read across. Each has an examination of its
own, which reads the text once and says in a sentence what it found. What can be repaired is repaired by the stages,
which ask the same modules; how healthy an edition is in the end, `ecdosis.health` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from ecdosis import plugins
from ecdosis.diagnosis.finding import Finding, Subject

__all__ = ["EXAMINATIONS", "Examination", "Finding", "Subject", "diagnose"]

Examination = Callable[[Subject], Finding | None]
"""Looks for one cause of damage in a text, in time linear in it; what it takes to be sure is loaded only where a cheap
look finds signs. No sound text gets a finding."""

EXAMINATIONS: Final[Sequence[str]] = (
    "ecdosis.diagnosis.bytes:examine",
    "ecdosis.diagnosis.mapped:examine",
    "ecdosis.diagnosis.marks:examine",
    "ecdosis.diagnosis.lost:examine",
    "ecdosis.diagnosis.markup:examine",
    "ecdosis.diagnosis.columns:examine",
    "ecdosis.diagnosis.twice:examine",
    "ecdosis.diagnosis.order:examine",
    "ecdosis.diagnosis.reversed:examine",
    "ecdosis.diagnosis.unspaced:examine",
    "ecdosis.diagnosis.stacked:examine",
    "ecdosis.diagnosis.letterspaced:examine",
    "ecdosis.diagnosis.capitals:examine",
    "ecdosis.diagnosis.tables:examine",
)
"""The examinations, as `module:function`, in the order in which their findings are told: nothing is loaded before it is
needed."""


def diagnose(subject: Subject, examinations: Iterable[str] = EXAMINATIONS) -> tuple[Finding, ...]:
    """What is wrong with a text, in the order of the examinations, the grave first."""
    found: list[Finding] = []
    for name in examinations:
        examine: Examination = plugins.attribute(name)
        if (finding := examine(subject)) is not None:
            found.append(finding)
    return tuple(sorted(found, key=lambda finding: not finding.grave))
