"""What holds for all editions of a project, unless their descriptors say otherwise: `[defaults]` in `ecdosis.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ecdosis.errors import UsageError
from ecdosis.project.descriptor import Descriptor, check, table_of
from ecdosis.stages.table import policies

NAME: Final = "ecdosis.toml"
"""The file of a project, beside `seeds/`."""
SHARED: Final = ("authority", "editor", "identifiers", "licence", "licence_url", "rights", "series")
"""Facts that may be the same for all editions of a project."""
NONE: Final[Mapping[str, str]] = MappingProxyType({})


def load(root: Path) -> Mapping[str, str]:
    """The defaults of a project; none if it has no such file. Raises UsageError, with the place and the remedy."""
    path = root / NAME
    if not path.exists():
        return NONE
    table = table_of(path)
    stated = table.get("defaults", {})
    if set(table) - {"defaults"} or not isinstance(stated, dict):
        raise UsageError(f"{path}: write all that it says under [defaults].")
    allowed = (*SHARED, *policies())
    for key in stated:
        if key not in allowed:
            raise UsageError(f"{path}: “{key}” is no default. Known are: {', '.join(allowed)}.")
    check(stated, path)
    return stated


def with_defaults(known: Descriptor, defaults: Mapping[str, str]) -> Descriptor:
    """A descriptor with the defaults where it says nothing."""
    if not defaults:
        return known
    facts = {one.name: getattr(known, one.name) for one in fields(known) if one.name != "policies"}
    stated = {name: fact for name, fact in facts.items() if fact}
    return check({**defaults, **stated, **dict(known.policies)}, Path(NAME))
