"""Names of persons as catalogues have them, the surname first, in the order in which they are spoken."""

from __future__ import annotations

import re
from typing import Final

DATED: Final = re.compile(
    r",?\s{1,9}[(\[]?(?:(?:born|died|active|fl|ca?|b|d)\.?\s{0,9}){0,2}\d{3,4}\??(?:\s{0,9}[-–]\s{0,9}(?:ca?\.\s{0,9})?(?:\d{3,4}\??)?)?"
    r"[)\]]?\.?\s{0,9}$"
)
"""The years of a life that a catalogue adds to a name: `, 1580-1640.`, ` (1820-1890)`, `, d. 1650`."""
PARTICLES: Final = ("von", "van", "de", "du", "da", "di", "zu", "af")
"""What a catalogue moves behind the forenames, with no capital (Goethe, Johann Wolfgang von)."""
LONGEST: Final = 4
"""Words of forenames at most: more are a title or a description."""
_FAMILY: Final = re.compile(r"(?:[a-z]{1,3}\s){0,2}(?:[^\W\d_]['’])?[^\W\d_]+(?:[-'’ ][^\W\d_]+)?")
_GIVEN: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?|(?:[^\W\d_]\.-?)+")
_TITLES: Final = re.compile(
    r"(?:jr|jun|sr|sen|esq|saint|sir|lord|lady|dame|bishop|bp|pope|king|queen|prince|earl|duke|count|baron|abbot|father|"
    r"the|elder|younger|rhetor|pseudo)\.?",
    re.IGNORECASE,
)


def spoken(told: str, elsewhere: str = "") -> str:
    """A name as it is spoken. Its parts are turned only where something shows that the surname is first: years or a
    full stop behind it, as catalogues set them; initials, several forenames or a particle; or that the other words
    (`elsewhere`) have it in the other order. Two names with a comma between them may be two persons (Marx, Engels)."""
    bare = DATED.sub("", told)
    family, comma, given = (part.strip() for part in bare.strip(" ,;").partition(","))
    stopped = bool(re.search(r"[^\W\d_]{3}\.$", given))
    given = given[:-1] if stopped else given
    words = given.split()
    if not comma or not _FAMILY.fullmatch(family) or not 1 <= len(words) <= LONGEST or not _are_forenames(words):
        return bare.strip(" ,;") if bare != told and not comma else told
    listed = bare != told or stopped or words[-1].endswith(".") or words[-1] in PARTICLES
    several = len(words) > 1 and " " not in family
    return f"{given} {family}" if listed or several or f"{given} {family}" in elsewhere else told


def _are_forenames(words: list[str]) -> bool:
    named = [word for word in words if word not in PARTICLES]
    return (
        bool(named)
        and words[0] not in PARTICLES
        and all(_GIVEN.fullmatch(word) and word[0].isupper() and not _TITLES.fullmatch(word) for word in named)
    )
