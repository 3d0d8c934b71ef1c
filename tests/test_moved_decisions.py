"""An edition whose text is another copy now: what `ecdosis build` says, and does with `--move-decisions`."""

from __future__ import annotations

from pathlib import Path

import pytest

from better_copy import better, tried
from conftest import ROOT
from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.decide import answers
from ecdosis.editor.move import stands
from ecdosis.editor.rows import checked, load, opened
from ecdosis.errors import UsageError
from ecdosis.project import descriptor
from ecdosis.project.another_copy import Moved, written
from ecdosis.project.descriptor import Descriptor
from ecdosis.project.editions import EditionFiles
from ecdosis.tei.names import parse
from ecdosis.tei.read import queries
from ecdosis.tei.restore import source_text
from test_better_copy import NEW, OLD


@pytest.fixture
def replaced(project: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project with an edition that was built from OLD with decisions, and whose text is NEW now; the file of its
    decisions."""
    text, table = project / "seeds" / "x.txt", project / "seeds" / "x.decisions.tsv"
    text.write_text(OLD, encoding="utf-8")
    rows = [
        f"{OLD.index('rode')}\trode the house home\tread\trode the horse home\tso in his copy\tA. B.\t2026-01-31\tmine",
        "# his own remark",
        "\tTHE LAMP\tblock\thead 2",
        f"{OLD.index('tlie')}\ttlie ferry- man\taccept\tthe ferryman",
        f"{OLD.index('He was')}\tHe was in in\tkeep",
    ]
    rows = ["at\ttext\tdecision\tvalue\treason\teditor\tdate\tmy own", *rows]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert main(["build"]) == 0
    text.write_text(NEW, encoding="utf-8")
    capsys.readouterr()
    return table


def test_another_copy_is_not_built_unless_decisions_may_be_moved(
    replaced: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = replaced.read_bytes(), (replaced.parent.parent / "tei" / "x.xml").read_bytes()
    assert main(["build"]) == 2
    told = capsys.readouterr().err
    assert "x.txt is another copy of the text" in told
    assert "3 of 4 decisions do not find their places" in told
    assert f"row 2: read “rode the house home”, at {OLD.index('rode')}: moves to {NEW.index('rode')}" in told
    assert "row 5: accept “tlie ferry- man”" in told
    assert "the text has “the ferryman” by now" in told
    assert "row 6: keep “He was in in”" in told
    assert "no sure place; perhaps at" in told
    assert "--move-decisions (with make: make MOVE_DECISIONS=yes): 1 are moved" in told
    assert before == (replaced.read_bytes(), (replaced.parent.parent / "tei" / "x.xml").read_bytes())
    assert [path.name for path in replaced.parent.glob("*before-move*")] == []


def test_decisions_are_moved_if_asked(replaced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = replaced.read_bytes()
    assert main(["build", "--move-decisions"]) == 0
    told = capsys.readouterr().err
    assert "of 4 decisions 2 have their places in the new copy of the text; 2 are kept there as remarks" in told
    assert replaced.with_name("x.decisions.tsv.before-move").read_bytes() == before
    lines = replaced.read_text(encoding="utf-8").split("\n")
    assert lines[1] == (
        f"{NEW.index('rode')}\trode the house horne,\tread\trode the horse horne,\tso in his copy\tA. B.\t2026-01-31"
        "\tmine"
    )
    assert lines[2:4] == ["# his own remark", "\tTHE LAMP\tblock\thead 2"]
    assert lines[4].startswith("# not needed: ")
    assert lines[5].startswith(f"# {OLD.index('tlie')}\ttlie ferry- man")
    assert lines[6].startswith("# not placed: perhaps at")
    assert lines[7] == f"# {OLD.index('He was')}\tHe was in in\tkeep"
    assert "rode the horse" in (replaced.parent.parent / "output" / "x.txt").read_text(encoding="utf-8")
    assert main(["build"]) == 0  # and nothing is to be done any more but what is said again
    again = capsys.readouterr()
    assert "unchanged" in again.out
    assert "x.decisions.tsv: 1 of your decisions" in again.err
    assert "line 8" in again.err
    assert [row.decision for row in load(replaced)] == ["read", "block"]


def test_a_former_file_is_never_written_over(replaced: Path) -> None:
    kept_file = replaced.with_name("x.decisions.tsv.before-move")
    kept_file.write_text("mine", encoding="utf-8")
    before = replaced.read_bytes()
    assert main(["build", "--move-decisions"]) == 0
    assert kept_file.read_text(encoding="utf-8") == "mine"
    assert replaced.with_name("x.decisions.tsv.before-move2").read_bytes() == before


def test_nothing_is_moved_where_the_build_fails(replaced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Here a file of the user's lies where a product is to be."""
    before = replaced.read_bytes()
    (replaced.parent.parent / "output" / "x.txt").write_text("mine", encoding="utf-8")
    assert main(["build", "--move-decisions"]) == 2
    assert "was altered since Ecdosis made it" in capsys.readouterr().err
    assert replaced.read_bytes() == before
    assert list(replaced.parent.glob("*before-move*")) == []


def test_a_build_goes_on_where_all_decisions_find_themselves(
    replaced: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replaced.write_text("\tTHE LAMP\tblock\thead 2\n999\tby the lower road\tkeep\n", encoding="utf-8")
    before = replaced.read_bytes()
    assert main(["build"]) == 0
    assert replaced.read_bytes() == before
    assert "another copy" not in capsys.readouterr().err


def test_a_build_goes_on_where_a_reading_is_that_of_both_copies(
    replaced: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So it is done there, and its words stand there, too."""
    replaced.write_text("\tby the lower road\tread\tby the lower road\n", encoding="utf-8")
    before = replaced.read_bytes()
    assert main(["build"]) == 0
    assert replaced.read_bytes() == before
    assert "another copy" not in capsys.readouterr().err


def test_a_reading_that_the_new_copy_has_is_not_put_in_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, table = project / "seeds" / "x.txt", project / "seeds" / "x.decisions.tsv"
    old = "The clerk rose late that day. He went by the lower road, and nobody had seen him when it was dark.\n"
    text.write_text(old, encoding="utf-8")
    table.write_text("\tHe went\tread\tHe went home\n", encoding="utf-8")
    assert main(["build"]) == 0
    text.write_text(old.replace("went", "went home"), encoding="utf-8")
    capsys.readouterr()
    assert main(["build"]) == 2
    assert "another copy" in capsys.readouterr().err
    assert main(["build", "--move-decisions"]) == 0
    assert "home home" not in (project / "tei" / "x.xml").read_text(encoding="utf-8")


def test_what_was_decided_during_a_build_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.decisions.tsv"
    path.write_text("\tTHE LAMP\tblock\thead 2\n", encoding="utf-8")
    edition = EditionFiles(Descriptor(id="x"), None, tmp_path / "x.xml", {})
    moving = Moved(edition, path, opened(path), b"\tTHE LAMP\tblock\thead 1\n", ())
    path.write_text("\tTHE LAMP\tblock\thead 3\n", encoding="utf-8")
    with pytest.raises(UsageError, match="changed during the build"), written(moving):
        pytest.fail("nothing is to be written")
    assert path.read_text(encoding="utf-8") == "\tTHE LAMP\tblock\thead 3\n"
    assert [one.name for one in tmp_path.iterdir() if "before-move" in one.name] == []


def test_without_the_former_build_places_are_found_if_asked(replaced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (replaced.parent.parent / "tei" / "x.xml").unlink()
    assert main(["build"]) == 2
    assert "the source does not have" in capsys.readouterr().err
    assert main(["build", "--move-decisions"]) == 0
    assert [row.decision for row in load(replaced)] == ["block"]


def test_rows_that_were_printed_find_their_places() -> None:
    """Those that answer what the machine asks of a text about which nothing is decided."""
    right = listed = 0
    for path in sorted((ROOT / "seeds").glob("specimen-*.txt")):
        root = parse(to_tei(path.read_bytes(), descriptor.load(path.with_suffix(".toml")), path))
        text = source_text(root)
        printed = answers(queries(root), text)
        rows = [checked(path, number, [str(at), *said]) for number, (at, *said) in enumerate(printed, 1)]
        rows = [row for row in rows if not row.is_of_text and stands(row, text, "x")]
        done = tried(text, rows, better(text))
        assert done.wrong == []
        right, listed = right + done.right, listed + done.listed
    assert right >= 95 * (right + listed) / 100 > 0
