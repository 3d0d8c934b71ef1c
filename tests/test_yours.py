"""What the commands promise about your files: nothing of yours is overwritten, no file costs another, nothing hangs."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from ecdosis.cli import main
from ecdosis.shelf import make as shelf
from ecdosis.storage.files import read_regular
from ecdosis.tei.names import parse
from ecdosis.tei.restore import restore

GOOD = b"The first line of a good text.\n\nAnd another paragraph of it.\n"
MINE = b"mine, and the only copy"
FORMATS = ("xml", "epub", "pdf", "html", "txt")
TEI = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A Letter</title></titleStmt>
<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>Some words.</p></body></text></TEI>"""


def visible(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*") if path.is_file()}


# ---------------------------------------------------------------- build


def test_a_text_is_not_overwritten_by_its_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "note.txt").write_bytes(GOOD)
    (tmp_path / "letter.txt").write_bytes(GOOD)
    monkeypatch.chdir(tmp_path)
    assert main(["build", "letter.txt", "other/note.txt", "-o", "."]) == 2
    assert (tmp_path / "letter.txt").read_bytes() == GOOD
    assert not list(tmp_path.glob("letter.[!t]*"))
    assert restore(parse((tmp_path / "note.xml").read_bytes())) == GOOD  # the others go on
    assert "Choose another folder with -o" in capsys.readouterr().err
    assert main(["build", "letter.txt", "-o", ".", "--overwrite"]) == 2
    assert (tmp_path / "letter.txt").read_bytes() == GOOD


@pytest.mark.parametrize("name", ["LETTER.TXT", "Letter.txt"])
def test_nor_under_another_spelling_of_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(GOOD)
    assert main(["build", str(tmp_path / name), "-o", str(tmp_path)]) == 2
    assert visible(tmp_path) == {name: GOOD}


def test_nor_through_links(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "texts" / "letter.txt").write_bytes(GOOD)
    (tmp_path / "out" / "letter.txt").symlink_to("../texts/letter.txt")
    assert main(["build", str(tmp_path / "texts" / "letter.txt"), "-o", str(tmp_path / "out")]) == 2
    assert main(["build", str(tmp_path / "out" / "letter.txt"), "-o", str(tmp_path / "out"), "--overwrite"]) == 2
    (tmp_path / "way").symlink_to("texts")
    assert main(["build", str(tmp_path / "texts" / "letter.txt"), "-o", str(tmp_path / "way"), "--overwrite"]) == 2
    assert visible(tmp_path / "texts") == {"letter.txt": GOOD}
    assert visible(tmp_path / "out") == {"letter.txt": GOOD}


def test_nor_is_the_text_of_another_edition(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for path in ("letter.txt", "a/letter.html"):
        (tmp_path / path).write_bytes(GOOD)
    texts = [str(tmp_path / "letter.txt"), str(tmp_path / "a" / "letter.html")]
    assert main(["build", texts[0], "-o", str(tmp_path / "a")]) == 2
    (tmp_path / "a" / "letter.html").rename(tmp_path / "a" / "note.txt")
    (tmp_path / "note.md").write_bytes(GOOD)
    texts[1] = str(tmp_path / "a" / "note.txt")
    assert main(["build", str(tmp_path / "note.md"), texts[1], texts[0], "-o", str(tmp_path / "a")]) == 2
    assert (tmp_path / "a" / "note.txt").read_bytes() == GOOD
    assert (tmp_path / "a" / "letter.epub").is_file()


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_of_yours_stays_and_nothing_of_its_edition_is_written(tmp_path: Path, ending: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / f"letter.{ending}").write_bytes(MINE)
    (tmp_path / "letter.txt").write_bytes(GOOD)
    command = ["build", str(tmp_path / "letter.txt"), "-o", str(tmp_path / "out")]
    assert main(command) == 2
    assert [path.read_bytes() for path in (tmp_path / "out").iterdir()] == [MINE]
    assert main([*command, "--overwrite"]) == 0
    assert visible(tmp_path / "out").keys() == {f"letter.{e}" for e in FORMATS}
    assert main([*command, "--force"]) == 0


def test_what_you_altered_stays(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("good", "other"):
        (project / "seeds" / f"{name}.txt").write_bytes(GOOD)
    assert main(["build"]) == 0
    for ending in ("html", "txt"):
        (project / "output" / f"good.{ending}").write_bytes(MINE)
    old = visible(project / "output")
    for name in ("good", "other"):
        (project / "seeds" / f"{name}.txt").write_bytes(GOOD + b"More.\n")
    capsys.readouterr()
    assert main(["build"]) == 2
    assert (
        "output/good.txt: this file was altered since Ecdosis made it (so it is with good.html)"
        in capsys.readouterr().err.replace(f"{project}/", "")
    )
    new = visible(project / "output")
    assert {name: data for name, data in new.items() if name.startswith("good")} == {
        name: data for name, data in old.items() if name.startswith("good")
    }
    assert new["other.epub"] != old["other.epub"]
    assert main(["build", "--overwrite"]) == 0
    assert b"More." in (project / "output" / "good.txt").read_bytes()


def test_make_does_not_write_over_texts_that_it_reads(project: Path) -> None:
    (project / "output").mkdir()
    (project / "output" / "good.txt").write_bytes(GOOD)
    assert main(["build", "--seeds", "output", "--overwrite"]) == 2
    assert (project / "output" / "good.txt").read_bytes() == GOOD


def test_a_page_of_yours_in_the_place_of_the_shelf(project: Path) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    (project / "output").mkdir()
    (project / "output" / "index.html").write_bytes(MINE)
    assert main(["build"]) == 2
    assert (project / "output" / "index.html").read_bytes() == MINE
    assert (project / "output" / "good.epub").is_file()
    (project / "output" / "index.html").unlink()
    assert main(["build"]) == 0
    for name in ("validity.html", ".validity.json"):
        (project / "output" / name).write_bytes(MINE)
        assert main(["validate", "output/good.html"]) == 2
        assert (project / "output" / name).read_bytes() == MINE
        (project / "output" / name).unlink()
    with (project / "output" / "index.html").open("ab") as page:
        page.write(b"<p>my own words</p>")
    (project / "output" / ".shelf.json").unlink()
    assert main(["build"]) == 2
    assert b"my own words" in (project / "output" / "index.html").read_bytes()
    assert main(["build", "--overwrite"]) == 0


def test_the_shelf_of_the_first_release_is_ours(project: Path) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    assert main(["build"]) == 0
    (project / "output" / ".shelf.json").write_text(
        '[{"id": "good", "state": "built", "title": "", "author": "", "message": ""}]'
    )
    for name in ("index", "validity"):
        path = project / "output" / f"{name}.html"
        path.write_bytes(path.read_bytes() + b"<!-- as another release made it -->")
        assert shelf.SIGN in path.read_bytes()
    assert main(["build"]) == 0
    assert b"another release" not in (project / "output" / "index.html").read_bytes()


def test_clean_takes_away_no_text_and_nothing_elsewhere(project: Path) -> None:
    """A clean text is the same as its reading; a stranger's record may name any file."""
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    (project / "tei").symlink_to("seeds")
    assert main(["build"]) == 0
    (project / "output" / "mine").mkdir()
    (project / "mine.txt").write_bytes(MINE)
    digest = hashlib.sha256(MINE).hexdigest()
    names = ("../mine.txt", "mine.txt", str(project / "mine.txt"), "x.txt")
    (project / "tei" / ".x.build.json").write_text(json.dumps({"files": dict.fromkeys(names, digest)}))
    (project / "seeds" / "x.txt").write_bytes(MINE)
    assert main(["clean"]) == 0
    assert (project / "seeds" / "good.txt").read_bytes() == GOOD
    assert (project / "seeds" / "x.txt").read_bytes() == (project / "mine.txt").read_bytes() == MINE
    assert not list((project / "output").glob("good.*"))


def test_clean_leaves_a_record_that_says_nothing(project: Path) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    assert main(["build"]) == 0
    (project / "tei" / ".good.build.json").write_bytes(b"{")
    assert main(["clean"]) == 0
    assert (project / "tei" / ".good.build.json").read_bytes() == b"{"
    assert (project / "output" / "good.epub").is_file()


def test_clean_takes_away_what_was_made_and_nothing_else(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    assert main(["build"]) == 0
    (project / "output" / "good.pdf").write_bytes(MINE)
    (project / "output" / "notes.odt").write_bytes(MINE)
    assert main(["clean"]) == 0
    left = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert left == {"seeds/good.txt", "output/good.pdf", "output/notes.odt"}
    assert "output/notes.odt" in capsys.readouterr().out


# ---------------------------------------------------------------- the other commands that write


@pytest.mark.parametrize("ending", ["epub", "pdf", "html", "txt", "docx", "md"])
def test_publish_leaves_what_is_yours(tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.xml").write_bytes(TEI)
    (tmp_path / f"letter.{ending}").write_bytes(MINE)
    (tmp_path / "more.xml").write_bytes(TEI)
    to = ["--to", f"txt,{ending}", "-o", "."]
    assert main(["publish", "letter.xml", "more.xml", *to]) == 2
    assert {name: data for name, data in visible(tmp_path).items() if not name.startswith("more")} == {
        "letter.xml": TEI,
        f"letter.{ending}": MINE,
    }
    assert (tmp_path / f"more.{ending}").is_file()
    assert main(["publish", "letter.xml", *to, "--overwrite"]) == 0
    assert main(["publish", "letter.xml", *to]) == 0
    (tmp_path / f"letter.{ending}").write_bytes(MINE)
    assert main(["publish", "letter.xml", *to]) == 2
    assert (tmp_path / f"letter.{ending}").read_bytes() == MINE


def test_publish_never_writes_over_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.html").write_bytes(TEI)
    assert main(["publish", "letter.html", "--to", "html", "-o", ".", "--overwrite"]) == 2
    assert visible(tmp_path) == {"letter.html": TEI}


def test_nor_over_a_part_or_a_picture_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    part = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%b"%b/>'
    body = part % (b"letter.md", b' parse="text"') + part % (b"more.xml", b"")
    (tmp_path / "letter.xml").write_bytes(TEI.replace(b"<p>Some words.</p>", b"<div><p>" + body + b"</p></div>"))
    more = b'<p xmlns="http://www.tei-c.org/ns/1.0"><graphic url="letter%2Ehtml"/>words</p>'
    (tmp_path / "more.xml").write_bytes(more)
    for name in ("letter.md", "letter.html"):
        (tmp_path / name).write_bytes(MINE)
    for to in ("md", "html"):
        assert main(["publish", "letter.xml", "--to", to, "-o", ".", "--overwrite"]) == 2
        assert (tmp_path / f"letter.{to}").read_bytes() == MINE
    assert main(["publish", "letter.xml", "--to", "txt", "-o", ".", "--overwrite"]) == 0


def test_two_documents_of_one_name_cost_no_third(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    names = ["a/letter.xml", "b/Letter.xml", "b/third.xml"]
    for name in names:
        (tmp_path / name).write_bytes(TEI)
    out = tmp_path / "out"
    assert main(["publish", *(str(tmp_path / name) for name in names), "--to", "txt", "-o", str(out)]) == 2
    assert visible(out).keys() == {"third.txt"}
    assert capsys.readouterr().err.count("neither was published") == 2


def test_evaluate_leaves_what_is_yours(tmp_path: Path) -> None:
    for name in ("bad.txt", "good.txt"):
        (tmp_path / name).write_bytes(GOOD)
    (tmp_path / "evaluation.html").write_bytes(MINE)
    command = ["evaluate", str(tmp_path / "bad.txt"), str(tmp_path / "good.txt"), "-o", str(tmp_path)]
    assert main(command) == 2
    assert visible(tmp_path) == {"bad.txt": GOOD, "good.txt": GOOD, "evaluation.html": MINE}
    (tmp_path / "evaluation.html").unlink()
    assert main(command) == 0
    assert main(command) == 0


def test_decide_adds_to_your_file_where_its_link_leads_and_keeps_what_it_says(project: Path) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    rows = b"\xef\xbb\xbf# mine\nat\ttext\tdecision\tvalue\n\tfirst line\tkeep\n"
    (project / "kept.tsv").write_bytes(rows)
    (project / "seeds" / "good.decisions.tsv").symlink_to(project / "kept.tsv")
    assert main(["decide", "good", "read", "another paragraph", "a second paragraph"]) == 0
    assert (project / "seeds" / "good.decisions.tsv").is_symlink()
    assert (project / "kept.tsv").read_bytes().startswith(rows)
    assert (project / "kept.tsv").read_bytes().count(b"\n") == 4


def test_of_two_decisions_at_once_none_is_lost(project: Path) -> None:
    (project / "seeds" / "good.txt").write_bytes(b" ".join(b"word%d" % number for number in range(8)) + b"\n")
    command = [sys.executable, "-m", "ecdosis", "decide", "good", "italic"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    runs = [subprocess.Popen([*command, f"word{n}"], env=environment, stdout=subprocess.DEVNULL) for n in range(4)]
    assert [run.wait() for run in runs] == [0] * 4
    rows = (project / "seeds" / "good.decisions.tsv").read_text().splitlines()[1:]
    assert sorted(row.split("\t")[1] for row in rows) == [f"word{number}" for number in range(4)]


# ---------------------------------------------------------------- what is no file, what has no end


def pipes(project: Path, *names: str) -> None:
    for name in names:
        os.mkfifo(project / name)


def test_pipes_and_devices_hang_nothing_and_cost_no_other_edition(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    pipes(project, "seeds/pipe.txt", "seeds/facts.toml", "seeds/good2.decisions.tsv")
    (project / "seeds" / "good2.txt").write_bytes(GOOD)
    (project / "seeds" / "zero.txt").symlink_to("/dev/zero")
    assert main(["build"]) == 4
    shown = capsys.readouterr().err
    assert "seeds/pipe.txt: this cannot be read: it is a pipe" in shown
    assert "seeds/zero.txt: this cannot be read: it is a device" in shown
    assert "seeds/facts.toml: this file cannot be read" in shown
    assert (project / "output" / "good.epub").is_file()
    assert main(["list"]) == 0


@pytest.mark.parametrize("path", ["pipe.txt", "/dev/zero", "/dev/stdin"])
def test_nor_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.chdir(tmp_path)
    pipes(tmp_path, "pipe.txt")
    for command in ("build", "publish"):
        assert main([command, path, "-o", "out"]) == 4
    for command in ("read", "changes", "restore", "blocks", "queries", "bibliography"):
        assert main([command, path]) == 4
    assert main(["diff", path, path]) == 4
    assert main(["evaluate", path, path]) == 4
    pipes(tmp_path, "pipe.xml")
    assert main(["validate", "pipe.xml"]) == 1


def test_nor_in_the_place_of_a_product(project: Path) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    assert main(["build"]) == 0
    for name in ("output/good.epub", "tei/.good.build.json"):
        (project / name).unlink()
        os.mkfifo(project / name)
    assert main(["build"]) == 2
    assert main(["list"]) == 0
    shutil.rmtree(project / "output")
    (project / "tei" / ".good.build.json").unlink()
    assert main(["build", "--overwrite"]) == 0


def test_a_file_that_has_no_end_is_read_up_to_a_size(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(OSError, match="more than 1 MB"):
        read_regular(tmp_path / "sparse", 2**20)
    (tmp_path / "file").write_bytes(b"x" * 100)
    assert read_regular(tmp_path / "file", 100) == b"x" * 100
    with pytest.raises(OSError, match="more than"):
        read_regular(tmp_path / "file", 99)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("bad.toml", b"a = " + b"[" * 5000),
        ("bad.toml", b'id = "' + b"z" * 5000 + b'"'),
        ("bad.toml", b'id = ""'),
        ("bad.toml", b'title = "' + b"t " * 20_000 + b'"'),
        (f"{'a' * 251}.txt", GOOD),
    ],
    ids=["deep", "long id", "no id", "long title", "long name"],
)
def test_one_bad_file_in_seeds_costs_no_other(project: Path, name: str, told: bytes) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    (project / "seeds" / name).write_bytes(told)
    assert main(["build"]) == 2
    assert (project / "output" / "good.epub").is_file()
    assert main(["list"]) == 0
    assert main(["build", str(project / "seeds" / "good.txt"), "-o", str(project / "out")]) == 0


@pytest.mark.parametrize("name", ["tei/.good.build.json", "output/.shelf.json", "output/.validity.json"])
def test_nor_does_a_record_that_nests_without_end(project: Path, name: str) -> None:
    for text in ("good", "other"):
        (project / "seeds" / f"{text}.txt").write_bytes(GOOD)
    assert main(["build"]) == 0
    (project / name).write_bytes(b"[" * 200_000)
    (project / "seeds" / "other.txt").write_bytes(GOOD + b"More.\n")
    assert main(["build"]) == (2 if name != "output/.validity.json" else 0)
    assert "More." in (project / "output" / "other.txt").read_text()
    assert main(["list"]) == main(["clean"]) == 0


def test_nor_a_folder_or_a_name_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_bytes(GOOD)
    assert main(["build", ".", "good.txt", "-o", "out"]) == 4
    assert (tmp_path / "out" / "good.epub").is_file()
    assert main(["publish", "out/good.xml", ".", "--to", "txt", "-o", "books"]) == 4
    (tmp_path / "\x1b[31m.xml").write_bytes(TEI.replace(b"A Letter", b""))
    assert main(["publish", "\x1b[31m.xml", "-o", "books"]) == 0


def test_the_shelf_of_wrong_types_is_none(project: Path) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    assert main(["build"]) == 0
    kept = project / "output" / ".shelf.json"
    kept.write_text('{"editions": [{"id": 5, "state": 7, "title": [], "author": null}], "files": {}}')
    assert main(["validate", "output/good.html"]) in (0, 2)


# ---------------------------------------------------------------- many


def test_of_many_editions_the_sums_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(50):
        (project / "seeds" / f"t{number}.txt").write_bytes(b"")
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    for number in range(50):
        (project / "seeds" / f"m{number}.toml").write_text(f'source = "far {number}.txt"')
    assert main(["build"]) == 4
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in shown[2:5]] == [["1", "built"], ["50", "text"], ["50", "failed"]]
    assert "  … and 10 more" in shown
    assert len(shown) < 60
