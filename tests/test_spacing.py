"""Breaks between scenes that only a wider space shows: where they are told, asked and left alone, and how read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.editor.rows import Decision
from ecdosis.formats.epub import epub
from ecdosis.model.source import decode, opened
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.run import run
from ecdosis.stages.stage import Context
from ecdosis.tei.names import NAMESPACES, parse
from ecdosis.tei.read import changes, queries, read, recognised
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema

SPACED: Final = 60
WORDS: Final = ("mill", "pond", "wheel", "sluice", "ferry", "lamp", "clerk", "river", "bridge", "vicar", "weir")


def paragraph(number: int, end: str = ".") -> str:
    """A paragraph of two sentences, none like another."""
    one, two = WORDS[number % 11], WORDS[number * 7 % 11 - 1]
    return (
        f"Nobody at the {one} had seen the {two} so low since the year of the drought number {number}, and the miller\n"
        f"said as much to all. The {two} had stood for {number} days, and nobody went to the {one} any more{end}"
    )


def text(at: dict[int, str], count: int = SPACED, usual: str = "\n\n") -> str:
    """Paragraphs, parted as is usual but where something else stands (before that number)."""
    return "".join((at.get(n, usual) if n else "") + paragraph(n) for n in range(count)) + "\n"


def edition(source: str) -> etree._Element:
    return parse(to_tei(source.encode(), Descriptor(id="text", language="en"), Path("text.txt")))


def breaks(root: etree._Element) -> list[str]:
    """The first words after each break that only a space shows."""
    found = root.findall(".//tei:milestone[@rend='space']", NAMESPACES)
    below = [one.xpath("string(following-sibling::*[local-name() = 'p'][1])") for one in found]
    return [" ".join(str(words).split()[:4]) for words in below]


def test_a_space_that_stands_out_is_a_break() -> None:
    source = text({30: "\n\n\n"})
    root = edition(source)
    assert breaks(root) == [" ".join(paragraph(30).split()[:4])]
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root).decode() == source
    assert read(root).count("\n\n") == SPACED - 1


def test_a_paragraph_below_one_stands_apart_in_books() -> None:
    roles = [getattr(block, "role", None) for block in book(edition(text({30: "\n\n\n"}))).blocks]
    assert roles.count("after-break") == 1
    assert roles.index("after-break") == 30
    assert epub(book(edition(text({30: "\n\n\n"}))))


@pytest.mark.parametrize(
    ("at", "count", "usual"),
    [
        ({}, SPACED, "\n\n"),  # none stands out
        ({30: "\n\n\n"}, 40, "\n\n"),  # too few show what is usual
        ({30: "\n\n\n", 35: "\n\n\n", 40: "\n\n\n"}, SPACED, "\n\n"),  # not even
        ({30: "\n\n"}, SPACED, "\n\n\n"),  # a smaller one
    ],
)
def test_a_space_that_does_not_is_none(at: dict[int, str], count: int, usual: str) -> None:
    assert breaks(edition(text(at, count, usual))) == []


def test_enough_show_what_is_usual() -> None:
    assert len(breaks(edition(text({30: "\n\n\n"}, 41)))) == 1


def test_nearly_all_have_to_be_alike() -> None:
    """Three of a hundred spaces may stand out, four may not."""
    wider = dict.fromkeys((20, 40, 60), "\n\n\n")
    assert len(breaks(edition(text(wider, 101)))) == 3
    assert breaks(edition(text({**wider, 80: "\n\n\n"}, 101))) == []


def test_a_sentence_that_goes_on_is_not_broken() -> None:
    source = text({30: "\n\n\n"}).replace(paragraph(29), paragraph(29, " and"))
    assert breaks(edition(source)) == []


def test_below_a_short_line_it_is_none() -> None:
    """It may be a heading, a signature or a salutation."""
    source = text({30: "\n\n\n"}).replace(paragraph(29), "The miller of the weir.")
    assert breaks(edition(source)) == []


def test_where_a_page_begins_it_is_asked() -> None:
    pages = dict.fromkeys(range(1, 120, 2), "\n\n\f\n\n")
    root = edition(text({**pages, 61: "\n\n\f\n\n\n\n"}, 122))
    assert breaks(root) == []
    [asked] = [query for query in queries(root) if query.kind == "scene-break"]
    assert "a page begins there" in asked.why


def test_a_second_look_finds_nothing_new() -> None:
    once = run(opened(decode(text({30: "\n\n\n"}).encode())), Context("en")).text
    again = run(once, Context("en")).text
    assert sum(getattr(piece, "kind", "") == "scene-break" for piece in again.pieces) == 1


def test_an_editor_says_that_the_paragraph_below_is_one() -> None:
    decision = Decision(1, -1, " ".join(paragraph(30).split()[:18]), "block", "p")
    source = text({30: "\n\n\n"}).encode()
    root = parse(to_tei(source, Descriptor(id="text", language="en"), Path("text.txt"), decisions=[decision]))
    assert breaks(root) == []


def test_it_is_no_change_and_no_block() -> None:
    root = edition(text({30: "\n\n\n"}))
    assert [record for record in changes(root) if record.kind == "scene-break"] == []
    assert [one for one in recognised(root) if one.type == "scene-break"] == []
