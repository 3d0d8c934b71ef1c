"""The five texts of the first users. They are other people's works: only facts about them stand here, and the tests run
where the texts are (`make test SEEDS=DIR`)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from pipeline import descriptor
from pipeline.build import to_tei
from pipeline.kinds import ASIDES
from pipeline.source import decode
from pipeline.tei.names import parse, q
from pipeline.tei.read import blocks, changes, queries, read
from pipeline.tei.restore import restore

DESCRIPTORS = sorted((Path(__file__).parent.parent / "seeds").glob("00*.toml"))
FURNITURE = {
    "000": {"masthead": 1, "navigation": 1},
    "001": {},
    "002": {"copyright": 2, "url": 3, "contact": 1, "tool-trailer": 1},
    "003": {},
    "004": {"widget": 1},
}
CHANGES = {"000": {}, "001": {}, "002": {"hyphen-kept": 2, "join": 7, "stray-blank": 2}, "003": {}, "004": {}}
BLOCKS = {"001": 182, "002": 64}


@pytest.fixture(params=DESCRIPTORS, ids=[path.stem for path in DESCRIPTORS])
def known(request: pytest.FixtureRequest) -> descriptor.Descriptor:
    return descriptor.load(request.param)


@pytest.fixture
def data(known: descriptor.Descriptor, seeds: Path) -> bytes:
    return (seeds / known.source).read_bytes()


@pytest.fixture
def root(known: descriptor.Descriptor, data: bytes) -> etree._Element:
    return parse(to_tei(data, known, Path(known.source)))


def test_the_source_comes_back(root: etree._Element, data: bytes) -> None:
    assert restore(root) == data


def test_what_is_set_aside_and_changed(known: descriptor.Descriptor, root: etree._Element) -> None:
    kinds = Counter(record.kind for record in changes(root))
    assert {kind: count for kind, count in kinds.items() if kind in ASIDES} == FURNITURE[known.id[:3]]
    assert {kind: count for kind, count in kinds.items() if kind not in ASIDES} == CHANGES[known.id[:3]]


def test_nothing_else_differs(root: etree._Element, data: bytes) -> None:
    """But for white space and what is set aside, the reading is the source, character by character."""
    source = decode(data).text
    for record in reversed([record for record in changes(root) if record.kind in ASIDES]):
        source = source[: record.start] + source[record.end :]
    assert "".join(read(root).split()) == "".join(source.split())


def test_lines_and_paragraphs(known: descriptor.Descriptor, root: etree._Element) -> None:
    lines = read(root).splitlines()[::2]
    if known.id[:3] in BLOCKS:
        assert len(lines) == BLOCKS[known.id[:3]] == len(list(blocks(root)))
    assert not [line for line in lines if line.rstrip().endswith("-")]


def test_words_are_not_glued(root: etree._Element, data: bytes) -> None:
    """Every word of the reading is a word of the source, but for those that a line end divided."""
    new = set(read(root).split()) - set(decode(data).text.split())
    divided = sum(record.kind.startswith("hyphen") for record in changes(root))
    assert len(new) <= divided


def test_the_language_is_not_misled(root: etree._Element, data: bytes, known: descriptor.Descriptor) -> None:
    """The widget in another script does not make the text one in that language."""
    guessed = parse(to_tei(data, descriptor.Descriptor(id="x"), Path(known.source)))
    assert [e.get("ident") for e in guessed.iter(q("language"))] == ["en"]


def test_few_questions(root: etree._Element) -> None:
    assert len(queries(root)) <= 1
