"""Notes whose further paragraphs are set in as they are, below a blank line, in a text that sets in little else."""

from __future__ import annotations

import pytest

from ecdosis.model.kinds import BODIES
from ecdosis.model.pieces import Aside
from ecdosis.model.text import Text
from ecdosis.stages.notes import repair
from test_notes import prepared

FURTHER = "     The lamp of the ferry was\n     bought in the year after it."


def noted(number: int, further: str = FURTHER, *, above: str = ".", indent: int = 5) -> str:
    """A paragraph with a marker, and its note set in below it, which may go on."""
    note = f"{' ' * indent}* The bell of the ferry number {number}\n     was rung no more."
    return f"[[N]].\n[[N]].\n[[N]] at the {number} mills{above}*\n\n{note}\n\n" + (f"{further}\n\n" if further else "")


def notes(source: str) -> list[str]:
    """The words of the notes of a text."""
    text, _ = repair(Text.of(prepared(f"[[P]][[P]][[P]]\n{source}\n[[P]]")[0]))
    found = [piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind in BODIES]
    return [" ".join(Text(text.source, note.pieces).reading.split()) for note in found]


@pytest.mark.parametrize(("count", "whole"), [(5, True), (4, False)])
def test_paragraphs_set_in_below_several_notes(count: int, whole: bool) -> None:
    found = notes("".join(noted(number) for number in range(1, count + 1)))
    assert len(found) == count
    assert {"year after it" in note for note in found} == {whole}


@pytest.mark.parametrize(("others", "whole"), [(5, True), (6, False)])
def test_where_the_text_sets_in_as_much(others: int, whole: bool) -> None:
    quoted = "".join(
        f"[[N]].\n[[N]].\n\n     The ferryman wrote of {n} bells\n     and of one lamp.\n\n" for n in range(others)
    )
    found = notes("".join(noted(number) for number in range(1, 6)) + quoted)
    assert {"year after it" in note for note in found} == {whole}


def test_what_a_colon_of_the_text_leads_to_is_the_text_s() -> None:
    found = notes("".join(noted(number) for number in range(1, 7)) + noted(7, above=":"))
    assert ["year after it" in note for note in found] == [True] * 6 + [False]


def test_what_is_set_in_otherwise_is_none_of_it() -> None:
    far = "         The lamp of the ferry was\n         bought in the year after it."
    found = notes("".join(noted(number) for number in range(1, 7)) + noted(7, far))
    assert ["year after it" in note for note in found] == [True] * 6 + [False]


def test_lines_alone_prove_nothing() -> None:
    line = "     The lamp of the year after it."
    assert not [note for note in notes("".join(noted(number, line) for number in range(1, 9))) if "year" in note]
