"""A plug-in of pytest (`-p faults.recording`): which lines of the program each test executes, and how long it takes.

Into the folder that `ECDOSIS_RECORDED` names goes one database of coverage.py a process, in which the context of a line
is the id of the test that executed it (none: the line was executed while modules were imported), and one JSON object of
tests and seconds. `recorded.py` reads them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from pathlib import Path
from time import perf_counter
from typing import Final

import coverage
import pytest

from faults import PACKAGE, ROOT

FOLDER: Final = "ECDOSIS_RECORDED"


class Recorder:
    """Records from when it is made until pytest ends."""

    def __init__(self, folder: Path) -> None:
        name = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.seconds: dict[str, float] = {}
        self.times = folder / f"{name}.json"
        self.lines = coverage.Coverage(folder / f"{name}.coverage", source=[str(ROOT / PACKAGE)], config_file=False)
        self.lines.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self.lines.switch_context(item.nodeid)
        begun = perf_counter()
        done = yield
        self.seconds[item.nodeid] = perf_counter() - begun
        return done

    def pytest_unconfigure(self) -> None:
        self.lines.stop()
        self.lines.save()
        self.times.write_text(json.dumps(self.seconds), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Of pytest-xdist, its workers run the tests; what they report to has nothing to record."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        config.pluginmanager.register(Recorder(Path(os.environ[FOLDER])), "recorder")
