"""How much work a stage may do on a text, counted in steps and never in seconds, so that the same text gives the same
bytes on any machine.

A step is one turn of an inner loop, or one code point that is looked at once more than reading through the text takes.
Loops whose turns do not simply grow with the text say how many steps they take (`spend`), where no cache of another
text stands between, which would make the count hang on what was done before. A stage that has used up what a text of
this length is allowed is given up (`OutOfSteps`), and the work goes on without its result.

The budget of the stage that is at work stands in a context variable and is not handed down: the loops that spend lie
many calls deep in sixty modules which have nothing else in common, some of them below libraries' callbacks. Where no
budget is set, spending costs nothing and stops nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, TypeVar

LEAST: Final = 1 << 14
"""Code points: a shorter text is allowed as much as one of so many."""
PER_STEP: Final = 64
"""Code points that are looked through in one step where nothing but the like of `str.count` does it."""
Result = TypeVar("Result")


class OutOfSteps(Exception):  # noqa: N818 (it is no error of anybody's, and nobody outside sees it)
    """A stage has used up its steps. `on`: at what, in words that go on after “while”."""

    def __init__(self, on: str) -> None:
        super().__init__(on)
        self.on = on


@dataclass(slots=True)
class Steps:
    """A budget: the steps that are left."""

    left: int

    def spend(self, steps: int, on: str) -> None:
        """Take some steps. Raises OutOfSteps if there are not so many."""
        self.left -= steps
        if self.left < 0:
            raise OutOfSteps(on)


_BUDGET: Final[ContextVar[Steps | None]] = ContextVar("budget", default=None)


def spend(steps: int, on: str) -> None:
    """Take some steps out of the budget of the stage at work, if it has one. `on`: what they are for, in words that go
    on after “while”. Raises OutOfSteps."""
    budget = _BUDGET.get()
    if budget is not None:
        budget.spend(steps, on)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a stage may spend: steps for each code point of the text (reading through it takes one); and what it means
    for an edition that the stage was given up, in words that go on after “So”."""

    allowance: int
    without: str


@dataclass(slots=True)
class Limits:
    """What the stages of one build may spend: for some of them (by name) another allowance than their own; `least`: a
    shorter text is allowed as much as one of so many code points. `notices`: what is to be said of those that were
    given up."""

    allowance: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    least: int = LEAST
    notices: list[str] = field(default_factory=list)

    def within(
        self, stage: str, budget: Budget, length: int, work: Callable[[], Result], instead: Callable[[], Result]
    ) -> Result:
        """What a stage makes of a text of some length (code points); if it has to be given up, what is had `instead`
        of it."""
        allowed = self.allowance.get(stage, budget.allowance)
        token = _BUDGET.set(Steps(allowed * max(length, self.least)))
        try:
            spend(length, "it read the text")
            return work()
        except OutOfSteps as error:
            self.notices.append(_notice(stage, error.on, allowed, budget.without))
        finally:
            _BUDGET.reset(token)
        return instead()


def _notice(stage: str, on: str, allowed: int, without: str) -> str:
    return (
        f"The stage “{stage}” was given up while {on}: on this text it takes more than {allowed} steps a character, "
        f"far more than on any text known. So {without}. Look for long runs or repetitions without end that are "
        "none of the text, and build from a copy without them."
    )
