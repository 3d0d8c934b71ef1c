"""Programs of others that are fetched once and kept in the user's cache folder: each is there whole or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from ecdosis.storage.scratch import scratch


def kept(folder: Path, there: Callable[[], bool], make: Callable[[Path], None], *, again: bool = False) -> Path:
    """A folder, made unless what is wanted is `there`, or `again` if so asked. `make` fills a folder that does not
    exist yet, which then takes the place of the old one, if there is one. Of several processes one makes it, the others
    wait. Raises what `make` raises, and UsageError if nothing can be written there."""
    if there() and not again:
        return folder
    with contextlib.suppress(OSError):  # else `scratch` says what is wrong
        folder.parent.mkdir(parents=True, exist_ok=True)
    with scratch(folder.parent) as part, _alone(folder.parent):
        if there() and not again:
            return folder  # another process was faster
        make(part / "new")
        if folder.exists():
            folder.rename(part / "old")
        (part / "new").rename(folder)
    return folder


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """For this block no other process is in such a block for that folder (flock(2)); where locks are unknown, it may
    be."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
