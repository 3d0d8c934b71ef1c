"""A table of decisions with the places that these have in another copy of their text.

What has no place there stays in the table as a remark that says so, so that nothing of an editor's work is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ecdosis.editor.move import Move
from ecdosis.editor.table import COLUMNS, NOT_PLACED, DecisionTable, TableRow
from ecdosis.model.characters import harmless

DONE: Final = "# not needed: "
"""How it begins above one whose reading the text has by now."""


def moved(table: DecisionTable, moves: Sequence[Move]) -> bytes:
    """The bytes of a table with the decisions as they are now; every further column stays."""
    rows = {row.number: row for row in table.rows}
    return table.with_lines({move.was.row: _lines(table, rows[move.was.row], move) for move in moves if _differs(move)})


def _differs(move: Move) -> bool:
    return move.now != move.was


def _lines(table: DecisionTable, row: TableRow, move: Move) -> Sequence[str]:
    """The lines in the place of a row."""
    cells = table.raw_cells(row)
    if move.now is None:
        first, *others = cells
        return table.line([_remark(move)], row.delimiter), table.line([f"# {first}", *others], row.delimiter)
    was, now = move.was, move.now
    new: Mapping[str, str] = {
        "at": "" if now.at < 0 else str(now.at),
        **({"text": now.text} if now.text != was.text else {}),
        **({"value": now.value} if now.value != was.value else {}),
    }
    cells += [""] * (len(COLUMNS) - len(cells) if row.columns == COLUMNS else 0)
    for index, name in enumerate(row.columns[: len(cells)]):
        cells[index] = new.get(name, cells[index])
    return (table.line(cells, row.delimiter),)


def _remark(move: Move) -> str:
    if move.done:
        return f"{DONE}the text has “{harmless(move.was.value)}” by now"
    places = "; ".join(f"{at}: “{words}”" for at, words in move.perhaps)
    remedy = "Correct the place or the words, and remove the # before the row"
    return " ".join(f"{NOT_PLACED}{f'perhaps at {places}' if places else 'the words are gone'}. {remedy}.".split())
