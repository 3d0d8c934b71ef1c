"""Real texts of many kinds are made into editions no worse than before (`library.py`)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import floor
import library
import straightened
from ecdosis.health import BAD
from soundness import FURNITURE, NO_COLUMN, Verdict, ills, table, verdict


def test_the_library_is_no_worse_than_before() -> None:
    """One test, since the sums are what has a floor: a text may lose a little where others win more."""
    of = library.folder()
    if of is None:
        if os.environ.get("ECDOSIS_CI"):
            pytest.fail("the library is missing: ECDOSIS_LIBRARY must name its folder")
        pytest.skip("needs a library of real texts: make test LIBRARY=DIR")
    known = floor.load()[library.NAME]
    assert library.digest(of) == known["digest"], "this is another library than the one that was measured"
    assert floor.worse(library.checked(of, 1), known["figures"]) == []


def test_no_fewer_typed_marks_are_set_than_before() -> None:
    of = library.folder()
    if of is None:
        pytest.skip("needs a library of real texts: make test LIBRARY=DIR")
    known = floor.load()[straightened.NAME]
    assert library.digest(of) == known["digest"], "this is another library than the one that was measured"
    assert floor.worse(straightened.checked(of, 1), known["figures"]) == []


def test_each_figure_has_a_direction() -> None:
    assert not set(library.LOWER) & set(library.HIGHER)
    assert floor.worse({"mid": 2, "head": 3}, {"mid": 1, "head": 4}) == ["mid: 2, was 1", "head: 3, was 4"]
    assert floor.worse({"mid": 1, "head": 5}, {"mid": 1, "head": 4}) == []


ROW: dict[str, Any] = {
    "id": "a-novel", "built": 1, "words": 10_000, "mid": 4, "mid_of": 200, "para": 105, "para_of": 100, "lost": 10,
    "aside": 10, "heads": 5, "heads_of": 100, "num": 60, "pun": 4, "boil": 4, "boil_of": 4, "title": "ok",
}  # fmt: skip


def bad(**worse: Any) -> list[str]:
    """What is bad of a row, of 400 blocks, 56 headings that are numbers, and 50 notes of which ten have no marker."""
    counts = {"blocks": 400, "numbered": 56, "notes": 50, "loose": 10}
    row = ROW | {name: value for name, value in worse.items() if name not in counts}
    return list(ills(row, **counts | {name: value for name, value in worse.items() if name in counts}))


@pytest.mark.parametrize(
    ("worse", "told"),
    [
        ({"mid": 5}, "mid-sentence 5/200"),
        ({"para": 106}, "paragraphs 106/100"),
        ({"para": 94}, "paragraphs 94/100"),
        ({"lost": 11}, "lost 11 words"),
        ({"aside": 11}, "set aside 11 words"),
        ({"heads": 6}, "running heads left 6/100"),
        ({"num": 61}, "numbers and marks alone 9/400"),
        ({"pun": 5}, "numbers and marks alone 9/400"),
        ({"numbered": 55}, "numbers and marks alone 9/400"),
        ({"loose": 11}, "notes without a marker 11/50"),
        ({"boil": 5, "boil_of": 10}, "boilerplate left 5/10"),
        ({"title": "x"}, "wrong title"),
        ({"built": 0}, "not built"),
    ],
)
def test_what_is_bad_by_the_check(worse: dict[str, Any], told: str) -> None:
    assert bad() == []
    assert bad(**worse) == [told]


def test_what_is_not_bad_by_the_check() -> None:
    assert bad(mid=3, mid_of=10) == bad(boil=5, boil_of=11) == bad(numbered=99, num=61, pun=0) == []
    name, words = next(iter(FURNITURE.items()))
    assert bad(id=name, aside=words + 10) == []
    assert bad(id=name, aside=words + 11) == [f"set aside {words + 11} words"]


def test_an_edition_says_whether_it_is_bad(tmp_path: Path) -> None:
    notes = "".join(f'<note place="bottom" xml:id="n{at}">so</note>' for at in range(5))
    note = f'<note type="notice">{BAD}it breaks off.</note><note type="notice">A mark has no partner.</note>'
    for name, told in (("silent", ""), ("loud", note)):
        said = f'<head>I</head><head>17</head><p>So it was.{notes}<note prev="#n4" place="end"/></p>'
        text = f"<text><body>{said}</body></text>"
        root = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{told}</teiHeader>{text}</TEI>'
        (tmp_path / f"{name}.xml").write_text(root)
        (tmp_path / f"{name}.txt").write_text("I\n\n17\n\nSo it was.\n")
    silent, loud = (verdict(ROW | {"id": name, "num": 1, "pun": 0}, tmp_path) for name in ("silent", "loud"))
    assert silent == Verdict("silent", ("notes without a marker 5/5",), ())
    assert loud == Verdict("loud", ("notes without a marker 5/5",), ("it breaks off.",))
    assert [(v.unsaid, v.doubted) for v in (silent, loud)] == [(True, False), (False, False)]
    assert not verdict(ROW | {"id": "refused", "built": 0}, tmp_path).unsaid


def test_what_is_told_of_good_editions_is_counted() -> None:
    verdicts = [Verdict("a", (), ("told",)), Verdict("b", (), ()), Verdict(next(iter(NO_COLUMN)), (), ("told",))]
    assert [(v.unsaid, v.doubted) for v in verdicts] == [(False, True), (False, False), (False, False)]
    assert table([*verdicts, Verdict("c", ("ill",), ())]).endswith(
        "bad by the check: 1, of which 0 say so; good: 3, of which 2 say that they are bad (1 of these by eye)"
    )
