"""The report of validity: what was checked, with which program, and what was found, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from ecdosis import VERSION
from ecdosis.shelf.badges import STATES, Badge, verdict
from ecdosis.shelf.frame import INDEX, anchor, hidden, page, sign, top
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
    return page(TITLE, "\n".join(_body(checked, known)))


def _body(checked: Sequence[Shown], known: Validity) -> Iterator[str]:
    yield top(TITLE, RESULTS, "results")
    if checked:
        state, said = verdict([badge for shown in checked for badge in shown.badges])
        yield f'<p class="verdict {state}">{sign(STATES[state][0])} {said}</p>'
    else:
        yield '<p class="verdict">No edition is built yet.</p>'
    yield f'<p><a href="{INDEX}">The editions</a></p></header>\n<main id="{RESULTS}" class="report">'
    if checked:
        yield from _overview(checked)
    yield from _not_checked(known)
    for shown in checked:
        yield f'<section class="checked" id="{anchor(shown.id)}"><h2>{shown.spoken_title}</h2>'
        yield from (part for badge in shown.badges for part in _badge(shown.id, badge))
        yield "</section>"
    yield f"</main>\n<footer><p>Made by Ecdosis {VERSION}.</p></footer>"


def _overview(checked: Sequence[Shown]) -> Iterator[str]:
    """A table of all editions and all badges."""
    names = list(dict.fromkeys(badge.promise.name for shown in checked for badge in shown.badges))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    yield '<div class="wide" role="region" aria-label="All results" tabindex="0"><table class="overview">'
    yield f'<caption class="hidden">All results</caption><thead><tr><th scope="col">Edition</th>{head}</tr></thead>'
    yield "<tbody>"
    for shown in checked:
        by_name = {badge.promise.name: badge for badge in shown.badges}
        cells = "".join(_cell(shown.id, by_name.get(name)) for name in names)
        yield f'<tr><th scope="row"><a href="#{anchor(shown.id)}">{shown.spoken_title}</a></th>{cells}</tr>'
    yield "</tbody></table></div>"


def _cell(name: str, badge: Badge | None) -> str:
    if badge is None:
        return "<td></td>"
    mark, says = STATES[badge.state]
    number = f" {badge.found:,}" if badge.found else ""
    return (
        f'<td><a class="badge {badge.state}" href="#{anchor(name, badge.promise.name)}">'
        f"{sign(mark)}{number} {hidden(f'{badge.promise.name}: {says}')}</a></td>"
    )


def _not_checked(known: Validity) -> Iterator[str]:
    if known.missing:
        yield '<section class="lacking"><h2>What could not be checked, and why</h2><dl>'
        yield from (f"<dt>{escape(check)}</dt><dd>{escape(why)}</dd>" for check, why in sorted(known.missing.items()))
        yield "</dl></section>"


def _badge(name: str, badge: Badge) -> Iterator[str]:
    """One promise: what it means, what was found, and by which checks."""
    mark, says = STATES[badge.state]
    yield f'<div class="promise {badge.state}" id="{anchor(name, badge.promise.name)}">'
    yield f"<h3>{sign(mark)} {escape(badge.promise.name)} {hidden(says)}</h3>"
    yield f"<div><p>{escape(badge.promise.means)}</p>"
    if badge.why:
        yield f'<p class="why">{escape(badge.why)}</p>'
    found = [(result, told) for result in badge.results for told in result.told]
    if found:
        yield '<ul class="found">'
        yield from (_told(result, told) for result, told in found)
        yield "</ul>"
    yield f'</div><div class="by">{"".join(_by(badge.results))}</div></div>'


def _told(result: Result, told: Told) -> str:
    """One thing that was found: how bad it is, what, where."""
    line = f", line {told.line}" if told.line else ""
    near = f" <q>{escape(told.context)}</q>" if told.context else ""
    return (
        f'<li class="{told.severity}"><b>{SEVERITIES[told.severity]}.</b> {escape(told.message)} '
        f'<span class="place"><code>{escape(result.file)}{line}</code>{near}</span></li>'
    )


def _by(results: Sequence[Result]) -> Iterator[str]:
    """With which programs, and when; of several checks each, and how it went."""
    for program, at in dict.fromkeys((result.program, result.at) for result in results):
        those = [result for result in results if (result.program, result.at) == (program, at)]
        checks = dict.fromkeys(f"{_mark(those, result.check)} {result.check}" for result in those)
        several = f"{escape(', '.join(checks))}<br>" if len({result.check for result in results}) > 1 else ""
        yield f"<p>{several}{escape(program)}{f' · {at} UTC' if at else ''}</p>"


def _mark(results: Sequence[Result], check: str) -> str:
    """The sign of a check among others."""
    severity = worst(told for result in results if result.check == check for told in result.told)
    return STATES["failed" if severity == "error" else "doubtful" if severity == "warning" else "passed"][0]
