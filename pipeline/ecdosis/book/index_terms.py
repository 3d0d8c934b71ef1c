"""What an entry of an index is about, and where it stands on a page: its term or name, as it may be written there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ecdosis.book.source_pages import Stretch, Word
from ecdosis.stages.blocks.locators import key, name_of

WHOLE: Final = 4
"""Letters of a word from which it may have an ending more or less..."""
ENDING: Final = 2
"""... of so many letters."""
TELLING: Final = 4
"""Letters from which a word tells something, however it is written."""
_WORD: Final = re.compile(r"[^\W_]+")
_SEGMENT: Final = re.compile(r"[,;:(]|\.\s")
_OWNS: Final = re.compile(r"['’]s?$")
"""Whose something is: `Goat, Mr. Quill’s` is no name."""


@dataclass(frozen=True, slots=True)
class Term:
    """The words of a term, as `key` has them. `capital`: it is a name, which begins with a capital letter. `rest`: what
    stands behind it. `more`: words that tell more of it, one of which has to stand in the same paragraph (`must`), or
    should, if there is such a paragraph on the page."""

    words: tuple[str, ...]
    capital: bool
    rest: str
    more: tuple[str, ...] = ()
    must: bool = False

    def narrowed(self, lead: str) -> Term:
        """The term with what the words before a number say of it."""
        return replace(self, more=(*self.more, *_telling(lead)))

    def alone(self, is_shared: bool) -> Term:
        """The term as it stands; one that other entries share, with what tells it from these."""
        more = _telling(self.rest) if is_shared else ()
        return replace(self, more=more, must=bool(more))


def term_of(entry: str) -> Term:
    """The term of an entry: what stands before its first mark (`Adams, John, 12`)."""
    name = name_of(entry)
    match = _SEGMENT.search(name)
    first, rest = (name[: match.start()], name[match.end() :]) if match else (name, "")
    capital = first[:1].isupper() and rest.strip()[:1].isupper() and not _OWNS.search(rest)
    return Term(tuple(map(key, _WORD.findall(first))), capital, rest)


def _telling(words: str) -> tuple[str, ...]:
    return tuple(key(word) for word in _WORD.findall(words) if len(word) >= TELLING or word[0].isupper())


def found(term: Term, words: Sequence[Word], page: Stretch) -> tuple[Word, ...]:
    """The words on a page with which a term begins."""
    here = words[page.start : page.end]
    told = [key(word.text) for word in here]
    long = len(term.words)
    if not long or not all(term.words):
        return ()
    hits = [
        here[at]
        for at in range(len(here) - long + 1)
        if all(_is_alike(a, b) for a, b in zip(term.words, told[at : at + long], strict=True))
        and (not term.capital or here[at].text[:1].isupper())
    ]
    lines = {
        word.line for word, letters in zip(here, told, strict=True) if any(_is_alike(letters, m) for m in term.more)
    }
    near = [hit for hit in hits if hit.line in lines]
    return tuple(near if near or term.must else hits)


def _is_alike(word: str, other: str) -> bool:
    """Whether two words are the same, one perhaps with an ending."""
    short, long = sorted((word, other), key=len)
    room = ENDING if len(short) >= WHOLE else 0
    return long.startswith(short) and len(long) - len(short) <= room
