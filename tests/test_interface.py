"""The public interface: small, typed, light, and what its documentation says."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import ecdosis
from ecdosis.tei.names import parse

SLIP: Final = "In the evening the clerk recieved a letter, and it was from the ferryman, who had gone."
SEEDS: Final = Path(__file__).parent.parent / "seeds"


def test_the_example_is_so() -> None:
    assert doctest.testmod(ecdosis).failed == 0
    assert doctest.testmod(ecdosis).attempted > 3


def test_all_public_names_are_there() -> None:
    assert [name for name in ecdosis.__all__ if not hasattr(ecdosis, name)] == []
    with pytest.raises(AttributeError, match="has no attribute 'emend'"):
        _ = ecdosis.emend


def test_nothing_heavy_is_loaded_by_its_name_alone() -> None:
    code = "import sys, ecdosis; assert not {'lxml', 'ecdosis.build', 'rich'} & set(sys.modules), sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_text_is_repaired() -> None:
    made = ecdosis.repair(SLIP, language="en")
    assert made.reading == SLIP.replace("recieved", "received") + "\n"
    assert made.source == SLIP.encode()
    assert made.text == SLIP
    assert [(change.source, change.reading) for change in made.changes] == [("ie", "ei")]
    assert ecdosis.repair(SLIP.encode("utf-16"), language="en").reading == made.reading


def test_policies_are_those_of_a_descriptor() -> None:
    text = "The ferryman went down -- it was late -- to the river, and nobody came."
    assert "down — it" in ecdosis.repair(text, language="en", dashes="typographic").reading
    assert "down -- it" in ecdosis.repair(text, language="en", dashes="source").reading
    with pytest.raises(ecdosis.UsageError, match="unknown key “dash”"):
        ecdosis.repair(text, dash="source")


def test_a_decision_makes_another_edition() -> None:
    first = ecdosis.edition(SLIP, facts=ecdosis.Descriptor("x", title="A letter", language="en"))
    second = first.decide("read", "recieved", "reprieved", reason="so in the fair copy", editor="A. B.")
    third = second.decide("reject", "recieved")
    assert ["received" in first.reading, "reprieved" in second.reading, "recieved" in third.reading] == [True] * 3
    [change] = second.changes
    assert (change.by, change.why) == ("editor", "so in the fair copy (A. B.)")
    assert third.changes == ()
    assert second.source == SLIP.encode()
    assert [row.decision for row in third.decisions] == ["read", "reject"]


def test_what_cannot_be_decided_is_told() -> None:
    made = ecdosis.repair(SLIP, language="en")
    with pytest.raises(ecdosis.UsageError, match="does not have “the boat”"):
        made.decide("keep", "the boat")
    with pytest.raises(ecdosis.UsageError, match="is not a valid decision"):
        made.decide("mend", "the clerk")


def test_questions_and_what_was_recognised() -> None:
    made = ecdosis.repair((SEEDS / "specimen-the-lamplighter.txt").read_bytes(), language="en")
    assert made.questions
    assert all(made.text[query.start : query.end] == query.source for query in made.questions)
    assert {one.type.partition(" ")[0] for one in made.recognised} >= {"title"}
    assert len(made.records()) >= len(made.changes)


def test_books_are_made_in_memory() -> None:
    made = ecdosis.repair(SLIP, language="en")
    books = made.books(["txt", "html", "md"])
    assert list(books) == ["txt", "html", "md"]
    assert books["txt"].decode() == made.reading
    assert b"received" in books["html"]


def test_a_file_is_opened(tmp_path: Path) -> None:
    made = ecdosis.repair(SLIP, language="en")
    (tmp_path / "x.xml").write_bytes(made.tei)
    opened = ecdosis.open(tmp_path / "x.xml")
    assert (opened.reading, opened.source, opened.changes) == (made.reading, made.source, made.changes)
    with pytest.raises(ecdosis.UsageError, match="opened from a file"):
        opened.decide("keep", "recieved")
    with pytest.raises(ecdosis.MissingInputError, match="there is no such file"):
        ecdosis.open(tmp_path / "y.xml")
    (tmp_path / "z.xml").write_bytes(b"<TEI>")
    with pytest.raises(ecdosis.UnusableInputError, match="not well-formed"):
        _ = ecdosis.open(tmp_path / "z.xml").reading


def test_anybodys_tei_is_published() -> None:
    letters = sorted((Path(__file__).parent / "foreign").glob("*.xml"))[0]
    books = ecdosis.publish(letters, ["html", "txt"])
    assert set(books) == {"html", "txt"}
    title = parse(letters.read_bytes()).findtext(".//{*}titleStmt/{*}title") or ""
    assert title.split()[0] in books["html"].decode()
