"""Names of persons as TEI and running text have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from ecdosis.bibliography.work import Name
from ecdosis.stages.persons import unqualified
from ecdosis.tei.names import NAMESPACES
from ecdosis.tei.read import reading_of

_PARTICLES: Final = "von|van|der|den|de|du|des|da|di|del|della|la|le|zu|zur|ten|ter|y|al|el|фон|де"
_INITIALS: Final = re.compile(r"(?P<family>\S+),?\s+(?P<given>(?:[^\W\d_]\.[\s-]?)+)")
_TRIM: Final = " ,;:.()[]"


def names(element: etree._Element) -> Iterator[Name]:
    """The names in an `author`, `editor` or the like: those that it marks, else its words as one name."""
    marked = element.findall(".//tei:persName", NAMESPACES) or element.findall(".//tei:name", NAMESPACES)
    bodies = element.findall(".//tei:orgName", NAMESPACES)
    for body in bodies:
        yield Name(literal=reading_of(body))
    for person in marked or ([] if bodies else [element]):
        if reading_of(person).strip(_TRIM):
            yield _name(person)


def _name(person: etree._Element) -> Name:
    family, given = _joined(person, "surname"), _joined(person, "forename")
    if family:
        return Name(family, given, _joined(person, "nameLink"))
    if person.get("type") in ("org", "organisation", "organization", "corporate"):
        return Name(literal=reading_of(person))
    return told(reading_of(person))


def _joined(person: etree._Element, name: str) -> str:
    return " ".join(reading_of(part) for part in person.iterfind(f".//tei:{name}", NAMESPACES))


def told(text: str) -> Name:
    """The name that some words are: `Carr, E. H.`, `Edmund Farrow`, `Карр Э. Х.`, or a surname alone."""
    bare = unqualified(text).strip(" ,;:()[]")
    bare = bare if re.search(r"(?<!\w)\w\.$", bare) else bare.rstrip(".")
    if "," in bare:
        family, given = (part.strip() for part in bare.split(",", 1))
        return _parted(family, given)
    if re.fullmatch(r"(?:[^\W\d_]\.\s*)+", bare):  # who hides behind initials has no surname
        return Name(literal=bare)
    if match := _INITIALS.fullmatch(bare):
        return Name(match["family"], match["given"].strip())
    match_particle = re.fullmatch(rf"(?P<given>.+?)\s+(?P<family>(?:(?:{_PARTICLES})\s+)+\S+(?:\s\S+)?)", bare)
    if match_particle:
        return _parted(match_particle["family"], match_particle["given"])
    given, _, family = bare.rpartition(" ")
    return Name(family, given)


def _parted(family: str, given: str) -> Name:
    """A name with the particle before its surname told apart."""
    match = re.fullmatch(rf"(?P<particle>(?:(?:{_PARTICLES})\s+)*)(?P<family>.+)", family)
    return Name(match["family"], given, match["particle"].strip()) if match else Name(family, given)
