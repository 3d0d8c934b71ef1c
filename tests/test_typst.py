"""Typst as a program: what it says when it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typst

from pipeline.tools.typst import compiled, is_internal, message


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
