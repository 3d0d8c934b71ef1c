"""The shelf: every edition with its cover, its formats, and how good it is at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from ecdosis import VERSION
from ecdosis.shelf import plots
from ecdosis.shelf.badges import CROSS, STATES, Badge, verdict
from ecdosis.shelf.card import FAMILIES, Card, Family
from ecdosis.shelf.frame import MARK, REPORT, anchor, count, hidden, page, sign, top
from ecdosis.shelf.shown import Shown, spoken

FORMATS: Final[Mapping[str, str]] = {
    "html": "Web page",
    "epub": "EPUB",
    "pdf": "PDF",
    "txt": "Text",
    "xml": "TEI",
}
"""The files of an edition by their endings, in the order in which a reader wants them."""
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
    missing = [shown for shown in shelf if shown.state == "missing" and not shown.card]
    return page(TITLE, "\n".join(_body(here, missing)), scripted=len(here) >= MANY)


def _body(here: Sequence[Shown], missing: Sequence[Shown]) -> Iterator[str]:
    cards = [shown.card for shown in here if shown.card]
    yield top(TITLE, "shelf", "editions")
    yield from _summary(here, cards)
    yield "</header>\n<main>"
    families: list[Family] = [family for family in (*FAMILIES, "queries") if any(_has(card, family) for card in cards)]
    if families:
        yield f'<ul class="legend" aria-label="The colours of the plots">{plots.legend(families)}</ul>'
    if here:
        yield '<ol class="shelf" id="shelf">'
        yield from map(_edition, here)
        yield "</ol>"
    else:
        to_do = "Put a text into <code>seeds/</code> and run <code>make</code>."
        yield f'<p class="empty" id="shelf">Nothing is built yet. {to_do}</p>'
    yield from _missing(missing)
    link = f'<a href="{REPORT}">What was checked, and what was found</a>'
    yield f"</main>\n<footer><p>Made by Ecdosis {VERSION}. {link}</p></footer>"


def _has(card: Card, family: Family) -> bool:
    return bool(card.queries) if family == "queries" else card.total(family) > 0


def _summary(here: Sequence[Shown], cards: Sequence[Card]) -> Iterator[str]:
    """All of it in a few figures, and whether anything is wrong."""
    counts = [card.counts for card in cards]
    figures = (
        (len(here), "edition", "editions"),
        (sum(card.words for card in cards), "word", "words"),
        (sum(of["changes"] for of in counts), "change", "changes"),
        (sum(of["asides"] for of in counts), "set aside", "set aside"),
        (sum(of["queries"] for of in counts), "open question", "open questions"),
    )
    made = "".join(
        f"<div><dt>{one if number == 1 else many}</dt><dd>{number:,}</dd></div>" for number, one, many in figures
    )
    yield f'<dl class="figures">{made}</dl>'
    if failed := sum(shown.state == "failed" for shown in here):
        yield f'<p class="alarm">{sign(CROSS)} {count(failed, "edition", "editions")} could not be built.</p>'
    if cards:
        state, said = verdict([badge for shown in here for badge in shown.badges])
        yield f'<p class="verdict {state}">{sign(STATES[state][0])} {said} <a href="{REPORT}">The checks</a></p>'


def _edition(shown: Shown) -> str:
    counts = shown.card.counts if shown.card else {}
    sort = {
        "title": shown.title,
        "questions": str(counts.get("queries", 0)),
        "changes": str(counts.get("changes", 0)),
        "wrong": str((shown.state == "failed") * BROKEN + sum(badge.found for badge in shown.badges)),
    }
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in sort.items())
    return (
        f'<li class="card {shown.state}" id="{anchor("edition", shown.id)}"{data}>{_cover(shown)}'
        f'<div class="facts">{"".join(_facts(shown))}</div>'
        f'<div class="links">{"".join(_links(shown))}</div>'
        f'<div class="quality">{"".join(_quality(shown))}</div></li>'
    )


def _cover(shown: Shown) -> str:
    """The cover leads to the book as its title does, so that it is no second link for those who hear the page."""
    card, read = shown.card, shown.files.get("html")
    if card and card.cover:
        drawn = f'<img src="data:image/png;base64,{card.cover}" alt="" width="160" height="240">'
    else:
        drawn = f'<span class="plain">{MARK}</span>'
    link = f'<a href="{read.address}" tabindex="-1" aria-hidden="true">{drawn}</a>' if read else drawn
    return f'<div class="cover">{link}</div>'


def _facts(shown: Shown) -> Iterator[str]:
    """Title, author, date and extent, and what is wrong."""
    card, read = shown.card, shown.files.get("html")
    title = shown.spoken_title
    yield f'<h2>{f"""<a href="{read.address}">{title}</a>""" if read else title}</h2>'
    if card and card.subtitle:
        yield f'<p class="subtitle">{spoken(card.subtitle, card.language)}</p>'
    if author := (card.author if card else shown.author):
        yield f'<p class="author">{escape(author)}</p>'
    if card:
        pages = count(card.pages, "page", "pages") if card.pages else ""
        told = (escape(_date(card.date)), count(card.words, "word", "words"), pages)
        yield f'<p class="extent">{" · ".join(filter(None, told))}</p>'
    yield from _trouble(shown)


def _trouble(shown: Shown) -> Iterator[str]:
    """What is wrong with the edition as it is here, and what to do."""
    if shown.state == "failed":
        older = " What is here is the last build that worked." if shown.files else ""
        yield f'<p class="trouble"><b>Not built.</b> {escape(shown.message)}{older}</p>'
    elif shown.state == "missing":
        yield f'<p class="quiet">Its text, {escape(shown.message)}, is not at hand; this is the last build of it.</p>'
    for notice in shown.card.notices if shown.card else ():
        yield f'<p class="quiet">{escape(notice)}</p>'


def _links(shown: Shown) -> Iterator[str]:
    """The formats, and what was checked."""
    if shown.files:
        links = (
            f'<li><a href="{file.address}">{name} <small>{_size(file.size)}</small></a></li>'
            for ending, name in FORMATS.items()
            if (file := shown.files.get(ending))
        )
        yield f'<ul class="formats" aria-label="Formats">{"".join(links)}</ul>'
    if shown.badges:
        yield f'<ul class="badges" aria-label="What was checked">{"".join(_badges(shown))}</ul>'


def _badges(shown: Shown) -> Iterator[str]:
    """A badge for each promise that was checked, and one for all that were not."""
    lacking = [badge for badge in shown.badges if badge.state == "unchecked"]
    yield from (_badge(shown.id, badge) for badge in shown.badges if badge not in lacking)
    if lacking:
        names = escape(", ".join(badge.promise.name for badge in lacking))
        why = escape(" ".join(dict.fromkeys(badge.why for badge in lacking)))
        mark, says = STATES["unchecked"]
        yield (
            f'<li><a class="badge unchecked" href="{REPORT}#{anchor(shown.id)}" title="{why}">'
            f"{sign(mark)} {says}: {names}</a></li>"
        )


def _badge(name: str, badge: Badge) -> str:
    """A sign, a name, and in words what the sign says."""
    mark, says = STATES[badge.state]
    number = f" {badge.found:,}" if badge.found else ""
    title = escape(f"{badge.promise.means} {says[:1].upper()}{says[1:]}. {badge.why}".strip())
    return (
        f'<li><a class="badge {badge.state}" href="{REPORT}#{anchor(name, badge.promise.name)}" title="{title}">'
        f"{sign(mark)} {escape(badge.promise.name)}{number} {hidden(says)}</a></li>"
    )


def _quality(shown: Shown) -> Iterator[str]:
    """The plots, and the way to the changes and the open questions."""
    card, read = shown.card, shown.files.get("html")
    if card is None:
        return
    drawn = plots.table(card, card.title)
    yield drawn or '<p class="quiet">Nothing was changed.</p>'
    asked = card.counts["queries"]
    questions = count(asked, "open question", "open questions") if asked else "No open question"
    if read:
        of = hidden(f" in {card.title}")
        link = f'<a class="asked" href="{read.address}#changes:questions">{questions}{of}</a>' if asked else questions
        see = f' · <a href="{read.address}#changes:">Every change in its place{of}</a>' if drawn else ""
        yield f'<p class="way">{link}{see}</p>'


def _missing(missing: Sequence[Shown]) -> Iterator[str]:
    """The editions without a text, quietly, and what to do."""
    if not missing:
        return
    yield '<section class="absent" aria-labelledby="absent"><h2 id="absent">Texts that are missing</h2>'
    yield "<p>Put them into <code>seeds/</code>, or name their folder: <code>make SEEDS=DIR</code>.</p><ul>"
    for shown in missing:
        by = f", {escape(shown.author)}" if shown.author else ""
        yield f"<li>{escape(shown.title)}{by} <code>{escape(shown.message)}</code></li>"
    yield "</ul></section>"


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
