"""The inputs: all sorts of files that can be read. Everything that looks for texts reads this table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from ecdosis import plugins
from ecdosis.errors import ToolError
from ecdosis.inputs.input import Input

GROUP: Final = "ecdosis.inputs"
PLAIN: Final = Input("plain-text", ("txt",), "text/plain")
"""What a file is taken for whose ending says nothing else, if a person names it."""
BUILT_IN: Final = (PLAIN,)
"""The inputs of Ecdosis itself."""
TAKEN: Final = ("toml", "tsv")
"""The endings that no input can have: those of descriptors and decisions, which lie beside texts."""
_ENDING: Final = re.compile("[a-z0-9]{1,16}")


@cache
def inputs() -> tuple[Input, ...]:
    """All inputs, those of plug-ins (entry points of `ecdosis.inputs`, each an `Input`) too. Raises ToolError if one of
    these is none, or has an ending that is taken."""
    found = (*BUILT_IN, *(_checked(name, found) for name, found in plugins.loaded(GROUP)))
    _check_distinct(found)
    return found


def _checked(name: str, found: object) -> Input:
    """The input of a plug-in, with its package. Raises ToolError if it is none, or has no endings of an input."""
    package = plugins.package(GROUP, name)
    if not isinstance(found, Input) or not found.extract:
        raise ToolError(f"The plug-in {package} has no input, but {found!r:.60}. Update it, or take it out.")
    wrong = [ending for ending in found.endings if not _ENDING.fullmatch(ending) or ending in TAKEN]
    if wrong or not found.endings:
        raise ToolError(
            f"The plug-in {package} would read files with the ending “{', '.join(wrong)}”: it must be in small letters "
            f"and figures, and not {' or '.join(TAKEN)}. Update it, or take it out."
        )
    return replace(found, package=package)


def _check_distinct(given: Iterable[Input]) -> None:
    """Raise ToolError, naming both packages, if two inputs read files with one ending."""
    known: dict[str, Input] = {}
    for one in given:
        for ending in one.endings:
            if other := known.get(ending):
                whose, also = other.whose, one.whose
                raise ToolError(
                    f"Two inputs read files with the ending “.{ending}”: one is of {whose}, the other of {also}. Take "
                    "one out of this environment."
                )
            known[ending] = one


def endings() -> tuple[str, ...]:
    """The endings of all files that are looked for in a folder of texts."""
    return tuple(ending for one in inputs() for ending in one.endings)


def is_read(name: str) -> bool:
    """Whether the ending of a file's name is that of an input."""
    return Path(name).suffix.removeprefix(".").lower() in endings()


def of(path: Path) -> Input:
    """The input that reads a file; as a plain text, if its ending is that of none."""
    ending = path.suffix.removeprefix(".").lower()
    return next((one for one in inputs() if ending in one.endings), PLAIN)
