"""Whether the quick tests find the faults of this folder: `make mutants`, or `PYTHONPATH=tests python -m faults`.

From one run of the quick tests it is known which test executes what: `selecting.py` says which of them are chosen for a
fault, and in what order. They run on a copy of the checkout with the fault in it until the first fails. The faults that
no chosen test finds are then put in all at once, and all quick tests run: those that fail are tried on each of these
faults alone, and so on until nothing fails. Only what is left then has survived.

What was found out is kept (in the cache folder) for as long as the program and the tests in question are the same, so a
second run does only what is new; where they have changed, the test that found the fault last time goes first. The exit
status is 1 if a fault survived, 2 if the tests fail as it is.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from itertools import accumulate, groupby
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from ecdosis.storage.files import cache_folder
from faults import Fault, faults
from faults.checkouts import CannotTryError, Checkout, checkout
from faults.recorded import Recorded, file_of, recorded
from faults.results import Results, State, state
from faults.selecting import altered, modules, places

SHARE: Final = 0.1
"""What share of the time of all tests those may take that are chosen for one fault: then it is cheaper to run all."""
TIMES: Final = 4
"""Of the chosen tests those of one file run first, by themselves, then those of this many times as many, and so on: to
import the files of all takes longer than most faults take to be found."""
PATIENCE: Final = 20
"""How many times as long as they took the chosen tests may take; then their fault counts as found: an endless loop."""
START: Final = 120
"""Seconds for pytest to start on a busy machine."""


class Trial:
    """Faults, tried on copies of the checkout, as many at once as there are copies."""

    def __init__(self, copies: Sequence[Checkout], results: Results, record: Recorded) -> None:
        self.free: SimpleQueue[Checkout] = SimpleQueue()
        for copy in copies:
            self.free.put(copy)
        self.jobs = len(copies)
        self.first = copies[0]
        self.state: State = state(self.first)
        self.results = results
        self.record = record

    @contextmanager
    def copy(self) -> Iterator[Checkout]:
        """One that nobody else works with."""
        copy = self.free.get()
        try:
            yield copy
        finally:
            self.free.put(copy)

    def find(self, fault: Fault, tests: Sequence[str]) -> str | None:
        """Which of these tests finds it."""
        with self.copy() as copy, copy.altered([fault]):
            for part in parts(tests):
                took = sum(self.record.seconds.get(test, 0) for test in part)
                if failed := copy.failing(part, "-x", seconds=START + PATIENCE * took):
                    return failed[0]
        return None

    def each(self, rows: Sequence[tuple[Fault, Sequence[str]]]) -> list[Fault]:
        """Try each fault on its tests. What is found is kept and told; the others are given back."""
        with ThreadPoolExecutor(self.jobs) as pool:
            tried: dict[Future[str | None], Fault] = {pool.submit(self.find, *row): row[0] for row in rows}
            try:
                for future in as_completed(tried):
                    if finder := future.result():
                        self.results.keep(tried[future], self.state, finder)
                        print(f"found     {tried[future].place}: {tried[future].breaks} ({finder})", flush=True)
            except BaseException:
                pool.shutdown(cancel_futures=True)  # else what waits would be tried before an interruption ends this
                raise
        return [fault for future, fault in tried.items() if not future.result()]

    def together(self, left: list[Fault]) -> list[Fault]:
        """All quick tests, on all of these faults at once, until none of them is found any more."""
        while left:
            group = list(
                {(fault.place, fault.old): fault for fault in left}.values()
            )  # two at one place hide each other
            others = [fault for fault in left if fault not in group]
            with self.copy() as copy, copy.altered(group):
                failed = copy.failing([], "-n", str(self.jobs), "--dist", "worksteal")
            rest = self.each([(fault, failed) for fault in group]) if failed else group
            if len(rest) == len(group):
                return [*rest, *self.together(others)]
            left = [*rest, *others]
        return []


def parts(tests: Sequence[str]) -> Iterator[list[str]]:
    """Tests in the order in which they stand: those of one file, then those of more and more."""
    files = [list(group) for _, group in groupby(tests, file_of)]
    start, many = 0, 1
    while start < len(files):
        yield [test for file in files[start : start + many] for test in file]
        start, many = start + many, TIMES * many


def chosen(fault: Fault, trial: Trial) -> list[str]:
    """The tests that would find it, the likeliest first."""
    path, code, _ = fault.put_into(trial.first.package)
    file = path.relative_to(trial.first.package).as_posix()
    seen = places(modules(trial.first.package), file, altered(code, fault.old, fault.new))
    tests = trial.record.tests(file, seen)
    most = SHARE * sum(trial.record.seconds.values())
    took = accumulate(trial.record.seconds[test] for test in tests)
    within = [test for test, until in zip(tests, took, strict=True) if until <= most]
    finder = trial.results.finder(fault)
    return list(dict.fromkeys([finder, *within] if finder in trial.record.seconds else within))


def tell(all_of_them: Sequence[Fault], survivors: Sequence[Fault]) -> None:
    """A table by room, and what survived."""
    rooms, survived = (Counter(fault.room for fault in rows) for rows in (all_of_them, survivors))
    print(f"\n{'room':<16}{'faults':>8}{'found':>8}{'survived':>10}")
    for room, many in [*sorted(rooms.items()), ("all", len(all_of_them))]:
        left = survived.get(room, 0) if room != "all" else len(survivors)
        print(f"{room:<16}{many:>8}{many - left:>8}{left or '-':>10}")
    for fault in survivors:
        print(f"SURVIVED  {fault.place}: {fault.breaks}")


def tried(rows: Sequence[Fault], jobs: int, tests: Sequence[str]) -> list[Fault]:
    """Those of the faults that survive. With `tests`, only these run, and nothing is kept."""
    kept = cache_folder() / "faults"
    results = Results(kept / "results.jsonl")
    with ExitStack() as stack:
        copies = [stack.enter_context(checkout())]
        if tests:
            trial = Trial(copies, Results(Path(os.devnull)), Recorded())
            if failed := trial.first.failing(tests):
                raise CannotTryError(f"these tests fail as it is: {', '.join(failed)}")
            return trial.each([(fault, tests) for fault in rows])
        now = state(copies[0])
        new = [fault for fault in rows if not results.holds(fault, now)]
        if new:
            copies[0].prepare()
            copies += [stack.enter_context(checkout(copies[0].root)) for _ in range(jobs - 1)]
            trial = Trial(copies, results, recorded(copies[0], kept, now, jobs))
            for fault in trial.together(trial.each([(fault, chosen(fault, trial)) for fault in new])):
                results.keep(fault, now, None)
        return [fault for fault in rows if not results.finder(fault)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="faults", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("words", nargs="*", help="only faults in whose place or description one of these words stands")
    parser.add_argument("--room", action="append", help="only those of this room (a file of this folder)")
    parser.add_argument("--tests", nargs="*", default=[], help="these files of tests only; what is found is not kept")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="how many at once (as many as processors)"
    )
    options = parser.parse_args()
    rows = [fault for fault in faults() if not options.room or fault.room in options.room]
    rows = [f for f in rows if not options.words or any(word in f"{f.place} {f.breaks}" for word in options.words)]
    os.nice(10)  # one works beside it
    try:
        survivors = tried(rows, options.jobs, options.tests)
    except CannotTryError as error:
        print(f"No fault was tried: {error}", file=sys.stderr)
        return 2
    tell(rows, survivors)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
