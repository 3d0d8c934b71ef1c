"""An introduction and a note on the text: they stand before it in all books, and are no part of it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from ecdosis.book.book import Listing, Paragraph, Passage, Section, all_inlines
from ecdosis.book.inlines import Styled, words_of
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.rows import Decision
from ecdosis.errors import UsageError
from ecdosis.formats import publish
from ecdosis.project.descriptor import Descriptor
from ecdosis.project.own_words import OwnWords, load
from ecdosis.tei.diff import ChangedPassage, diff
from ecdosis.tei.editorial import whole
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.own import parts
from ecdosis.tei.read import changes, queries, read, recognised
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import tei_all
from ecdosis.tei.versions import version
from ecdosis.validation.agreement import check
from test_tei import problems

TEXTS: Final[Mapping[str, str]] = {
    "no heading": "The keeper wrote to the board. He recieved nothing.\n\nNobody came in spite off it.\n",
    "a title": "THE KEEPER'S YEAR\n\nBy Ann Example\n\nThe keeper wrote to the board, and it did not reply.\n",
    "chapters": "CHAPTER I\n\nThe Lamp\n\nThe keeper wrote.\n\nCHAPTER II\n\nThe Ladder\n\nThe board did not reply.\n",
    "line ends": "The keeper wrote to the\r\nboard.\r\n\r\nIt did not reply.\x0c\r\n",
}
INTRODUCTION: Final = """\
# The *Lamp* and "its" keeper

He is not known, & <https://example.org/keeper> says so.[^1] **Look** [there](https://example.org/a?b=1&c=2).

> He wrote.
>
> He wrote *again*.

- oil
- a ladder

  of wood

1. first
2. second

***

## How it was found

In a tin.

### When

In spring.

## Who found it

Nobody.

<!-- not yet -->

[^1]: In a _note_ with 'marks'.
"""


def made(
    text: str = TEXTS["no heading"],
    introduction: str = INTRODUCTION,
    note: str = "His spelling is kept.",
    *decisions: Decision,
    language: str = "en",
    editor: str = "Ed Example",
) -> etree._Element:
    words = {"introduction": introduction, "textual-note": note}
    own = [OwnWords(sort, f"x.{sort}.md", said) for sort, said in words.items() if said]
    known = Descriptor(id="x", title="A Year", language=language, editor=editor)
    root = parse(to_tei(text.encode(), known, Path("x.txt"), decisions=decisions, own=own))
    assert restore(root) == text.encode()
    assert problems(root) == []
    return root


@pytest.mark.parametrize("name", TEXTS)
def test_they_are_no_part_of_the_text(name: str) -> None:
    plain, root = made(TEXTS[name], "", ""), made(TEXTS[name])
    assert read(root) == read(plain)
    assert changes(root) == changes(plain)
    assert queries(root) == queries(plain)
    assert recognised(root) == recognised(plain)
    assert [(part.get("type"), part.get("resp")) for part in parts(root)] == [
        ("introduction", "#editor"),
        ("textual-note", "#editor"),
    ]
    grammar, rules = tei_all()
    assert grammar.validator.validate(root), grammar.validator.error_log
    assert list(rules.schematron.failures(root)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_every_product_has_them_before_the_text(name: str) -> None:
    root = made(TEXTS[name])
    products = publish(root)
    assert products.told == ()
    for ending, data in products.files.items():
        assert list(check(root, Path(f"x.{ending}"), data)) == []
    text = products.files["txt"].decode()
    assert text.startswith("The Lamp and “its” keeper\n\nHe is not known")
    assert text == whole(root)
    assert read(root).strip() in text


def test_what_markdown_becomes() -> None:
    [introduction, note] = made().iterfind(".//tei:front/tei:div", NAMESPACES)
    [head, *_] = introduction
    assert content(head) == "The Lamp and “its” keeper"
    assert [content(hi) for hi in introduction.iterfind(".//tei:hi[@rend='italic']", NAMESPACES)] == ["Lamp", "again"]
    assert [content(hi) for hi in introduction.iterfind(".//tei:hi[@rend='bold']", NAMESPACES)] == ["Look"]
    assert [(r.get("target"), content(r)) for r in introduction.iterfind(".//tei:ref", NAMESPACES)] == [
        ("https://example.org/keeper", "https://example.org/keeper"),
        ("https://example.org/a?b=1&c=2", "there"),
    ]
    assert [
        (one.get("rend"), [content(item) for item in one]) for one in introduction.iterfind(".//tei:list", NAMESPACES)
    ] == [("bulleted", ["oil", "a ladderof wood"]), ("numbered", ["first", "second"])]
    heads = [content(one) for one in introduction.iterfind("tei:div/tei:head", NAMESPACES)]
    assert heads == ["How it was found", "Who found it"]
    assert content(introduction.find("tei:div/tei:div/tei:head", NAMESPACES)) == "When"  # type: ignore[arg-type]
    assert "not yet" not in content(introduction)
    assert [content(one) for one in note] == ["A note on the text", "His spelling is kept."]


def test_notes_in_it_are_the_first_of_the_editors_series() -> None:
    decision = Decision(1, -1, "Nobody", "annotate", "But me.")
    root = made(TEXTS["no heading"], INTRODUCTION, "Kept.[^k]\n\n[^k]: As *he* has it.", decision)
    notes = [(n.get("n"), content(n)) for n in root.iterfind(".//tei:note[@type='editorial']", NAMESPACES)]
    assert notes == [("a", "In a note with ‘marks’."), ("b", "As he has it."), ("c", "But me.")]
    assert [(note.label, note.own) for note in book(root).notes] == [("a", True), ("b", True), ("c", True)]


def test_quotation_marks_are_those_of_the_language() -> None:
    root = made(TEXTS["no heading"], 'Er sagt "so".', "", language="de")
    assert content(parts(root)[0]).endswith("Er sagt „so“.")


def test_the_book() -> None:
    made_book = book(made(TEXTS["chapters"]))
    sections = [block for block in made_book.blocks if isinstance(block, Section)]
    assert [(one.id, one.level, one.kind) for one in sections[:2]] == [
        ("introduction", 1, "introduction"),
        ("textual-note", 1, "textual-note"),
    ]
    inner = sections[0].blocks
    assert [block.kind for block in inner if isinstance(block, Listing)] == ["bulleted", "ordered"]
    assert [block.role for block in inner if isinstance(block, Passage)] == ["quote"]
    assert ("* * *", "scene-break") in [
        ("".join(map(words_of, block.inlines)), block.role) for block in inner if isinstance(block, Paragraph)
    ]
    links = [one for one in all_inlines(inner) if isinstance(one, Styled) and one.target]
    assert {one.target for one in links} == {"https://example.org/keeper", "https://example.org/a?b=1&c=2"}
    ids = [block.id for block in inner if isinstance(block, (Paragraph, Section))]
    assert all(name.startswith("introduction-") for name in ids)
    assert len(set(ids)) == len(ids)
    about = " ".join(statement.text for statement in made_book.about)
    assert "“The Lamp and “its” keeper” and “A note on the text” before the text: the editor’s (Ed Example)" in about


def test_a_text_without_a_heading_begins_under_the_title_of_the_edition() -> None:
    titles = ["".join(map(words_of, b.title)) for b in book(made()).blocks if isinstance(b, Section)]
    assert titles == ["The Lamp and “its” keeper", "A note on the text", "A Year"]
    alone = book(made(TEXTS["no heading"], "", "")).blocks
    assert not any(isinstance(block, Section) for block in alone)


def test_an_epub_says_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "x.epub").write_bytes(publish(made(TEXTS["chapters"])).files["epub"])
    with zipfile.ZipFile(tmp_path / "x.epub") as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith("xhtml")}
    [first] = [page for page in pages.values() if 'id="introduction"' in page]
    assert 'epub:type="introduction" role="doc-introduction"' in first
    assert 'epub:type="frontmatter"' in first
    [second] = [page for page in pages.values() if 'id="textual-note"' in page]
    assert 'epub:type="preface" role="doc-preface"' in second
    [nav] = [page for name, page in pages.items() if name.endswith("nav.xhtml")]
    entries = re.findall(r'<a href="text/[^"]*">(.*?)</a>', nav.partition("landmarks")[0])
    assert [re.sub("<.*?>", "", entry) for entry in entries][:5] == [
        "The Lamp and “its” keeper",
        "How it was found",
        "Who found it",
        "A note on the text",
        "CHAPTER I",
    ]
    body = re.search(r'href="(text/[^"]*)" epub:type="bodymatter"', nav)
    assert body is not None
    assert "The Lamp and" not in next(page for name, page in pages.items() if name.endswith(body[1]))


UNFIT: Final = {
    "| a | b |\n|---|---|\n| 1 | 2 |": "",
    "![a boat](boat.png)": "a picture",
    "    code": "computer code",
    "```\ncode\n```": "computer code",
    "`code`": "computer code",
    "<div>x</div>": "HTML",
    "a <b>word</b>": "HTML",
    "[there](other.md)": "a link to “other.md”",
    "[there](javascript:alert)": "a link to “javascript:alert”",
    "[there](#here)": "a link to “#here”",
    "3. third\n4. fourth": "a list that begins with 3",
    "> # Heading": "a heading inside",
    "- # Heading": "a heading inside",
    "# One\n\nx\n\n# Two\n\ny": "",
    "# One\n\nx\n\n## Two": "a heading with nothing below it",
    "## One\n\n## Two\n\nx": "a heading with nothing below it",
    "x[^1]\n\n[^1]: > quoted": "a footnote with more than paragraphs",
}


@pytest.mark.parametrize("markdown", UNFIT)
def test_what_books_do_not_show_is_told(markdown: str) -> None:
    if not UNFIT[markdown]:
        assert made(TEXTS["no heading"], markdown) is not None
        return
    with pytest.raises(UsageError, match=re.escape(UNFIT[markdown])) as told:
        made(TEXTS["no heading"], markdown)
    assert "x.introduction.md" in str(told.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "nothing in this file"), (b" \n\n", "nothing in this file"), (b"caf\xe9", "no text in UTF-8 (byte 3)")],
)
def test_a_file_that_cannot_be_read_is_told(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "x.introduction.md"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=re.escape(says)):
        load("introduction", path)


def test_a_mark_and_line_ends_of_an_editor_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "x.introduction.md"
    path.write_bytes(b"\xef\xbb\xbf# One\r\n\r\nTwo.\r\n")
    assert load("introduction", path).text == "# One\n\nTwo.\n"


def test_older_releases_are_told_that_they_cannot_read_it() -> None:
    assert version(made()) == 3
    assert version(made(TEXTS["no heading"], "", "")) == 2


# ---------------------------------------------------------------- in a project


@pytest.fixture
def year(project: Path) -> Path:
    """A project with one text and an editor's words before it; the folder of its seeds."""
    seeds = project / "seeds"
    (seeds / "x.txt").write_text(TEXTS["no heading"], encoding="utf-8")
    (seeds / "x.toml").write_text('title = "A Year"\nlanguage = "en"\neditor = "Ed Example"\n', encoding="utf-8")
    (seeds / "x.introduction.md").write_text("What it is.\n", encoding="utf-8")
    return seeds


def text_of(seeds: Path) -> str:
    return (seeds.parent / "output" / "x.txt").read_text(encoding="utf-8")


def test_a_changed_introduction_is_built_anew(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    assert text_of(year).startswith("Introduction\n\nWhat it is.\n\nThe keeper")
    assert "Nobody is named" not in capsys.readouterr().err
    assert main(["build"]) == 0
    assert "unchanged" in capsys.readouterr().out
    (year / "x.introduction.md").write_text("What it was.\n", encoding="utf-8")
    assert main(["build"]) == 0
    assert "What it was." in text_of(year)
    (year / "x.introduction.md").unlink()
    assert main(["build"]) == 0
    assert text_of(year).startswith("The keeper")


def test_they_are_no_texts(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (year / "x.textual-note.md").write_text("Kept.\n", encoding="utf-8")
    assert main(["build"]) == 0
    capsys.readouterr()
    assert main(["list"]) == 0
    listed = capsys.readouterr().out
    assert "introduction" not in listed
    assert "textual-note" not in listed


def test_a_faulty_one_costs_its_own_edition_alone(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (year / "y.txt").write_text(TEXTS["a title"], encoding="utf-8")
    (year / "x.introduction.md").write_bytes(b"caf\xe9")
    assert main(["build"]) == 2
    assert "x.introduction.md" in capsys.readouterr().err.replace("\n", "")
    assert (year.parent / "output" / "y.txt").exists()
    assert not (year.parent / "output" / "x.txt").exists()


def test_nobody_named_is_told(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (year / "x.toml").write_text('language = "en"\n', encoding="utf-8")
    assert main(["build"]) == 0
    said = " ".join(" ".join(capsys.readouterr()).split())
    assert "Nobody is named whose words these are: x.introduction.md. Write editor = " in said


@pytest.mark.parametrize("folder", [".", "seeds"])
def test_the_note_of_a_project_stands_behind_that_of_an_edition(year: Path, folder: str) -> None:
    style = year.parent / folder / "textual-note.md"
    style.write_text("# Our style\n\nWe keep it.\n", encoding="utf-8")
    assert main(["build"]) == 0
    assert "What it is.\n\nOur style\n\nWe keep it.\n\nThe keeper" in text_of(year)
    (year / "x.textual-note.md").write_text("Of this text.\n\n## Here\n\nSo.\n", encoding="utf-8")
    assert main(["build"]) == 0
    expected = "A note on the text\n\nOf this text.\n\nHere\n\nSo.\n\nOur style\n\nWe keep it.\n\nThe keeper"
    assert expected in text_of(year)
    style.write_text("We left it.\n", encoding="utf-8")
    assert main(["build"]) == 0
    assert "We left it." in text_of(year)
    with (year / "x.toml").open("a", encoding="utf-8") as file:
        file.write('project_note = "no"\n')
    assert main(["build"]) == 0
    assert "We left it." not in text_of(year)
    assert "Of this text." in text_of(year)


def test_a_text_outside_of_a_project_has_them_beside_it(tmp_path: Path) -> None:
    (tmp_path / "A Letter.txt").write_text(TEXTS["no heading"], encoding="utf-8")
    (tmp_path / "A Letter.introduction.md").write_text("What it is.\n", encoding="utf-8")
    assert main(["build", str(tmp_path / "A Letter.txt"), "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "a-letter.txt").read_text(encoding="utf-8").startswith("Introduction\n\nWhat it is.")
    assert (tmp_path / "A Letter.introduction.md").read_text(encoding="utf-8") == "What it is.\n"


def test_a_diff_tells_what_the_editor_has_written_since() -> None:
    old = made(TEXTS["no heading"], "What it is.", "", Decision(1, -1, "Nobody", "annotate", "But me."))
    new = made(TEXTS["no heading"], "What it was.", "", Decision(1, -1, "Nobody", "annotate", "But us."))
    found = [one for one in diff(old, new) if one.what != "fact"]
    assert {one.what for one in found} == {"editor"}
    pairs = [(one.old, one.new) for one in found]
    told = [tuple(one.words for one in pair if isinstance(one, ChangedPassage)) for pair in pairs]
    assert told == [("is.", "was."), ("me.", "us.")]
    assert diff(old, old) == ()
