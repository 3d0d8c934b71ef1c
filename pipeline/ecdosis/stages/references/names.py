"""Which words of a reference are the name of a person, and which a title."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.stages.words import pattern, words

_INITIAL: Final = r"[^\W\d_a-zа-яà-ÿ]\.(?:\s?-?[^\W\d_a-zа-яà-ÿ]\.)*"
_NAME: Final = r"[^\W\d_][\w’'-]+"
WORD: Final = re.compile(r"(?:(?<!\w)[ldLD]['’])?([\w’'-]+)")
"""A word, without the article that is elided before it in French and Italian."""
_JOINED: Final = re.compile(r"(?<!\s)\s+(?:and|&|und|et|и|y|e)\s+|(?:(?<!\s)\s+)?/\s*|,\s*")
_ET_AL: Final = re.compile(r"(?:,|(?<!\s))\s+(?:et al\.?|and others|u\. ?a\.|и др\.)$")
MOST: Final = 4
"""Words of a person's name at most."""


def persons(text: str) -> tuple[bool, bool]:
    """Whether words may be the names of persons (one or several), and whether their form shows that they are: initials,
    `et al.`, a particle."""
    each = [_person(one) for one in each_of(text)]
    all_may = all(may for may, _ in each)
    return all_may, all_may and (_ET_AL.search(text) is not None or any(sure for _, sure in each))


def each_of(text: str) -> list[str]:
    """The names of several persons, one by one."""
    return _JOINED.split(_ET_AL.sub("", text))


def _person(text: str) -> tuple[bool, bool]:
    initials = re.findall(rf"(?<!\w){_INITIAL}", text)
    rest = re.sub(rf"(?<!\w){_INITIAL}", " ", text).split()
    particles = [word for word in rest if word in words("nobiliary")]
    names = [word for word in rest if word not in words("nobiliary")]
    may = (
        1 <= len(names) <= MOST
        and all(re.fullmatch(_NAME, word.rstrip(".")) or (len(word) == 1 and len(names) > 1) for word in names)
        and all(word[0].isupper() for word in names)
        and not any(word.casefold() in words("functional") or is_press(word) for word in names)
        and not all(word.isupper() for word in names)
    )
    return may, may and bool(initials or (particles and rest[0] in names))


def is_title(text: str) -> bool:
    """Whether the form of words shows that they are a title and no name: articles, possessives and their like, figures,
    a colon, a question, many words."""
    found = WORD.findall(text)
    inner = [word for word in found if len(word) > 1 or word.islower() or text.startswith(f"{word} ")]
    functional = any(word.casefold() in words("functional") and word not in words("nobiliary") for word in inner)
    shown = functional or len(found) > MOST or bool(re.search(r"[:?!]|\d", text))
    return bool(found) and text.lstrip("“«„\"'’([…")[:1].isupper() and shown


def is_press(text: str) -> bool:
    """Whether words have one in them that names of newspapers and magazines are made of."""
    return any(word.casefold() in words("press") for word in WORD.findall(text))


def is_serial(text: str) -> bool:
    """Whether words have one in them that names of periodicals are made of which come out by the month or quarter."""
    return any(word.casefold() in words("serials") for word in WORD.findall(text))


def is_document(text: str) -> bool:
    """Whether words begin with that for a document without a title of its own (`Resolution of`, `Letter to`)."""
    match = pattern("documents").match(text)
    return match is not None and match.end() < len(text)


def lowered(text: str) -> int:
    """How many words of a text are in small letters but have a meaning of their own: in English a title has none."""
    return sum(
        1
        for word in WORD.findall(text)
        if word[0].islower() and len(word) > 3 and word not in words("functional") and word not in words("nobiliary")
    )


def spans(text: str) -> list[tuple[int, int]]:
    """Where the names of several persons stand in a text."""
    bare = _ET_AL.sub("", text)
    cuts = [0, *(border for match in _JOINED.finditer(bare) for border in match.span()), len(bare)]
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def is_file(text: str) -> bool:
    """Whether words name what lies in an archive: they are no title."""
    return pattern("archives").match(text) is not None


def surnames(text: str) -> list[str]:
    """The last words of the names of persons, in small letters."""
    return [one.split()[-1].casefold() for one in each_of(text) if one.split()]
