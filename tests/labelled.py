"""Labelled cases: texts with what is right for them, in the files of `cases/`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def load(name: str) -> list[dict[str, Any]]:
    """The cases of a file."""
    cases: list[dict[str, Any]] = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    assert len({case["name"] for case in cases}) == len(cases), "two cases have one name"
    return cases


def parameters(cases: list[dict[str, Any]]) -> list[Any]:
    """The cases by their names, those that are known to fail marked so (strictly: one that passes is news)."""
    return [
        pytest.param(
            case,
            id=case["name"],
            marks=[pytest.mark.xfail(strict=True, reason=case["known_failure"])] if "known_failure" in case else [],
        )
        for case in cases
    ]
