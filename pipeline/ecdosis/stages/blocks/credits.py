"""Who had a part in a text, as the lines of a title page say it: by, translated by, herausgegeben von."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ecdosis.languages.dates import is_date
from ecdosis.stages.persons import TRIM, is_full, persons
from ecdosis.stages.words import pattern, words

ROLES: Final = {"translator": "translating", "editor": "editing", "other": "contributing"}
"""Parts that are not the author's, and the list of the words that tell them."""
_BY: Final = re.compile(
    r"(?<!\w)(?:by|von|par|por|di|da|door|przez|von der|durch|af|av|from the pen of)(?=\W)[\s:–—-]*|:\s+", re.IGNORECASE
)
_ORIGIN: Final = re.compile(
    r"(?:\s*(?:from|out of|de|du|aus|dal|dall|del|uit|z|ze|s|с|со)(?:\W+\w+){0,4})?[\s:–—.,-]*"
    r"(?:by|von|par|por|di|door|da)?[\s:–—.,-]*",
    re.IGNORECASE,
)
"""What may stand in a line after the word for a part, with the name in the next: TRANSLATED FROM THE FRENCH."""
_WHOSE: Final = re.compile(
    r"(?:his|her|their|the author['’]s|seine[rmn]?|ihre[rmn]?|son|sa|leur)\s+(?=(?P<kin>[^\W\d_]+(?:-[^\W\d_]+)?))",
    re.IGNORECASE,
)
"""Whose kin or friend somebody is who had a part, before the word for that."""
NAMED: Final = re.compile(r"(?<!\w)[^\W\d_]\.\s?[^\W\d_]{2}")
"""An initial before a name: the line has it (in Russian, without a word for `by`)."""
_WITH: Final = re.compile(r"(?:with|mit|avec|con|met|с)\s", re.IGNORECASE)
"""How a line begins that says what else a book has: WITH PICTORIAL SIDELIGHTS / BY."""
_DETACHED: Final = ("de", "del", "af", "av", "od")
"""Words for `by` that are so common that they count only where they have a line for themselves."""


@dataclass(frozen=True, slots=True)
class Credit:
    """What a line says: in what `role` (`author` or one of ROLES) somebody had a part in the text, and who. No `names`:
    they stand in the next line. `alone`: the word for `by` has a line for itself, or begins one in capitals."""

    role: str
    names: tuple[str, ...]
    alone: bool = False


def role_of(text: str, *, anywhere: bool = False) -> str:
    """The part that words at the beginning of a line (or `anywhere` in it) tell, other than the author's; empty if
    they tell none."""
    bare = text.lstrip(' ("“[_*–—-')
    for role, name in ROLES.items():
        if pattern(name).search(bare) if anywhere else pattern(name).match(bare):
            return role
    return "other" if _WITH.match(bare) else ""


def credit(text: str) -> Credit | None:
    """What a line of a title page says of somebody's part; None if it says nothing of that kind."""
    bare = text.strip(TRIM + "()[]")
    if role := role_of(bare):
        last = list(_BY.finditer(f"{bare} "))
        names = persons(_without_kin(bare[last[-1].end() :])) if last else ()
        rest = _without_kin(bare[end.end() :] if (end := pattern(ROLES[role]).match(bare)) else bare)
        return Credit(role, names, not names and _ORIGIN.fullmatch(rest) is not None)
    if _without_kin(bare).casefold() in words("by") or bare.casefold() in _DETACHED:
        return Credit("author", (), True)
    first = pattern("by").match(bare) or _dated(bare)
    names = persons(_without_kin(bare[first.end() :].lstrip(TRIM))) if first else ()
    mononym = not any(map(is_full, names))
    if not names or (mononym and text[0].islower()) or text.rstrip(' "”’»')[-1:] in ";:?!":
        return None
    return Credit("author", names, text.isupper())


def _without_kin(text: str) -> str:
    """A text without the words that say how somebody is related to the author (`his niece`)."""
    found = next((one for one in _WHOSE.finditer(text) if one["kin"].casefold() in words("related")), None)
    return f"{text[: found.start()]}{text[found.end('kin') :]}".strip(" ,:") if found else text


def _dated(text: str) -> re.Match[str] | None:
    """The word for `by` after a date (`Tuesday 15 October 2019 by Ann Example`)."""
    found = list(pattern("by").finditer(text))
    return found[-1] if found and is_date(text[: found[-1].start()]) else None


def told(lines: Sequence[str]) -> Credit | None:
    """What the lines of one statement say together: BY / ALLAN PINKERTON; TRANSLATED FROM THE FRENCH / BY F. T. COOPER;
    NOTES AND PREFACE / BY A. BEUCHOT. Lines of names alone are the authors'. None if they say nothing of that kind."""
    first = credit(lines[0])
    if len(lines) == 1:
        names = persons(lines[0])
        return first or (Credit("author", names) if names else None)
    below = told(lines[1:])
    if below is None or (first and first.names):
        return first
    bare = persons(lines[0]) if lines[0].rstrip().endswith(",") and first is None else ()
    if bare and below.names and all(map(is_full, bare)) and below.role == "author":
        return replace(below, names=(*bare, *below.names))
    role = first.role if first else role_of(lines[0], anywhere=True)
    if below.role != "author" or not role:
        return below
    return replace(below, role=role, alone=below.alone or bool(first and first.alone))
