"""How often the findings of each stage are right, beside how sure they say that they are (part of `make bench`; its
numbers stand in docs/explanation/certainty.md).

What is known: the specimens, of which every change, block, note and reference is written down (`specimens/`), as they
are and damaged anew; and the development set, scanned texts beside their proofread texts (ECDOSIS_DEVSET). Run as
`python tests/calibrate.py`, it writes the numbers of that into the tables of the page; look at the diff.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from lxml import etree

import floor
from ecdosis.book.words import SURE
from ecdosis.build import to_tei
from ecdosis.evaluate import measured
from ecdosis.evaluate.calibration import Calibrated, Outcome, levels, lines
from ecdosis.evaluate.pairs import Pair, pairs
from ecdosis.model.kinds import ASIDES, CORRUPT, LINES, NOTES
from ecdosis.project import descriptor
from ecdosis.tei.names import NAMESPACES, parse, tag
from ecdosis.tei.read import blocks, changes, reading_of
from shapes import markers, type_of

SEEDS: Final = floor.ROOT / "seeds"
TRUTH: Final = Path(__file__).parent / "specimens"
MEASURED: Final = frozenset({"furniture", "lines", "spelling"})
"""The stages whose work is measured by the words of a true text; that of the others by the tables of the specimens."""
PARTS: Final = ("author", "title", "publisher", "pubPlace", "date", "biblScope", "citedRange")
PAGE: Final = floor.ROOT / "docs/explanation/certainty.md"
DONE: Final[Mapping[str, tuple[frozenset[str], tuple[float, ...]]]] = {
    "page marks, heads, numbers, slugs set aside": (frozenset(ASIDES), (0.9, 0.95, 0.99)),
    "hyphens left out": (frozenset({"hyphen"}), (0.8, 0.95, 0.99)),
    "hyphens kept": (frozenset({"hyphen-kept"}), (0.8, 0.9)),
    "lines joined": (frozenset({"join", "line-end"}), (0.8, 0.9, 0.95)),
    "words corrected": (frozenset(CORRUPT), (0.8, 0.9, 0.95, 0.99)),
}
"""The rows of the page about what was done: kinds, and the lower edges of the certainties that are told apart."""
ASKED: Final[Mapping[str, tuple[frozenset[str], tuple[float, ...]]]] = {
    "words that hardly fit": (frozenset({"real-word"}), (0.0,)),
    "words that are none, or run together": (frozenset({"spelling", "word-division"}), (0.0, 0.5, 0.8)),
    "hyphens": (frozenset({"hyphen-kept"}), (0.0,)),
    "running heads": (frozenset({"running-head"}), (0.0,)),
}
"""The same of what was asked."""
SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "elisions without their apostrophe": ("apostrophe of an elision",),
    "words run together": ("no space between two words",),
    "words divided by a line end, with a scrap between": ("from beside the line",),
    "divided words joined": (
        "a space inside the word",
        "beside each other",
        "is a word, “",
        "and not both of its halves",
    ),
    "capitals": ("no capital inside", "a small word inside a sentence", "a capital inside the word"),
    "words for words": ("real-word",),
    "the digit 1 for the word I": ("misread as 1, as in",),
    "titles before names": ("context: before a name",),
    "letters, by the reader of noisy scans": ("in a noisy scan",),
    "letters, by the judgement": ("times as common",),
    "signs inside words": ("is no word; confusion",),
}
"""The sorts of changes of words, each with what its reason or kind has that no sort before it has."""
SORTED: Final = (0.0, 0.9, 0.95)
"""The lower edges of the certainties that are told apart of them."""
Row = tuple[str, ...]


def judged(found: Iterable[tuple[Outcome, Row]], truth: Iterable[Row]) -> Iterator[Outcome]:
    """Findings with what they say, each right if the truth says that as well, as often."""
    left = Counter(truth)
    for outcome, row in found:
        left[row] -= 1
        yield Outcome(outcome.stage, outcome.kind, outcome.certainty, left[row] >= 0, outcome.asked, outcome.why)


def rows(name: str, of: str) -> list[Row]:
    """The rows of a table of what is right; none if there is none."""
    path = TRUTH / f"{name}.{of}.tsv"
    return [tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def of_specimen(name: str, root: etree._Element) -> Iterator[Outcome]:
    """The findings in the TEI of a specimen of which there is a table."""
    if (TRUTH / f"{name}.changes.tsv").is_file():
        made = [r for r in changes(root) if r.kind not in {*ASIDES, *NOTES, *LINES} and r.by not in MEASURED]
        told = ((Outcome(r.by, r.kind, r.certainty, False), (r.kind, r.source, r.reading)) for r in made)
        yield from judged(told, rows(name, "changes"))
    if (TRUTH / f"{name}.notes.tsv").is_file():
        refs = root.iterfind("tei:text//tei:ref[@type='noteAnchor']", NAMESPACES)
        yield from judged(zip(map(_said, refs), markers(root), strict=True), rows(name, "notes"))
    if (TRUTH / f"{name}.blocks.tsv").is_file():
        shown = ((_recognised(block), (type_of(block), reading_of(block))) for block in blocks(root))
        known = ((outcome, row) for outcome, row in shown if outcome and row[1])
        yield from judged(known, rows(name, "blocks"))
    yield from judged(((_said(bibl), _cited(bibl)) for bibl in _references(root)), rows(name, "references"))


def _said(element: etree._Element) -> Outcome:
    """What an element says of itself."""
    kind = element.get("ana", "").removeprefix("#rule-")
    return Outcome(element.get("resp", "").removeprefix("#"), kind, float(element.get("cert", "1")), False)


def _recognised(block: etree._Element) -> Outcome | None:
    """The same of a block, or of the group that it belongs to; None for a plain paragraph."""
    around = (block, *block.iterancestors())
    return next((_said(one) for one in around if one.get("cert") and one.get("resp") == "#blocks"), None)


def _references(root: etree._Element) -> Iterator[etree._Element]:
    return root.iterfind(".//tei:bibl[@ana='#rule-reference']", NAMESPACES)


def _cited(bibl: etree._Element) -> Row:
    parts = " | ".join(f"{tag(part)}: {reading_of(part)}" for part in bibl if tag(part) in PARTS)
    return reading_of(bibl), "work" if bibl.get("corresp") else "", parts


def specimens() -> Iterator[Outcome]:
    """All findings in the specimens, as they come and damaged anew, made without an editor's decisions."""
    for path in sorted(TRUTH.glob("*.txt")):
        source = SEEDS / path.name
        known = descriptor.load(source.with_suffix(".toml"))
        yield from of_specimen(path.stem, parse(to_tei(source.read_bytes(), known, source)))
    for corpus in ("specimens", "specimens damaged"):
        found = [one for one in outcomes(floor.pairs_of(corpus) or ()) if one.stage in MEASURED]
        yield from found


def development_set(folder: Path) -> Iterator[Outcome]:
    """All findings in scanned books, pages and newspapers whose truth is known."""
    yield from outcomes(pairs(folder / "books", folder / "books"))
    for name in ("pages", "news"):  # whose truth has its running heads and page numbers
        if (folder / name).is_dir():
            found = outcomes(pairs(folder / name / "ocr", folder / name / "truth"))
            yield from (one for one in found if one.stage != "furniture")


def other_languages(folder: Path) -> dict[str, Callable[[], Iterator[Outcome]]]:
    """What measures the findings in the texts of a development set that are not in English, by language."""
    return {
        f"Development set, {one}": partial(of_language, folder, one) for one in ("de", "fr") if (folder / one).is_dir()
    }


def of_language(folder: Path, code: str) -> Iterator[Outcome]:
    """The findings in the texts of a development set in a language (ISO 639-1)."""
    return outcomes(pairs(folder / code / "ocr", folder / code / "truth"), code)


def outcomes(known: Sequence[Pair], language: str = "en") -> Iterator[Outcome]:
    """The findings in pairs of texts in a language (ISO 639-1)."""
    for one in measured(known, language):
        yield from one.outcomes


def page(text: str, found: Sequence[Outcome], others: Iterable[Outcome] = ()) -> str:
    """The page with the numbers of some findings in its tables; `others`: those in other languages."""
    told = levels(found)
    words = (
        f"| {said} | {least:.0%} | {_right(told[least]) if least in told else 'none | | |'}" for said, least in SURE
    )
    done, asked = [one for one in found if not one.asked], [one for one in found if one.asked]
    text = _filled(text, "| words |", words)
    text = _filled(text, "What was done:", (row for name, of in DONE.items() for row in _rows(name, *of, done)))
    text = _filled(text, "By sort, in English:", by_sort(done))
    text = _filled(text, "By sort, in German and French:", by_sort(others))
    return _filled(text, "What was asked", (row for name, of in ASKED.items() for row in _rows(name, *of, asked)))


def sort_of(one: Outcome) -> str:
    """The sort of a change of a word; nothing for others."""
    said = f"{one.kind} {one.why}"
    return next((sort for sort, those in SORTS.items() if any(words in said for words in those)), "")


def by_sort(found: Iterable[Outcome]) -> Iterator[str]:
    """The rows of the changes of words that were done, by their sorts."""
    done = [replace(one, kind=sort_of(one)) for one in found if one.stage == "spelling" and not one.asked]
    for sort in SORTS:
        yield from _rows(sort, frozenset({sort}), SORTED, done)


def _filled(text: str, head: str, rows: Iterable[str]) -> str:
    """A text in which the first table from some words on has other rows."""
    start = text.index("| --- |\n", text.index(head)) + len("| --- |\n")
    end = text.index("\n\n", start) + 1 if text[start] == "|" else start
    return text[:start] + "".join(f"{row}\n" for row in rows) + text[end:]


def _rows(name: str, kinds: Set[str], edges: Sequence[float], found: Sequence[Outcome]) -> Iterator[str]:
    """The rows of one sort: what they said of themselves at least and at most, and how often they were right."""
    for low, high in zip(edges, (*edges[1:], 2.0), strict=True):
        if some := [one for one in found if one.kind in kinds and low <= one.certainty < high]:
            said = [f"{one.certainty:.2f}" for one in some]
            of, between = Calibrated.of(some), "–".join(dict.fromkeys((min(said), max(said))))
            yield f"| {f'{name} ' if name else ''}| {between} | {of.count:,} | {of.right:,} | {_share(of)}"
            name = ""


def _right(of: Calibrated | None) -> str:
    return f"{of.right:,} of {of.count:,} | {_share(of)}" if of else "none | | |"


def _share(of: Calibrated) -> str:
    share, low, high = (f"{100 * one:.1f}".replace("100.0", "100") for one in (of.share, *of.interval))
    return f"{share}% | {low}–{high}% |"


def report(devset: Path | None) -> Iterator[str]:
    """All that is known, in lines."""
    corpora: dict[str, Callable[[], Iterator[Outcome]]] = {"Specimens": specimens}
    if devset:
        corpora |= {"Development set": lambda: development_set(devset), **other_languages(devset)}
    for name, found in corpora.items():
        yield f"{name}: how sure, and how often right"
        yield from (f"  {line}" for line in lines(list(found())))


if __name__ == "__main__":
    folder = Path(os.environ["ECDOSIS_DEVSET"])
    known = list(development_set(folder))
    others = (one for found in other_languages(folder).values() for one in found())
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), known, others), encoding="utf-8")
