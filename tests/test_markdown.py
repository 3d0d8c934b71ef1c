"""Texts in Markdown: their marks become what they mean; texts in which such marks mean nothing stay as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.editor.overrule import left_literal
from ecdosis.formats.plain import plain
from ecdosis.model.document import LITERAL, Document, Mark, Part, Stated
from ecdosis.model.pieces import Aside, Change, Query
from ecdosis.model.text import Text
from ecdosis.profiles.table import provenance
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.stated import with_links
from ecdosis.stages.markdown import work
from ecdosis.stages.markdown.evidence import passages
from ecdosis.stages.markdown.rows import begin_large
from ecdosis.stages.stage import Context
from ecdosis.tei.marks import tags
from ecdosis.tei.names import NAMESPACES, content, parse, tag, text_of
from ecdosis.tei.read import changes, reading_of
from ecdosis.tei.restore import restore
from labelled import load, parameters
from shapes import typed

NBSP: Final = "\N{NO-BREAK SPACE}"
PROOF: Final = "See [the register](https://example.org/register) or ![a boat](boat.png) there."
"""What shows that a text is Markdown, whatever else is in it."""
SHOWN: Final = "p: See the register or a boat there."


def tei(text: str) -> etree._Element:
    """The TEI of a text, which gives the text back."""
    data = text.encode()
    root = parse(to_tei(data, Descriptor(id="t", language="en"), Path("t.txt")))
    assert restore(root) == data
    return root


def understood(text: str) -> Document:
    """What the stage makes of a text."""
    return work(Document(Text.of(text)), Context("en"))


@pytest.mark.parametrize("case", parameters(load("markdown.toml")))
def test_case(case: dict[str, Any]) -> None:
    text = case["text"].replace("{proof}", PROOF)
    if case.get("plain"):
        assert not passages(text)
        assert understood(text) == Document(Text.of(text))
        return
    root = tei(text)
    expected = [block.replace("{proof}", SHOWN) for block in case["blocks"]]
    assert [f"{type_}: {words}" for type_, words in typed(root)] == expected
    refs = root.iterfind("tei:text//tei:ref[@target]", NAMESPACES)
    links = [f"{' '.join(content(ref).split())}: {ref.get('target')}" for ref in refs]
    assert [link for link in links if "register" not in link] == case.get("links", [])
    assert [record.source for record in changes(root) if record.kind == "comment"] == case.get("asides", [])
    if "styles" in case:
        words = [(hi.get("rend"), content(hi)) for hi in root.iterfind("tei:text//tei:hi", NAMESPACES)]
        assert [f"{rend}: {' '.join(said.replace('> ', '').split())}" for rend, said in words] == case["styles"]


def test_what_is_literal_is_told() -> None:
    """Later stages leave it alone."""
    text = f"{PROOF}\n\n`a_b` and \\* so\n\n```\nrow(boat)\n```\n"
    literal = [text[one.start : one.end] for one in understood(text).stated if one.type == LITERAL]
    assert literal == ["a_b", "*", "row(boat)"]


def test_notes_stay_for_the_stage_of_notes() -> None:
    note = "[^1]: It lay there\n    long.\n\n    And longer.\n"
    text = f"{PROOF}\n\nThe boat lay there.[^1]\n\n{note}\nIt went.\n"
    made = understood(text)
    assert note in made.text.reading
    assert "there.[^1]" in made.text.reading


def test_links_in_notes_are_links() -> None:
    """Also in a further paragraph of a note, whose indent makes no code of it."""
    note = "[^1]: It lay at [mills](https://example.org/mill)\n    long.\n\n    Or [so](https://example.org/so) {x}.\n"
    made = understood(f"{PROOF}\n\nThe boat lay there.[^1]\n\n{note}\nIt went.\n")
    assert "[^1]: It lay at mills\n    long.\n\n    Or so {x}.\n" in made.text.reading
    assert [one.target[-4:] for one in made.stated if one.type == "link"] == ["ster", "mill", "g/so"]
    assert not any(one.type == "code" for one in made.stated)


def test_a_link_that_another_mark_would_cut_is_none() -> None:
    reference = Mark(10, 30, "reference", 1.0, "", parts=(Part(10, 20, "author"),))
    spans = [(10, 30), (12, 18), (5, 40), (20, 30), (30, 35), (15, 25), (5, 15), (25, 35)]
    links = [Mark(start, end, "link", 1.0, "", target="https://example.org") for start, end in spans]
    kept = with_links([reference], links)
    assert [(mark.start, mark.end) for mark in kept[1:]] == spans[:5]
    assert [tag.element.split()[0] for tag in tags((reference, links[0]))] == ["ref", "bibl", "author"]


def test_no_question_is_asked_about_what_is_literal() -> None:
    """But about what stands beside it."""
    stated = (Stated(5, 9, LITERAL, 1.0, "", "markdown"),)
    asked = tuple(Query(start, start + 2, "spelling", "spelling", 0.5, "") for start in (3, 5, 8, 9))
    document = Document(Text.of("It is teh row."), stated=stated, queries=asked)
    assert [query.start for query in left_literal("spelling", document).queries] == [3, 9]
    assert left_literal("notes", document) == document


def test_a_number_in_brackets_is_the_marker_of_a_note() -> None:
    text = f"{PROOF}\n\nThe boat lay there [1].\n\n[1]: https://example.org/mud\n"
    assert "there [1].\n\n[1]: https://example.org/mud" in understood(text).text.reading


@pytest.mark.parametrize(
    ("name", "is_markdown"), [("t.md", True), ("t.MARKDOWN", True), ("t.txt", False), ("md", False)]
)
def test_the_name_of_a_file_says_so(name: str, is_markdown: bool) -> None:
    text = "# The Ferry\n\n> It lay there.\n"
    made = work(Document(Text.of(text)), Context("en", filename=name))
    assert made.text.reading == ("The Ferry\n\nIt lay there.\n" if is_markdown else text)
    root = parse(to_tei(text.encode(), Descriptor(id="t", language="en"), Path("folder.md", name)))
    sparse = "The boat lay there.\n\n> It did.\n"
    made = work(Document(Text.of(sparse)), Context("en", filename=name))
    assert ("> " in made.text.reading) != is_markdown
    assert typed(root)[-1] == (("quote", "It lay there.") if is_markdown else ("p", "> It lay there."))


PLAIN: Final = "The boat lay in the mud.\n\n> he wrote, and > again\n\n"


@pytest.mark.parametrize(("rows", "left"), [(60, False), (61, True)])
def test_a_passage_ends_where_its_marks_do(rows: int, left: bool) -> None:
    """In a long text only what stands near the marks is Markdown."""
    between = "The boat lay there.\n" * (rows - 5)
    text = f"{PROOF}\n\n> he wrote\n\n{between}\n{PROOF}\n\n" + PLAIN * 400
    reading = understood(text).text.reading
    assert ("> he wrote\n" in reading) == left
    assert "](https" not in reading
    assert reading.endswith(PLAIN * 400)


def test_a_text_with_enough_marks_is_markdown_as_a_whole() -> None:
    text = f"{PROOF}\n\n" + "The boat lay there.\n\n" * 200 + "> he wrote\n"
    assert understood(text).text.reading.endswith("\n\nhe wrote\n")


MARKS = st.sampled_from(
    [
        "# ",
        "## ",
        "> ",
        "- ",
        "1. ",
        "* ",
        "    ",
        "```\n",
        "---\n",
        "===\n",
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
        "[",
        "](https://e.org/)",
        "![",
        "][a]",
        "\n\n[a]: https://e.org/a\n\n",
        "`",
        "``",
        "<!--",
        "-->",
        "<https://e.org>",
        "\\",
        "*",
        "_",
        "|",
        "\n|---|---|\n",
        "\t",
        "\r\n",
        "[^1]",
        "\n[^1]: ",
        "é",
    ]
)


LETTERED: Final = re.compile(r"\]\(.*\)|\]\[.*\]|\[a\]:.*|`{3,}.*", re.DOTALL)
"""Marks that have letters: an address, the name of one, what an address is of, the language of code."""


@given(st.lists(MARKS | st.text("ab c", min_size=1, max_size=6), max_size=40))
def test_nothing_is_lost(parts: list[str]) -> None:
    """Whatever the marks: the source is whole, words go only with the marks that have some, and what is stated lies in
    the text."""
    text = f"{PROOF}\n\n{''.join(parts)}"
    made = understood(text)
    assert made.text.leaf_source() == text
    assert all(0 <= one.start < one.end <= len(text) for one in made.stated)
    for piece in made.text.pieces:
        source = Text(text, (piece,)).leaf_source()
        if isinstance(piece, Change) and any(map(str.isalpha, source)):
            assert LETTERED.fullmatch(source)
        assert not isinstance(piece, Aside) or source.startswith("<!--")


@given(st.lists(MARKS | st.text("ab c", min_size=1, max_size=6), max_size=12))
def test_the_tei_gives_the_text_back(parts: list[str]) -> None:
    tei(f"{PROOF}\n\n{''.join(parts)}")


FRONT: Final = """---
title: "The Ferry: a Tale"
authors:
  - Ann Example
  - 'Bob O''Hara'
lang: en_GB
tags: [ferries, tides]
license: CC0-1.0  # free
---

# The Ferry

The boat lay in the mud.
"""


def test_front_matter_tells_of_the_text_and_is_no_part_of_it() -> None:
    told, [passage] = provenance(FRONT)
    assert FRONT[passage.start : passage.end] == FRONT.partition("\n\n")[0]
    assert (told.title, told.author) == ("The Ferry: a Tale", "Ann Example; Bob O'Hara")
    assert (told.language, told.licence) == ("en-GB", "CC0-1.0")
    root = tei(FRONT)
    assert [words for _, words in typed(root)] == ["The Ferry", "The boat lay in the mud."]
    assert text_of(root, ".//tei:titleStmt/tei:title[@type='main']") == "The Ferry: a Tale"


@pytest.mark.parametrize(
    ("title", "site", "told"),
    [
        ("The Ferry | River Post", "sitename: River Post", "The Ferry"),
        ("The Ferry - River Post", "site_name: River post", "The Ferry"),
        ("On Tar — The Ferry — river.example", "hostname: river.example", "On Tar — The Ferry"),
        ("The Ferry | River Post", "sitename: Mill Post", "The Ferry | River Post"),
        ("The Ferry – A Tale", "sitename: River Post", "The Ferry – A Tale"),
        ("The Ferry | River Post", "tags: River Post", "The Ferry | River Post"),
        ("River Post", "sitename: River Post", "River Post"),
    ],
)
def test_front_matter_whose_title_names_its_site(title: str, site: str, told: str) -> None:
    assert provenance(f"---\ntitle: {title}\n{site}\n---\nThe boat lay in the mud.\n")[0].title == told


SPEECHES = "".join(f"**Ann Example:** \\[0{n}:00\\] It went.\n\n**Bob:** So.\n\n" for n in range(3))


def test_names_between_signs_before_what_is_said_show_markdown() -> None:
    assert "[00:00] It went." in understood(SPEECHES).text.reading
    assert not passages(SPEECHES.replace(":**", "**:")), "words between signs alone show too little"
    assert not passages(SPEECHES[: len(SPEECHES) // 2])


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ('authors = ["Ann Example", "Bob O\'Hara"]', "Ann Example; Bob O'Hara"),
        ('author = "Ann Example"', "Ann Example"),
        ("author = 12.5", ""),
        ('[[authors]]\nname = "Ann Example"\nage = 9', "Ann Example"),
    ],
)
def test_front_matter_in_toml_is_read_as_well(authors: str, said: str) -> None:
    text = f'+++\nTitle = "The Ferry"\ndate = 2023-07-31\n{authors}\n+++\nThe boat lay in the mud.\n'
    told, [passage] = provenance(text)
    assert text[passage.end :] == "\nThe boat lay in the mud.\n"
    assert (told.title, told.author) == ("The Ferry", said)


@pytest.mark.parametrize(
    "text",
    [
        "+++\nThe boat lay there.\n+++\nIt went.\n",
        '+++\ntitle = "The Ferry"\nIt went.\n',
        "+++\nboats = 3\n+++\nIt went.\n",
        "---\n\nThe boat lay there: in the mud.\n\n---\n\nIt went.\n",
        "---\nThe boat lay there.\n---\nIt went.\n",
        "---\nshe said: no\nhe said: yes\n---\nIt went.\n",
        "The Ferry\n---\ntitle: none\n---\nIt went.\n",
        "---\ntitle: The Ferry\n\nIt went.\n",
        "---\ntitle: The Ferry\nIt went, and nobody came.\n---\n",
    ],
)
def test_what_is_no_front_matter_stays(text: str) -> None:
    assert provenance(text)[1] == ()


def test_nothing_is_done_to_what_is_literal() -> None:
    """Straight marks and slips are those of the code."""
    curly = "“So it went,” he said. “It’s gone,” she said. “It’s not,” he said. “It isn’t.”\n\n" * 3
    root = tei(f'{curly}{PROOF}\n\n```\nprint("teh boat") -- its\n```\n\nHe wrote `"teh"` there, and "so" he went.\n')
    words = [words for _, words in typed(root)]
    assert 'print("teh boat") -- its' in words
    assert words[-1] == 'He wrote "teh" there, and “so” he went.'


def test_a_link_is_no_change_and_code_keeps_its_indents() -> None:
    root = tei(f"{PROOF}\n\n```\nrow:\n    boat\n```\n\nIt went.\n")
    assert {record.kind for record in changes(root)} == {"markup"}
    shown = plain(book(root)).decode()
    assert f"\n\nrow:\n\n{4 * NBSP}boat\n\nIt went." in shown


LABELLED = "{title}\n\n{author}\n\n{year}\n\n{end}\n\n## The Mud\n\nThe boat lay in the mud.\n"
FORMS = [
    ("# Title: The Ferry", "## Author: Ann Example", "## Year: 1871", "-------"),
    ("**Title:** The Ferry", "**Author:** Ann Example", "**Year:** 1871", "* * *"),
    ("Title: The Ferry", "Author: Ann Example", "Year: 1871", "_1_"),
    ("Titel: The Ferry", "Autorin: Ann Example", "Jahr: 1871", ""),
]


@pytest.mark.parametrize("form", FORMS)
def test_names_and_values_above_a_text_are_its_title_page(form: tuple[str, ...]) -> None:
    title, author, year, end = form
    root = tei(LABELLED.format(title=title, author=author, year=year, end=end))
    assert text_of(root, ".//tei:titleStmt/tei:title[@type='main']") == "The Ferry"
    assert text_of(root, ".//tei:titleStmt/tei:author") == "Ann Example"
    [front] = root.iterfind(".//tei:front", NAMESPACES)
    lines = [one for one in front.iter() if tag(one) in ("titlePart", "byline", "docDate")]
    assert [" ".join(reading_of(one).split()) for one in lines] == ["The Ferry", "Ann Example", "1871"]
    heads = [reading_of(one) for one in root.iterfind(".//tei:body//tei:head", NAMESPACES)]
    assert set(heads) <= {"The Mud"}, "who wrote it, and when, is no heading"


def test_headings_that_name_title_and_author_show_markdown() -> None:
    text = "# Title: The Ferry\n\n## Author: Ann Example\n\nThe boat _lay_ in the mud.\n"
    assert "#" not in "".join(words for _, words in typed(tei(text)))


def test_nobody_is_no_author() -> None:
    told, _ = provenance("Title: The Ferry\nAuthor: Anonymous\n\nThe boat lay in the mud.\n")
    assert (told.title, told.author) == ("The Ferry", "")
    root = tei("Title: The Ferry\nAuthor: Anonymous\n\nThe boat lay in the mud.\n")
    assert root.find(".//tei:titleStmt/tei:author", NAMESPACES) is None


def test_other_facts_below_them_stay_and_no_archive_is_named() -> None:
    told, passages_ = provenance("Title: The Ferry\nAuthor: Ann Example\nEdition: 1\n\nThe boat lay in the mud.\n")
    assert (told.title, told.author, told.origins, len(passages_)) == ("The Ferry", "Ann Example", (), 2)


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("Ann Example and Bob Weir", "Ann Example; Bob Weir"),
        ("Aesop", "Aesop"),
        ("the ferrymen, the carter and others", ""),
    ],
)
def test_several_authors_of_a_value(said: str, author: str) -> None:
    assert provenance(f"Title: The Ferry\nAuthors: {said}\n\nThe boat lay in the mud.\n")[0].author == author


@pytest.mark.parametrize(
    "text",
    [
        "Title: The Ferry\n\nThe boat lay in the mud.\n",
        "Author: Ann Example\nYear: 1871\n\nThe boat lay in the mud.\n",
        "Title: The Ferry\nBoats: 3\n\nThe boat lay in the mud.\n",
        "Title: The Ferry in the mud\nAuthor: Ann Example and all\nwho helped her.\n\nThe boat lay there.\n",
        f"Title: The Ferry\nAuthor: {'Ann ' * 60}\n\nThe boat lay in the mud.\n",
        "The boat lay in the mud.\n\nTitle: The Ferry\nAuthor: Ann Example\n",
    ],
)
def test_what_is_no_list_of_names_and_values_stays(text: str) -> None:
    assert provenance(text)[1] == ()


SONG = (
    "The boat lay low,\nAnd nobody rowed her over\nTo the other shore of the bay,\n"
    "For all of the men were away,\nAnd the tide was out."
)


def test_lines_that_all_begin_large_are_not_joined() -> None:
    prose = "\n\n".join(
        f"The boat number {n} lay in the\nmud, and nobody came. It had\nbeen there for a year." for n in range(9)
    )
    root = tei(f"# The Ferry\n\n{prose}\n\n{SONG}\n\nSo [it was](https://a.example/b).\n\n## The Mud\n\n{prose}\n")
    assert [words for _, words in typed(root) if words in SONG] == SONG.split("\n")


@pytest.mark.parametrize(
    "lines", [SONG.replace("And nobody", "and nobody").replace("To", "to"), SONG.partition("\nFor")[0]]
)
def test_lines_that_begin_small_or_are_few_are_wrapped(lines: str) -> None:
    rows = [match.span() for match in re.finditer(".+", lines)]
    assert not begin_large(lines, rows)


def test_lines_begin_large_behind_quotation_marks_and_in_any_alphabet() -> None:
    lines = "Er ging,\n“Über den Fluss,\nÉtait-il là,\nИ он ушёл,\n‘Tis so.\nand so."
    rows = [match.span() for match in re.finditer(".+", lines)]
    assert begin_large(lines, rows[:-1])
    assert not begin_large(lines, rows)
