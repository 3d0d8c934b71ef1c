"""Programs that must end with us: whatever way we end, and whoever of us started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from ecdosis.tools import leash

LONG: Final = 120
"""Seconds that the fake server runs if nobody ends it: far longer than anything here waits for its end."""
SERVER: Final = (
    f"import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep({LONG}); print(sys.argv[1])"
)
"""A server that needs no Java: says that it runs, and does nothing."""
STARTS: Final = """
import signal, sys, time
from ecdosis.tools import leash
signal.signal(signal.SIGINT, signal.default_int_handler)  # where the tests run in the background it may be ignored
keeper = leash.started([sys.executable, "-c", sys.argv[2], sys.argv[1]])
print("started", flush=True)
time.sleep(600)
"""


def running(said: str) -> list[int]:
    """The processes that were called with some words, but for those that are over and only not buried yet."""
    asked = ["ps", "-A", "-ww", "-o", "pid=,stat=,args="]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    lines = (line.split(None, 2) for line in told.splitlines())
    return [int(pid) for pid, state, args in lines if said in args and state[0] != "Z" and int(pid) != os.getpid()]


def waited(paths: list[Path]) -> None:
    """Wait until all servers say that they run."""
    while not all(path.is_file() and path.read_text() for path in paths):
        time.sleep(0.05)


def none_left(said: str, also: int = 0) -> bool:
    """Whether all processes with these words, and one more, end before the servers would by themselves."""
    for _ in range(LONG * 5):
        if not running(said) and (not also or also not in running("")):
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def mark(tmp_path: Path) -> Iterator[Path]:
    """A file that a server writes; its name is known from all processes that have to do with it."""
    yield tmp_path / "server"
    for pid in running(str(tmp_path / "server")):  # what a failed test has left
        os.kill(pid, signal.SIGKILL)


def builder(script: str, mark: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script, str(mark), SERVER], stdout=subprocess.PIPE)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)
def test_it_ends_when_we_are_killed(mark: Path, how: signal.Signals) -> None:
    with builder(STARTS, mark) as process:
        waited([mark])
        process.send_signal(how)
    assert none_left(str(mark))


def test_it_ends_when_we_are_killed_while_it_starts(mark: Path) -> None:
    with builder(STARTS, mark) as process:
        assert process.stdout
        process.stdout.readline()
        process.kill()
    assert none_left(str(mark))


def test_it_ends_when_a_process_started_beside_it_lives_on(mark: Path) -> None:
    """No other child of ours holds the pipe."""
    beside = STARTS.replace("print(", "import subprocess\nsubprocess.Popen(['sleep', '60'], stdout=-3)\nprint(")
    with builder(beside, mark) as process:
        waited([mark])
        process.kill()
    assert none_left(str(mark))


def test_it_ends_when_we_say_so(mark: Path) -> None:
    keeper = leash.started([sys.executable, "-c", SERVER, str(mark)])
    waited([mark])
    leash.ended(keeper)
    assert none_left(str(mark))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda how: how.name)
def test_it_ends_when_what_keeps_it_is_told_to(mark: Path, how: signal.Signals) -> None:
    """As a key at a terminal, or a system that shuts down, tells all of us."""
    with leash.started([sys.executable, "-c", SERVER, str(mark)]) as keeper:
        waited([mark])
        keeper.send_signal(how)
        keeper.wait()
    assert none_left(str(mark))


def test_we_know_when_it_ends_by_itself() -> None:
    """Also if it could not be started at all."""
    for command, status in ([sys.executable, "-c", "raise SystemExit(7)"], 7), (["/nowhere/java"], 1):
        with leash.started(command) as keeper:
            assert keeper.wait() == status


@pytest.mark.parametrize("who", ["the builder", "the worker"])
def test_workers_end_with_the_builder_and_so_does_what_they_started(mark: Path, tmp_path: Path, who: str) -> None:
    script = tmp_path / "builds.py"
    script.write_text(
        "import sys, time\nfrom ecdosis.batch import workers\nfrom ecdosis.tools import leash\n\n\n"
        "def work(mark, server):\n    keeper = leash.started([sys.executable, '-c', server, mark])\n"
        "    import os\n    open(mark + '.worker', 'w').write(str(os.getpid()))\n    time.sleep(600)\n\n\n"
        "if __name__ == '__main__':\n    with workers(1) as pool:\n        pool.submit(work, *sys.argv[1:]).result()\n"
    )
    with subprocess.Popen([sys.executable, script, mark, SERVER], stderr=subprocess.DEVNULL) as process:
        pid = Path(f"{mark}.worker")
        waited([mark, pid])
        worker = int(pid.read_text())
        os.kill(process.pid if who == "the builder" else worker, signal.SIGKILL)
        process.wait()
    assert none_left(str(mark), worker)
