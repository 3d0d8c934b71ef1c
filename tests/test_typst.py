"""Typst as a program: what it says when it cannot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typst

from ecdosis.tools.typst import compiled, is_internal, message


class PanicException(BaseException):
    """As PyO3 has it."""


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (PanicException("index out of bounds"), "internal error: index out of bounds"),
        (RuntimeError("internal error: tags weren't properly closed (occurred at /x/y.rs:1:2)\n and more"),
         "internal error: tags weren't properly closed"),
    ],
)  # fmt: skip
def test_a_mistake_of_its_own_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: BaseException, said: str
) -> None:
    def failing(*_: Any, **__: Any) -> bytes:
        raise raised

    (tmp_path / "a.typ").write_text("x", encoding="utf-8")
    monkeypatch.setattr(typst, "compile", failing)
    with pytest.raises(RuntimeError) as told:
        compiled([tmp_path / "a.typ"], {}, "pdf")
    assert is_internal(told.value)
    assert message(told.value) == said


def test_what_it_refuses_is_no_mistake_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text("#panic()", encoding="utf-8")
    with pytest.raises(RuntimeError) as told:
        compiled([tmp_path / "a.typ"], {}, "pdf")
    assert not is_internal(told.value)


def test_that_somebody_ends_it_is_no_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> bytes:
        raise KeyboardInterrupt

    (tmp_path / "a.typ").write_text("x", encoding="utf-8")
    monkeypatch.setattr(typst, "compile", interrupted)
    with pytest.raises(KeyboardInterrupt):
        compiled([tmp_path / "a.typ"], {}, "pdf")


BOOKS = """
import resource, sys
from pathlib import Path
from ecdosis.formats import pdf
from ecdosis.book.book import Paragraph
from ecdosis.book.reader import book
from ecdosis.tei.names import parse
from dataclasses import replace
sample = replace(book(parse(Path(sys.argv[1]).read_bytes())), notes=(), emendations=(), asides=())
for number in range(int(sys.argv[2])):
    words = " ".join(f"word{number * 7 + n % 997}" for n in range(12_000)).split(" word9")
    pdf.pdf(replace(sample, blocks=tuple(Paragraph("", (text,)) for text in words)))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
"""Makes so many books, each of other words; prints the most memory that it had."""


def test_memory_does_not_grow_with_the_number_of_books() -> None:
    """Typst keeps what it found out for ten of them, unless it is made to forget."""
    sample = str(Path(__file__).parent / "data" / "sample.xml")
    pytest.importorskip("resource")
    most = []
    for number in (2, 10):
        done = subprocess.run(
            [sys.executable, "-c", BOOKS, sample, str(number)], check=True, capture_output=True, text=True
        )
        most.append(int(done.stdout))
    assert most[1] < 1.25 * most[0]
