"""What is known of a work: what the descriptor says, and where it is silent, what the file says of it, and the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.project.descriptor import Descriptor

PEOPLE: Final = ("author", "translator")


def completed(known: Descriptor, told: Provenance) -> tuple[Descriptor, Mapping[str, str]]:
    """A descriptor with what the file says of the work where it says nothing itself, and which facts (by name) are
    inferred, each from what. A subtitle goes with its title."""
    if not told.origins:
        return known, MappingProxyType({})
    whence = f"the head of the file, from {told.origins[0]}"
    facts = {name: getattr(told, name) for name in PEOPLE if getattr(told, name) and not getattr(known, name)}
    if told.title and not known.title:
        facts |= {"title": told.title} | ({"subtitle": told.subtitle} if not known.subtitle else {})
    found = {name: fact for name, fact in facts.items() if fact}
    return replace(known, **found), MappingProxyType(dict.fromkeys(found, whence))
