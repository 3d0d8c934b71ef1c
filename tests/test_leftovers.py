"""What is made of nothing any more is named, and deleted only if so asked; what lies beside a text and is not used is
named, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.cli import main
from ecdosis.project.editions import editions
from ecdosis.project.leftovers import leftovers

GOOD = b"The first line of a good text.\n\nAnd another paragraph of it.\n"
LEFT = "built from what is not here any more"


def visible(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("[!.]*")}


@pytest.fixture
def two(project: Path) -> Path:
    """A project of which one of two texts was taken away after the build."""
    for name in ("kept", "gone"):
        (project / "seeds" / f"{name}.txt").write_bytes(GOOD)
    assert main(["build"]) == 0
    (project / "seeds" / "gone.txt").unlink()
    return project


def test_what_is_left_of_a_text_is_named_and_stays(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["build"]) == 0
    said = capsys.readouterr().out
    named = said.partition(LEFT)[2].partition("They were left as they are")[0]
    assert named.split()[-5:] == [
        *(f"output/gone.{ending}" for ending in ("epub", "html", "pdf", "txt")),
        "tei/gone.xml",
    ]
    assert "ecdosis clean --leftovers\n" in said
    assert {"gone.epub", "gone.pdf", "gone.html", "gone.txt"} <= visible(two / "output")
    assert main(["build", "--json"]) == 0
    assert LEFT not in capsys.readouterr().out, "a program that reads lines of JSON gets nothing else"


def test_it_is_deleted_if_so_asked_and_nothing_else(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (two / "output" / "gone.pdf").write_bytes(b"mine now")
    capsys.readouterr()
    assert main(["build"]) == 0
    said = capsys.readouterr().out
    assert "output/gone.txt" in said
    assert "output/gone.pdf" not in said
    before = {path: path.read_bytes() for path in (two / "output").glob("kept.*")}
    assert main(["clean", "--leftovers"]) == 0
    assert "4 files that nothing makes any more" in capsys.readouterr().out
    assert visible(two / "output") == {*(path.name for path in before), "gone.pdf", "index.html", "validity.html"}
    assert visible(two / "tei") == {"kept.xml"}
    assert before == {path: path.read_bytes() for path in before}
    assert main(["build"]) == 0
    said = capsys.readouterr().out
    assert LEFT not in said, "what is altered is yours"
    assert "unchanged" in said


def test_a_text_that_is_only_missing_leaves_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "seeds" / "far.txt").write_bytes(GOOD)
    (project / "seeds" / "far.toml").write_text('title = "Far"', encoding="utf-8")
    assert main(["build"]) == 0
    (project / "seeds" / "far.txt").unlink()
    assert main(["build"]) == 0
    assert LEFT not in capsys.readouterr().out
    assert main(["clean", "--leftovers"]) == 0
    assert "far.epub" in visible(project / "output")


def test_the_texts_of_a_further_folder_are_there_if_it_is_named(
    project: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    far = tmp_path_factory.mktemp("far away")
    (far / "letter.txt").write_bytes(GOOD)
    (project / "seeds" / "gone.txt").write_bytes(GOOD)
    assert main(["build", "--seeds", str(far)]) == 0
    (project / "seeds" / "gone.txt").unlink()
    capsys.readouterr()
    assert main(["build", "--seeds", str(far)]) == 0
    said = capsys.readouterr().out
    assert "tei/gone.xml" in said
    assert "tei/letter.xml" not in said
    assert f"clean --leftovers --seeds '{far}'\n" in said
    assert main(["clean", "--leftovers", "--seeds", str(far)]) == 0
    assert visible(project / "tei") == {"letter.xml"}
    assert [one.id for one in leftovers(project, editions(project))] == ["letter"]


# ---------------------------------------------------------------- what lies beside a text


def test_a_descriptor_beside_a_text_that_is_named_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the name of the file, from which no id can be made."""
    monkeypatch.chdir(tmp_path)
    Path("My Letter_1.txt").write_bytes(GOOD)
    Path("My Letter_1.toml").write_text('title = "A Letter"', encoding="utf-8")
    assert main(["build", "My Letter_1.txt", "-o", "out"]) == 0
    assert '<title type="main">A Letter</title>' in Path("out/my-letter-1.xml").read_text(encoding="utf-8")


def test_an_id_that_nobody_gave_is_not_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A descriptor has the id of its name; that of the products has no accents."""
    (tmp_path / "été.txt").write_bytes(GOOD)
    (tmp_path / "été.toml").write_text('title = "A Letter"', encoding="utf-8")
    assert main(["build", str(tmp_path / "été.txt"), "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "ete.xml").is_file()
    assert "says id" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("descriptor", "told"), [('id = "other"', True), ('id = "letter"', False), ('title = "A Letter"', False)]
)
def test_an_id_that_is_not_used_is_told(
    descriptor: str, told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.txt").write_bytes(GOOD)
    Path("letter.toml").write_text(descriptor, encoding="utf-8")
    for _ in ("built", "unchanged"):
        assert main(["build", "letter.txt", "-o", "out"]) == 0
        assert ("letter: letter.toml says id = “other”, but what is built" in capsys.readouterr().err) == told
    assert visible(Path("out")) == {f"letter.{ending}" for ending in ("xml", "epub", "pdf", "html", "txt")}


def test_what_lies_beside_a_text_of_a_further_folder_is_told(
    project: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    far = tmp_path_factory.mktemp("far")
    (far / "letter.txt").write_bytes(GOOD)
    (far / "bare.txt").write_bytes(GOOD)
    (far / "letter.toml").write_text('title = "A Letter"', encoding="utf-8")
    (far / "letter.decisions.tsv").write_text("at\ttext\tdecision\tvalue\n", encoding="utf-8")
    (far / "letter.good_words.txt").write_text("Farthingdale\n", encoding="utf-8")
    (far / "letter.introduction.md").write_text("Read it.\n", encoding="utf-8")
    (far / "pyproject.toml").write_text("[project]", encoding="utf-8")
    (project / "seeds" / "own.txt").write_bytes(GOOD)
    (project / "seeds" / "own.toml").write_text('title = "Mine"', encoding="utf-8")
    for _ in ("built", "unchanged"):
        assert main(["build", "--seeds", str(far)]) == 0
        notices = [line for line in capsys.readouterr().err.splitlines() if "is not used" in line]
        assert [line.partition(" is not used")[0] for line in notices] == [
            f"letter: {far / 'letter.toml'}",
            f"letter: {far / 'letter.decisions.tsv'}",
            f"letter: {far / 'letter.good_words.txt'}",
            f"letter: {far / 'letter.introduction.md'}",
        ]
    assert "A Letter" not in (project / "tei" / "letter.xml").read_text(encoding="utf-8")


def test_documents_that_nothing_reads_are_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = project / "seeds"
    (seeds / "LETTER.TXT").write_bytes(GOOD)
    (seeds / "LETTER.introduction.md").write_bytes(b"Of a letter.\n")
    for name in ("scan.pdf", "Story.DOCX", "README.md", "map.png", "LICENSE"):
        (seeds / name).write_bytes(b"of no use")
    assert main(["build"]) == 0
    said = capsys.readouterr().out
    named = said.partition("which are no plain texts:\n")[2].partition("Save each")[0]
    assert [line.strip() for line in named.splitlines()] == ["seeds/Story.DOCX", "seeds/scan.pdf"]
    assert (project / "output" / "letter.epub").exists()
    assert main(["build", "--json"]) == 0
    assert "scan.pdf" not in capsys.readouterr().out
