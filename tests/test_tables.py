"""Tables: what is one, its rows and cells; and what only looks so."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from ecdosis.book.book import Paragraph, Table, all_inlines
from ecdosis.book.fold import every
from ecdosis.book.inlines import Styled, words_of
from ecdosis.book.reader import book as book_of
from ecdosis.build import to_tei
from ecdosis.editor.rows import checked
from ecdosis.health import health
from ecdosis.model.cells import has_numbers, is_number
from ecdosis.model.kinds import TABULAR, Kind
from ecdosis.model.source import decode, opened
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.markdown.going_on import rows_of, widths_of
from ecdosis.stages.run import run
from ecdosis.stages.stage import Context
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.read import changes, read
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema
from labelled import load, parameters
from test_blocks import divided, filled

CASES = load("tables.toml")
TABLE = CASES[0]["text"].lstrip()


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    text, division = divided(filled(case["text"].lstrip()))
    rows = [block for block in division.blocks if block.type in TABULAR]
    tables = [list(same) for _, same in groupby(rows, key=lambda block: block.group)]
    cells = [[[text.reading[cell.start : cell.end].strip() for cell in row.parts] for row in rows] for rows in tables]
    assert cells == case.get("tables", [])
    assert [rows[0].type == Kind.HEADER_ROW for rows in tables] == case.get("headed", [])


@pytest.mark.parametrize(
    "cell", ["12", ".12", "1,204", "£ 88", "9d.", "2s. 4d.", "(3.4)", "−5 %", "12*", "1811–12", "10 6"]
)
def test_a_number(cell: str) -> None:
    assert is_number(cell)


@pytest.mark.parametrize("cell", ["", "in 3", "3 tons of coal", "x3", "12 apples", "1 2 3 4", "—"])
def test_no_number(cell: str) -> None:
    assert not is_number(cell)


def test_a_column_of_numbers() -> None:
    assert has_numbers(["12", "many", "—", "14", "15", "few"])
    assert not has_numbers(["12", "many", "—", "14", "few"] * 2 + ["few"])
    assert not has_numbers(["—", "do."])


def encoded(source: str) -> Any:
    tei = to_tei(source.encode(), Descriptor(id="table"), Path("table.txt"))
    root = parse(tei)
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root) == source.encode()
    return root


@pytest.mark.parametrize("case", parameters(load("tables_drawn.toml")))
def test_what_is_drawn(case: dict[str, Any]) -> None:
    """Pipes and rules are left out of tables, and only there."""
    root = encoded(filled(case["text"].lstrip()))
    tables = [block for block in book_of(root).blocks if isinstance(block, Table)]
    assert [[[cell.words for cell in row] for row in table.rows] for table in tables] == case.get("tables", [])
    assert [table.head_rows for table in tables] == case.get("heads", [])
    assert any(record.by == "markdown" for record in changes(root)) == ("tables" in case or "framed" in case)


@pytest.mark.parametrize("case", parameters(load("tables_wrapped.toml")))
def test_cells_that_go_on(case: dict[str, Any]) -> None:
    """In the next line: they are read whole, and what stood elsewhere is told as a change."""
    root = encoded(filled(case["text"].lstrip()))
    moved = [record for record in changes(root) if record.kind == Kind.WRAPPED_CELL]
    taken, put = " ".join(record.source for record in moved), " ".join(record.reading for record in moved)
    assert sorted(taken.split()) == sorted(put.split())
    if "tables" in case:
        tables = [block for block in book_of(root).blocks if isinstance(block, Table)]
        assert [[[cell.words for cell in row] for row in table.rows] for table in tables] == case["tables"]
        assert [table.head_rows for table in tables] == case["heads"]
    assert sum(not record.reading for record in moved) == case.get("moved", 0)


@pytest.mark.parametrize("case", parameters(load("tables_led.toml")))
def test_dots_that_lead_to_numbers(case: dict[str, Any]) -> None:
    """They are left out of tables, and only there."""
    root = encoded(filled(case["text"].lstrip()))
    tables = [block for block in every(book_of(root).blocks) if isinstance(block, Table)]
    assert [[[cell.words for cell in row] for row in table.rows] for table in tables] == case.get("tables", [])
    assert [table.head_rows for table in tables] == case.get("heads", [])
    assert any(record.kind == Kind.MARKUP for record in changes(root)) == ("tables" in case)


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ([["Weir", "coal from the", "12"], ["", "upper pits", ""]], [[0, 1]]),
        ([["Weir", "—", "12"], ["", "15", ""]], [[0], [1]]),  # what stands for a number
        ([["coal", "pits", "boats"], ["lime", "hills", "carts"]], [[0], [1]]),  # a whole row
        ([["Weir", "", "12"], ["", "upper pits", ""]], [[0], [1]]),  # below nothing
        ([["Weir", "coal and lime,", "12"], ["", "Moss", ""], ["", "and Holt", ""]], [[0, 1], [2]]),
    ],
)
def test_lines_that_go_on_with_a_row(lines: list[list[str]], rows: list[list[int]]) -> None:
    assert rows_of(lines, widths_of(lines)) == rows


@pytest.mark.parametrize("case", parameters(load("tables_captions.toml")))
def test_a_caption(case: dict[str, Any]) -> None:
    root = encoded(filled(case["text"].lstrip()))
    tables = [block for block in every(book_of(root).blocks) if isinstance(block, Table)]
    assert ["".join(map(words_of, table.caption)) for table in tables] == case["captions"]
    below = [e for e in root.iterfind(".//tei:table/tei:trailer", NAMESPACES) if e.get("ana") == "#rule-caption"]
    assert [" ".join(content(one).split()) for one in below] == case.get("below", [])


def test_a_caption_is_a_block_of_its_own() -> None:
    """Between what is above and the rows, in the reading as in the TEI."""
    root = encoded(load("tables_captions.toml")[0]["text"].replace("[[P]]", "It was the year of the frost."))
    assert "frost.\n\nTable 1. The traffic of the canal, in tons\n\nYear Coal Lime\n1811" in read(root)
    [head] = root.findall(".//tei:table/tei:head", NAMESPACES)
    assert head.get("ana") == "#rule-caption"
    assert head.getparent().get("ana") == "#rule-header-row"


def test_what_alone_parts_cells_is_read_as_a_blank() -> None:
    root = encoded("|Lock|Keeper|\n|---|---|\n|Weir|Mary Holt|\n|Mill||\n")
    assert [line.strip() for line in read(root).splitlines()] == ["Lock Keeper", "Weir Mary Holt", "Mill"]


def test_numbers_in_rows_are_no_dirt() -> None:
    numbers = "| 12 | 13 |\n" * 9
    source = filled("[[P]]\n\n| 1811 | 1812 |\n|---|---|\n") + numbers
    assert health(run(opened(decode(source.encode())), Context("en"))).specks == 0


def test_a_table_in_tei() -> None:
    """Each row is a line of the source and of the reading; the head is told; an empty cell is there."""
    root = encoded(TABLE)
    rows = root.findall(".//tei:table/tei:row", NAMESPACES)
    assert [row.get("role") for row in rows] == ["label", None, None, None]
    assert [content(cell).strip() for cell in rows[2]] == ["1812", "1,377", "", "£ 95"]
    lines = read(root).splitlines()
    assert [" ".join(line.split()) for line in lines[2:6]] == [
        "Year Coal (tons) Lime (tons) Tolls",
        "1811 1,204 310 £ 88",
        "1812 1,377 £ 95",
        "1813 904 411 £ 71",
    ]


def test_a_table_in_a_book() -> None:
    """Its head is one, its numbers are set flush right, and each cell has the name of its place in the source."""
    book = book_of(encoded(TABLE))
    [table] = [block for block in book.blocks if isinstance(block, Table)]
    assert table.head_rows == 1
    assert table.numbers == frozenset(range(4))
    ids = [block.id for row in table.rows for cell in row for block in cell.blocks if isinstance(block, Paragraph)]
    assert ids[:2] == [f"p{TABLE.index('Year')}", f"p{TABLE.index('Coal')}"]
    assert len(set(ids)) == len(ids) == 15


def test_what_is_marked_and_asked_across_cells() -> None:
    """Italics that go over a border are in both cells, a note's marker is in its own; nothing stands between cells."""
    source = TABLE.replace("1811            1,204            310", "1811            _1,204            310_").replace(
        "£ 71", "£ 71[1]"
    )
    source += "\n[Footnote 1: Of which ten were never paid.]\n\nShe read _The Ferry_ twice, and _The Weir_ once.\n"
    root = encoded(source)
    for row in root.iterfind(".//tei:row", NAMESPACES):
        assert {child.tag.rpartition("}")[2] for child in row} == {"cell"}
        assert not (row.text or "").strip()
        assert not any((cell.tail or "").strip() for cell in row)


def test_what_an_editor_marks_across_cells_is_not_marked() -> None:
    """Words of two cells are no one thing; those of one are."""
    source = TABLE.encode()

    def referred(words: str) -> int:
        row = checked(Path("x"), 1, ("", words, "reference"))
        root = parse(to_tei(source, Descriptor(id="table"), Path("table.txt"), decisions=(row,)))
        assert our_schema().validator.validate(root), our_schema().validator.error_log
        assert restore(root) == source
        return len(root.findall(".//tei:cell//tei:bibl", NAMESPACES))

    assert referred("Lime (tons)") == 1
    assert referred("Lime (tons)    Tolls") == 0


def test_a_link_to_what_is_no_heading_is_none() -> None:
    """A file that somebody has changed by hand."""
    prose = (
        "Nobody sold the frost of that winter again by the light of one lamp, which was more than anyone asked for. "
    )
    source = f"CONTENTS\n\nTHE FROST . . . 1\nTHE THAW . . . 5\n\nTHE FROST\n\n{prose * 3}\n\nTHE THAW\n\n{prose * 3}\n"
    tei = to_tei(source.encode(), Descriptor(id="book"), Path("book.txt"))
    target = re.search(rb'<ref target="(#b\d+)"', tei)
    assert target
    book = book_of(parse(tei.replace(b'<ref target="%s"' % target[1], b'<ref target="#b7"', 1)))
    links = [i.target for i in all_inlines(book.blocks) if isinstance(i, Styled) and i.target]
    assert len(links) == 1
