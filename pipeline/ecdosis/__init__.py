"""Ecdosis: from a dirty plain text to a scholarly edition, with every change recorded and undoable."""

from typing import Final

VERSION: Final = "0.1.0"
"""The version of this package, as in `pyproject.toml`; it stands in every edition's header."""
RELEASED: Final = "2026-11-23"
"""The day of this version: the date of what has no other, since the clock would make each build another."""
