"""How marks are straightened and counted when they are set again (`straightened.py`)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import floor
import straightened

SPOKEN = "“It’s late,” said the clerk—he had a lamp—“and dark…”\n\nThe boats’ ropes, 6′ long, were ‘wet’.\n"


def test_a_text_is_typed_and_each_mark_is_known() -> None:
    source, marks = straightened.typed(SPOKEN)
    assert source.startswith('"It\'s late," said the clerk--he had a lamp--"and dark..."\n')
    assert [mark.sign for mark in marks] == list("“’”——“…”’′‘’")
    assert all(source[mark.start : mark.end] in ('"', "'", "--", "...") for mark in marks)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("It’s ’twas clerks’ so", {"’ in a word": 1, "’ before a word": 1, "’ behind a word": 1}),
        ("‘a’ “b” – c — d…", {"single quotation": 1, "’ behind a word": 1, "double quotation": 2, "dash": 2}
         | {"ellipsis": 1}),
        ("6′ 2″, Mr. B⸺, so.… 'x'", {"left as typed": 6}),
        ("1914–18", {}),
    ],
)  # fmt: skip
def test_marks_are_told_by_kind(text: str, kinds: dict[str, int]) -> None:
    assert Counter(mark.kind for mark in straightened.typed(text)[1]) == kinds


def test_all_of_a_plain_text_comes_back() -> None:
    result = straightened.measured("plain", SPOKEN)
    assert (result.right.total(), result.wrong, result.left) == (12, Counter(), Counter())
    assert result.share == 1


def test_what_is_not_right_is_wrong_or_left() -> None:
    """The text has its opening mark where nobody would type one; what it opens is never closed."""
    result = straightened.measured("odd", "He said, ‘’Tis so.’ “Yes.” ‘Nay.’ “No,” he said. “Come.” She” went.")
    assert result.left == {"double quotation": 1}
    assert [(sign, became) for sign, became, _ in result.examples] == [("”", '"')]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("»Nein«, sagte der Mann. »Ja«, rief er. Das ist die Wahrheit und nichts anderes.", 4, 0),
        ("„Nein“, sagte der Mann. „Ja“, rief er. Das ist die Wahrheit und nichts anderes.", 4, 0),
        ("“No,” he said. ”Yes,“ she said. That was what they told us all the time.", 2, 2),
    ],
)
def test_signs_are_compared_by_what_they_do(text: str, right: int, wrong: int) -> None:
    result = straightened.measured("signs", text)
    assert (result.right["double quotation"], result.wrong["double quotation"]) == (right, wrong)


@pytest.mark.parametrize(("straight", "looked_at"), [(0, 0), (1, 1), (2, 0)])
def test_straight_marks_are_looked_at_where_they_are_rare(straight: int, looked_at: int) -> None:
    """One in a hundred was left straight with a reason; two were typed for want of others."""
    text = "It’s late. " * 100 + "The plank was 6' long. " * straight
    assert straightened.measured("rare", text).right["left as typed"] == looked_at


def test_the_figures_of_a_folder_are_sums(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("“No,” he said. " * 30, encoding="utf-8")
    assert straightened.checked(tmp_path, 1) == {"marks right": 120, "marks wrong": 0, "marks left straight": 0}
    assert floor.worse({"marks wrong": 2}, {"marks wrong": 1})
    assert floor.worse({"marks right": 1}, {"marks right": 2})


def test_a_text_with_few_marks_or_mostly_typed_ones_is_no_measure(tmp_path: Path) -> None:
    texts = {"few": "“No.” " * 29, "enough": "“No.” " * 30, "typed": "“No.” " * 30 + '"No." ' * 16}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [straightened.of_file(tmp_path / name) is not None for name in texts] == [False, True, False]


def test_the_report_has_a_line_a_text_and_a_kind() -> None:
    lines = list(straightened.report([straightened.measured("plain", SPOKEN)], 3))
    assert len(lines) == 1 + 7 + 1
    assert "12 marks,  100.00% came back" in lines[0]
    assert lines[-1].split()[:2] == ["all", "12"]
