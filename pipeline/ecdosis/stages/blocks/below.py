"""What stands below the number of a chapter: its title, or the sentence that tells what happens in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.stages.blocks.datelines import dated
from ecdosis.stages.blocks.layout import is_none
from ecdosis.stages.blocks.numbers import LONGEST
from ecdosis.stages.blocks.proposal import Proposals
from ecdosis.stages.blocks.views import SENTENCE_END, View
from ecdosis.stages.words import words

TITLE_WORDS: Final = 9
"""Words of a line that only its shortness makes a title, at most."""
TITLE_LINES: Final = 3
"""Lines of a chapter's title in capitals at most."""
CHAPTERS: Final = 4
"""Chapters that such a sentence stands below, at least: below fewer it may be a short first paragraph."""
MOST: Final = 0.75
"""Share of the numbered chapters that have one, where it is this text's way."""
CAPITALS: Final = 0.7
"""Share of the letters of a title below a number that are capitals, where it is set in them."""
LETTERS: Final = 5
"""Numbers below which place and date stand, from which these are no titles: those are of letters."""
USUAL: Final = 0.34
"""Share of the other paragraphs that are one short sentence, from which a chapter may well begin with such a one."""
INNER_END: Final = re.compile(r"[a-z][.!?;]['\"”’]?\s")
"""The end of a sentence inside of a line."""
_SAID: Final = re.compile(r":\s[\"“„«»‘][^\"“”„«»]{1,99}[\"“”«»’]$")
"""How a line ends in which somebody speaks: `And she asked: “Who?”`."""
_DEDICATED: Final = re.compile(
    r"(?:dedicated|inscribed|to the memory of|in memory of|gewidmet|zugeeignet|dem andenken|à la mémoire|alla memoria|"
    r"a la memoria|памяти|посвящ)|(?:to|für|à|a|al|al la)\b[^,]{3,40},\s(?:my|our|meine[mnr]|mon|ma|mio|mia|mi)\b",
    re.IGNORECASE,
)
"""How a part of a book is dedicated to somebody, below its number: `To Ann Example, my friend`."""
_WITHIN: Final = re.compile(r"[^\W\d_]{2}[.!?…][\"'”’»)]*[\s—–-]+[^\W\d_a-zà-ÿа-я]")
"""The same where another sentence begins, or a dash leads to it."""
_BRACKETED: Final = re.compile(r"\s\([^()]*\)$")
_BELOW: Final = (None, "title-like", "capitals", "named", "spaced", "spaced-2")
"""What the title below a number may have been taken for."""


def titles_below(views: Sequence[View], kinds: Mapping[int, str], taken: Proposals) -> Iterator[tuple[int, str]]:
    """The titles of chapters that stand below their number (`CHAPTER IV`, `The Measure of Rope`), in one line or, in
    capitals, in several; and the sentences that stand there in its place."""
    bare = {index: kind for index, kind in kinds.items() if _is_bare(views[index], kind)}
    letters = _dated(views, bare)
    titles = {index: list(_title_below(views, index, kinds, taken)) for index in bare if index not in letters}
    told = {i for i, title in titles.items() if title and any(view.running for view in _following(views, title))}
    alike = {
        i for i, title in titles.items() if title and title[-1] + 1 < len(views) and views[title[0]].text.isupper()
    }
    usual = len(told & alike) >= CHAPTERS
    for index, kind in bare.items():
        if index not in letters and (index in told or (usual and index in alike)):
            yield from ((below, kind) for below in titles[index])
    yield from _sentences(views, {i: kind for i, kind in bare.items() if i not in letters}, kinds, taken)


def _dated(views: Sequence[View], bare: Mapping[int, str]) -> frozenset[int]:
    """The numbers of letters: place and date stand below them, as below several others."""
    found = {
        index
        for index in bare
        if index + 1 < len(views) and (told := dated(views[index + 1].text)) and told.placed and told.day
    }
    return frozenset(found if len(found) >= LETTERS else ())


def _following(views: Sequence[View], title: Sequence[int]) -> Sequence[View]:
    """The blocks below a title of which one must be running text, unless others of this form stand above such text."""
    return views[title[-1] + 1 : title[-1] + 5]


def _is_bare(view: View, kind: str) -> bool:
    """Whether a heading is a number alone, or the name of a division and its number."""
    return (kind == "division" and view.words <= 3) or (kind == "numbered" and view.words == 1)


def _title_below(views: Sequence[View], index: int, kinds: Mapping[int, str], taken: Proposals) -> Iterator[int]:
    """The lines of the title below a number."""
    if broken := _broken(views, index + 1):
        if not any(i in taken or kinds.get(i) not in _BELOW for i in broken):
            yield from broken
        return
    for below in range(index + 1, min(index + 1 + TITLE_LINES, len(views))):
        view = views[below]
        if below in taken or is_none(views, below) or kinds.get(below) not in _BELOW:
            return
        capital = (_is_capital(view.text) or _is_of_two(views, below)) and view.words <= LONGEST
        if below > index + 1 and not (capital and view.adjacent and views[below - 1].text.isupper()):
            return
        if not capital and (not is_title(view) or _goes_on(views, below) or _DEDICATED.match(view.text)):
            return
        yield below


def _broken(views: Sequence[View], first: int) -> Sequence[int]:
    """The lines, between blank ones, of a title that plainly goes on in the next line: behind an article or the like,
    or with a small letter (`Ferries of the` / `River Sull`); none where one line is no part of a title."""
    last = first
    while last + 1 < min(first + TITLE_LINES + 1, len(views)) and views[last + 1].adjacent:
        last += 1
    lines = range(first, min(last + 1, len(views)))
    texts = [views[i].text for i in lines]
    linked = all(b[0].islower() or a.split()[-1].casefold() in words("unfinished") for a, b in pairwise(texts))
    parted = last + 1 < len(views) and last - first < TITLE_LINES and not views[first].adjacent
    plain = all(views[i].words <= TITLE_WORDS and not views[i].marked for i in lines)
    bare = all(SENTENCE_END.search(text) is None and text[-1] not in "-–—" for text in texts)
    return lines if len(texts) > 1 and linked and parted and plain and bare and texts[0][0].isupper() else ()


def _is_capital(text: str) -> bool:
    """Whether most letters of a line are capitals (`THE FERRY vs. THE BRIDGE (Continued)`)."""
    if text[-1] in ",;:":  # Mr. BOG,
        return False
    cased = [letter for letter in _BRACKETED.sub("", text) if letter.isupper() or letter.islower()]
    return bool(cased) and sum(map(str.isupper, cased)) >= CAPITALS * len(cased)


def _is_of_two(views: Sequence[View], index: int) -> bool:
    """Whether a line in capitals ends with a comma, and another goes on right below it."""
    one, *below = views[index : index + 2]
    return one.text.isupper() and one.text[-1] == "," and any(v.adjacent and v.text.isupper() for v in below)


def _goes_on(views: Sequence[View], index: int) -> bool:
    """Whether what follows a line begins in mid-sentence: the line is the first of a paragraph, parted from it."""
    return index + 1 < len(views) and views[index + 1].text[0].islower()


def is_title(view: View) -> bool:
    """Whether a line has the form of a title: short, without an end, and beginning as titles do."""
    text = view.text
    letters = sum(map(str.isalpha, text))
    bare = SENTENCE_END.search(text.rstrip("?‘“«")) is None
    bare = bare and text.rstrip("*")[-1:] not in "-–—)]"  # -* divides as well
    bare = bare and text[0] not in '"“„«' and INNER_END.search(text) is None and _SAID.search(text) is None
    begins = text.lstrip("“‘\"'«„")[:1].isupper() or text[:1].isdigit()
    return view.words <= TITLE_WORDS and bare and begins and letters > max(2, len(text) // 2) and not view.marked


def _sentences(
    views: Sequence[View], bare: Mapping[int, str], kinds: Mapping[int, str], taken: Proposals
) -> Iterator[tuple[int, str]]:
    """The sentences below numbers that tell what happens in a chapter (`How the Boat Was Lost and Found Again.`), where
    nearly all chapters have one, and few other paragraphs are so short."""
    free = [i for i in range(len(views) - 1) if i not in taken and i not in kinds]
    short = {i for i in free if _is_sentence(views, i)}
    told = [index for index in bare if index + 1 in short and not _is_scene(views[index])]
    plain = [i for i in free if i - 1 not in kinds and views[i].words > 1]
    usual = sum(i in short for i in plain)
    if len(told) >= CHAPTERS and len(told) >= MOST * len(bare) and usual <= USUAL * len(plain):
        yield from ((index + 1, bare[index]) for index in told)


def _is_scene(view: View) -> bool:
    """Whether a heading is that of a scene, below which stands who is there."""
    return not set(re.findall(r"[^\W\d_]+", view.text.casefold())).isdisjoint(words("scenes"))


def _is_sentence(views: Sequence[View], index: int) -> bool:
    """Whether a block is one short sentence that blank lines part from what is before it and after it."""
    view, after = views[index], views[index + 1]
    apart = not view.adjacent and not after.adjacent
    whole = view.text[-1] in ".?!" or SENTENCE_END.search(view.text) is None
    return apart and view.text[0].isupper() and whole and view.words <= LONGEST and _WITHIN.search(view.text) is None
