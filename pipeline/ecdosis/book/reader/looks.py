"""How words look: the usual spellings of `@rend`, `@rendition` and `@style`, as the marks that the products know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final

import langcodes
from langcodes.tag_parser import LanguageTagError
from lxml import etree

from ecdosis.book.reader.elements import named
from ecdosis.tei.names import XML

LANGUAGE: Final = f"{{{XML}}}lang"

SPELLINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        name: mark
        for mark, names in {
            "italic": "i it ital italic italics italique italicized kursiv cursive oblique slanted emph em emphasised",
            "bold": "b bo bold bolder fett boldface strong heavy",
            "small-caps": "sc k smallcaps small-caps smcap smcaps smallcap small-cap smallcapitals kapitälchen caps",
            "capitals": "allsmallcaps all-small-caps",
            "superscript": "sup super superscript superior exponent above raised ^",
            "subscript": "sub subscript inferior lowered",
            "underline": "u ul underline underlined underscore double-underline doubleunderline underlining uu",
            "strikethrough": "s strike strikethrough strikeout line-through linethrough crossed crossed-out overstrike",
            "spaced": "g spaced spaceletter letterspaced letter-spaced letterspace gesperrt spationiert expanded",
            "code": "tt mono monospace typewriter courier code typed",
        }.items()
        for name in names.split()
    }
)
"""What projects write in `@rend`, and as the names of a `rendition` (the Deutsches Textarchiv's are among them)."""
CSS: Final = (
    (re.compile(r"font-style\s*:\s*(italic|oblique)"), "italic"),
    (re.compile(r"font-weight\s*:\s*(bold|[6-9]00)"), "bold"),
    (re.compile(r"font-variant[a-z-]*\s*:\s*(all-)?small-caps"), "small-caps"),
    (re.compile(r"vertical-align\s*:\s*(super|top|text-top)"), "superscript"),
    (re.compile(r"vertical-align\s*:\s*(sub|bottom|text-bottom)"), "subscript"),
    (re.compile(r"text-decoration[a-z-]*\s*:\s*underline"), "underline"),
    (re.compile(r"text-decoration[a-z-]*\s*:\s*line-through"), "strikethrough"),
    (re.compile(r"letter-spacing\s*:\s*(?!0|normal|-)"), "spaced"),
    (re.compile(r"font-family\s*:[^;]*mono"), "code"),
)
"""Declarations of CSS -> the mark."""
ITALIC: Final = frozenset(("emph", "foreign", "term", "mentioned", "distinct", "ex"))
"""Elements that a printer sets in italics where the encoding does not say how they look (TEI Guidelines 3.3)."""
CODE: Final = named("code gi att val ident tag eg formula")
PERIODICAL: Final = frozenset(("m", "j", "s", ""))
"""Levels of titles in italics: monograph, journal, series, and where none is given."""
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*|x(-[A-Za-z0-9]{1,8})+")


@dataclass(frozen=True, slots=True)
class Look:
    """How the words at a place look; `preserve`: its blanks and line ends are its own."""

    marks: tuple[str, ...] = ()
    language: str = ""
    target: str = ""
    preserve: bool = False

    def marked(self, *marks: str) -> Look:
        """The same with further marks."""
        new = tuple(dict.fromkeys((*self.marks, *marks)))
        return self if new == self.marks else replace(self, marks=new)


@cache
def language_tag(told: str) -> str:
    """A language as BCP 47 has it, `en` for `ENG` (4.5, canonical form); empty if it is none that a reading system
    accepts."""
    told = told.strip().replace("_", "-")
    if not _TAG.fullmatch(told) or told.lower().startswith("x-"):
        return ""
    try:
        return langcodes.standardize_tag(told)
    except LanguageTagError:
        return ""


def marks_of(element: etree._Element, renditions: Mapping[str, str]) -> tuple[str, ...]:
    """The marks that an element's attributes ask for. `renditions`: id -> CSS or words, from the header."""
    told = element.get("rend") or ""
    styles = element.get("style") or ""
    for pointer in (element.get("rendition") or "").split():
        name = pointer.rpartition("#")[2].rpartition(":")[2]
        styles += f";{renditions.get(name, '')}"
        told += f" {name}" if name not in renditions else ""
    return _marks(told, styles) if told or styles.strip(";") else ()


@cache
def _marks(rend: str, style: str) -> tuple[str, ...]:
    words = re.split(r"[\s,;|()]+", rend.lower().replace("simple:", " "))
    found = [SPELLINGS[word] for word in words if word in SPELLINGS]
    declared = f"{rend};{style}".lower()
    found += [mark for pattern, mark in CSS if pattern.search(declared)]
    return tuple(dict.fromkeys(found))


def look_of(
    element: etree._Element, name: str, look: Look, renditions: Mapping[str, str], *, implied: bool = True
) -> Look:
    """How the words in an element look, by its attributes and (`implied`) what it is. A look told is the only one."""
    attributes = element.attrib
    if language := attributes.get(LANGUAGE):
        look = replace(look, language=language_tag(str(language)))
    told = marks_of(element, renditions) if attributes else ()
    if told:
        return look.marked(*told)
    if not implied:
        return look
    if name == "hi":
        return (
            look
            if attributes.get("rend") or attributes.get("rendition") or attributes.get("style")
            else look.marked("italic")
        )
    if name in ITALIC or (name == "title" and attributes.get("level", "") in PERIODICAL):
        return look if attributes.get("rend") else look.marked("italic")
    return look.marked("code") if name in CODE else look
