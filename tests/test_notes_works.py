"""Works by number and what cites them are told from notes, stay in the text, and lead to the list."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ecdosis.book.book import all_inlines
from ecdosis.book.inlines import AsidePlace, Styled
from ecdosis.book.reader import book as book_of
from ecdosis.build import to_tei
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.notes.works import find
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema
from labelled import load, parameters

SENTENCE = "The ferry had been laid up since the autumn, and nobody in the village had missed it."


def written(text: str) -> str:
    """The text of a case, with what its signs stand for."""

    def works(match: re.Match[str]) -> str:
        label = "[{}]" if match[1] == "W" else "{}."
        return "\n".join(
            f"{label.format(n)} A. Example. Ferries {n}. Leeds, 19{n:02}." for n in range(1, int(match[2]) + 1)
        )

    return re.sub(r"\[\[(W|D) (\d+)\]\]", works, text.replace("[[L]]", SENTENCE))


@pytest.mark.parametrize("case", parameters(load("cited.toml")))
def test_case(case: dict[str, Any]) -> None:
    text = written(case["text"])
    found = find(text)
    cites = [number for one in found.citations for number, start, end in one.numbers if text[start:end] == str(number)]
    assert (len(found.entries), cites) == (case.get("works", 0), case.get("cites", []))
    assert all(text[end : end + 1] in ("\n", "") for _, end in found.entries)


PAPER = written(
    f"Ferries under Load\n\n1. Introduction\n\n{SENTENCE} So it was told [1], and again [2, 3]. {SENTENCE} Others held "
    f"with the first [1].\n\n2. Method\n\n{SENTENCE} {SENTENCE}\n\nReferences\n\n[[W 3]]\n"
)


def test_in_the_books_each_number_leads_to_the_place_of_its_work() -> None:
    book = book_of(parse(to_tei(PAPER.encode(), Descriptor(id="ferry"), Path("ferry.txt"))))
    inlines = list(all_inlines(book.blocks))
    places = [f"#{one.id}" for one in inlines if isinstance(one, AsidePlace)]
    led = [one.target for one in inlines if isinstance(one, Styled) and one.target.startswith("#")]
    assert led == [places[number - 1] for number in (1, 2, 3, 1)]


def test_in_an_edition_numbers_stay_and_lead_to_their_works() -> None:
    tei = to_tei(PAPER.encode(), Descriptor(id="ferry"), Path("ferry.txt"))
    root = parse(tei)
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root) == PAPER.encode()
    assert "told [1], and again [2, 3]." in read(root)
    assert not root.findall(".//tei:text//tei:note", NAMESPACES)
    works = {
        one.get("{http://www.w3.org/XML/1998/namespace}id"): content(one)
        for one in root.iterfind(".//tei:listBibl/tei:bibl", NAMESPACES)
    }
    links = root.findall(".//tei:text//tei:ref", NAMESPACES)
    assert [content(link) for link in links] == ["1", "2", "3", "1"]
    assert all(works[link.get("target", "")[1:]].startswith(f"[{content(link)}] ") for link in links)


@pytest.mark.parametrize("lines", [12, 13])
def test_a_work_has_no_more_lines_than_works_have(lines: int) -> None:
    entry = "[1] A. Example. Ferries,\n" + "and boats,\n" * (lines - 1) + "[2] B. Other. Doors. Leeds, 1902.\n"
    text = f"It was told [2], and again [1].\n\nReferences\n\n{entry}[3] C. Third. Pumps. Leeds, 1903."
    assert len(find(text).entries) == (3 if lines == 12 else 0)
