"""Folders for files that only a program from outside needs, for as long as it works; also those of a process that was
killed go away, with the next one that needs some."""

from __future__ import annotations

import atexit
import contextlib
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from ecdosis.errors import UsageError

PREFIX: Final = "ecdosis-scratch-"
"""How the names of such folders begin."""
FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What is said of a disk on which there is no more room; the file is not always named then."""


@contextlib.contextmanager
def scratch(room: Path | None = None) -> Iterator[Path]:
    """A folder for this block alone, in the system's folder for temporary files or in another. It is locked while it is
    used, so that those of the dead can be told. Raises UsageError if nothing can be written there."""
    try:
        base = room or Path(tempfile.gettempdir())
        _swept(base)
        folder, handle = _made(base)
    except OSError as error:
        raise _no_room(room, error) from error
    try:
        yield folder
    except OSError as error:
        if error.errno in FULL or str(error.filename or "").startswith(str(folder)):
            raise _no_room(base, error) from error
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


@cache
def for_good() -> Path:
    """A folder for as long as this process lives. Raises UsageError if nothing can be written there."""
    until = contextlib.ExitStack()
    atexit.register(until.close)
    return until.enter_context(scratch())


def _no_room(base: Path | None, error: OSError) -> UsageError:
    where = base or "The folder for temporary files"
    return UsageError(
        f"{where}: cannot be written ({error.strerror}). Free some space there, or set TMPDIR to another."
    )


def _made(base: Path) -> tuple[Path, int]:
    """A new folder, locked. Another process may take it for one of the dead before it is: then one more is made."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue
        _lock(handle)
        if folder.exists():
            return folder, handle
        os.close(handle)


def _lock(handle: int, wait: int = 0) -> bool:
    """Whether a folder could be locked (flock(2)). Where locks are unknown, nothing is ever swept."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | wait)
    except OSError:
        return False
    return True


@cache
def _swept(base: Path) -> None:
    """Take away what the dead left, once a run."""
    with contextlib.suppress(OSError):
        for folder in list(base.glob(f"{PREFIX}*")):
            _sweep(folder)


def _sweep(folder: Path) -> None:
    with contextlib.suppress(OSError):
        if folder.lstat().st_uid != os.geteuid():
            return
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if _lock(handle, fcntl.LOCK_NB):
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(handle)
