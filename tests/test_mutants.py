"""One character changed or one attribute dropped anywhere in `text`: it is caught, nearly always even if whoever did it
gave the header a new digest. `tests/mutants.py` measures it over everything; here it is a sample."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ecdosis.formats import publish
from ecdosis.tei import validate as tei
from ecdosis.tei.names import parse
from ecdosis.validation import agreement
from mutants import changed, checks, dropped, name_of

FILES = [Path(__file__).parent / "data" / "sample.xml", *sorted((Path(__file__).parent / "golden").glob("*.xml"))]
SAMPLE = 40
"""Mutants of each sort and file."""
PAGES = {"pb@n", "pb@break"}
"""The label of a page, and that it begins inside a word, which no other part of the TEI needs. The PDF shows it, so
that agreement fails."""
PARTS = {"choice@prev", "lb@prev"}
"""That a change goes on from another, as the second of two marks of italics does: each is told and undone by itself."""
KINDS = {"div@type", "lg@type", "list@type", "note@type", "row@role"}
"""What sort of division, group of lines, list, note or row it is: without it the file says less, and is as valid."""
TOLD = {"bibl@corresp", "bibl@prev", "biblScope@to", "castItem@corresp", "citedRange@to", "date@calendar", "date@when"}
"""What says for programs what its words say for people."""
LINES = {"l@n", "l@part", "l@rend", "lb@n"}
"""Of lines: their number, the parts that several speak, how far they are set in, which the source before them tells."""
OPTIONAL = PAGES | PARTS | KINDS | TOLD | LINES | {"pb@facs", "title@level"}
"""Attributes that may be there or not. Only the digest guards them."""
CHECKS = checks([tei.our_schema(), tei.our_rules()], [], "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_mutant_is_caught(path: Path) -> None:
    data = path.read_bytes()
    root = parse(data)
    assert [name for name, check in CHECKS.items() if check(root)] == []
    lots = random.Random(path.stem)
    for mutants in (list(changed(root)), list(dropped(root))):
        for mutant in lots.sample(mutants, SAMPLE):
            altered = mutant.applied(data)
            found = [name for name, check in CHECKS.items() if check(altered)]
            assert "digest" in found, mutant
            assert not mutant.attribute or len(found) > 1 or name_of(root, mutant) in OPTIONAL, mutant


def test_a_changed_reading_is_caught_by_the_products() -> None:
    """What is read and not in the source, only the digest guards in the TEI; the books still have it."""
    data = FILES[0].read_bytes()
    root = parse(data)
    html = publish(root).files["html"]
    readings = [mutant for mutant in changed(root) if name_of(root, mutant) in ("corr", "reg", "g")]
    told = {m: list(agreement.check(m.applied(data), Path("x.html"), html)) for m in readings}
    assert len(readings) > 4
    assert all(told.values())


def test_a_page_without_its_label_is_caught_by_the_pdf() -> None:
    data = FILES[0].read_bytes()
    root = parse(data)
    pdf = publish(root).files["pdf"]
    pages = [mutant for mutant in dropped(root) if name_of(root, mutant) in PAGES]
    assert pages
    assert all(list(agreement.check(mutant.applied(data), Path("x.pdf"), pdf)) for mutant in pages)
