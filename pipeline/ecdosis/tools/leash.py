"""Programs that end when we do, however we end: also when we are killed and can do nothing about it any more.

A small process of our own stands between: it starts the program and holds the reading end of a pipe from us. Nobody
else has the writing end (the system closes it in every program that we start), so when we are gone, the pipe is closed
and it ends the program. That needs nothing but pipes, which every system has. It is this very file, run by itself,
and uses nothing of ours.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from multiprocessing.process import parent_process
from typing import Final

PATIENCE: Final = 10.0
"""Seconds that a program that is ended has to be gone, before we go on without waiting for it."""


def started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """What keeps a program running for us, and is over as soon as the program is; end it by `ended`.
    Raises OSError."""
    return subprocess.Popen(
        [sys.executable, "-I", __file__, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def ended(keeper: subprocess.Popen[bytes]) -> None:
    """End a program."""
    if keeper.stdin:
        keeper.stdin.close()
    try:
        keeper.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        keeper.kill()


def with_parent() -> None:
    """Have this worker process end as soon as the process that started it is gone; else it would wait for work for
    ever, and what it started with it."""
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _keep(command: Sequence[str]) -> int:
    """Run a program until it ends, the pipe is closed or we are told to end; its exit status."""
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, _stopped)
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        threading.Thread(target=_watch, args=(program,), daemon=True).start()
        return program.wait()
    finally:
        program.kill()


def _stopped(*_: object) -> None:
    raise SystemExit(1)


def _watch(program: subprocess.Popen[bytes]) -> None:
    """End a program when the pipe is closed. Read without a buffer, whose lock would be held when we end."""
    while os.read(0, 1):
        pass
    program.kill()


if __name__ == "__main__":
    sys.exit(_keep(sys.argv[1:]))
