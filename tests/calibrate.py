"""How often the findings of each stage are right, beside how sure they say that they are (part of `make bench`; its
numbers stand in docs/explanation/certainty.md).

What is known: the specimens, of which every change, block, note and reference is written down (`specimens/`), as they
are and damaged anew; and the development set, scanned texts beside their proofread texts (ECDOSIS_DEVSET).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from lxml import etree

import floor
from ecdosis.build import to_tei
from ecdosis.evaluate import measured
from ecdosis.evaluate.calibration import Outcome, lines
from ecdosis.evaluate.pairs import Pair, pairs
from ecdosis.model.kinds import ASIDES, LINES, NOTES
from ecdosis.project import descriptor
from ecdosis.tei.names import NAMESPACES, parse, tag
from ecdosis.tei.read import blocks, changes, reading_of
from shapes import markers, type_of

SEEDS: Final = floor.ROOT / "seeds"
TRUTH: Final = Path(__file__).parent / "specimens"
MEASURED: Final = frozenset({"furniture", "lines", "spelling"})
"""The stages whose work is measured by the words of a true text; that of the others by the tables of the specimens."""
PARTS: Final = ("author", "title", "publisher", "pubPlace", "date", "biblScope", "citedRange")
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


def outcomes(known: Sequence[Pair]) -> Iterator[Outcome]:
    """The findings in pairs of texts."""
    for one in measured(known, "en"):
        yield from one.outcomes


def report(devset: Path | None) -> Iterator[str]:
    """All that is known, in lines."""
    corpora = {"Specimens": specimens} | ({"Development set": lambda: development_set(devset)} if devset else {})
    for name, found in corpora.items():
        yield f"{name}: how sure, and how often right"
        yield from (f"  {line}" for line in lines(list(found())))
