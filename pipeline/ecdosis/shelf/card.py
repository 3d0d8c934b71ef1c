"""What the shelf shows of an edition, gathered once when it is built, so that no TEI is read for the shelf again."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from ecdosis.model.kinds import ASIDES, CORRUPT, LINES, NORMALISED, NOTES, Kind

if TYPE_CHECKING:
    from lxml import etree

    from ecdosis.book.book import Book

BINS: Final = 120
"""Parts of a text in which is counted where something stands: two a millimetre on paper are still told apart."""
COVER: Final = 320
"""Width of the small cover in pixels: twice that at which it is shown, for screens with as many to a point."""

Family = Literal["mended", "regularised", "lines", "aside", "notes", "queries"]
FAMILIES: Final[Mapping[Family, frozenset[str]]] = {
    "mended": frozenset(CORRUPT),
    "regularised": frozenset(NORMALISED),
    "lines": frozenset(LINES),
    "aside": frozenset(ASIDES),
    "notes": frozenset(NOTES),
}
"""The kinds that belong together; others (characters that XML cannot hold) are mended, queries are none of these."""
WHOLE_NOTES: Final = frozenset({Kind.FOOTNOTE, Kind.ENDNOTE, Kind.SIDENOTE})
"""What somebody who counts notes counts: neither their markers nor the rest of one overleaf."""


@dataclass(frozen=True, slots=True)
class FoundKind:
    """All cases of one kind (of `model.kinds`) in a text: `where` has how many begin in each of its BINS parts."""

    kind: str
    where: tuple[int, ...]

    @property
    def count(self) -> int:
        return sum(self.where)

    @property
    def family(self) -> Family:
        return next((name for name, kinds in FAMILIES.items() if self.kind in kinds), "mended")


@dataclass(frozen=True, slots=True)
class Card:
    """An edition in figures. `date` is the work's, as its TEI gives it; `words` are those of the reading; `pages` those
    of the PDF (0 if there is none); `cover` is a small PNG in Base64 (empty if none could be drawn). Empty strings say
    that something is not known."""

    title: str
    subtitle: str
    author: str
    date: str
    language: str
    words: int
    pages: int
    found: tuple[FoundKind, ...]
    queries: tuple[FoundKind, ...]
    cover: str = ""
    notices: tuple[str, ...] = ()

    def total(self, *families: Family) -> int:
        """How many cases there are in some families of kinds."""
        return sum(found.count for found in self.found if found.family in families)

    @property
    def counts(self) -> dict[str, int]:
        """Changes, what was set aside, notes, open queries."""
        return {
            "changes": self.total("mended", "regularised", "lines"),
            "asides": self.total("aside"),
            "notes": sum(found.count for found in self.found if found.kind in WHOLE_NOTES),
            "queries": sum(query.count for query in self.queries),
        }

    @property
    def told(self) -> list[tuple[str, bool]]:
        """What a person should know of it, what is bad first: in words, and whether it is bad."""
        from ecdosis.health import BAD

        said = [(notice.removeprefix(BAD), notice.startswith(BAD)) for notice in self.notices]
        return sorted(said, key=lambda one: not one[1])

    def as_dict(self) -> dict[str, Any]:
        """The card as JSON can hold it."""
        return asdict(self)


def card(root: etree._Element, of: Book, pdf: bytes = b"") -> Card:
    """The card of an edition from its TEI document, the book in that, and its PDF."""
    from ecdosis.diagnosis.language import not_proofread
    from ecdosis.formats.pdf.structure import pages
    from ecdosis.tei.read import changes, queries, read
    from ecdosis.tei.restore import source_text

    length = len(source_text(root))
    records = [(record.kind, record.start) for record in changes(root) if not record.part_of]
    language, words = "" if of.language == "und" else of.language, len(read(root).split())
    return Card(
        title=of.title,
        subtitle=of.subtitle,
        author=of.author,
        date=_date(root),
        language=language,
        words=words,
        pages=pages(pdf) if pdf else 0,
        found=found(records, length),
        queries=found(((query.kind, query.start) for query in queries(root)), length),
        cover=_cover(of),
        notices=(*of.notices, *_without_title(root, of), *not_proofread(language, words)),
    )


def _without_title(root: etree._Element, of: Book) -> tuple[str, ...]:
    """What is said if nobody tells the title of a work."""
    from ecdosis.book.reader.header import title

    said = f'No title was found in this text. Give it one in {of.id}.toml, beside the text or in seeds/: title = "…".'
    return () if title(root)[0] else (said,)


def from_dict(told: Mapping[str, Any]) -> Card:
    """The card that `as_dict` gave. Raises KeyError, TypeError or ValueError if it is none."""
    lists = {name: tuple(FoundKind(f["kind"], tuple(map(int, f["where"]))) for f in told[name]) for name in _LISTS}
    return Card(**{**told, **lists, "notices": tuple(told["notices"])})


_LISTS: Final = ("found", "queries")


def found(places: Iterable[tuple[str, int]], length: int) -> tuple[FoundKind, ...]:
    """How often each kind is found, and where in a text of so many code points: kinds and places in any order; the most
    frequent kind comes first."""
    counted: dict[str, Counter[int]] = {}
    for kind, start in places:
        counted.setdefault(kind, Counter())[min(start * BINS // max(length, 1), BINS - 1)] += 1
    all_ = (FoundKind(kind, tuple(bins[index] for index in range(BINS))) for kind, bins in counted.items())
    return tuple(sorted(all_, key=lambda one: (-one.count, one.kind)))


def _date(root: etree._Element) -> str:
    """The date of the work: as the descriptor gives it, else as the text itself does."""
    from ecdosis.tei.names import text_of

    work = "tei:teiHeader/tei:fileDesc/tei:sourceDesc/tei:bibl[@xml:id='work']/"
    told = text_of(root, f"{work}tei:date") or text_of(root, f"{work}tei:note[@type='date']")
    return told or text_of(root, f"{work}tei:note/tei:date")


def _cover(of: Book) -> str:
    """The small cover; the shelf does without one that cannot be drawn."""
    from ecdosis.errors import ToolError
    from ecdosis.formats.cover import cover

    try:
        return base64.b64encode(cover(of, COVER)).decode()
    except ToolError:
        return ""
