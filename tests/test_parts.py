"""That each part of the reader of damaged words can be left out, and what is counted without it."""

from __future__ import annotations

from pathlib import Path

import pytest

import floor
import parts
from ecdosis.evaluate.pairs import Pair
from parts import Figures
from test_proof import DIRT, MENDED


@pytest.mark.parametrize("part", parts.PARTS)
def test_what_is_left_out_is_there(part: str) -> None:
    for of, name, _ in parts.PARTS[part]:
        before = getattr(of, name)
        with parts.without(part):
            assert getattr(of, name) is not before
        assert getattr(of, name) == before


def test_the_figures_without_a_part() -> None:
    pair = Pair("made up", DIRT.encode(), MENDED.encode())
    found = parts.of_pair(pair, "en", False, ("nothing", "all of it"))
    assert found["nothing"] == Figures(0, 8, 0, 0, 0)
    assert found["all of it"] == Figures(8, 0, 0, 0, 0)
    assert found["nothing"] + found["all of it"] == Figures(8, 8, 0, 0, 0)


def test_sentences_are_texts_of_two_hundred(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rows = "".join(f"tbe {number}\tn\tthe {number}\n" for number in range(500))
    (tmp_path / "lines.tsv").write_text(f"ocr\tn\ttruth\n{rows}", encoding="utf-8")
    monkeypatch.setenv("ECDOSIS_DEVSET", str(tmp_path))
    found = parts.texts("lines")
    assert [pair.damaged.split(b"\n\n")[0] for pair in found] == [b"tbe 0", b"tbe 200"]
    assert [pair.true.split(b"\n\n")[-1] for pair in found] == [b"the 199", b"the 399"]
    assert floor.pairs_of("devset news") is None
