"""What all tests share: where the five texts are, if they are, and how hard Hypothesis looks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

from pipeline.errors import ToolError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


def needed(error: ToolError) -> NoReturn:
    """Skip a test for want of something from outside; in CI it has to be there."""
    if os.environ.get("ECDOSIS_CI"):
        raise error
    pytest.skip(str(error))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine, without a network. Only one can be driven in a process."""
    from playwright.sync_api import sync_playwright

    from pipeline.tools import node

    try:
        program = node.chromium()
    except ToolError as error:
        needed(error)
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()
