"""Headings that their number tells: the name and number of a division, or numbers that count up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import Final

from ecdosis.stages.blocks.layout import is_halved
from ecdosis.stages.blocks.layout import is_titled as in_capitals
from ecdosis.stages.blocks.lists import heading as is_heading
from ecdosis.stages.blocks.misread import misread
from ecdosis.stages.blocks.numerals import arabic, value_of
from ecdosis.stages.blocks.proposal import Proposal
from ecdosis.stages.blocks.views import CLAUSE_END, NEW_PAGE, SENTENCE_END, View
from ecdosis.stages.words import words

HEAD_WORDS: Final = 14
"""Longer than this a line is read as a sentence, not seen as a title (chapter titles of English novels seldom are)."""
LONGEST: Final = 40
"""The same for a title after the name and number of a division."""
SKIPPED: Final = 2
"""A number of two parts may follow the last but one: a heading may be part of a paragraph by mistake."""
LAST: Final = 4
"""Numberings that wait for the same next number: only the last are looked at."""
ROW: Final = 3
"""Divisions of one name in a row with nothing between that are a list; two, unless the first is number 1, may be a
heading without a text."""
STOPPED_WORDS: Final = 9
"""Words of a number and title that a full stop ends, at most."""
WHOLE: Final = 3
"""Paragraphs that begin with a name and number, from which lines that do are no headings..."""
WHOLE_SHARE: Final = 0.5
"""... if they are so many for each line that may be one: laws have some short sections."""
RECURRING: Final = 5
"""Times that the name of a division begins a line of its own from which it needs no number."""
SECTION_OF_VERSE: Final = 12
"""Lines of verse between two numbers above it, in the middle, from which they are not those of stanzas."""
_DIVISION: Final = re.compile(r"([^\W\d_]+)\.?\s+(?:the\s+)?([IVXLCDM]+|\d+|[^\W\d_]+)\b\.?", re.IGNORECASE)
_REVERSED: Final = re.compile(
    r"(?:(?:the|la|le|der|die|das)\s+)?([^\W\d_]+)\s+([^\W\d_]+)(?:\W*$|\s*[.:–—]\s)", re.IGNORECASE
)
"""`FIRST ACT`, `Zweites Kapitel`."""
_LETTER: Final = re.compile(r"[א-ת]{1,4}|[A-ZА-Я]")
"""Letters that count: in Hebrew, and of an appendix."""
_HEADED: Final = re.compile(r"(?:[.:]|\s*[—–])\s*[^\W_a-z]")
"""What begins the title behind the letter of an appendix."""
_WITHIN: Final = re.compile(r"[^\W\d_][^.!?:]{1,40}: ([^\W\d_]+ (?:[IVXLCDM]+|\d+))")
"""`Inferno: Canto IV`."""
_TITLED: Final = re.compile(r"[^\W\d_]+\.?\s+(?:[IVXLCDM]+|\d+(?:[.-]\d+)*)(?:[.:]|\s*[—–])\s*(?:$|[^\W_a-z])")
_NUMBERED: Final = re.compile(r"(?P<number>\d{1,3}|[IVXLC]{1,9})(?P<sign>[.)]?)(?P<title>(?:\s+|\s?[—–]\s?)\S.*)?")
_ALIKE: Final = re.compile(
    r"(?P<name>[^\W\d_][^\d.:,;!?]{1,30}?|[^\W\d_]{2,5}\.)\s+(?P<sign>No\.?\s*|Nr\.?\s*|№\s*)?(?P<number>\d{1,3}|[IVXLC]{1,7})"
    r"[.:]?(?P<title>\s+(?:[–—-]\s+)?[^\W\da-z_].*)?"
)
_PARAGRAPH: Final = re.compile(r"§\s*(?P<number>\d{1,4})[a-z]?\b[.:]?(?P<title>\s+(?:[–—-]\s+)?[A-ZÄÖÜÉÈ„“(].*)?")
_LETTERED: Final = re.compile(r"\((?P<letter>[a-z])\)\s+(?P<title>[A-Z]\S*(?:\s\S+)*)")
"""`(b) Related Rules`, as laws have it."""
LETTERS: Final = 5
"""Titles behind letters in brackets that count up, of one text, at least: few items of a list are titles."""
RISING: Final = 0.8
"""Share of them behind which a later letter follows: columns may be out of order."""
_NUMBER: Final = re.compile(r"(?:\d{1,3}|[IVXLC]{1,9})\b")
_DECIMAL: Final = re.compile(r"(?P<within>(?:\d{1,2}\.){1,2})(?P<number>\d{1,2})\.?\s+(?P<title>\S.*)")
_DASHED: Final = re.compile(r"[-–—]\s?([IVXLC]{1,9})\s?[-–—]")
"""`-IV-`, as Spanish printers set the numbers of chapters; figures so set are those of pages."""


def by_number(views: Sequence[View], taken: Mapping[int, Proposal] = MappingProxyType({})) -> dict[int, str]:
    """Lines that name a division (`Chapter IV`), or are numbered and form a run that counts up by one."""
    found = dict.fromkeys([*_recurring(views), *_in_two(views, taken)], "division")
    candidates: list[tuple[int, int]] = []
    for index, view in enumerate(views):
        line = view.text
        if index in taken or is_halved(line):
            continue
        if view.words > (LONGEST if _TITLED.match(line) else HEAD_WORDS) or CLAUSE_END.search(line.rstrip(".")):
            continue
        if _is_division(line) and (line.isupper() or _TITLED.match(line) or _ends_bare(line) or _is_two(line)):
            found[index] = "division"
        elif (number := _number(line.rstrip(".") if _is_alone(views, index) else line)) is not None:
            candidates.append((index, number))
    plain = [one for one in candidates if not _is_stopped(views[one[0]])]
    listed = set(_listed(views, found))
    listed |= set(_run_in(views, found))
    found = {index: kind for index, kind in found.items() if index not in listed}
    found |= dict.fromkeys(misread(views, [index for index in found if index not in taken], taken), "division")
    found |= dict.fromkeys(_paragraphs(views, taken), "division")
    found |= dict.fromkeys(_lettered(views, taken), "alike")
    works = _listed_works(views, taken)
    for chain in (*_chains(views, plain), *_stopped(views, candidates)):
        long = len(chain) > 2 or (len(chain) == 2 and _is_pair(views, chain, found))
        long = long and not works.issuperset(index for index, _ in chain)
        if long and (not _is_bare(views, chain) or _opens_each(views, chain) or _opens_verse(chain, taken)):
            found.update((index, "numbered") for index, _ in chain if index not in found)
    return dict.fromkeys(_alike(views, taken), "alike") | _decimals(views, found) | found


def _listed(views: Sequence[View], found: Mapping[int, str]) -> Iterator[int]:
    """Divisions of one name of which ROW or more stand in a row with nothing between: a list of them (the scenes of a
    play)."""
    row: list[int] = []
    for index in [*sorted(found), len(views)]:
        titled = index in found and len(views[index].text.split()) > 2
        if titled and row and row[-1] == index - 1 and _names(views, index) == _names(views, row[-1]):
            row.append(index)
            continue
        if len(row) >= ROW or (len(row) > 1 and _begins(views[row[0]].text)):
            yield from row
        row = [index] if titled else []


def _begins(line: str) -> bool:
    """Whether a line is the first of some divisions."""
    match = _DIVISION.match(line)
    first = match is not None and match[2].casefold() in ("1", "i", "one", "first")
    return first and match is not None and line[match.end() : match.end() + 1] not in ("-", "–")


def is_first(line: str) -> bool:
    """Whether a heading is that of the first chapter, or has the first number."""
    return _begins(line) or _number(line.rstrip(".")) == 1


def _names(views: Sequence[View], index: int) -> str:
    """What a division is called: the first word of its line."""
    return views[index].text.split()[0].casefold().strip(".")


def _lettered(views: Sequence[View], taken: Container[int]) -> Sequence[int]:
    """Titles behind letters in brackets that count up from `(a)`, each above text."""
    found: dict[int, str] = {}
    for index, view in enumerate(views[:-1]):
        match = _LETTERED.fullmatch(view.text) if index not in taken and view.words <= HEAD_WORDS else None
        if match and in_capitals(match["title"]) and not SENTENCE_END.search(view.text) and views[index + 1].running:
            found[index] = match["letter"]
    letters = list(found.values())
    rising = sum(a < b for a, b in pairwise(letters))
    one_run = len(set(letters)) == len(letters) >= LETTERS and letters[0] == "a"
    return list(found) if one_run and rising >= RISING * (len(letters) - 1) else ()


def _listed_works(views: Sequence[View], taken: Mapping[int, Proposal]) -> frozenset[int]:
    """The lines below the heading of a list of works, up to the name of another part: numbers count its entries."""
    found: set[int] = set()
    listing = False
    for index, view in enumerate(views):
        if index not in taken and view.words <= HEAD_WORDS and is_heading(view.text, "bibliographies"):
            listing = True
        elif listing and (is_heading(view.text, "parts") or _is_division(view.text)):
            listing = False
        if listing:
            found.add(index)
    return frozenset(found)


def _run_in(views: Sequence[View], found: Mapping[int, str]) -> Iterator[int]:
    """Divisions of one name that are sentences themselves (`Article 5. Nobody shall be …`): a full stop ends them, and
    text of its own follows few; or others of the name begin whole paragraphs, as the sections of laws do, among which
    those are that are short, or that a page or the OCR has cut."""
    names: dict[str, list[int]] = {}
    for index in found:
        if is_titled(views[index].text):
            names.setdefault(_names(views, index), []).append(index)
    whole = Counter(
        _names(views, i) for i, view in enumerate(views) if view.words > LONGEST and _TITLED.match(view.text)
    )
    for name, same in names.items():
        stopped = [index for index in same if views[index].text.endswith(".")]
        if whole[name] >= max(WHOLE, WHOLE_SHARE * len(same)):
            yield from same
        elif stopped and 2 * len(_opening(views, stopped, found)) < len(stopped):
            yield from stopped


def _opening(views: Sequence[View], same: Sequence[int], but: Container[int] = ()) -> list[int]:
    """Those of some blocks that running text follows before the next of them (`but` for other headings)."""
    spans = zip(same, [*same[1:], len(views)], strict=True)
    return [i for i, end in spans if any(views[k].running for k in range(i + 1, end) if k not in but)]


def _paragraphs(views: Sequence[View], taken: Mapping[int, Proposal]) -> list[int]:
    """The lines that begin with § and a number, which count up (`§ 3 Of the Lamps`)."""
    found: list[int] = []
    last = 0
    for index, view in enumerate(views):
        match = _PARAGRAPH.fullmatch(view.text) if view.words <= HEAD_WORDS and index not in taken else None
        if match is None or SENTENCE_END.search(match["title"] or ""):
            continue
        number = int(match["number"])
        if 0 <= number - last <= SKIPPED:
            last = number
            found.append(index)
    return found if len(found) > 2 else []


def _alike(views: Sequence[View], taken: Mapping[int, Proposal]) -> Iterator[int]:
    """The lines that begin with the same words and numbers that count up, each above text, whatever the words
    (`THE SPECTATOR No. 3`); but for those of pictures and tables."""
    named: dict[str, list[tuple[int, int]]] = {}
    signed: dict[int, bool] = {}
    for index, view in enumerate(views):
        match = _ALIKE.fullmatch(view.text) if view.words <= HEAD_WORDS and index not in taken else None
        number = value_of(match["number"]) if match else None
        first = view.text.split()[0].casefold().strip(".")
        if match and number and first not in words("pictures") and not SENTENCE_END.search(match["title"] or ""):
            named.setdefault(match["name"].casefold(), []).append((index, number))
            signed[index] = match["sign"] is not None
    for same in named.values():
        for chain in _chains(views, same):
            places = [index for index, _ in chain]
            told = len(places) > 2 and (chain[0][1] == 1 or signed[places[0]])  # the head of a page begins anywhere
            if told and len(_opening(views, places)) >= 0.8 * len(places):
                yield from places


def is_numbered(line: str) -> bool:
    """Whether a line begins with a number, or with the name and number of a division."""
    return _is_division(line) or _NUMBERED.fullmatch(line) is not None


def is_titled(line: str) -> bool:
    """Whether more stands behind the number that a line begins with, or the name and number of a division."""
    match = (_DIVISION.match(line) if _is_division(line) else None) or _NUMBER.match(line)
    return match is not None and any(map(str.isalpha, line[match.end() :]))


def _is_pair(views: Sequence[View], chain: Sequence[tuple[int, int]], found: Mapping[int, str]) -> bool:
    """Whether two numbered lines are headings by their looks: with a sign behind the number, or nothing but 1 and 2,
    where the divisions have no names (`found`)."""
    numbers = [_NUMBERED.fullmatch(views[index].text) for index, _ in chain]
    dotted = all(match is not None and match["sign"] for match in numbers)
    bare = all(match is not None and not match["title"] for match in numbers)
    return dotted or (bare and chain[0][1] == 1 and len(found) < 3)


def _is_bare(views: Sequence[View], chain: Sequence[tuple[int, int]]) -> bool:
    """Whether lines are numbers in figures and nothing else, as those of tables and pages are, and, where they are few,
    those of stanzas."""
    few = ".)" if len(chain) < RECURRING else ""
    return all(views[index].text.rstrip(few).isdigit() for index, _ in chain)


def _opens_each(views: Sequence[View], chain: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers count from 1, or are many, and running text follows most of them at once, or below a title."""
    opening = sum(any(view.running for view in _until_number(views, index)) for index, _ in chain)
    return (chain[0][1] == 1 or len(chain) >= RECURRING) and opening >= 0.8 * len(chain)


def _opens_verse(chain: Sequence[tuple[int, int]], taken: Mapping[int, Proposal]) -> bool:
    """Whether numbers count from 1 above verse, and as far apart as the sections of a long poem: over stanzas they are
    none."""
    places = [index for index, _ in chain]
    above = sum(index + 1 in taken and taken[index + 1].type == "verse" for index in places)
    enough = chain[0][1] == 1 and above >= 0.8 * len(places)
    return enough and median(b - a for a, b in pairwise(places)) >= SECTION_OF_VERSE


def _ends_bare(line: str) -> bool:
    """Whether no mark ends the line of a division, but for a full stop behind its name and number alone."""
    return not SENTENCE_END.search(line if is_titled(line) else line.rstrip("."))


def _is_alone(views: Sequence[View], index: int) -> bool:
    """Whether blank lines part a short line from what is before it and after it."""
    parted = not views[index].adjacent and index + 1 < len(views) and not views[index + 1].adjacent
    return parted and views[index].words <= STOPPED_WORDS


def _is_stopped(view: View) -> bool:
    """Whether a full stop ends the title behind a number, as it ends the sentences of a list."""
    return view.words > 1 and view.text.endswith(".")


def _stopped(views: Sequence[View], candidates: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The lines that count up with full stops behind most of their titles: many, with text below nearly all of them."""
    for chain in _chains(views, candidates):
        stopped = sum(_is_stopped(views[index]) for index, _ in chain)
        if 2 * stopped > len(chain) >= RECURRING and _opens_each(views, chain):
            yield chain


def _until_number(views: Sequence[View], index: int) -> Iterator[View]:
    """The next two blocks, but for what follows another number."""
    for view in views[index + 1 : index + 3]:
        if view.text[0].isdigit() and view.words == 1:
            return
        yield view


def _decimals(views: Sequence[View], chapters: Mapping[int, str]) -> dict[int, str]:
    """Lines with numbers of two or three parts (`2.1 The Boat`), whose last counts up from 1 within the same others."""
    found: dict[int, str] = {}
    lasts: dict[str, int] = {}
    for index, view in enumerate(views):
        match = _DECIMAL.fullmatch(view.text) if view.words <= HEAD_WORDS and view.text[0].isdigit() else None
        if match is None or CLAUSE_END.search(match["title"]) or not match["title"].lstrip("“‘\"'«„")[:1].isupper():
            continue
        number = int(match["number"])
        if 0 < number - lasts.get(match["within"], 0) <= SKIPPED:
            lasts[match["within"]] = number
            found[index] = f"numbered-{match['within'].count('.') + 1}"
    enough = len(found) > 1 and (max(lasts.values()) > 1 or any(kind == "numbered" for kind in chapters.values()))
    return found if enough else {}


def _recurring(views: Sequence[View]) -> list[int]:
    """Lines that begin with the name of a division, again and again, although an OCR engine could not read the number
    (ornamental capitals): `Chapter %`."""
    found: dict[str, list[int]] = {}
    for index, view in enumerate(views):
        first = view.text.split()[0]
        if view.words <= 3 and first[0].isupper() and first.casefold() in words("divisions"):
            found.setdefault(first, []).append(index)
    return [index for same in found.values() if len(same) >= RECURRING for index in same]


def _in_two(views: Sequence[View], taken: Container[int]) -> list[int]:
    """The lines that are the name of a division alone, and those right below that are its number, if these rise, or in
    words are all different: `CHAPTER` / `TWO` / `The Boat`, as manuals set the headings of their chapters."""
    found: list[int] = []
    numbers: list[str] = []
    for index, (view, below) in enumerate(pairwise(views)):
        if index in taken or index + 1 in taken or view.text.casefold() not in words("divisions"):
            continue
        if value_of(below.text) or below.text.casefold() in words("numerals"):
            found.extend((index, index + 1))
            numbers.append(below.text)
    values = [value_of(number) or 0 for number in numbers]
    told = all(b == a + 1 for a, b in pairwise(values)) if all(values) else len(set(numbers)) == len(numbers)
    return found if told and len(numbers) > 1 else []


def _chains(views: Sequence[View], candidates: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The lines (index, number) whose numbers count up by one, with something between each two: those in figures and
    those in Roman numerals, and those of one form, which another may interrupt (`2.` a list that begins with `1)`)."""
    chains: dict[object, list[list[tuple[int, int]]]] = {}
    ends: dict[object, list[int]] = {}  # which chains end with a number, by form and number
    for index, number in candidates:
        match = _NUMBERED.fullmatch(views[index].text)
        figures = views[index].text[0].isdigit()
        form = (figures, match["sign"], bool(match["title"])) if match else (figures,)
        for of, interrupted in ((figures, False), (form, True)):
            open_, ended = chains.setdefault(of, []), ends.setdefault((of, number - 1), [])
            near = (c for c in reversed(ended[-LAST:]) if index > open_[c][-1][0] + 1)
            before = next(near, None)
            if before is not None and (interrupted or before == len(open_) - 1):
                open_[before].append((index, number))
                ended.remove(before)
            else:
                before = len(open_)
                open_.append([(index, number)])
            ends.setdefault((of, number), []).append(before)
    for same in chains.values():
        yield from map(partial(_of_one_sort, views), same)


def _of_one_sort(views: Sequence[View], chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A chain without the numbers alone in it, if most have titles; but for the first, where it stands as far below
    what is above it as chapters do: its title may be that of a picture."""
    first = chain[0][0] if chain[0][1] == 1 and views[chain[0][0]].above >= NEW_PAGE else -1
    titled = [one for one in chain if views[one[0]].words > 1 or one[0] == first]
    return titled if 2 * len(titled) > len(chain) else chain


def _is_division(line: str) -> bool:
    """Whether a line begins with the name and number of a division, or is that and the name of the work before it."""
    within = _WITHIN.fullmatch(line)
    match = _DIVISION.match(within[1] if within else line)
    if not match or match[1].casefold() not in words("divisions"):
        return _is_reversed(line)
    after = line[match.end() :].split()
    if not within and after and after[0] in words("particles"):  # Section 80 of the general laws
        return False
    number = match[2]
    lettered = match[1].casefold() in words("appendices") and _HEADED.match(line, match.end(2)) is not None
    letter = _LETTER.fullmatch(number) is not None and (len(line.split()) == 2 or lettered)
    roman = re.fullmatch("[IVXLCDM]+", number) is not None
    return number.isdigit() or roman or letter or number.casefold() in words("numerals")


def _is_reversed(line: str) -> bool:
    """Whether a line is, or begins with, the number of a division in words and its name (`FIRST ACT`)."""
    match = _REVERSED.match(line)
    return (
        match is not None
        and match[1][0].isupper()
        and match[1].casefold() in words("numerals")
        and match[2].casefold() in words("divisions")
    )


def _is_two(line: str) -> bool:
    """Whether a line is nothing but two divisions with their numbers in words, and full stops behind them, as old
    printers have it: `Actus Primus. Scena Secunda.`"""
    parts = [part.split() for part in line.split(".")]
    named = [
        {one.casefold() for one in part} for part in parts if len(part) == 2 and all(one[0].isupper() for one in part)
    ]
    return len(parts) == 3 == len(named) + 1 and all(
        one & words("divisions") and one & words("numerals") for one in named
    )


def _number(line: str) -> int | None:
    """The number a title begins with: `15. The Lamp`, `IV`, `IV. The Boat`; None for a sentence or a list item."""
    if dashed := _DASHED.fullmatch(line):
        return arabic(dashed[1])
    match = _NUMBERED.fullmatch(line)
    title = (match["title"] or "").strip(" \t—–") if match else ""
    if match is None or CLAUSE_END.search(title) or (title and not (title[0].isupper() or title[0] in "“‘\"'«„…")):
        return None
    return value_of(match["number"])
