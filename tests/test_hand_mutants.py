"""The faults of `tests/faults/` can still be put in, so that the tables do not rot."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from conftest import SLOW
from faults import PACKAGE, ROOT, Fault, faults


def test_there_are_enough_and_each_is_another() -> None:
    rows = faults()
    assert len(rows) >= 25
    assert len({(fault.place, fault.old, fault.new) for fault in rows}) == len(rows)


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault.breaks)
def test_each_can_be_put_in(fault: Fault) -> None:
    _, before, after = fault.put_into(ROOT / PACKAGE)
    assert after == before.replace(fault.old, fault.new)
    assert ast.dump(ast.parse(after)) != ast.dump(ast.parse(before))


def test_what_make_quick_leaves_out_is_there() -> None:
    for names in SLOW.values():
        for name in names:
            assert Path(__file__).with_name(f"test_{name}.py").is_file(), name


@pytest.mark.parametrize("old", ["this stands nowhere", "return"])
def test_one_that_cannot_be_put_in_is_an_error(old: str) -> None:
    with pytest.raises(ValueError, match="Correct or remove the row"):
        Fault("model", "model", old, "x", "nothing").put_into(ROOT / PACKAGE)
