"""How good the repairs are: pairs of texts, what is measured on them, and the floor below which they must not fall."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import floor
from ecdosis.cli import main
from ecdosis.errors import MissingInputError, UsageError
from ecdosis.evaluate import measured, synthetic
from ecdosis.evaluate.measure import figures, measure
from ecdosis.evaluate.noise import LINES, damaged
from ecdosis.evaluate.pairs import Pair, digest, pairs
from ecdosis.evaluate.words import aligned

CLEAN = """The ferry left at six that morning, when the fog still lay on the wide river and nobody spoke a word.

The old ferryman had a lamp in his hand, and the government of the province had sent him a letter about it. He read it
twice, and then he put it into his pocket and said that he had never heard of such a thing before.
"""
DIRTY = """The ferry left at six that morning, when the fog still lay on the wide river and nobody spoke a word.

The old ferryman had a lamp in his hand, and the govemment of the province had sent him a letter about it. He read it
twicc, and then he put it into his pocket and said that he had never heard of sucli a tbing before, quoth Yorrick.
"""


def test_one_pair() -> None:
    found = measure(Pair("x", DIRTY.encode(), CLEAN.encode()), "en")
    known = figures(found)
    assert known["words"] == len(CLEAN.split())
    assert known["word errors unread"] == 6  # four slips, and two words too many
    assert known["word errors"] == 6 - known["changes right"]
    right = {(judged.stood, judged.reading) for judged in found.changes if judged.right}
    assert right >= {("govemment", "government"), ("sucli", "such"), ("tbing", "thing")}
    assert known["spoiled"] == 0
    assert "quoth Yorrick → " in found.examples["word errors"]


def test_a_word_that_is_spoiled_is_counted() -> None:
    """In a text that means what it says, what is mended is spoiled."""
    found = measure(Pair("x", DIRTY.encode(), DIRTY.encode()), "en")
    assert figures(found)["spoiled"] == figures(found)["changes"] > 2
    assert figures(found)["precision"] == 0


def test_files_and_folders(tmp_path: Path) -> None:
    for name in ("a", "b"):
        for folder, text in (("scans", DIRTY), ("true", CLEAN)):
            (tmp_path / folder / "sub").mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / "sub" / f"{name}.txt").write_text(text, encoding="utf-8")
    found = pairs(tmp_path / "scans", tmp_path / "true")
    assert [pair.name for pair in found] == ["sub/a", "sub/b"]
    assert found[0].damaged == DIRTY.encode()
    for kind, text in (("ocr", DIRTY), ("clean", CLEAN)):
        (tmp_path / f"book.{kind}.txt").write_text(text, encoding="utf-8")
    alone = pairs(tmp_path / "book.ocr.txt", tmp_path / "book.clean.txt")
    assert alone == (Pair("book", DIRTY.encode(), CLEAN.encode()),)
    (tmp_path / "scans" / "sub" / "a.txt").unlink()
    with pytest.raises(UsageError, match=r"no two files of the name sub/a\.txt"):
        pairs(tmp_path / "scans", tmp_path / "true")
    with pytest.raises(UsageError, match="one is a file, the other a folder"):
        pairs(tmp_path / "book.ocr.txt", tmp_path / "true")
    with pytest.raises(MissingInputError, match="no such file"):
        pairs(tmp_path / "none", tmp_path / "true")


def test_one_folder_for_both(tmp_path: Path) -> None:
    for kind, text in (("ocr", DIRTY), ("clean", CLEAN)):
        (tmp_path / f"book.{kind}.txt").write_text(text, encoding="utf-8")
    assert [pair.name for pair in pairs(tmp_path, tmp_path)] == ["book"]
    (tmp_path / "other.ocr.txt").write_text(DIRTY, encoding="utf-8")
    with pytest.raises(UsageError, match=r"other\.txt"):
        pairs(tmp_path, tmp_path)


def test_the_digest_is_that_of_names_and_contents() -> None:
    one, two = Pair("a", b"x", b"y"), Pair("a", b"xy", b"")
    assert digest([one]) == digest([Pair("a", b"x", b"y")]) != digest([two])


@given(st.lists(st.sampled_from("abcde"), max_size=40), st.lists(st.sampled_from("abcde"), max_size=40))
def test_short_texts_are_aligned_whole(first: list[str], second: list[str]) -> None:
    known = aligned(first, second)
    assert [w for part in known.parts for w in first[part.start : part.end]] == first
    assert [w for part in known.parts for w in second[part.first : part.last]] == second
    assert all(first[p.start : p.end] == second[p.first : p.last] for p in known.parts if p.same)


def test_long_texts_are_aligned_but_for_what_one_lacks() -> None:
    source = random.Random(1)
    words = [f"w{source.randrange(900)}" for _ in range(6000)]
    other = [*words[:2000], *(f"x{i}" for i in range(500)), *words[2000:4000], "y", *words[4001:]]
    known = aligned(words, other)
    assert known.errors == 1
    assert len(known.words) - known.length < 20


# ---------------------------------------------------------------- damage


def test_the_same_seed_gives_the_same_damage() -> None:
    assert damaged(CLEAN, 1) == damaged(CLEAN, 1) != damaged(CLEAN, 2)
    assert damaged(CLEAN, 1, share=0.0).split() != []


def test_damage_leaves_the_most_as_it_was() -> None:
    text = (Path(floor.__file__).parent / "specimens" / "specimen-the-ferry-ledger.txt").read_text(encoding="utf-8")
    pages = damaged(text, 3, share=0.03)
    lines = [page.split("\n") for page in pages.split("\f")[:-1]]
    assert all(len(page) <= LINES + 5 for page in lines)
    assert [page[-2] for page in lines] == [str(number) for number in range(1, len(lines) + 1)]
    known = figures(measure(Pair("x", pages.encode(), text.encode()), "en"))
    assert 0.01 < known["wer unread"] < 0.06
    assert known["word errors"] < known["word errors unread"] / 1.5
    assert known["precision"] > 0.95


def test_synthetic_pairs(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(CLEAN, encoding="utf-8")
    [pair] = synthetic(tmp_path / "x.txt", 1, "en")
    assert pair.true == CLEAN.encode()
    assert [pair] == list(synthetic(tmp_path, 1, "en"))


# ---------------------------------------------------------------- the command


def test_the_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("scan.txt").write_text(DIRTY, encoding="utf-8")
    Path("true.txt").write_text(CLEAN, encoding="utf-8")
    assert main(["evaluate", "scan.txt", "true.txt", "-o", "report"]) == 0
    said = capsys.readouterr().out
    assert "word errors (WER)" in said
    assert "report/evaluation.html" in said
    made = json.loads(Path("report/evaluation.json").read_bytes())
    assert made["digest"] == digest(pairs(Path("scan.txt"), Path("true.txt")))
    assert made["total"]["changes"] == len(made["pairs"][0]["changes"])
    assert made["pairs"][0]["changes"][0]["why"].startswith("lexicon: ")
    assert "How sure it was, and how often right" in said
    spelled = [row for row in made["calibration"] if row["kind"] == "spelling" and not row["asked"]]
    assert sum(row["cases"] for row in spelled) == made["total"]["changes"]
    assert sum(row["right"] for row in spelled) == made["total"]["changes right"]
    page = Path("report/evaluation.html").read_text(encoding="utf-8")
    assert page.count("<svg") >= 2
    assert "<script" not in page
    assert main(["evaluate", "--synthetic", "true.txt"]) == 0
    assert main(["evaluate", "scan.txt"]) == 2
    assert main(["evaluate", "scan.txt", "none.txt"]) == 3
    Path("binary.txt").write_bytes(bytes(range(256)) * 9)
    assert main(["evaluate", "binary.txt", "true.txt"]) == 4


# ---------------------------------------------------------------- the floor


@pytest.mark.parametrize("name", floor.CORPORA)
def test_the_floor(name: str) -> None:
    """No figure is worse than the repository says; if it is, see what `ecdosis evaluate` shows."""
    found = floor.pairs_of(name)
    if found is None:
        if os.environ.get("ECDOSIS_CI"):
            pytest.fail(f"{name} is missing: ECDOSIS_DEVSET must name the development set")
        pytest.skip(f"needs {name}: ECDOSIS_DEVSET=DIR")
    known = floor.load()[name]
    assert digest(found) == known["digest"], "these are other texts than those that were measured"
    now = floor.measures_of(list(measured(found, floor.language_of(name))))
    assert floor.worse(now, known["figures"]) == []


def test_the_floor_can_only_be_raised() -> None:
    old = {"word errors": 10, "precision": 0.9}
    assert floor.worse({"word errors": 9, "precision": 0.95}, old) == []
    assert floor.worse({"word errors": 11, "precision": 0.95}, old) == ["word errors: 11, was 10"]
    assert floor.worse({"word errors": 9, "precision": 0.8}, old) == ["precision: 0.8, was 0.9"]
    assert floor.raised({"word errors": 9, "precision": 0.8}, old) == {"word errors": 9, "precision": 0.9}
