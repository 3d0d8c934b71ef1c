"""How often Python looks for objects that nothing needs but each other (`gc`)."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

YOUNG: Final = 100_000
"""New objects after which it looks. A build makes millions that live as long as it, hardly any of them in circles:
after each 700 (Python's own number until 3.12) a seventh of its time went into looking."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Inside of it Python looks seldom, as long as it looks at all."""
    before = gc.get_threshold()
    gc.set_threshold(max(YOUNG, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
