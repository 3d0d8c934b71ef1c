"""The shelf: every edition with its cover, its formats, and how good it is at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.formats.format import Format
from ecdosis.formats.table import TEI, formats
from ecdosis.shelf import plots
from ecdosis.shelf.badges import CROSS, STATES, Badge, verdict
from ecdosis.shelf.card import BINS, FAMILIES, Card, Family
from ecdosis.shelf.frame import REPORT, anchor, page
from ecdosis.shelf.shown import File, Shown

TITLE: Final = "The editions"
MANY: Final = 12
"""Editions from which it helps to filter and sort them."""
BROKEN: Final = 1000
"""What an edition that was not built weighs beside things that checks found."""
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def index(shelf: Sequence[Shown]) -> bytes:
    """The page as UTF-8."""
    here = [shown for shown in shelf if shown.state != "missing" or shown.card]
    cards = [shown.card for shown in here if shown.card]
    families: list[Family] = [family for family in (*FAMILIES, "queries") if any(_has(card, family) for card in cards)]
    return page(
        "shelf/index.html",
        TITLE,
        ("shelf", "editions"),
        scripted=len(here) >= MANY,
        figures=_figures(here, cards),
        failed=sum(shown.state == "failed" for shown in here),
        cross=CROSS,
        said=verdict([badge for shown in here for badge in shown.badges]) if cards else None,
        report=REPORT,
        legend=[(family, plots.LEGEND[family]) for family in families],
        editions=[_edition(shown) for shown in here],
        missing=[shown for shown in shelf if shown.state == "missing" and not shown.card],
        height=plots.HEIGHT,
        width=BINS * plots.WIDTH,
    )


def _has(card: Card, family: Family) -> bool:
    return bool(card.queries) if family == "queries" else card.total(family) > 0


def _figures(here: Sequence[Shown], cards: Sequence[Card]) -> tuple[tuple[int, str, str], ...]:
    """All of it in a few figures, with what they count: one, and several."""
    counts = [card.counts for card in cards]
    return (
        (len(here), "edition", "editions"),
        (sum(card.words for card in cards), "word", "words"),
        (sum(of["changes"] for of in counts), "change", "changes"),
        (sum(of["asides"] for of in counts), "left out", "left out"),
        (sum(of["queries"] for of in counts), "doubtful reading", "doubtful readings"),
    )


@dataclass(frozen=True, slots=True)
class _Badge:
    """A badge as the shelf shows it; `says`: in words what its sign says, if the name does not."""

    state: str
    sign: str
    name: str
    says: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class _Edition:
    """An edition as the shelf shows it: by what it can be sorted, the page to read, its files with their sizes."""

    shown: Shown
    anchor: str
    sort: Mapping[str, object]
    read: File | None
    author: str
    date: str
    files: Sequence[tuple[str, File, str]]
    badges: Sequence[_Badge]
    plot: plots.Plot | None


def _edition(shown: Shown) -> _Edition:
    card = shown.card
    counts = card.counts if card else {}
    sort = {
        "title": shown.title,
        "questions": counts.get("queries", 0),
        "changes": counts.get("changes", 0),
        "wrong": (shown.state == "failed") * BROKEN + sum(badge.found for badge in shown.badges),
    }
    return _Edition(
        shown,
        anchor("edition", shown.id),
        sort,
        shown.files.get("html"),
        card.author if card else shown.author,
        _date(card.date) if card else "",
        [(one.title, file, _size(file.size)) for one in _wanted() if (file := shown.files.get(one.name))],
        list(_badges(shown)),
        plots.plot(card) if card else None,
    )


def _wanted() -> list[Format]:
    """The files of an edition, in the order in which a reader wants them: first what can be read at once."""
    return [*sorted(formats(), key=lambda one: not one.links), TEI]


def _badges(shown: Shown) -> Iterator[_Badge]:
    """A badge for each promise that was checked, and one for all that were not."""
    lacking = [badge for badge in shown.badges if badge.state == "unchecked"]
    yield from (_badge(shown.id, badge) for badge in shown.badges if badge not in lacking)
    if lacking:
        names = ", ".join(badge.promise.name for badge in lacking)
        why = " ".join(dict.fromkeys(badge.why for badge in lacking))
        sign, says = STATES["unchecked"]
        yield _Badge("unchecked", sign, f"{says}: {names}", "", why, anchor(shown.id))


def _badge(name: str, badge: Badge) -> _Badge:
    sign, says = STATES[badge.state]
    number = f" {badge.found:,}" if badge.found else ""
    title = f"{badge.promise.means} {says[:1].upper()}{says[1:]}. {badge.why}".strip()
    return _Badge(badge.state, sign, badge.promise.name + number, says, title, anchor(name, badge.promise.name))


def _date(date: str) -> str:
    """A date of ISO 8601 as one writes it: `2009-12` is December 2009. Others stay as they are."""
    year, *rest = date.split("-")
    numbers = [int(part) for part in rest if part.isascii() and part.isdigit()]
    if not (year.isdigit() and len(numbers) == len(rest) in (1, 2) and 1 <= numbers[0] <= len(MONTHS)):
        return date
    return " ".join((*map(str, numbers[1:]), MONTHS[numbers[0] - 1], year))


def _size(size: int) -> str:
    """Bytes as a person says it, in kB and MB of the SI."""
    return f"{size / 1e6:.1f} MB" if size >= 999_500 else f"{max(1, round(size / 1e3))} kB"
