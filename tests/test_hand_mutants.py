"""The faults of `tests/faults/` can still be put in, so that the tables do not rot."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from conftest import SLOW
from hand_mutants import PACKAGE, ROOT, Fault, faults


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("copy") / "ecdosis"
    shutil.copytree(ROOT / PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def test_there_are_enough_and_each_is_another() -> None:
    rows = faults()
    assert len(rows) >= 25
    assert len({(fault.old, fault.new) for fault in rows}) == len(rows)


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault.breaks)
def test_each_can_be_put_in(fault: Fault, package: Path) -> None:
    altered = fault.put_into(package)
    code = altered.read_text(encoding="utf-8")
    before = (ROOT / PACKAGE / altered.relative_to(package)).read_text(encoding="utf-8")
    altered.write_text(before, encoding="utf-8")
    assert code == before.replace(fault.old, fault.new)
    assert ast.dump(ast.parse(code)) != ast.dump(ast.parse(before))


def test_what_make_quick_leaves_out_is_there() -> None:
    for names in SLOW.values():
        for name in names:
            assert Path(__file__).with_name(f"test_{name}.py").is_file(), name


@pytest.mark.parametrize("old", ["this stands nowhere", "return"])
def test_one_that_cannot_be_put_in_is_an_error(old: str, package: Path) -> None:
    with pytest.raises(ValueError, match="Correct or remove the row"):
        Fault("model", "model", old, "x", "nothing").put_into(package)
