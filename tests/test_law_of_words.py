"""The law of words: every word of a document is in every product, once, in its place, whatever the encoding; and what
is no word (comments, instructions to programs) is nowhere. `ECDOSIS_EXAMPLES` says how many documents are tried."""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from ecdosis.book.book import Block, Book, Section, all_inlines
from ecdosis.book.inlines import words_of
from ecdosis.book.reader.walk import View
from ecdosis.book.words import words_for
from ecdosis.cli import main
from ecdosis.formats import from_file, products
from ecdosis.formats.plain import plain
from ecdosis.formats.table import BUILT_IN, endings
from ecdosis.tei import validate as tei
from ecdosis.tei.names import parse
from ecdosis.validation.agreement import of_pdf
from generated import BESIDE, WORD, documents

SAY: Final = words_for("en")
BESIDE_TITLES: Final = {
    SAY(f"beside.{name}")
    for name in [
        "sourceDoc",
        "facsimile",
        "standOff",
        "teiHeader",
        "fileDesc",
        "encodingDesc",
        "profileDesc",
        "xenoData",
        "revisionDesc",
    ]
}
VIEWS: Final[tuple[View, ...]] = ("reading", "diplomatic", "critical")
EXAMPLES: Final = settings.default.max_examples if settings.default else 100
GOLDEN: Final = sorted((Path(__file__).parent / "golden").glob("*.xml"))
NONE: Final = {"w0a", "w0b"}
"""What stands in comments and instructions alone."""


@contextlib.contextmanager
def stored(data: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.xml")
        path.write_bytes(data)
        yield path


def shown(blocks: Iterable[Block]) -> list[list[str]]:
    """The words of running texts, in order: those of some blocks, and of each section for what stands beside a text.
    What is left out has no place."""
    own: list[str] = []
    apart: list[list[str]] = []
    for block in blocks:
        if not isinstance(block, Section):
            own += WORD.findall("".join(map(words_of, all_inlines((block,)))))
        elif block.id != "left-out":
            title = "".join(map(words_of, block.title))
            first, *more = shown(block.blocks)
            is_beside = title in BESIDE_TITLES or title.startswith(SAY("tei.beside", element=""))
            own += WORD.findall(title) if is_beside else [*WORD.findall(title), *first]
            apart += [first, *more] if is_beside else more
    return [own, *apart]


def in_order(found: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words that were found follow each other as they should, each once. What stands in the comments of an
    example of markup is shown with it."""
    places = {word: place for place, word in enumerate(words)}
    order = [places[word] for word in found if word not in NONE]
    return order == sorted(set(order))


@given(documents())
def test_no_word_is_lost_nor_out_of_its_place(document: tuple[bytes, tuple[str, ...]]) -> None:
    data, words = document
    with stored(data) as path:
        for view in VIEWS:
            made, _ = from_file(path, view)
            assert set(words) <= (found := set(WORD.findall(plain(made).decode()))), view
            assert found <= {*words, *(NONE if b"egXML" in data else ())}, view
            running = (made.blocks, *(note.blocks for note in made.notes))
            assert all(in_order(part, words) for blocks in running for part in shown(blocks)), view


def said(name: str, data: bytes) -> str:
    """All that a product of a format says."""
    if name == "pdf":
        found = of_pdf(data)
        assert found is not None
        return " ".join((*found.words, *(word for note in found.notes for word in note), *found.more_notes))
    if name in ("epub", "docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pages = [archive.read(entry) for entry in archive.namelist() if entry.endswith((".xhtml", ".xml"))]
        return "\n".join("".join(map(str, etree.fromstring(page).itertext())) for page in pages)
    return "".join(map(str, etree.HTML(data).itertext())) if name == "html" else data.decode()


@settings(max_examples=max(3, EXAMPLES // 25), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(documents(most=60), st.sampled_from(VIEWS))
def test_no_format_loses_a_word(document: tuple[bytes, tuple[str, ...]], view: View) -> None:
    data, words = document
    with stored(data) as path:
        done = products(from_file(path, view)[0], endings(BUILT_IN))
    assert set(done.files) == set(endings(BUILT_IN)), done.notes
    for name, product in done.files.items():
        assert set(words) <= set(WORD.findall(said(name, product))), name


def run(*arguments: str) -> tuple[int, bytes, str]:
    """The exit status of a command, and what it says."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(arguments)
        out.flush()
    return status, out.buffer.getvalue(), err.getvalue()


def commands(path: Path, other: Path) -> Iterator[tuple[str, ...]]:
    """The commands that read a TEI file and change nothing."""
    yield from ((name, str(path)) for name in ("read", "changes", "queries", "blocks", "restore", "bibliography"))
    yield from (("bibliography", str(path), "--format", "bibtex"), ("changes", str(path), "--all", "--format", "jsonl"))
    yield from (("diff", str(path), str(other)), ("show", str(path), "--at", "w1a"))


@settings(max_examples=max(10, EXAMPLES // 5))
@given(documents())
def test_no_command_fails_over_any_tei(document: tuple[bytes, tuple[str, ...]]) -> None:
    with stored(document[0]) as path:
        for arguments in commands(path, path):
            status, _, told = run(*arguments)
            assert "a fault of the program" not in told, (arguments[0], told)
            assert status in (0, 2, 4)
        schema, rules = tei.our_schema(), tei.our_rules()
        assert tei.check(path, [replace(schema, own=False), replace(rules, own=False)])


def commented(data: bytes) -> bytes:
    """A file with comments and instructions before and after each element, and in the middle of all of its words."""
    root = parse(data)
    for element in list(root.iter("*")):
        before, after = element.text or "", element.tail or ""
        within = etree.Comment(" no word ")
        element.text, within.tail = before[: len(before) // 2], before[len(before) // 2 :]
        element.insert(0, within)
        if (around := element.getparent()) is not None:
            behind = etree.ProcessingInstruction("no", "word")
            element.tail, behind.tail = after[: len(after) // 2], after[len(after) // 2 :]
            around.insert(around.index(element) + 1, behind)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_comments_change_nothing_that_is_read(path: Path, tmp_path: Path) -> None:
    other = tmp_path / path.name
    other.write_bytes(commented(path.read_bytes()))
    assert len(re.findall(b"no word", other.read_bytes())) > 100
    for mine, its in zip(commands(path, path), commands(other, path), strict=True):
        assert run(*mine)[:2] == run(*its)[:2], mine[0]
    books: list[Book] = [replace(from_file(file)[0], tei=b"") for file in (path, other)]
    assert books[0] == books[1]


def test_the_documents_that_are_tried_have_all_that_they_should() -> None:
    """The law is worth what it is tried on."""
    seen: Counter[str] = Counter()

    @settings(max_examples=150, database=None, derandomize=True)
    @given(documents())
    def look(document: tuple[bytes, tuple[str, ...]]) -> None:
        text = document[0].decode()
        seen.update({sign for sign in ("<![CDATA[", "<!ENTITY", *BESIDE[:2], "urn:none", "egXML") if sign in text})
        seen[re.findall(r"<([A-Za-z]+) xmlns=", text)[0]] += 1
        seen["words"] += len(document[1])

    look()
    assert all(seen[sign] >= 10 for sign in ("<![CDATA[", "<!ENTITY", *BESIDE[:2], "urn:none", "egXML"))
    assert sum(1 for name in seen if name.isalpha()) > 10
    assert seen["words"] > 300
