"""Small inputs are read as a reader expects (`expected.py`)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import expected


def test_the_cases_are_there() -> None:
    there = {path.stem for path in expected.cases()}
    if not there and not os.environ.get("ECDOSIS_CI"):
        pytest.skip("needs the cases: make test CASES=DIR")
    assert set(expected.load()) <= there, "ECDOSIS_CASES must name the folder of the cases"


@pytest.mark.parametrize("name", sorted(expected.load()) if expected.cases() else [])
def test_no_less_is_read_as_expected_than_before(name: str) -> None:
    paths = {path.stem: path for path in expected.cases()}
    of, before = expected.load()[name]
    assert expected.digest(paths[name]) == of, "this is another case than the one that was measured"
    assert expected.right(paths[name])[0] >= int(str(before))


def test_what_does_not_matter_in_a_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“One  ﬁsh”\n\nTwo\n\nThree", encoding="utf-8")
    (tmp_path / "a.expected.txt").write_text('"One fish"\n\n\nTwo\n\nFour\n', encoding="utf-8")
    assert expected.right(tmp_path / "a.txt") == (2, 3)
    (tmp_path / "a.txt").write_bytes(bytes(range(256)))
    assert expected.right(tmp_path / "a.txt") == (0, 3)
