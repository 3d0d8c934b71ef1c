"""Lists: items with bullets or numbers that count up, questions, clauses of one sentence, and lists of books below
their heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ecdosis.stages.blocks.clauses import clauses
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import PROSE, View
from ecdosis.stages.references.entries import is_work
from ecdosis.stages.words import words

ITEM_WORDS: Final = 60
"""Words of a numbered item on average at most: beyond that they are theses, not a list."""
BULLET_WORDS: Final = 150
"""The same for items with bullets."""
CLAUSES: Final = "{} paragraphs in a row that begin alike and are clauses of one sentence"
PHRASES: Final = 0.6
"""Share of the items with em dashes that no sentence's end ends, from which these are no speech: that ends with one."""
_BULLET: Final = re.compile(r"(?P<bullet>[•‣◦▪●·*+■❖➢✓]|-{1,2}|[–—])\s+\S")
_SPOKEN: Final = re.compile(r"[.!?…,:]['\"’”»)]*$")
_ASKED: Final = re.compile(r"[!?]")
_NUMBER: Final = re.compile(r"\(?(?P<number>\d{1,3}|[ivxl]{1,6}|[a-z])(?P<sign>[.)])\s+\S")
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def lists(views: Sequence[View], taken: Proposals) -> Proposals:
    """The items of lists."""
    found: Proposals = {}
    recitals = ((run, CLAUSES.format(len(run)), BlockRule.CLAUSES) for run in clauses(views, taken))
    for run, why, sure in (*_marked(views, taken), *_readings(views, taken), *recitals):
        works = run[0] > 0 and heading(views[run[0] - 1].text, "bibliographies")
        type_, by = ("entry", "references") if works else ("item", "blocks")
        found.update((i, Proposal(type_, sure, why, group=run[0], by=by)) for i in run if i not in found)
    return found


def heading(text: str, name: str) -> bool:
    """Whether a line is one of the headings of a list of words, with or without more words after a colon; but for those
    that point to something else then."""
    first, *rest = re.split(r"[:–—(]", text.strip(" *_#"), maxsplit=1)
    bare = first.rstrip().strip(" .").casefold()
    return bare in words(name) and not (any(map(str.strip, rest)) and bare in words("pointers"))


def _marked(views: Sequence[View], taken: Proposals) -> Iterator[tuple[list[int], str, float]]:
    """Runs of items with bullets of one kind, or with numbers that count up."""
    run: list[int] = []
    for index in range(len(views) + 1):
        item = index < len(views) and index not in taken
        if item and run and run[-1] == index - 1 and _follows(views[run[-1]].text, views[index].text):
            run.append(index)
            continue
        if len(run) > 1:
            yield from _judged(views, run)
        run = [index] if item and _kind(views[index].text) else []


def _kind(text: str) -> str:
    """The kind of a line's bullet or number; empty if it has none."""
    if match := _BULLET.match(text):
        return match["bullet"]
    return f"number{match['sign']}" if (match := _NUMBER.match(text)) else ""


def _follows(a: str, b: str) -> bool:
    """Whether one item follows another in a list."""
    if not _kind(a) or _kind(a) != _kind(b):
        return False
    first, second = _NUMBER.match(a), _NUMBER.match(b)
    if not first or not second:
        return True
    return any(one is not None and two == one + 1 for one, two in zip(_values(first), _values(second), strict=True))


def _values(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """What a number may mean: a figure, a Roman numeral, a letter."""
    number = match["number"]
    roman = _ROMAN.index(number) + 1 if number in _ROMAN else None
    return (
        int(number) if number.isdigit() else None,
        roman,
        ord(number) if len(number) == 1 and number.isalpha() else None,
    )


def _judged(views: Sequence[View], run: list[int]) -> Iterator[tuple[list[int], str, float]]:
    """A run if it is a list: items are short, and a bullet that may be a dash of speech needs more than itself."""
    texts = [views[index].text for index in run]
    most = ITEM_WORDS if _NUMBER.match(texts[0]) else BULLET_WORDS
    if sum(views[index].words for index in run) > most * len(run):
        return
    before = views[run[0] - 1].text if run[0] else ""
    led = before.endswith(":") or heading(before, "questions") or heading(before, "readings")
    dash = texts[0][0] in "-–—"
    if texts[0][0] == "—" and not _are_phrases(texts):
        return
    if dash and not led and (len(run) < 3 or len(run) > 0.3 * len(views)):
        return
    what = "numbers that count up" if _NUMBER.match(texts[0]) else f"the bullet “{texts[0][0]}”"
    why = f"{len(run)} items in a row with {what}" + (", after what leads to a list" if led else "")
    yield run, why, BlockRule.LIST if led or not dash else BlockRule.LIST_DASHED


def _are_phrases(texts: Sequence[str]) -> bool:
    """Whether lines with em dashes are phrases, as French and Russian printers set the items of lists, and no speech:
    nobody asks or calls, and few end as sentences do (of the last item, the list's end may)."""
    ended = sum(_SPOKEN.search(text) is not None for text in texts[:-1])
    return len(texts) > 2 and not any(map(_ASKED.search, texts)) and ended <= (1 - PHRASES) * (len(texts) - 1)


def _readings(views: Sequence[View], taken: Proposals) -> Iterator[tuple[list[int], str, float]]:
    """The short lines below the heading of a list of books."""
    for index, view in enumerate(views):
        bibliography = heading(view.text, "bibliographies")
        if index in taken or view.words > 8 or not (bibliography or heading(view.text, "readings")):
            continue
        run = []
        for place in range(index + 1, len(views)):
            text = views[place].text
            ends = any(heading(text, name) for name in ("readings", "parts", "bibliographies"))
            if place in taken or views[place].words > 2 * PROSE or ends:
                break
            run.append(place)
        if bibliography and not heading(view.text, "readings") and not _are_works(views[i].text for i in run):
            continue
        if run and (len(run) > 1 or views[run[0]].words < PROSE):
            yield run, f"short lines below “{view.text}”", BlockRule.READINGS


def _are_works(texts: Iterable[str]) -> bool:
    """Whether most of some lines may be entries of a list of works."""
    signs = list(map(is_work, texts))
    return 2 * sum(signs) > len(signs)
