"""Names of persons as they stand on title pages and in catalogues, in the languages of Europe."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.stages.words import words

MOST: Final = 6
"""Words of a name at most, with its initials and particles (José Maria de Eça de Queirós)."""
_AND: Final = r"(?:and|und|et|y|e|i|og|och|en|a|и|та|&)"
_BETWEEN: Final = re.compile(
    rf"\s{{0,9}};\s{{0,9}}|\s{{0,9}},\s{{0,9}}(?:{_AND}\s{{1,9}})?|\s{{1,9}}{_AND}\s{{1,9}}(?=\S{{1,60}}\s{{1,9}}\S)",
    re.IGNORECASE,
)
"""What parts names; the word for `and` only before a name of two words, for it may be within one (Ortega y Gasset)."""
_APART: Final = re.compile(r"\s{3,}")
"""What parts the names that stand beside each other in a line, as above the text of an article."""
_MARKS: Final = re.compile(r"(?<=[^\W\d_])[\d*∗†‡§¶⁎¹²³⁴-⁹❶-❿]+(?:,\d+)*[*∗†‡§¶]?|[_*|]+")
"""The markers of affiliations that a name is followed by, and what marks its type."""
_WORD: Final = re.compile(r"(?:[^\W\d_]['’])?[^\W\d_]+(?:[-'’·][^\W\d_]+)*\.?|\([^\W\d_a-zа-я][^\W\d_]*\)")
"""A word of a name, or, in brackets between two, the name that somebody was born with."""
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.-?)+")
_QUALIFIER: Final = re.compile(
    r"\s{0,9}(?:\[[^\]]{0,80}\]|\([^)]{0,80}\))|,?\s{1,9}(?:ca?\.\s*)?(?:-?\d{3,4}\??(?:\s?[-–]\s?(?:\d{3,4}\??)?)?)$"
)
"""What a catalogue adds to a name: [pseud.], (John Ronald Reuel), 1832-1898."""
_ABBREVIATED: Final = re.compile(r"[^\W\d_]{1,3}\.")
"""Fr., Wm., Ch.: a forename shortened."""
LEADING: Final = frozenset({"de", "van", "von", "della", "di", "la", "le", "el", "al"})
"""Particles that a family's name may begin with (Le Fanu)."""
COMPOUND: Final = 2
"""Words of such a name, which a catalogue puts before the forenames whole; more are a body's (La Lanterne de Paris)."""
_RANKED: Final = re.compile(
    r"the\s+(?:(?:right|very|most)\s+)?(?:rev(?:erend|d)?|hon(?:ourable|orable)?)\b\.?\s+", re.IGNORECASE
)
"""A rank before a name, with its article."""
NO_NAMES: Final = ("articles", "unfinished", "divisions", "publishers", "bodies")
"""The lists of words that no name has."""
_ADDRESS: Final = re.compile(r"(?<![\w-])\d{5}(?!\d)")
"""A postcode, as in a line that says where somebody works."""
LONG: Final = ("universität", "hochschule", "universiteit", "institut", "akademie", "zentrum")
"""What the names of bodies end with in languages that write their compounds closed."""
LINE: Final = 120
"""Code points at most of a line that says how many acts a play has."""
TRIM: Final = " \t\xa0.,;:–—-*_=|"


def persons(text: str) -> tuple[str, ...]:
    """The names that some words begin with, one by one, as names are written (`M. G. LEWIS, Esq. M. P.` is M. G. Lewis;
    `FRANZ KAFKA` Franz Kafka); none if the words are no names."""
    if _ADDRESS.search(text) or counts_acts(text):
        return ()
    apart = [_trimmed(_MARKS.sub("", one)) for one in _APART.split(text.strip())]
    if len(apart) > 1 and all(is_name(one) and is_full(one) for one in apart):
        return tuple(map(_written, apart))
    found: list[str] = []
    parts = [part for part in _BETWEEN.split(_MARKS.sub("", text).strip()) if part.strip(TRIM)]
    for place, part in enumerate(parts):
        bare = _trimmed(part)
        if found and bare.casefold().rstrip(".") in words("generations"):
            found[-1] = f"{found[-1]}, {bare}"
        elif found and is_full(found[0]) and not is_full(bare):
            break  # Bart., Surgeon: what somebody is, behind a whole name
        elif is_name(bare, alone=len(parts) == 1 or place > 0):
            found.append(_written(bare))
        else:
            break
    return tuple(found)


def is_name(text: str, *, alone: bool = True) -> bool:
    """Whether words have the form of one name: capitals, but for particles; initials; no articles or numbers. One that
    has others after it (not `alone`) has two words at least."""
    found = text.split()
    if not 1 <= len(found) <= MOST or not all(_WORD.fullmatch(w) or _INITIAL.fullmatch(w) for w in found):
        return False
    full = [word for word in found if not _INITIAL.fullmatch(word) and word.casefold() not in words("particles")]
    small = [word for word in found if word[0].islower()]
    folded = {part.rstrip(".") for word in full for part in (word.casefold(), *word.casefold().split("-"))}
    return (
        bool(full)
        and found[-1] == full[-1]
        and not re.search(r"['’]s(?!\w)", text)
        and (len(found) > 1 or alone)
        and len(full[-1].rstrip(".")) > 1
        and all(word.casefold() in words("particles") for word in small)
        and not any(folded & words(name) for name in NO_NAMES)
        and not any(word.endswith(LONG) for word in folded)
        and not _ABBREVIATED.fullmatch(full[-1])
        and found[0].casefold() not in words("particles") - LEADING
        and not is_office(text)
        and text.casefold() not in words("cities")
    )


def counts_acts(text: str) -> bool:
    """Whether words say how many acts a play has (`A Comedy in Three Acts`)."""
    found = re.findall(r"\w+", text.casefold()) if len(text) <= LINE else []
    numbers = words("numerals") | words("counting acts")
    return any(
        (number in numbers or number.isdigit())
        and (act in words("acts counted") or (before in words("before acts") and act in words("acts")))
        for before, number, act in zip(found, found[1:], found[2:], strict=False)
    )


def is_office(text: str) -> bool:
    """Whether words end with that for an office, as of one who sees to a series (General Editor)."""
    return text.casefold().rstrip(". ").rpartition(" ")[2] in words("offices")


def is_full(name: str) -> bool:
    """Whether a name has more than one part, so that it can hardly be anything else."""
    return len(name.split()) > 1


def unqualified(heading: str) -> str:
    """A name without what a catalogue adds to it: `Carroll, Lewis [pseud.] (1832-1898)` is Carroll, Lewis."""
    bare = heading.strip()
    while (shorter := _QUALIFIER.sub("", bare).strip(" ,")) != bare:
        bare = shorter
    return bare


def catalogued(heading: str) -> str:
    """The name in a heading of a catalogue (`Carroll, Lewis [pseud.] (1832-1898)`), as it is written: Lewis Carroll. A
    body, and what is no inverted name, stays as it is."""
    bare = unqualified(heading)
    family, comma, given = (part.strip() for part in bare.partition(","))
    compound = len(family.split()) == COMPOUND and family.split()[0].casefold() in LEADING
    titled = len(family.split()) > 1 and len(given.split()) > 1 and not compound and family[:1].isupper()
    if not comma or not given or len(given.split()) > MOST or titled:
        return bare
    given, further, title = (part.strip() for part in given.partition(","))
    if given.casefold().rstrip(".") in words("generations"):
        return f"{family}, {given}"
    lead = f"{title} " if further and title.casefold().rstrip(".") in words("honorifics") else ""
    after = f", {title}" if further and title.casefold().rstrip(".") in words("generations") else ""
    return f"{lead}{given} {family}{after}"


def _trimmed(part: str) -> str:
    """A name without what surrounds it, but with the full stop of an initial at its end, and without a rank before it
    if a full name is left."""
    bare = _RANKED.sub("", part.strip(' \t\xa0,;:–—-*_=|"“”„«»'))
    bare = bare if _INITIAL.fullmatch(bare.split()[-1] if bare else "") else bare.rstrip(".")
    first, _, rest = bare.partition(" ")
    ranked = first.casefold().rstrip(".") in words("honorifics")
    return rest.strip() if ranked and is_full(rest.strip()) else bare


def _written(name: str) -> str:
    """A name in capitals as names are written: FRANZ VON BAADER, Franz von Baader."""
    if not name.isupper():
        return name
    return " ".join(_cased(word, place) for place, word in enumerate(name.split()))


def _cased(word: str, place: int) -> str:
    if _INITIAL.fullmatch(word):
        return word
    if place and word.casefold() in words("particles"):
        return word.casefold()
    return re.sub(r"[^\W\d_]+(?:['’](?=[^\W\d_](?!\w))[^\W\d_])?", lambda part: part[0].capitalize(), word)
