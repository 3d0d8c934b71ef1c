"""Plug-ins: packages of others that add a stage, a format, an input, a language or a profile.

They say so by entry points (PyPA, Entry points specification), which are looked for once in a run, and only when they
are wanted. What one makes has its name: a stage is called `x-name`, and what it does is of the kinds that there are or
`x-name:kind`. A file that was made with it can be validated, restored and read without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

from ecdosis.errors import ToolError

GROUPS: Final = ("ecdosis.stages", "ecdosis.formats", "ecdosis.inputs", "ecdosis.languages", "ecdosis.profiles")
"""The groups of entry points: what each names is said where it is used."""


@cache
def found(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group, by name."""
    return tuple(sorted(entry_points(group=group), key=lambda point: point.name))


@cache
def loaded(group: str) -> tuple[tuple[str, Any], ...]:
    """What the entry points of a group name, with their names. Raises ToolError, saying which, if one cannot be
    loaded."""
    result = []
    for point in found(group):
        try:
            result.append((point.name, point.load()))
        except Exception as error:  # whatever a program of others does
            raise ToolError(
                f"The plug-in {_named(point)} cannot be loaded ({type(error).__name__}: {error}). Update it, or take "
                "it out of this environment."
            ) from error
    return tuple(result)


def package(group: str, name: str) -> str:
    """The package, with its version, in which an entry point of a group stands; its name, if that is not known."""
    point = next((point for point in found(group) if point.name == name), None)
    return f"{point.dist.name} {point.dist.version}" if point and point.dist else name


def attribute(reference: str) -> Any:
    """What is named as `module:name` (or `module` alone), loaded now. Raises ToolError if it is not there."""
    module, _, name = reference.partition(":")
    try:
        found = import_module(module)
        return getattr(found, name) if name else found
    except Exception as error:  # whatever a program of others does when it is loaded
        raise ToolError(
            f"{reference} cannot be loaded ({type(error).__name__}: {error}). Install again the package that it is of."
        ) from error


def failed(package: str, why: str) -> str:
    """What is said of a plug-in that did not do what it should."""
    return f"the plug-in {package} failed ({why}). Update it, or take it out of this environment."


def versions() -> Sequence[tuple[str, str]]:
    """The packages that have plug-ins, with their versions."""
    points = (point for group in GROUPS for point in found(group))
    return sorted({(point.dist.name, point.dist.version) for point in points if point.dist})


def _named(point: EntryPoint) -> str:
    return f"{point.name} ({point.dist.name})" if point.dist else point.name
