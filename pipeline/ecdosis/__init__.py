"""Ecdosis: from a dirty plain text to a scholarly edition, with every change recorded and undoable.

    >>> import ecdosis
    >>> edition = ecdosis.repair("In the evening the clerk recieved a letter.", language="en")
    >>> edition.reading
    'In the evening the clerk received a letter.\\n'
    >>> [(change.source, change.reading, change.by) for change in edition.changes]
    [('ie', 'ei', 'spelling')]
    >>> edition.source
    b'In the evening the clerk recieved a letter.'

What it gives is explained in `ecdosis.interface`, and loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ecdosis.editor.rows import Decision
    from ecdosis.errors import EcdosisError, MissingInputError, ToolError, UnusableInputError, UsageError
    from ecdosis.formats.design import Design
    from ecdosis.interface import Edition, edition, open, publish, repair
    from ecdosis.project.descriptor import Descriptor
    from ecdosis.tei.read import OpenQuery, Recognised, Record

VERSION: Final = "0.1.0"
"""The version of this package, as in `pyproject.toml`; it stands in every edition's header."""
RELEASED: Final = "2026-11-23"
"""The day of this version: the date of what has no other, since the clock would make each build another."""
__version__: Final = VERSION

_FROM: Final = {
    "interface": ("Edition", "edition", "open", "publish", "repair"),
    "project.descriptor": ("Descriptor",),
    "editor.rows": ("Decision",),
    "tei.read": ("OpenQuery", "Recognised", "Record"),
    "formats.design": ("Design",),
    "errors": ("EcdosisError", "MissingInputError", "ToolError", "UnusableInputError", "UsageError"),
}
"""Where the public names come from: a program that only wants some of it loads no more."""
__all__ = [
    "RELEASED",
    "VERSION",
    "Decision",
    "Descriptor",
    "Design",
    "EcdosisError",
    "Edition",
    "MissingInputError",
    "OpenQuery",
    "Recognised",
    "Record",
    "ToolError",
    "UnusableInputError",
    "UsageError",
    "edition",
    "open",
    "publish",
    "repair",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for module, names in _FROM.items():
        if name in names:
            return getattr(import_module(f"ecdosis.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
