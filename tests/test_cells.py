"""What is left of plots and tables stands together, in every product."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ecdosis.book.reader import read as published_as
from ecdosis.book.reader.load import Loaded
from ecdosis.build import to_tei
from ecdosis.formats.plain import plain
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import NAMESPACES, parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema

PROSE: Final = (
    "Nobody at the mill had seen the pond so low since the year of the drought, and the miller said as much to anyone "
    "who would stop at the gate and listen to him for the length of a pipe."
)
SOURCE: Final = f"{PROSE}\n\nYes\nNo\n200\n\n150\n\n100\n\n{PROSE}\n\nIt fell.\n\nIt rose.\n"


def test_lines_of_a_plot_are_read_one_below_the_other_and_nothing_is_lost() -> None:
    made = to_tei(SOURCE.encode(), Descriptor(id="text", language="en"), Path("text.txt"))
    root = parse(made)
    together = "Yes\nNo\n200\n150\n100"
    assert read(root).split("\n\n") == [PROSE, together, PROSE, "It fell.", "It rose.\n"]
    assert len(root.findall(".//tei:body//tei:ab[@type='line']", NAMESPACES)) == 5
    assert restore(root) == SOURCE.encode()
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    book, _ = published_as(Loaded(parse(made)), Path("text.xml"), "reading")
    assert f"\n\n{together}\n\n" in plain(book).decode()
