"""Which of the quick tests execute which lines, and how long each takes: what `recording.py` wrote, read again."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Final

from coverage import CoverageData

from faults import recording
from faults.checkouts import CannotTryError, Checkout
from faults.results import State

_FILES_KEPT: Final = 24
"""Of how many files the tests of each line are kept at once: faults come file by file."""
_DONE: Final = "files"
SLOW: Final = 2
"""A test that takes more than this many times as long as tests do comes after those that do not."""
OWN: Final = 2
"""How much it counts that a file of tests has the name of the altered file, where that of its room counts one."""


class Recorded:
    """What was recorded in some folders. Files are named as in the package: `model/pieces.py`."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.seconds: dict[str, float] = {}
        for times in (path for folder in folders for path in sorted(folder.glob("*.json"))):
            self.seconds |= json.loads(times.read_text(encoding="utf-8"))
        self._databases = [CoverageData(str(path)) for folder in folders for path in folder.glob("*.coverage")]
        for database in self._databases:
            database.read()
        self.by_line = lru_cache(_FILES_KEPT)(self._by_line)

    def _by_line(self, file: str) -> Mapping[int, Set[str]]:
        """The tests that execute each line of a file."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        for database in self._databases:
            for path in database.measured_files():
                if path.endswith(f"/pipeline/ecdosis/{file}"):
                    for line, tests in database.contexts_by_lineno(path).items():
                        found[line].update(test for test in tests if test in self.seconds)
        return found

    def tests(self, file: str, places: Mapping[str, Set[int]]) -> list[str]:
        """Those that execute one of these lines (of each file), the likeliest to find an alteration of `file` first. If
        there are none, all that execute some of it."""
        executed = Counter(test for tests in self.by_line(file).values() for test in tests)
        lines = ((other, line) for other, lines in places.items() for line in lines)
        chosen = {test for other, line in lines for test in self.by_line(other).get(line, ())} or set(executed)
        about: Counter[str] = Counter()
        for test in chosen:
            about[file_of(test)] += executed[test]
        slow = SLOW * sum(self.seconds.values()) / max(1, len(self.seconds))

        def rank(test: str) -> tuple[float | str, ...]:
            tests = file_of(test)
            alike = _alike(file, tests)
            return (
                self.seconds[test] > slow and alike < OWN,
                -alike,
                -about[tests],
                tests,
                self.seconds[test] / max(1, executed[test]),
                test,
            )

        return sorted(chosen, key=rank)


def _alike(file: str, tests: str) -> int:
    """How much of its name a file of tests has from a file of the package and from its room."""
    *rooms, own = (set(re.findall("[a-z]+", part)) for part in file.removesuffix(".py").split("/"))
    words = set(re.findall("[a-z]+", Path(tests).stem))
    return OWN * len(words & own) + len(words.intersection(*rooms[-1:]))


def file_of(test: str) -> str:
    return test.partition("::")[0]


def recorded(copy: Checkout, folder: Path, now: State, jobs: int) -> Recorded:
    """What the quick tests execute, recorded unless it is known. If only files of tests have changed since, these are
    recorded again. Raises CannotTryError if a test fails."""
    room = folder / now.program[:12]
    done = room / _DONE
    known: dict[str, str] = json.loads(done.read_text(encoding="utf-8")) if done.is_file() else {}
    changed = [file for file, digest in now.tests.items() if known.get(file) != digest]
    if changed:
        part = room / f"{len(list(room.glob('*'))):03}"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        print(f"What the tests execute is recorded first ({len(changed)} files)", flush=True)
        options = ("-p", "faults.recording", "-n", str(jobs), "--dist", "worksteal")
        if failed := copy.failing(changed, *options, known={recording.FOLDER: str(part)}):
            raise CannotTryError(f"these tests fail as it is: {', '.join(failed)}")
        done.write_text(json.dumps(dict(now.tests)), encoding="utf-8")
    return Recorded([path for path in sorted(room.iterdir()) if path.is_dir()])
