"""Who speaks in a play: the persons that the header lists, to whom each speech points (`sp/@who`).

Two names are one person if they are the same words, whatever their case, or if one is short for the other (`Haml.`) and
for no other name of the play: all else would be a guess. Who speaks together is told by their names; `All` and `Both`
are a group of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.model.document import Document
from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks import cast
from ecdosis.stages.words import AND, words
from ecdosis.tei.names import data

_BRACKETED: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_HOW: Final = re.compile(rf",\s(?!(?:{AND})\s)[^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁ].*")
"""How somebody speaks, behind the name (`HESTER, aside`)."""
_AND: Final = re.compile(rf" (?:{AND}) | ?[,&] ?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """One who speaks, or a group: the id, the name as it stands where it stands first."""

    id: str
    name: str
    group: bool = False

    @property
    def xml(self) -> str:
        """The element of the header."""
        what = "personGrp" if self.group else "person"
        name = "name" if self.group else "persName"
        return f'<{what} xml:id="{self.id}"><{name}>{data(self.name)}</{name}></{what}>'


def named(label: str) -> str:
    """The name in the words that say who speaks: without directions and the marks around it."""
    name = " ".join(_HOW.sub("", _BRACKETED.sub("", label)).split())
    return name.strip(" :.,—–-") or name


def persons(labels: Sequence[str]) -> tuple[tuple[Person, ...], Mapping[str, str]]:
    """The persons of a play, by what stands before its speeches, in the order in which they speak; and for each of
    these words the pointers to who speaks (`#person-1`)."""
    names = {label: named(label) for label in labels}
    short = _short(names)
    keys: dict[str, str] = {}  # name in small letters -> id
    found: list[Person] = []
    pointers: dict[str, str] = {}
    for label, name in names.items():
        key = short.get(name.casefold(), name.casefold())
        together = [part.casefold() for part in _AND.split(name)]
        whole = {other.casefold() for other in names.values()}
        if len(together) > 1 and all(part in whole and part != key for part in together):
            pointers[label] = ""  # told below, when all are known
            continue
        if key not in keys:
            keys[key] = f"person-{len(found) + 1}"
            found.append(Person(keys[key], name, group=key in words("everybody")))
        pointers[label] = f"#{keys[key]}"
    for label, told in pointers.items():
        if not told:
            parts = [short.get(part.casefold(), part.casefold()) for part in _AND.split(names[label])]
            pointers[label] = " ".join(f"#{keys[part]}" for part in parts)
    return tuple(found), pointers


def _short(names: Mapping[str, str]) -> Mapping[str, str]:
    """The names that are short for one other each, in small letters: a full stop ends them, and no other name of the
    play begins so."""
    stopped = {
        name.casefold() for label, name in names.items() if _BRACKETED.sub("", label).rstrip(" :—–-").endswith(".")
    }
    full = Counter(name.casefold() for name in names.values())
    found = {}
    for name in stopped:
        longer = [other for other in full if other != name and other.startswith(name) and " " not in other]
        if len(longer) == 1 and longer[0] not in found:
            found[name] = longer[0]
    return found


def told(document: Document, found: Sequence[Person]) -> dict[int, str]:
    """The pointers to who speaks, by the index of the line of a cast list that names somebody."""
    reading = document.text.reading
    lines = {i: reading[b.start : b.end] for i, b in enumerate(document.blocks) if b.type == Kind.CAST_ITEM}
    people = {f"#{person.id}": person.name for person in found if not person.group}
    return dict(cast.pointers(lines, people)) if lines else {}


def listed(found: Iterable[Person]) -> str:
    """The persons as the header has them; nothing if there are none."""
    told = "".join(person.xml for person in found)
    return f"<particDesc><listPerson>{told}</listPerson></particDesc>" if told else ""
