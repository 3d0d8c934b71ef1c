"""The programs of others: what is listed, and how they are fetched, by a Maven and an npm that are none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ecdosis.cli import main
from ecdosis.errors import ToolError
from ecdosis.tools import catalogue, languagetool, maven, node, verapdf
from ecdosis.tools.kept import kept

MAVEN = """#!/bin/sh
for word; do case "$word" in -DoutputDirectory=*) folder="${word#*=}";; *languagetool*) jar=languagetool-server-1;;
*verapdf*) jar=cli-1;; esac; done
echo fetched >> "$COUNTED"
mkdir -p "$folder"; echo "$ECHOED" > "$folder/$jar.jar"
"""
NPM = '#!/bin/sh\necho fetched >> "$COUNTED"\nmkdir -p node_modules/axe-core\n'
FAILS = "#!/bin/sh\necho '[ERROR] it rained' >&2\nexit 1\n"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Puts a program on the path, on which there is else only what a script needs; nothing is installed, and the
    cache is empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("mkdir", "sh", "sleep"):
        (folder / name).symlink_to(shutil.which(name) or name)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("ECDOSIS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COUNTED", str(tmp_path / "counted"))
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    monkeypatch.delenv(node.BROWSER, raising=False)

    def put(name: str, script: str) -> None:
        (folder / name).write_text(script, encoding="utf-8")
        (folder / name).chmod(0o755)

    return put


def counted(folder: Path) -> int:
    """How often something was fetched."""
    path = folder / "counted"
    return len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert main(["tools", "--json"]) == 0
    return {row["name"]: row for row in json.loads(capsys.readouterr().out)}


def test_the_list_says_what_is_there_and_what_to_do(
    program: Callable[[str, str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = listed(capsys)
    assert {name for name, row in rows.items() if row["installed"]} == {"TEI All", "EPUBCheck", "pandoc", "Typst"}
    assert rows["languagetool"]["where"] == "ecdosis tools install languagetool"
    assert rows["languagetool"]["version"] == "6.6"
    assert rows["Maven"]["where"] == "Debian: apt install maven"
    program("mvn", MAVEN)
    assert main(["tools", "install", "languagetool"]) == 0
    rows = listed(capsys)
    assert rows["Maven"]["where"] == str(tmp_path / "bin" / "mvn")
    assert rows["languagetool"]["where"] == str(tmp_path / "cache" / "languagetool-6.6")
    assert main(["tools"]) == 0
    assert "245" in capsys.readouterr().out


def test_each_is_fetched_once_and_again_if_so_asked(
    program: Callable[[str, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("mvn", MAVEN)
    monkeypatch.setenv("ECHOED", "old")
    for times in (1, 1):
        assert main(["tools", "install", "verapdf"]) == 0
        assert counted(tmp_path) == times
    monkeypatch.setenv("ECHOED", "new")
    assert main(["tools", "install", "verapdf", "--again"]) == 0
    assert (verapdf.folder() / "cli-1.jar").read_text(encoding="utf-8") == "new\n"
    assert {path.name for path in verapdf.folder().parent.iterdir()} == {verapdf.folder().name}


def test_several_by_one_name(program: Callable[[str, str], None]) -> None:
    program("mvn", MAVEN)
    program("npm", NPM)
    program("node", "#!/bin/sh\necho v20.1.0\n")
    assert main(["tools", "install", "checkers"]) == 0
    assert verapdf.installed()
    assert node.is_there()
    assert not languagetool.installed()
    assert [tool.name for tool in catalogue.chosen(["axe", "ace", "all"])] == ["languagetool", "verapdf", "ace"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["install"], "Name some of: languagetool, verapdf, ace, checkers"),
        (["install", "verapdf", "word"], "word: nothing of that name"),
        (["list", "verapdf"], "takes no names"),
    ],
)
def test_wrong_usage(
    arguments: list[str], told: str, program: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tools", *arguments]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "there", "told"),
    [
        ("verapdf", {}, "verapdf was not installed: Maven is missing (Debian: apt install maven)"),
        ("verapdf", {"mvn": FAILS}, "Maven could not fetch veraPDF: [ERROR] it rained"),
        ("verapdf", {"mvn": "#!/bin/sh\n"}, "Maven could not fetch veraPDF: no reason given"),
        ("languagetool", {"mvn": FAILS}, "Maven could not fetch LanguageTool: [ERROR] it rained"),
        ("ace", {}, "npm is missing (Debian: apt install nodejs npm)"),
        ("ace", {"npm": NPM}, "Node.js is missing"),
        ("ace", {"npm": NPM, "node": "#!/bin/sh\necho v18.1.0\n"}, "too old (v18.1.0)"),
        ("ace", {"npm": FAILS, "node": "#!/bin/sh\necho v22.1.0\n"}, "it rained"),
    ],
)
def test_what_fails_is_named_and_leaves_nothing(
    name: str,
    there: dict[str, str],
    told: str,
    program: Callable[[str, str], None],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for one, script in there.items():
        program(one, script)
    assert main(["tools", "install", name]) == 5
    assert told in capsys.readouterr().err
    assert list((tmp_path / "cache").iterdir()) == []


def test_one_that_fails_does_not_keep_the_others_away(
    program: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    program("npm", NPM)
    program("node", "#!/bin/sh\necho v20.1.0\n")
    assert main(["tools", "install", "checkers"]) == 5
    assert "verapdf was not installed" in capsys.readouterr().err
    assert node.is_there()


def test_what_fails_again_leaves_what_was_there(program: Callable[[str, str], None]) -> None:
    program("mvn", MAVEN)
    verapdf.fetch()
    program("mvn", FAILS)
    with pytest.raises(ToolError):
        verapdf.fetch(again=True)
    assert verapdf.installed()


def test_without_maven_languagetool_is_downloaded_by_its_own_client(
    program: Callable[[str, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from language_tool_python.download_lt import ReleaseLocalLanguageTool

    def none(_: object) -> None:
        raise ConnectionError("no network")

    def downloaded(_: object) -> None:
        own.mkdir(parents=True)
        (own / "languagetool-server.jar").touch()

    own = tmp_path / ".cache" / "language_tool_python" / "LanguageTool-9.9"
    program("java", "#!/bin/sh\necho 'openjdk version \"21.0.1\"' >&2\n")
    monkeypatch.setattr(ReleaseLocalLanguageTool, "download", none)
    with pytest.raises(ToolError, match=r"Maven is missing .* could not be downloaded .* \(no network\)"):
        languagetool.fetch()
    monkeypatch.setattr(ReleaseLocalLanguageTool, "download", downloaded)
    monkeypatch.setattr(ReleaseLocalLanguageTool, "get_directory_path", lambda _: own)
    assert languagetool.fetch() == own == languagetool.installed()


def test_of_several_processes_one_fetches(program: Callable[[str, str], None], tmp_path: Path) -> None:
    program("mvn", MAVEN.replace("mkdir", "sleep 1; mkdir"))
    command = [sys.executable, "-m", "ecdosis", "tools", "install", "verapdf"]
    both = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, env=dict(os.environ)) for _ in range(3)]
    said = {process.communicate()[0] for process in both}
    assert [process.returncode for process in both] == [0, 0, 0]
    assert len(said) == 1
    assert counted(tmp_path) == 1


def test_it_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """Nobody sees the folder before it is filled, also while it is made again."""
    folder = tmp_path / "kept"

    def fill(into: Path) -> None:
        assert not folder.exists() or (folder / "file").read_text(encoding="utf-8") == "old"
        into.mkdir()
        (into / "file").write_text("new" if folder.exists() else "old", encoding="utf-8")

    for text, again in (("old", False), ("old", False), ("new", True)):
        kept(folder, folder.is_dir, fill, again=again)
        assert (folder / "file").read_text(encoding="utf-8") == text


def test_the_pinned_version_is_that_of_the_parts() -> None:
    for pom in (languagetool.POM, verapdf.POM):
        text = pom.read_text(encoding="utf-8")
        assert text.count(f"<version>{maven.version(pom)}</version>") == text.count("<version>")
