"""How blank lines show what a line is: a heading stands apart, and nearer to what it heads than to what came before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from ecdosis.languages.dates import YEAR, is_date, is_dateline, names_month
from ecdosis.stages.blocks.proposal import Proposals
from ecdosis.stages.blocks.views import CLAUSE_END, NEW_PAGE, SENTENCE_END, View
from ecdosis.stages.words import pattern, words

SECTION: Final = 2
"""Blank lines that Distributed Proofreaders leave before a section (their Formatting Guidelines); before a chapter,
NEW_PAGE of them."""
SPACED_WORDS: Final = 7
"""Words of a heading that blank lines show at most."""
ENOUGH: Final = 3
"""Headings that blank lines show, of one text, at least: one alone may be a short paragraph after a break."""
CUT: Final = 0.2
"""Share of such lines before text that begins in mid-sentence, or with numbers of pages, from which they are the heads
of pages."""
EVEN: Final = 0.9
"""Share of the paragraphs of a text with a blank line at most before them, from which more of them say something."""
SIGNED: Final = 5
"""Words of a name that signs a letter at most."""
NAME: Final = 3
"""Words of a name without initials at most."""
_INITIALS: Final = re.compile(r"(?:[^\W\d_]{2,}\s+)?(?:[^\W\d_]\.\s*)+[^\W\d_][\w’'-]+\.?")
"""A name with initials: A. G. PYM, EDITH F. CAREY."""
_CELL: Final = re.compile(r"[|{}<>]|\w_\w|\A(?:\.\.|\\)")
_ADDRESSED: Final = re.compile(r"[,!:]['\"”’]?\s*[-–—]+$")
"""How the line ends that addresses somebody: DEAR SIR,—"""
_DATED: Final = re.compile(rf"[^\W\d_][\w’'.\s-]{{2,24}},\s[^.]*\b{YEAR}\W*$")


def is_none(views: Sequence[View], index: int) -> bool:
    """Whether a line that has the form of a title is none: a date with its place, a cell, half of a bracket, a line
    that belongs to what stands above it (a signature, the word by which a book ends)."""
    text = views[index].text
    placed = _DATED.match(text) is not None and (names_month(text) or _names_city(text))
    signs = _CELL.search(text) is not None or is_addressed(text)
    dated = placed or is_date(text) or is_dateline(text)
    signed = _is_signed(views, index) or _goes_on(views, index)
    return dated or is_halved(text) or signs or _closes(views, index) or signed or _ends(views, index)


def is_addressed(text: str) -> bool:
    """Whether a line addresses somebody, as that does with which a letter begins."""
    return _ADDRESSED.search(text) is not None


def is_halved(text: str) -> bool:
    """Whether a line has half of a pair of brackets, as what was parted from its other line has."""
    return any(text.count(a) != text.count(b) for a, b in ("()", "[]"))


def is_signature(views: Sequence[View], index: int) -> bool:
    """Whether a line ends what stands above it: a name with initials that no text follows, or a short line between text
    and a day."""
    if not index or index + 1 >= len(views):
        return False
    before, view, below = views[index - 1 : index + 2]
    named = _INITIALS.fullmatch(view.text) is not None
    if is_day(below):
        return named or (before.prose and view.words <= NAME and view.above < SECTION)
    return named and not below.running


def is_day(view: View) -> bool:
    """Whether a line is a day or month, perhaps with its place."""
    return view.words <= SPACED_WORDS and names_month(view.text) and any(map(str.isdigit, view.text))


def _is_signed(views: Sequence[View], index: int) -> bool:
    """Whether a line is the name right below the close of a letter, which nothing else ends (`Ever your`, `UNCLE.`)."""
    before = views[index - 1].text.rstrip(" ,—–-") if index else ""
    last = before.split()[-1] if before else ""
    open_ = last[-1:].isalpha() and not before.isupper() and views[index].above <= SECTION
    return open_ and views[index].words <= SIGNED and (views[index - 1].prose or last.casefold() in words("closings"))


def _goes_on(views: Sequence[View], index: int) -> bool:
    """Whether a line stands right below a comma, as a name does below the leave of a letter; titles in capitals may
    have two lines."""
    above = views[index - 1].text
    return views[index].adjacent and above[-1] == "," and not above.isupper()


def _ends(views: Sequence[View], index: int) -> bool:
    """Whether a line says that a book ends, below its text."""
    said = " ".join(re.findall(r"[^\W\d_]+", views[index].text)).casefold()
    return said in words("ends") and index > 0 and views[index - 1].running


def _names_city(text: str) -> bool:
    return text.split(",")[0].strip(" _").casefold() in words("cities")


def _closes(views: Sequence[View], index: int) -> bool:
    """Whether a line belongs to what stands above it: that is no heading, and more blank lines follow than stand
    before."""
    if not index or index + 1 >= len(views):
        return False
    before, _, below = views[index - 1 : index + 2]
    text = before.prose or (SENTENCE_END.search(before.text) is not None and not before.text.isupper())
    return text and is_nearer_above(views, index) and not below.running


def is_nearer_above(views: Sequence[View], index: int) -> bool:
    """Whether more blank lines stand below a line than above it, as below the name of a poem's author."""
    return index + 1 < len(views) and views[index + 1].above > max(views[index].above, SECTION - 1)


def spaced(views: Sequence[View], taken: Proposals, kinds: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Short lines that more blank lines stand before than between paragraphs, and less after: sections or chapters. A
    full stop may end them, if they have capitals as titles do."""
    verse = {i for i, one in taken.items() if i and one.type == "verse" and not views[i].adjacent}
    begun = [i for i, view in enumerate(views) if i and (view.prose or i in verse) and i - 1 not in kinds]
    apart = sum(views[i].left >= SECTION and not _is_spaced(views, i - 1, verse) for i in begun)
    if not (begun or verse) or apart > max((1 - EVEN) * len(begun), bool(verse)):  # one break within a poem is none
        return
    free = [i for i in range(1, len(views) - 1) if i not in taken and i not in kinds]
    found = [i for i in free if _is_spaced(views, i, verse)]
    seen = Counter(views[i].text for i in found)  # the name of a speaker recurs
    found = [i for i in found if i + 1 not in verse or seen[views[i].text] == 1]
    single = sum(views[i].words == 1 for i in found)
    cut = sum(views[i + 1].text[0].islower() or not _is_titled(views[i].text) for i in found)
    if len(found) >= ENOUGH and 2 * single <= len(found) and cut <= CUT * len(found):
        yield from ((i, "spaced" if views[i].left >= NEW_PAGE else "spaced-2") for i in found)


def _is_titled(text: str) -> bool:
    """Whether a line has no number of a page at its end, nor signs that no title has."""
    return not text.rstrip(".")[-1:].isdigit() and re.search(r"[_^~<>=]", text) is None


def _is_spaced(views: Sequence[View], index: int, verse: Collection[int]) -> bool:
    view, below = views[index], views[index + 1]
    text = view.text
    apart = view.left >= SECTION and 0 < below.left < view.left and (below.prose or index + 1 in verse)
    ends = not CLAUSE_END.search(text.rstrip(".")) and text[-1] not in "-–—…"
    opening = text[0].isupper() or text[0].isdigit()
    titled = SENTENCE_END.search(text) is None or has_capitals(text)
    addressed = pattern("salutations").match(text) is not None
    return apart and ends and opening and titled and view.words <= SPACED_WORDS and not (view.marked or addressed)


def is_titled(text: str) -> bool:
    """Whether all words of a line but the small ones have capitals."""
    every = re.findall(r"[^\W\d_][\w’'-]*", text)
    names = [word for word in every if word.casefold() not in words("small") and word not in words("unfinished")]
    return bool(names) and all(word[0].isupper() for word in (every[0], *names))


def has_capitals(text: str) -> bool:
    """Whether the words of a line have capitals as those of titles do."""
    every = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    names = [word for word in every if len(word) > 3 and word not in words("small")]
    return bool(names) and sum(word[0].isupper() for word in names) >= 0.6 * len(names)
