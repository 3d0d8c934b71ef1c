"""What was found out earlier, kept in a file, a line each: of one fault the last line counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from faults import Fault
from faults.checkouts import Checkout, digest


@dataclass(frozen=True, slots=True)
class State:
    """Of a checkout: digests of its program and of its files of tests."""

    program: str
    tests: Mapping[str, str]

    def of(self, finder: str | None) -> str:
        """What must stay for a finder to find it again: the program and the file of the test; for nothing to find it:
        the program and all tests."""
        files = self.tests.get((finder or "").partition("::")[0]) if finder else "".join(self.tests.values())
        return digest(f"{self.program}{files}".encode())


def state(copy: Checkout) -> State:
    return State(copy.program, copy.tests)


class Results:
    def __init__(self, file: Path) -> None:
        self.file = file
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        self.known: dict[str, tuple[str, str | None]] = {key: (of, by) for key, of, by in map(json.loads, lines)}

    def finder(self, fault: Fault) -> str | None:
        """The test that found it last time, whatever has changed since."""
        return self.known.get(_key(fault), ("", None))[1]

    def holds(self, fault: Fault, now: State) -> bool:
        """Whether what was found out holds still."""
        of, finder = self.known.get(_key(fault), ("", None))
        return of == now.of(finder)

    def keep(self, fault: Fault, now: State, finder: str | None) -> None:
        row = (_key(fault), now.of(finder), finder)
        self.known[row[0]] = row[1:]
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def _key(fault: Fault) -> str:
    return digest("\0".join((fault.place, fault.old, fault.new)).encode())
