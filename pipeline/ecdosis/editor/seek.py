"""The words that somebody names who decides: where they stand, in the source or in the reading, and what is like them
where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from ecdosis.editor import folded
from ecdosis.editor.built import Built
from ecdosis.editor.places import shortened, standing
from ecdosis.errors import UsageError

SHOWN: Final = 6
"""Places that are shown of words that stand at several."""
AROUND: Final = 24
"""Characters that are shown on either side of them."""
MARKS: Final = 12
"""Characters of marks (of styles, say) right before words at the most."""
ALIKE: Final = 70
"""Per cent alike (rapidfuzz's partial ratio) from which other words are offered."""
COMPARED: Final = 60
"""Letters of the words that are compared with others."""


@dataclass(frozen=True, slots=True)
class Named:
    """What somebody names: words, and where these are: at a position of the source, on a line or page, as far as that
    is said (-1, 0 and empty where it is not)."""

    words: str
    at: int = -1
    line: int = 0
    page: str = ""


def the_place(named: Named, built: Built) -> tuple[int, int]:
    """The one place (source positions) of the words that somebody names. Raises UsageError, with what was found, if
    they stand nowhere or at several places."""
    found = places(named.words, built)
    fit = _fitting(found, named, built)
    if found and not fit and (named.at >= 0 or named.line or named.page):  # in another case, say, than elsewhere
        fit = _fitting(_in_other_forms(named.words, built), named, built)
    if len(fit) == 1:
        return fit[0]
    if len(found) == 1 and not (named.line or named.page):  # a position may be that of a better copy
        return found[0]
    words = shortened(named.words)
    if not found:
        raise UsageError(absent(named, built))
    if not fit and named.at < 0:
        asked = " and ".join(
            filter(None, (f"line {named.line}" * bool(named.line), f"page {named.page}" * bool(named.page)))
        )
        raise UsageError(f"“{words}” does not stand on {asked}, but here:\n{_listed(found, built)}")
    said = f"“{words}” occurs more than once, in {len(found):,} places"
    if not fit and named.at >= 0:
        said += f", but not at {named.at}"
        if any(_fits(one, Named("", line=named.at), built) for one in found):
            said += f" (if that is a line: --line {named.at})"
    raise UsageError(f"{said}. Name more words, or say which is meant:\n{_listed(fit or found, built)}")


def places(words: str, built: Built) -> list[tuple[int, int]]:
    """Where words stand (source positions) in the source or the reading: as they are; if they do so nowhere, with
    other marks, in other case, over the end of a line."""
    source = built.source
    exact = list(standing(words, source))
    read = list(standing(words, built.reading)) if built.root is not None else []
    if not (exact or read):
        return _in_other_forms(words, built)
    found = _whole(exact, source) or exact
    found += built.in_source(_whole(read, built.reading))
    return _distinct(found)


def _in_other_forms(words: str, built: Built) -> list[tuple[int, int]]:
    """Where words stand with other marks, in other case, over the end of a line."""
    found = list(folded.places(words, built.source))
    if built.root is not None:
        found += built.in_source(_whole(list(folded.places(words, built.reading)), built.reading))
    return _distinct(found)


def _whole(found: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Those of some places that begin and end with no part of a word."""
    return [one for one in found if not any(folded.is_within(text, at) for at in one)]


def _distinct(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, of those that overlap the first that was found."""
    kept: dict[int, tuple[int, int]] = {}
    end = -1
    for start, stop in sorted(dict.fromkeys(found), key=lambda one: (one[0], found.index(one))):
        if start >= end:
            kept[start], end = (start, stop), stop
    return list(kept.values())


def _fitting(found: Sequence[tuple[int, int]], named: Named, built: Built) -> list[tuple[int, int]]:
    """Those of some places that are where somebody says; else those right behind the marks at a position."""
    fit = [one for one in found if _fits(one, named, built)]
    if fit or named.at < 0:
        return fit
    return [one for one in found if _fits((_beginning(named.at, one[0], built), one[1]), named, built)]


def _fits(place: tuple[int, int], named: Named, built: Built) -> bool:
    start, end = place
    at = named.at < 0 or start <= named.at < end
    line = not named.line or built.line(start) <= named.line <= built.line(end - 1)
    return at and line and (not named.page or built.page(start).casefold() == named.page.casefold())


def _beginning(at: int, start: int, built: Built) -> int:
    """Where words begin: with the marks right before them, if a position is that of these."""
    marks = built.source[at:start]
    return at if start - MARKS <= at < start and not any(map(str.isspace, marks)) else start


def _listed(found: Sequence[tuple[int, int]], built: Built) -> str:
    """Some places, a line each: how to name it, where it is, and what stands around."""
    rows = [f"  --at {start}  ({built.where(start)}) {around(built, start, end)}" for start, end in found[:SHOWN]]
    more = [f"  and {len(found) - SHOWN:,} more"] if len(found) > SHOWN else []
    return "\n".join(rows + more)


def around(built: Built, start: int, end: int) -> str:
    """The words at a place with some of those around it."""
    before = " ".join(
        built.source[max(0, start - AROUND) : start].split(" ")[1:] if start > AROUND else [built.source[:start]]
    )
    behind = built.source[end : end + AROUND]
    behind = behind.rsplit(" ", 1)[0] if end + AROUND < len(built.source) else behind
    return "… " + " ".join(f"{before}{built.source[start:end]}{behind}".split()) + " …"


def absent(named: Named, built: Built) -> str:
    """What is said of words that stand nowhere: what is like them."""
    words = shortened(named.words)
    where = "neither the source nor the reading has" if built.root is not None else "the source does not have"
    said = f"“{words}”: {where} these words."
    for start, end in islice(_alike(named.words, built), 1):
        like = shortened(built.source[start:end])
        return f"{said} Like them is “{like}” ({built.where(start)}, --at {start}): if you mean that, name it so."
    if built.root is None:
        return f"{said} Build the edition, and its reading is looked through as well."
    return f"{said} Copy them from the text, or look for them: ecdosis show {built.name} --at WORDS"


def _alike(words: str, built: Built) -> Iterator[tuple[int, int]]:
    """Where (source positions) whole words stand that are most like some others, in the reading or the source."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    wanted = folded.letters(words)[:COMPARED]
    if len(wanted) < folded.FEWEST:
        return
    for text in dict.fromkeys((built.source, built.reading)):
        letters, positions = folded.folded(text)
        found = partial_ratio_alignment(wanted, letters, score_cutoff=ALIKE)
        if found is None or found.dest_end <= found.dest_start or len(letters) < len(wanted):
            continue
        start, end = positions[found.dest_start], positions[found.dest_end - 1] + 1
        [place] = [(start, end)] if text is built.source else built.in_source([(start, end)])
        yield built.widened(*place)


def first_words(built: Built, at: int, most: int = 5) -> str:
    """The words that stand in the source from a position on, up to the end of its paragraph."""
    rest = built.source[at : at + 400].lstrip()
    return " ".join(islice(chain(rest.split("\n\n")[0].split()), most))
