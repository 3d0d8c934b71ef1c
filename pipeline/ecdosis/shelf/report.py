"""The report of validity: what was checked, with which program, and what was found, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.shelf.badges import STATES, Badge, verdict
from ecdosis.shelf.frame import INDEX, anchor, page
from ecdosis.shelf.shown import Shown
from ecdosis.validation.findings import Severity
from ecdosis.validation.validity import Result, Told, Validity, worst

SEVERITIES: Final[dict[Severity, str]] = {"error": "Wrong", "warning": "To be looked at", "notice": "To be known"}
TITLE: Final = "What was checked"
RESULTS: Final = "all--results"
"""The id of the main part; with two hyphens no edition can have it."""


def report(shelf: Sequence[Shown], known: Validity) -> bytes:
    """The page as UTF-8."""
    checked = [shown for shown in shelf if shown.badges]
    return page(
        "shelf/report.html",
        TITLE,
        (RESULTS, "results"),
        said=verdict([badge for shown in checked for badge in shown.badges]) if checked else None,
        index=INDEX,
        names=list(dict.fromkeys(badge.promise.name for shown in checked for badge in shown.badges)),
        checked=[_Checked(shown, anchor(shown.id), _badges(shown)) for shown in checked],
        lacking=sorted(known.missing.items()),
        severities=SEVERITIES,
    )


@dataclass(frozen=True, slots=True)
class _By:
    """With which program, and when; of several checks each, and how it went."""

    checks: str
    program: str
    at: str


@dataclass(frozen=True, slots=True)
class _Badge:
    """A badge as the report shows it; `told`: what was found, and where."""

    of: Badge
    state: str
    sign: str
    says: str
    number: str
    anchor: str
    told: Sequence[tuple[Result, Told]]
    by: Sequence[_By]


@dataclass(frozen=True, slots=True)
class _Checked:
    """An edition as the report shows it, its badges by their names."""

    shown: Shown
    anchor: str
    badges: Mapping[str, _Badge]


def _badges(shown: Shown) -> dict[str, _Badge]:
    return {badge.promise.name: _badge(shown.id, badge) for badge in shown.badges}


def _badge(name: str, badge: Badge) -> _Badge:
    sign, says = STATES[badge.state]
    return _Badge(
        badge,
        badge.state,
        sign,
        says,
        f" {badge.found:,}" if badge.found else "",
        anchor(name, badge.promise.name),
        [(result, told) for result in badge.results for told in result.told],
        list(_by(badge.results)),
    )


def _by(results: Sequence[Result]) -> Iterator[_By]:
    several = len({result.check for result in results}) > 1
    for program, at in dict.fromkeys((result.program, result.at) for result in results):
        those = [result for result in results if (result.program, result.at) == (program, at)]
        checks = dict.fromkeys(f"{_mark(those, result.check)} {result.check}" for result in those)
        yield _By(", ".join(checks) if several else "", program, at)


def _mark(results: Sequence[Result], check: str) -> str:
    """The sign of a check among others."""
    severity = worst(told for result in results if result.check == check for told in result.told)
    return STATES["failed" if severity == "error" else "doubtful" if severity == "warning" else "passed"][0]
