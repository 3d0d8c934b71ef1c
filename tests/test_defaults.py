"""`ecdosis.toml`: what holds for all editions of a project, unless their descriptors say otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.cli import main
from ecdosis.project.defaults import load, with_defaults
from ecdosis.project.descriptor import Descriptor
from ecdosis.project.editions import editions

PROSE = (
    "The ferryman went down -- it was late -- to the river.\n\nThe lamp was lit, and nobody had come to the ferry.\n"
)


def test_without_a_file_there_are_none(project: Path) -> None:
    assert load(project) == {}


def test_a_default_holds_where_a_descriptor_says_nothing(project: Path) -> None:
    (project / "ecdosis.toml").write_text('[defaults]\ndashes = "typographic"\nauthority = "An Archive"\n', "utf-8")
    for name in ("plain", "described", "other"):
        (project / "seeds" / f"{name}.txt").write_text(PROSE, encoding="utf-8")
    (project / "seeds" / "described.toml").write_text('title = "A title"\n', encoding="utf-8")
    (project / "seeds" / "other.toml").write_text('dashes = "source"\nauthority = "Another"\n', encoding="utf-8")
    assert main(["build"]) == 0
    read = {name: (project / "output" / f"{name}.txt").read_text("utf-8") for name in ("plain", "described", "other")}
    assert "down — it" in read["plain"]
    assert "down — it" in read["described"]
    assert "down -- it" in read["other"]
    found = {edition.id: edition.descriptor for edition in editions(project)}
    assert {name: known.authority for name, known in found.items()} == {
        "plain": "An Archive",
        "described": "An Archive",
        "other": "Another",
    }
    assert found["described"].title == "A title"


def test_a_change_of_it_is_built(project: Path) -> None:
    (project / "seeds" / "x.txt").write_text(PROSE, encoding="utf-8")
    assert main(["build"]) == 0
    assert "down — it" in (project / "output" / "x.txt").read_text("utf-8")
    (project / "ecdosis.toml").write_text('[defaults]\ndashes = "source"\n', encoding="utf-8")
    assert main(["build"]) == 0
    assert "down -- it" in (project / "output" / "x.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('[defaults]\ntitle = "One for all"\n', "“title” is no default"),
        ('[defaults]\ndashes = "long"\n', "“dashes” is 'long'; it must be one of auto, source, typographic"),
        ("[defaults]\ndashes = 1\n", "“dashes” must be a text in quotation marks"),
        ('dashes = "source"\n', "under [defaults]"),
        ("defaults = 1\n", "under [defaults]"),
        ("[defaults\n", "not valid TOML"),
    ],
)
def test_what_is_wrong_with_it_is_told(
    project: Path, written: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "ecdosis.toml").write_text(written, encoding="utf-8")
    assert main(["build"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "ecdosis.toml" in said
    assert says in said


def test_a_descriptor_without_defaults_is_the_same() -> None:
    known = Descriptor("x", title="A title", policies=(("dashes", "source"),))
    assert with_defaults(known, {}) is known
    assert with_defaults(known, {"dashes": "auto"}) == known
