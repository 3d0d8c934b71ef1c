"""What all tests share: where the five texts are, if they are, and how hard Hypothesis looks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# Timing is measured by `make bench`, never here: the machine may be busy.
settings.register_profile("ecdosis", deadline=None, max_examples=int(os.environ.get("ECDOSIS_EXAMPLES", "100")))
settings.load_profile("ecdosis")


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
