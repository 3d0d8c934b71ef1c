"""What all tests share: where the five texts are, if they are, and how hard Hypothesis looks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from ecdosis.cli import main
from shelves import SLIPS

ROOT = Path(__file__).parent.parent

# Timing is measured by `make bench`, never here: the machine may be busy. The examples are the same in each run, so
# that what passes here passes elsewhere; ECDOSIS_SEARCH=yes looks for others (see `make explore`).
settings.register_profile(
    "ecdosis",
    deadline=None,
    max_examples=int(os.environ.get("ECDOSIS_EXAMPLES", "100")),
    derandomize=not os.environ.get("ECDOSIS_SEARCH"),
)
settings.load_profile("ecdosis")


SLOW: Final[Mapping[str, Sequence[str]]] = {
    "browsers": ("accessible", "browser_page", "browser_shelf"),
    "PDFs": ("glyphs", "leftward", "pdf", "pdf_attempts", "pdf_lacking", "typst"),
    "books": (
        "agreement",
        "customisation",
        "epub",
        "five",
        "law_of_words",
        "library",
        "mutants",
        "pictures",
        "publish",
        "reading",
    ),
    "programs": (
        "languagetool",
        "leash",
        "plugins",
        "plugin_formats",
        "plugin_inputs",
        "publish_command",
        "schema",
        "validate",
        "validity",
        "wheel",
    ),
    "builds": (
        "build",
        "diff",
        "hostile",
        "leftovers",
        "one_bad_file",
        "shelf",
        "show",
        "terminal",
        "tutorials",
        "writing",
        "yours",
    ),
    "much work": ("growth", "volumes"),
}
"""What `make quick` leaves out, by what it needs: the files, without `test_` and `.py`."""
BUILT: Final = frozenset({"specimens", "copied", "seeds"})
"""Fixtures that need whole builds: tests with one of them are left out wherever they stand."""


def _is_slow(path: Path) -> bool:
    return any(path.stem == f"test_{name}" for names in SLOW.values() for name in names)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What `make quick` leaves out is not even imported."""
    return (config.getoption("markexpr") == "not slow" and _is_slow(collection_path)) or None


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark what is slow."""
    for item in items:
        if _is_slow(item.path) or not BUILT.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the golden files anew (then look at the diff)")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five texts. They are other people's works and not part of the project."""
    folder = os.environ.get("ECDOSIS_SEEDS", "")
    if not folder:
        assert not os.environ.get("ECDOSIS_CI"), "in CI the five texts must be there: make test SEEDS=DIR"
        pytest.skip("needs the five texts: make test SEEDS=DIR")
    return Path(folder)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, and the working directory in it."""
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with our specimens, one more text that leaves questions, and one text that is missing, all built. Copy
    it before you change anything in it."""
    root = tmp_path_factory.mktemp("specimens")
    shutil.copytree(ROOT / "seeds", root / "seeds", ignore=lambda _, names: [n for n in names if n[0].isdigit()])
    (root / "seeds" / "slips.txt").write_bytes(SLIPS)
    (root / "seeds" / "far.toml").write_text('title = "Far"\nauthor = "Somebody"\nsource = "far away.txt"')
    with chdir(root):
        assert main(["build"]) == 0
    return root


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the plug-in of tests/plugin is installed."""
    folder = tmp_path_factory.mktemp("plugin") / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    command = [*pip, "--no-build-isolation", "--target", str(folder), str(ROOT / "tests" / "plugin")]
    subprocess.run(command, check=True)
    return {**os.environ, "PYTHONPATH": str(folder)}


@pytest.fixture
def copied(specimens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the specimens' project, and the working directory in it."""
    root = tmp_path / "project"
    shutil.copytree(specimens, root)
    monkeypatch.chdir(root)
    return root


def accepted(rows: str) -> str:
    """The rows that `queries` prints as they are when an editor has said yes to those that have no decision yet."""
    return re.sub(r"(?m)^(\d+\t[^\t\n]*\t)(?=\t)", r"\1accept", rows)
