"""Lines of code, and those that only look like it."""

from __future__ import annotations

import pytest

from ecdosis.stages.code import is_code, is_command, sessions, without_marks


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


@pytest.mark.parametrize(
    "line", ["> row(boat)", ">>> boats = 3", ">>> import lake", ">>> boats", "$ ls -l boats", "> (boats <- of_lake[2])"]
)
def test_command(line: str) -> None:
    assert is_command(line)


@pytest.mark.parametrize(
    "line",
    [
        "> He came to the ferry (which was new), and waited.",
        ">> He came, and waited.",
        ">>> He came, and waited.",
        "$ 500 was paid for it",
        "$ was the sign they used for it.",
        "row(boat)",
    ],
)
def test_what_is_no_command(line: str) -> None:
    assert not is_command(line)


SESSION = """The boats are counted:
> boats <- count(lake,
+ by = 2)
> row(boats, function(x) {
+
x + lake[1]
+ }
[1] 3 4
[2] 5 6
The first is old.
[1] Livy.

[2] Tacitus.
"""


def test_session() -> None:
    assert [SESSION[a:b] for a, b in sessions(SESSION)] == SESSION.split("\n")[1:9]


def test_one_command_is_no_session() -> None:
    assert not sessions("He wrote:\n> row(boat)\n[1] of the lake\n")


def test_nothing_in_a_session_looks_like_a_marker() -> None:
    plain = without_marks(SESSION)
    assert len(plain) == len(SESSION)
    assert [line for line in plain.split("\n") if "[" in line] == ["[1] Livy.", "[2] Tacitus."]
