"""Brackets that are open at the end of a line."""

from __future__ import annotations

import pytest

from ecdosis.stages.lines.brackets import encloses, is_label


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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("HESTER (who has the lamp in her", "  hand):\n  You are late."),
        ("You are late.\n  HESTER (who has the lamp\n  in her", "hand).\nSo are you."),
        ("Der alte Amos (der indessen die", "Lampe hebt):\nSo spät?"),
        ("ALL BUT HESTER [who has the lamp", "in her hand]"),
    ],
)
def test_how_somebody_speaks(before: str, after: str) -> None:
    """The brackets behind a name, in a line of its own; without a colon it stands in capitals."""
    assert is_label(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("And the tide (as the tide ever was", "on that shore).\nSo we waited."),
        ("And the tide (as the tide ever was", "on that shore)\nSo we waited."),
        ("HESTER (who has the lamp", "in her hand): You are late."),
        ("HESTER (who has the lamp)", "in her hand)"),
        ("(HESTER has the lamp", "in her hand):"),
    ],
)
def test_no_name(before: str, after: str) -> None:
    assert not is_label(before, after)
