"""A plug-in of pytest (`-p faults.chosen`): the chosen tests, in the order in which they are named, and which fail.

`ECDOSIS_CHOSEN` names a folder. Where it holds `tests.json`, a list of ids, only these run. Into `failed.json` go the
ids of what failed, the first first: of tests, or of files that could not be collected.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

import pytest

FOLDER: Final = "ECDOSIS_CHOSEN"
TESTS: Final = "tests.json"
FAILED: Final = "failed.json"


class Chosen:
    def __init__(self, folder: Path) -> None:
        self.failed: dict[str, None] = {}
        self.told = folder / FAILED
        named = folder / TESTS
        ids = json.loads(named.read_text(encoding="utf-8")) if named.is_file() else []
        self.place = {name: place for place, name in enumerate(ids)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.place:
            chosen = (item for item in items if item.nodeid in self.place)
            items[:] = sorted(chosen, key=lambda item: self.place[item.nodeid])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._note(report)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._note(report)

    def _note(self, report: pytest.CollectReport | pytest.TestReport) -> None:
        if report.failed:
            self.failed[report.nodeid] = None

    def pytest_unconfigure(self, config: pytest.Config) -> None:
        if not hasattr(config, "workerinput"):  # of pytest-xdist's workers, the one that they report to tells
            self.told.write_text(json.dumps(list(self.failed)), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Chosen(Path(os.environ[FOLDER])), "chosen")
