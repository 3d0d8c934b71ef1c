"""Lines of code, and those that only look like it."""

from __future__ import annotations

import pytest

from ecdosis.stages.code import is_code


@pytest.mark.parametrize(
    "line",
    [
        ">>> row(boat)",
        "> row(boats, length = 4)",
        "> boats <- of_lake[2]",
        "> boats[3]",
        "+ clip = c(river = FALSE, lake = TRUE),",
        "+ labels = TRUE), margins = c(left = 4, right = 3))",
        "if boats == 3 then",
    ],
)
def test_code(line: str) -> None:
    assert is_code(line)


@pytest.mark.parametrize(
    "line",
    [
        "> He came to the ferry (which was new), and waited.",
        "> boats [the old ones] lay there",
        "The sign = stands for it, he said.",
        "A day = a mile. So he said (and lied)",
        "a boat, a rope, (a lamp)",
    ],
)
def test_what_is_no_code(line: str) -> None:
    assert not is_code(line)
