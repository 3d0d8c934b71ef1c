"""Brackets that are open at the end of a line."""

from __future__ import annotations

import pytest

from ecdosis.stages.lines.brackets import encloses


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the lamp (in the", "ledger) was lit"),
        ("the lamp [in the", "ledger] was lit"),
        ("the lamp (12 FR 3456,", "of May (1907) and later) was lit"),
        ("(a) the lamp (in the", "ledger) was lit"),
        ("2) the lamp (in the", "ledger) was lit"),
        ("the lamp (the old (or new) one", "that is) was lit"),
    ],
)
def test_open(before: str, after: str) -> None:
    assert encloses(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the lamp (in the ledger)", "was lit) by him"),
        ("the lamp was lit", "(by him)"),
        ("the lamp (in the", "ledger] was lit"),
        ("the lamp (in the", "2) rope"),
        ("[Song: the lamp and", "the rope]"),
        ("(lamp (lit)", "\n (rope)\n)"),
        ("the lamp (in the", "ledger (or not) was lit"),
        ("the lamp (in the" + 40 * " ledger", "was) lit"),
        ("the lamp (in the", "ledger" + 40 * " ledger" + ") was lit"),
    ],
)
def test_not_open(before: str, after: str) -> None:
    assert not encloses(before, after)
