"""Headings: numbered, named, in capitals, underlined, or short lines like titles; and their levels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from ecdosis.languages.dates import is_dateline
from ecdosis.stages.blocks.lists import heading
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import CLAUSE_END, SENTENCE_END, View
from ecdosis.stages.furniture.phrases import control
from ecdosis.stages.words import words

HEAD_WORDS: Final = 14
"""Longer than this a line is read as a sentence, not seen as a title (chapter titles of English novels seldom are)."""
LONGEST: Final = 40
"""The same for a title after the name and number of a division."""
TITLE_WORDS: Final = 9
"""The same for a line that only its shortness makes a title."""
TITLE_LINES: Final = 3
"""Lines of a chapter's title in capitals at most."""
RECURRING: Final = 5
"""Times that the name of a division begins a line of its own from which it needs no number."""
CAPITAL_SHARE: Final = 0.4
"""Share of a text's lines in capitals from which capitals say nothing."""
_DIVISION: Final = re.compile(r"([^\W\d_]+)\s+(?:the\s+)?([IVXLCDM]+|\d+|[^\W\d_]+)\b\.?", re.IGNORECASE)
_WITHIN: Final = re.compile(r"[^\W\d_][^.!?:]{1,40}: ([^\W\d_]+ (?:[IVXLCDM]+|\d+))")
"""`Inferno: Canto IV`."""
_TITLED: Final = re.compile(r"[^\W\d_]+\s+(?:[IVXLCDM]+|\d+)(?:[.:]|\s*[—–])\s*(?:$|[^\W_a-z])")
_NUMBERED: Final = re.compile(r"(?P<number>\d{1,3}|[IVXLC]{1,7})(?P<sign>[.)]?)(?P<title>\s+\S.*)?")
_DECIMAL: Final = re.compile(r"(?P<within>(?:\d{1,2}\.){1,2})(?P<number>\d{1,2})\.?\s+(?P<title>\S.*)")
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_INNER_END: Final = re.compile(r"[a-z][.!?;]['\"”’]?\s")
"""The end of a sentence inside of a line."""
_RULE: Final = re.compile(r"[=_~-]{3,}")
_OPENED: Final = ("item", "entry", "verse", "contents")
"""What a heading stands above, besides running text."""
RANKS: Final = ("division", "numbered", "numbered-2", "numbered-3", "underlined", "capitals", "title-like")
"""Kinds of headings from the highest; each that a text uses has a level of its own."""
WHY: Final = {
    "division": (BlockRule.DIVISION, "it names a division of a book"),
    "numbered": (BlockRule.NUMBERED, "its number and those of other headings count up"),
    "numbered-2": (BlockRule.NUMBERED, "its number of two parts and those of other headings count up"),
    "numbered-3": (BlockRule.NUMBERED, "its number of three parts and those of other headings count up"),
    "underlined": (BlockRule.UNDERLINED, "it is underlined"),
    "capitals": (BlockRule.CAPITALS, "it stands alone in capitals"),
    "title-like": (BlockRule.TITLE_LIKE, "a short line without a full stop, before running text"),
    "part": (BlockRule.PART, "it is the name of a part of a book"),
    "of notes": (BlockRule.OF_NOTES, "it stands above notes, below the name of a part of a book"),
}


def numbered(views: Sequence[View]) -> Proposals:
    """The headings that a number or the name of a division shows."""
    kinds = _numbered(views)
    return {index: Proposal("head", *WHY[kind], level=1) for index, kind in kinds.items()}


def heads(views: Sequence[View], taken: Proposals) -> Proposals:
    """All headings with their levels. Kinds of headings rank in the order of RANKS; the names of parts that stand
    beside the chapters (Notes, Further Reading) have the highest level."""
    kinds = _by_form(views, taken)
    under = set(_of_notes(views, kinds, taken))
    opening = {i: kind for i, kind in kinds.items() if _opens_something(views, i, kinds, taken)}
    often = Counter(opening.values())
    kinds = {i: kind for i, kind in kinds.items() if i in opening or _is_one_of_many(views, i, kinds, often)}
    kinds.update((i, "title-like") for i in _title_like(views, kinds, taken))
    kinds.update(list(_second_lines(views, kinds, taken)))
    ranks = [kind for kind in RANKS if kind in kinds.values()]
    levels = {kind: level for level, kind in enumerate(ranks, 1)}
    found = {index: Proposal("head", *WHY[kind], level=levels.get(kind, 1)) for index, kind in kinds.items()}
    return found | {index: Proposal("head", *WHY["of notes"], level=2) for index in under}


def _by_form(views: Sequence[View], taken: Proposals) -> dict[int, str]:
    """The lines that have the form of a heading, by the sort of that."""
    kinds = {index: kind for index, kind in _numbered(views, taken).items() if index not in taken}
    free = [index for index in range(len(views)) if index not in taken]
    kinds |= {index: "part" for index in free if index not in kinds and is_part(views[index].text)}
    for index in _capitals(views, kinds, taken):
        kinds.setdefault(index, "capitals")
    return kinds | {i: "underlined" for i in free if i + 1 < len(views) and _is_underlined(views, i)}


def _of_notes(views: Sequence[View], kinds: Mapping[int, str], taken: Proposals) -> Iterator[int]:
    """The names of chapters above their notes, below the name of a part (Notes) or below each other."""
    last = -2
    for index, view in enumerate(views):
        below = kinds.get(index - 1) == "part" or last == index - 1
        short = view.words <= HEAD_WORDS and not CLAUSE_END.search(view.text)
        if view.noted and below and short and index not in taken and kinds.get(index) != "part":
            last = index
            yield index


def _second_lines(views: Sequence[View], kinds: dict[int, str], taken: Proposals) -> Iterator[tuple[int, str]]:
    """The titles of chapters that stand below their number (`CHAPTER IV`, `The Measure of Rope`), in one line or, in
    capitals, in several."""
    for index, kind in kinds.items():
        text = views[index].text
        bare = (kind == "division" and len(text.split()) <= 3) or (kind == "numbered" and len(text.split()) == 1)
        title = list(_title_below(views, index, kinds, taken)) if bare else []
        if title and any(view.running for view in views[title[-1] + 1 : title[-1] + 5]):
            yield from ((below, kind) for below in title)


def _title_below(views: Sequence[View], index: int, kinds: dict[int, str], taken: Proposals) -> Iterator[int]:
    """The lines of the title below a number."""
    for below in range(index + 1, min(index + 1 + TITLE_LINES, len(views))):
        view = views[below]
        if below in taken or kinds.get(below) not in (None, "title-like", "capitals"):
            return
        capital = view.text.isupper() and view.words <= HEAD_WORDS
        if below > index + 1 and not (capital and view.adjacent and views[below - 1].text.isupper()):
            return
        if not capital and not _is_title(view):
            return
        yield below


def _numbered(views: Sequence[View], taken: Mapping[int, Proposal] = MappingProxyType({})) -> dict[int, str]:
    """Lines that name a division (`Chapter IV`), or are numbered and form a run that counts up by one."""
    found = dict.fromkeys(_recurring(views), "division")
    candidates: dict[bool, list[tuple[int, int]]] = {True: [], False: []}  # in figures, in Roman numerals
    for index, view in enumerate(views):
        line = view.text
        if index in taken:
            continue
        if view.words > (LONGEST if _TITLED.match(line) else HEAD_WORDS) or CLAUSE_END.search(line.rstrip(".")):
            continue
        if _is_division(line) and (line.isupper() or _TITLED.match(line) or not SENTENCE_END.search(line)):
            found[index] = "division"
        elif (number := _number(line)) is not None:
            candidates[line[0].isdigit()].append((index, number))
    for chain in (*_chains(candidates[True]), *_chains(candidates[False])):
        if len(chain) > 2 or (len(chain) == 2 and _is_pair(views, chain)):
            found.update((index, "numbered") for index, _ in chain if index not in found)
    return _decimals(views, found) | found


def _is_pair(views: Sequence[View], chain: Sequence[tuple[int, int]]) -> bool:
    """Whether two numbered lines are headings by their looks: with a sign behind the number, or nothing but 1 and 2."""
    numbers = [_NUMBERED.fullmatch(views[index].text) for index, _ in chain]
    dotted = all(match is not None and match["sign"] for match in numbers)
    bare = all(match is not None and not match["title"] for match in numbers)
    return dotted or (bare and chain[0][1] == 1)


def _decimals(views: Sequence[View], chapters: Mapping[int, str]) -> dict[int, str]:
    """Lines with numbers of two or three parts (`2.1 The Boat`), whose last counts up from 1 within the same others."""
    found: dict[int, str] = {}
    lasts: dict[str, int] = {}
    for index, view in enumerate(views):
        match = _DECIMAL.fullmatch(view.text) if view.words <= HEAD_WORDS and view.text[0].isdigit() else None
        if match is None or CLAUSE_END.search(match["title"]) or not match["title"].lstrip("“‘\"'«„")[:1].isupper():
            continue
        number = int(match["number"])
        if number == lasts.get(match["within"], 0) + 1:
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


def _chains(candidates: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The lines (index, number) whose numbers count up by one, with something between each two."""
    chain: list[tuple[int, int]] = []
    for index, number in candidates:
        if chain and not (number == chain[-1][1] + 1 and index > chain[-1][0] + 1):
            yield chain
            chain = []
        chain.append((index, number))
    yield chain


def _is_division(line: str) -> bool:
    """Whether a line begins with the name and number of a division, or is that and the name of the work before it."""
    within = _WITHIN.fullmatch(line)
    match = _DIVISION.match(within[1] if within else line)
    if not match or match[1].casefold() not in words("divisions"):
        return False
    number = match[2]
    return number.isdigit() or re.fullmatch("[IVXLCDM]+", number) is not None or number.casefold() in words("numerals")


def _number(line: str) -> int | None:
    """The number a title begins with: `15. The Lamp`, `IV`, `IV. The Boat`; None for a sentence or a list item."""
    match = _NUMBERED.fullmatch(line)
    title = (match["title"] or "").strip() if match else ""
    if match is None or CLAUSE_END.search(title) or (title and not (title[0].isupper() or title[0] in "“‘\"'«„…")):
        return None
    number = match["number"]
    return int(number) if number.isdigit() else _arabic(number)


def _arabic(roman: str) -> int | None:
    values = [_ROMAN[letter] for letter in roman]
    total = sum(-a if a < b else a for a, b in pairwise([*values, 0]))
    return total if 0 < total <= 100 else None


def _capitals(views: Sequence[View], known: dict[int, str], taken: Proposals) -> Iterator[int]:
    """Lines in capitals that stand alone, but for one that recurs (the speakers of a play) or signs an epigraph
    (head, short quotation, NAME)."""
    seen = Counter(view.text for index, view in enumerate(views) if index not in taken)
    free = [view for i, view in enumerate(views) if i not in taken or taken[i].type != "contents"]
    if sum(1 for view in free if view.text.isupper()) > CAPITAL_SHARE * len(free):
        return
    last = -3
    for index, view in enumerate(views):
        line = view.text
        capital = (
            line.upper() == line
            and view.words <= HEAD_WORDS
            and sum(map(str.isalpha, line)) > 3
            and line[0] not in "(["
        )
        signature = last == index - 2 and not views[index - 1].prose
        if index in known:
            last = index
        elif index not in taken and capital and seen[line] == 1 and _ends_bare(views, index) and not signature:
            last = index
            yield index


def _ends_bare(views: Sequence[View], index: int) -> bool:
    """Whether a line ends without a mark; old printers put a full stop after headings that stand alone."""
    view = views[index]
    alone = not view.adjacent and index + 1 < len(views) and not views[index + 1].adjacent and view.text[0].isalnum()
    text = view.text.rstrip(".") if alone and view.words <= TITLE_WORDS else view.text
    return SENTENCE_END.search(text) is None


def is_part(text: str) -> bool:
    """Whether a line is the name of a part of a book."""
    bare = text.strip(" .:*_#[]").replace("’", "'").casefold()
    return bare in words("parts") or any(heading(text, name) for name in ("readings", "questions"))


def _is_underlined(views: Sequence[View], index: int) -> bool:
    below = views[index + 1]
    rule = below.adjacent and _RULE.fullmatch(below.text) is not None
    return rule and views[index].words <= HEAD_WORDS and abs(len(below.text) - len(views[index].text)) <= 4


def _opens_something(views: Sequence[View], index: int, kinds: dict[int, str], taken: Proposals) -> bool:
    """Whether a heading is followed, perhaps after a heading or epigraph, by running text, a list, or its notes."""
    following = [i for i in range(index + 1, min(index + 5, len(views))) if i not in kinds]
    if kinds[index] == "part" and any(view.noted for view in views[index : index + 2]):  # Notes, Chapter I
        return True
    if kinds[index] == "part" or _counts(kinds[index]):
        first = next((i for i in following if not views[i].text.isupper()), None)
        if first is not None and first <= index + TITLE_LINES and first not in taken and views[first].running:
            return True
    return any(views[i].prose or (i in taken and taken[i].type in _OPENED) for i in following)


def _is_one_of_many(views: Sequence[View], index: int, kinds: dict[int, str], often: Counter[str]) -> bool:
    """Whether a numbered heading is followed by a short text only, but others of its run by running text."""
    kind, below = kinds[index], index + 1
    return _counts(kind) and often[kind] > 1 and below < len(views) and below not in kinds


def _counts(kind: str) -> bool:
    """Whether headings of a kind are told by their numbers."""
    return kind == "division" or kind.startswith("numbered")


def _title_like(views: Sequence[View], kinds: dict[int, str], taken: Proposals) -> Iterator[int]:
    """Short lines between paragraphs that are no sentences. In a text whose lines are wrapped such a line may be what
    is left of a paragraph: there blank lines must stand round it, and it must not break off. Questions are headings
    only beside others."""
    found = list(_short_lines(views, kinds, taken))
    asking = {index for index in found if views[index].text.endswith("?")}
    yield from (found if 2 * len(asking) < len(found) else (index for index in found if index not in asking))


def _short_lines(views: Sequence[View], kinds: dict[int, str], taken: Proposals) -> Iterator[int]:
    wrapped = any(view.lines > 2 for view in views)
    for index, view in enumerate(views[:-1]):
        after = views[index + 1]
        if index in taken or index in kinds or not after.prose or index + 1 in taken or after.text[0].islower():
            continue
        if (
            not _is_title(view)
            or control(view.text)[0]
            or (index and not _has_ended(views[index - 1], index - 1, kinds, taken))
        ):
            continue
        if index - 1 in taken and taken[index - 1].type in ("verse", "quote", "epigraph"):
            continue
        alone = not after.adjacent and not (index and view.adjacent)
        whole = _has_capitals(view.text) or view.text.split()[-1].casefold() not in words("unfinished")
        if not wrapped or (alone and whole):
            yield index


def _is_title(view: View) -> bool:
    text = view.text
    letters = sum(map(str.isalpha, text))
    bare = SENTENCE_END.search(text.rstrip("?")) is None and text.rstrip("*")[-1:] not in "-–—)]"  # -* divides as well
    bare = bare and text[0] not in '"“„«' and _INNER_END.search(text) is None
    begins = text.lstrip("“‘\"'«„…")[:1].isupper() or text[:1].isdigit()
    return (
        view.words <= TITLE_WORDS
        and bare
        and begins
        and letters > max(2, len(text) // 2)
        and not (view.marked or is_dateline(text))
    )


def _has_ended(view: View, index: int, kinds: dict[int, str], taken: Proposals) -> bool:
    """Whether the block before has come to its end, so that something new may begin."""
    ended = SENTENCE_END.search(view.text) is not None or view.text[-1] in ")]"
    return index in kinds or index in taken or ended or view.marked


def _has_capitals(text: str) -> bool:
    """Whether the words of a line have capitals as those of titles do."""
    names = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(names) and sum(word[0].isupper() for word in names) >= 0.6 * len(names)
