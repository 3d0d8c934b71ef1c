"""The products say what the TEI reads; where one does not, the first words that differ are told."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfWriter

from ecdosis.build import to_tei
from ecdosis.editor import rows
from ecdosis.formats import publish
from ecdosis.project import descriptor
from ecdosis.tei.names import NAMESPACES, parse, q
from ecdosis.validation import agreement
from ecdosis.validation.agreement import Said, difference, reading
from ecdosis.validation.editions import products
from test_publish import NASTY, SAMPLE

SEEDS = Path(__file__).parent.parent / "seeds"
SPECIMENS = sorted(path.stem for path in SEEDS.glob("specimen-*.txt"))
ROPE = "specimen-the-measure-of-rope"


@cache
def tei(name: str) -> bytes:
    """The TEI of a specimen, of the sample, or of a text that looks like markup."""
    if name == "sample":
        return SAMPLE
    if name == "nasty":
        known = descriptor.Descriptor(id="nasty", title='A "Title" & <b>', author="O’Neill <x>", language="en")
        return to_tei(NASTY.encode(), known, Path("nasty.txt"))
    path, decided = SEEDS / f"{name}.txt", rows.load(SEEDS / f"{name}.decisions.tsv")
    return to_tei(path.read_bytes(), descriptor.load(SEEDS / f"{name}.toml"), path, decisions=decided)


@cache
def made(name: str) -> dict[str, bytes]:
    """The products by their suffix."""
    return {f".{format_}": data for format_, data in publish(parse(tei(name))).files.items()}


def told(root: etree._Element, suffix: str, data: bytes) -> list[str]:
    return [f"{f.severity}: {f.message}" for f in agreement.check(root, Path(f"x{suffix}"), data)]


@pytest.mark.parametrize("name", ["sample", "nasty", *SPECIMENS])
def test_the_products_say_what_the_tei_reads(name: str) -> None:
    root = parse(tei(name))
    assert len(reading(root).words) > 10
    assert {suffix: told(root, suffix, data) for suffix, data in made(name).items()} == {
        s: [] for s in agreement.sayings()
    }


def test_a_chapter_that_is_called_as_those_of_a_book_is_the_texts() -> None:
    """A PDF's own chapters are the last ones, whatever the text calls its own."""
    known = descriptor.Descriptor(id="notes", title="Of the Ferry", language="en")
    source = "CHAPTER I\n\nThe ferry was late that day.\n\nCHAPTER II\n\nShe wrote them all down in the ledger.\n"
    root = parse(to_tei(source.encode(), known, Path("notes.txt")))
    *_, last = root.iter(q("head"))
    assert last.text == "CHAPTER II"
    last.text = "Emendations"
    assert told(root, ".pdf", publish(root).files["pdf"]) == []


ROLES = "".join(
    f"    {role:<14}{who}.\n" for role, who in (("King", "R. Pole"), ("Queen", "A. Weir"), ("Clerk", "T. L"))
)
SAID = "\n\n".join(f"{name}. The ferry is late to-day." for name in ("KING", "QUEEN", "CLERK", "QUEEN", "KING"))


@pytest.mark.parametrize(
    "text",
    [
        "Of the Ferry\n\nThe ferry was late that day, and nobody knew why it was.\n",  # twice
        "The ferry was late that day, and nobody knew why it was.\n",
        f"PERSONS\n\n{ROLES}\nPROLOGUE\n\n{SAID}",
    ],
)
def test_a_first_line_like_the_title_and_a_cast_in_columns(text: str) -> None:
    known = descriptor.Descriptor(id="notes", title="Of the Ferry", language="en")
    root = parse(to_tei(text.encode(), known, Path("notes.txt")))
    files = publish(root).files
    assert {suffix: told(root, suffix, files[suffix[1:]]) for suffix in agreement.sayings()} == {
        s: [] for s in agreement.sayings()
    }


def test_a_pdf_of_the_words_alone_has_no_chapters_of_its_own() -> None:
    """So nothing of it is taken for a list."""
    data = made("nasty")[".pdf"]
    whole = agreement.of_pdf(data, own=agreement.OwnChapters(lists=1_000))
    assert whole is not None
    assert len(whole.words) > len(reading(parse(tei("nasty"))).words)
    assert whole.more_notes == ()


def text_at(root: etree._Element, path: str) -> etree._Element:
    [found, *_] = root.iterfind(f"tei:text//{path}", NAMESPACES)
    return found


def letter(root: etree._Element) -> None:
    element = text_at(root, "tei:body//tei:p")
    element.text = (element.text or "").replace("e", "a", 1)


def blank(root: etree._Element) -> None:
    element = text_at(root, "tei:body//tei:p")
    element.text = re.sub(r"(\w) (\w)", r"\1\2", element.text or "", count=1)


def head(root: etree._Element) -> None:
    text_at(root, "tei:head").text = "Another"


def note(root: etree._Element) -> None:
    element = text_at(root, "tei:note/tei:label")
    element.tail = f"{element.tail} more"


def note_number(root: etree._Element) -> None:
    text_at(root, "tei:note").set("n", "99")


def lost(root: etree._Element) -> None:
    element = text_at(root, "tei:body//tei:div/tei:p")
    element.getparent().remove(element)  # type: ignore[union-attr]


def moved(root: etree._Element) -> None:
    first, second, *_ = root.iterfind("tei:text//tei:body//tei:div/tei:p", NAMESPACES)
    second.addnext(first)


@pytest.mark.parametrize("change", [letter, blank, head, note, note_number, lost, moved])
@pytest.mark.parametrize("suffix", agreement.sayings())
def test_what_differs_is_told(change: Callable[[etree._Element], None], suffix: str) -> None:
    root = parse(tei(ROPE))
    change(root)
    [message] = told(root, suffix, made(ROPE)[suffix])
    assert message.startswith("error: Its ")
    assert "Build it again" in message


def test_the_first_words_that_differ_are_told() -> None:
    wanted = Said(("a", "good", "boat", "it", "was"), (("1", "so"),))
    assert difference(wanted, wanted) == ""
    assert "“good boat is”, the TEI “good boat it was”" in difference(wanted, Said(("a", "good", "boat", "is")))
    assert "“it was”, the TEI “it was”" not in difference(wanted, Said(wanted.words[:3], wanted.notes))
    assert "it has “nothing more”, the TEI “1 so”" in difference(wanted, Said(wanted.words))


def test_an_epub_is_read_in_the_order_of_its_spine() -> None:
    root = parse(tei("specimen-the-ferry-ledger"))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made("specimen-the-ferry-ledger")[".epub"])) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name.endswith(".opf"):
                package = etree.fromstring(data)
                [spine] = package.iter("{*}spine")
                spine[:] = list(reversed(spine))
                data = etree.tostring(package)
            new.writestr(name, data)
    [message] = told(root, ".epub", out.getvalue())
    assert "differs from the TEI" in message


def test_a_pdf_that_is_not_tagged_is_not_compared() -> None:
    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(out)
    [message] = told(parse(SAMPLE), ".pdf", out.getvalue())
    assert message.startswith("notice: It is not tagged")


@pytest.mark.parametrize("suffix", [".epub", ".pdf", ".html"])
@pytest.mark.parametrize("data", [b"", b"x", b"%PDF-1.7\n", b"PK\x03\x04"])
def test_what_cannot_be_read_is_told(suffix: str, data: bytes) -> None:
    [message] = told(parse(SAMPLE), suffix, data)
    assert "cannot be compared" in message


def test_where_products_lie(tmp_path: Path) -> None:
    """Beside the TEI, or in the other folder of a project."""
    for path in ("tei/a.xml", "output/a.txt", "output/b.txt", "c/a.xml", "c/a.pdf", "c/a.rtf"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    assert products(tmp_path / "tei" / "a.xml") == [tmp_path / "output" / "a.txt"]
    assert products(tmp_path / "c" / "a.xml") == [tmp_path / "c" / "a.pdf"]
