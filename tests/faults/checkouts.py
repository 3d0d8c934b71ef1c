"""Copies of the checkout, in which faults are put and tests run."""

from __future__ import annotations

import hashlib
import json
import os
import py_compile
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path
from types import MappingProxyType
from typing import Final

from faults import PACKAGE, ROOT, Fault, chosen

LEFT_OUT: Final = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "output", "node_modules", "dist", "build")
"""What is not copied."""
COUNTS: Final = ("pipeline/ecdosis", "seeds", "tei/schema", "tests", "pyproject.toml")
"""On what it depends what tests find."""
_FOLDER: Final = f"{Path(__file__).parent.name}/"
_PYTEST: Final = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow")
_FAILED: Final = 1
_INTERRUPTED: Final = 2
"""A file could not be imported."""


class CannotTryError(Exception):
    """The tests could not be run; the text says why."""


@dataclass(frozen=True)
class Checkout:
    root: Path

    @property
    def package(self) -> Path:
        return self.root / PACKAGE

    @property
    def tests(self) -> dict[str, str]:
        """The files of tests, as pytest names them, and a digest of each. That of the faults themselves is none of
        them: of each fault that is put in it says that it cannot be put in."""
        files = sorted(set(self.root.glob("tests/test_*.py")) - {self.root / "tests/test_hand_mutants.py"})
        return {path.relative_to(self.root).as_posix(): digest(path.read_bytes()) for path in files}

    @property
    def program(self) -> str:
        """A digest of all on which it depends what tests find, but for these files of tests."""
        tops = (self.root / name for name in COUNTS)
        paths = (path for top in tops for path in sorted([top] if top.is_file() else top.rglob("*")) if path.is_file())
        names = {path.relative_to(self.root).as_posix(): path for path in paths if path.suffix != ".pyc"}
        left = {*self.tests, "tests/test_hand_mutants.py"}
        kept = (name for name in names if name not in left and not name.startswith(f"tests/{_FOLDER}"))
        return digest(b"".join(name.encode() + b"\0" + names[name].read_bytes() for name in kept))

    @contextmanager
    def altered(self, faults: Sequence[Fault]) -> Iterator[list[Fault]]:
        """With those of these faults in it that are given: one whose text another has altered is not put in."""
        before: dict[Path, str] = {}
        there = []
        try:
            for fault in faults:
                try:
                    path, code, new = fault.put_into(self.package)
                except ValueError:
                    continue
                there.append(fault)
                before.setdefault(path, code)
                path.write_text(new, encoding="utf-8")
                # What is compiled is known by size and second alone, and both can be the same.
                Path(cache_from_source(path)).unlink(missing_ok=True)
            yield there
        finally:
            for path, code in before.items():
                path.write_text(code, encoding="utf-8")
                py_compile.compile(str(path), doraise=True)

    def failing(
        self,
        tests: Sequence[str],
        *options: str,
        seconds: float | None = None,
        known: Mapping[str, str] = MappingProxyType({}),
    ) -> list[str]:
        """Which of these tests or files of tests fail, the first first; without any, of all quick tests. After
        `seconds` they are ended: an endless loop is a fault that is found.

        Raises CannotTryError if they could not be run.
        """
        with tempfile.TemporaryDirectory() as folder:
            if any("::" in test for test in tests):
                Path(folder, chosen.TESTS).write_text(json.dumps(tests), encoding="utf-8")
            files = list(dict.fromkeys(test.partition("::")[0] for test in tests)) or list(self.tests)
            environment = {**self._environment(), chosen.FOLDER: folder, **known}
            status = _run([*_PYTEST, "-p", "faults.chosen", *options, *files], environment, self.root, seconds)
            if status is None:
                return [f"{files[0]}: no end"]
            if status not in {0, _FAILED, _INTERRUPTED}:
                raise CannotTryError(f"pytest ended with status {status}")
            failed: list[str] = json.loads(Path(folder, chosen.FAILED).read_text(encoding="utf-8"))
            return failed

    def _environment(self) -> dict[str, str]:
        """The paths go before those of the environment, where the editable install leads to the checkout itself."""
        paths = os.pathsep.join((str(self.package.parent), str(self.root / "tests")))
        return os.environ | {"ECDOSIS_EXAMPLES": "20", "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}

    def prepare(self) -> None:
        """See to it that the tests run on this copy, and compile it. Raises CannotTryError."""
        where = [sys.executable, "-c", "import ecdosis; print(ecdosis.__file__)"]
        found = subprocess.run(where, env=self._environment(), cwd=self.root, capture_output=True, text=True)
        if not Path(found.stdout.strip()).is_relative_to(self.root):
            raise CannotTryError(f"the tests would run on {found.stdout}{found.stderr}, not on the copy")
        if failed := self.failing([], "--collect-only", known={"PYTHONDONTWRITEBYTECODE": ""}):
            raise CannotTryError(f"cannot be imported: {', '.join(failed)}")


@contextmanager
def checkout(source: Path | None = None) -> Iterator[Checkout]:
    """A copy of this checkout, or of another copy with what is compiled there, which goes at the end."""
    with tempfile.TemporaryDirectory(prefix="ecdosis-") as folder:
        copy = Path(folder, "checkout")
        shutil.copytree(source or ROOT, copy, ignore=shutil.ignore_patterns(*(() if source else LEFT_OUT)))
        yield Checkout(copy.resolve())


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _run(command: Sequence[str], environment: dict[str, str], folder: Path, seconds: float | None) -> int | None:
    """The exit status; None if it did not end in time, and then all that it has started is ended."""
    with subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(seconds)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                return None
            raise
