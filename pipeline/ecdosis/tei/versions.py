"""The versions of our format: which one a file is in, and what older ones call by another name.

A file says so where TEI says to which customisation it keeps (`schemaRef` in `encodingDesc`: Guidelines, 2.3.10), in
the number (`@n`) of the reference to ours. Files of the first release do not say it; theirs is format 1.

Whoever renames a kind or a stage adds a format to `FORMATS`, with the old names, and everything that reads our TEI
goes on reading what older releases wrote. What the source was does not depend on names, so `restore` reads any format.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lxml import etree

from ecdosis.errors import UnusableInputError
from ecdosis.tei.names import ID, NAMESPACES, tag

KEY: Final = "ecdosis"
"""The name of our customisation (`schemaSpec/@ident` in tei/schema/ecdosis.odd)."""
ODD: Final = "schema/ecdosis.odd"
"""Where it is, as seen from the editions of the project (TEI wants an address)."""
RULE: Final = "#rule-"
"""How `@ana` names a kind."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """The names that a format has for what the one before it calls otherwise: old name -> new name."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)


FORMATS: Final[Mapping[int, Renamed]] = MappingProxyType(
    {1: Renamed(), 2: Renamed(stages={"languages": "foreign"}), 3: Renamed()}
)
"""Every format there has been, from 1 on without a gap, and what was renamed in it."""
FORMAT: Final = max(FORMATS)
"""The newest format. It grows when a kind or a stage gets another name, or when anything is written in a way that an
earlier release would misread: not when there is only more of what it knows."""


WITHOUT_OWN: Final = 2
"""The format of a file without words of the editor's own before the text: earlier releases, which would take these for
the source's, read it as well."""


def declaration(text: etree._Element) -> str:
    """The element of the header that names the format of a `text` element."""
    own = text.find("tei:front/tei:div[@resp]", NAMESPACES) is not None
    return f'<schemaRef key="{KEY}" n="{FORMAT if own else WITHOUT_OWN}" url="{ODD}"/>'


def version(root: etree._Element) -> int:
    """The format that a TEI file says it is in; 1 if it says none. Raises ValueError if it says what is no number."""
    found = root.find(f"tei:teiHeader/tei:encodingDesc/tei:schemaRef[@key='{KEY}']", NAMESPACES)
    said = "1" if found is None else found.get("n", "1")
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise ValueError(f"“{said}” is no number of a format")
    return int(said)


def check(root: etree._Element, path: Path) -> None:
    """Raise UnusableInputError for a file in a format that is newer than this program, or in none."""
    try:
        found = version(root)
    except ValueError as error:
        raise UnusableInputError(f"{path}: not as Ecdosis writes it ({error}). Build it again.") from error
    if found > FORMAT:
        raise UnusableInputError(
            f"{path}: a newer version of Ecdosis made this file (its format is {found}; this version reads formats up "
            f"to {FORMAT}). Update Ecdosis to read it; `ecdosis restore` gives its source all the same."
        )


def current(root: etree._Element, formats: Mapping[int, Renamed] = FORMATS) -> etree._Element:
    """A TEI file of any known format as the newest of `formats` would name things: another tree, or the same if nothing
    in it has another name now. Raises ValueError for a number that is none."""
    now = since(version(root), formats)
    if not now.kinds and not now.stages:
        return root
    root = copy.deepcopy(root)
    for element in root.iter("*"):
        for attribute, prefix, names in (("ana", RULE, now.kinds), ("resp", "#", now.stages), ("who", "#", now.stages)):
            if pointers := element.get(attribute):
                element.set(attribute, " ".join(_pointer(one, prefix, names) for one in pointers.split()))
        if tag(element) in ("category", "respStmt") and (name := element.get(ID)):
            prefix, names = (RULE[1:], now.kinds) if tag(element) == "category" else ("", now.stages)
            element.set(ID, _pointer(name, prefix, names))
    return root


def since(number: int, formats: Mapping[int, Renamed] = FORMATS) -> Renamed:
    """What the names of a format are in the newest of `formats`, as far as they are others."""
    later = [formats[one] for one in sorted(formats) if one > number]
    return Renamed(_together([one.kinds for one in later]), _together([one.stages for one in later]))


def _together(renamed: list[Mapping[str, str]]) -> dict[str, str]:
    """What the names that any of several formats in a row did away with are called in the end."""
    found: dict[str, str] = {}
    for names in renamed:
        found = {**names, **{old: names.get(new, new) for old, new in found.items()}}
    return found


def _pointer(pointer: str, prefix: str, names: Mapping[str, str]) -> str:
    name = pointer.removeprefix(prefix)
    return f"{prefix}{names[name]}" if pointer.startswith(prefix) and name in names else pointer
