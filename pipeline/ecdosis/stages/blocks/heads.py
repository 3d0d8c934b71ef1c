"""Headings: numbered, named, in capitals, underlined, or short lines like titles; and their levels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from ecdosis.stages.blocks.addressed import addressed
from ecdosis.stages.blocks.below import TITLE_LINES, TITLE_WORDS, titles_below
from ecdosis.stages.blocks.captions import is_of_table
from ecdosis.stages.blocks.entries import is_contents, is_number, is_of_pictures, number_of, title_of
from ecdosis.stages.blocks.glossary import is_glossary
from ecdosis.stages.blocks.layout import SECTION, is_none, is_signature, spaced
from ecdosis.stages.blocks.lists import heading
from ecdosis.stages.blocks.numbers import HEAD_WORDS, LONGEST, by_number, is_first
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.ranks import divisions, levels
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.shortlines import LED, title_like
from ecdosis.stages.blocks.views import CLAUSE_END, SENTENCE_END, View
from ecdosis.stages.notes.lists import is_notes
from ecdosis.stages.persons import is_full, persons
from ecdosis.stages.words import pattern, words

NEAR: Final = 5
"""Blocks below a heading within which the text begins."""
MOTTO: Final = 20
"""The same below the number of a chapter."""
SEVERAL: Final = 3
"""Headings in capitals, of a text, besides which a longer line in capitals is one as well."""
ROWS: Final = 4
"""Blocks between the caption of a table and its first row at most: the heads of its columns."""
TITLED: Final = 0.5
"""Share of the chapters below whose number stands what a table of contents names, from which these are their titles."""
NAMED: Final = 2
"""Headings that a table of contents names, from which those that it does not name stand below them."""
CAPITAL_SHARE: Final = 0.4
"""Share of a text's lines in capitals from which capitals say nothing."""
_PREFACE: Final = re.compile(
    r"(?:(?:author|editor|translator)'s\s)?(?:preface|foreword|prologue|epilogue)\sto\s|(?:vorwort|vorrede|nachwort)\szu[mr]?\s"
    r"|(?:avant-propos|préface)\s(?:de|du|à|pour)\s|(?:предисловие|послесловие)\sк\s|(?:prefazione|prólogo)\sa\w*\s"
)
"""How the heading of a preface begins that says to what it is one (PREFACE TO THE SECOND PART)."""
BYLINES: Final = 3
"""Lines that name an author behind `by`, from which they are no titles."""
_ONLY_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.\s?){1,4}[^\W\d_]?")
"""How those sign who give no name: R. J. H."""
_RULE: Final = re.compile(r"[=_~-]{3,}")
_ANCHOR: Final = re.compile(r"\w\W{0,2}\s(?:[#¶🔗]|\[edit\])$")
_OPENED: Final = (
    *("item", "entry", "verse", "contents", "speaker", "stage-direction", "cast-item", "index-entry", "gloss-term"),
    *("dateline", "salute", "address", "attendance"),
)
"""What a heading stands above, besides running text."""
WHY: Final = {
    "division": (BlockRule.DIVISION, "it names a division of a book"),
    "division-2": (BlockRule.DIVISION, "it names a division within another"),
    "division-3": (BlockRule.DIVISION, "it names a division within two others"),
    "numbered": (BlockRule.NUMBERED, "its number and those of other headings count up"),
    "numbered-2": (BlockRule.NUMBERED, "its number of two parts and those of other headings count up"),
    "numbered-3": (BlockRule.NUMBERED, "its number of three parts and those of other headings count up"),
    "alike": (BlockRule.NUMBERED, "lines that begin alike have numbers that count up, each above text"),
    "spaced": (BlockRule.SPACED, "four blank lines stand before it"),
    "spaced-2": (BlockRule.SPACED, "more blank lines stand before it than between paragraphs"),
    "named": (BlockRule.NAMED, "a table of contents names it"),
    "listed": (BlockRule.NAMED, "a table of contents names it, and not the numbers below it"),
    "anchored": (BlockRule.ANCHORED, "the sign of a link to itself ends it, as on web pages"),
    "underlined": (BlockRule.UNDERLINED, "it is underlined"),
    "capitals": (BlockRule.CAPITALS, "it stands alone in capitals"),
    "addressed": (BlockRule.ADDRESSED, "it says to whom a letter goes, above its place, date or greeting"),
    "title-like": (BlockRule.TITLE_LIKE, "a short line without a full stop, before running text"),
    "part": (BlockRule.PART, "it is the name of a part of a book"),
    "of notes": (BlockRule.OF_NOTES, "it stands above notes, below the name of a part of a book"),
    "of a chapter": (BlockRule.OF_NOTES, "it stands above the notes of a chapter, which ends with them"),
}


def numbered(views: Sequence[View]) -> Proposals:
    """The headings that a number or the name of a division shows."""
    kinds = _counted(views)
    return {index: Proposal("head", *WHY[kind], level=1) for index, kind in kinds.items()}


def heads(views: Sequence[View], taken: Proposals) -> Proposals:
    """All headings with their levels. Kinds of headings rank as `ranks` has them; the names of parts that stand
    beside the chapters (Notes, Further Reading) have the highest level. A web page that has signs of its own behind
    headings has them behind all: there a line alone is none."""
    kinds = _by_form(views, taken)
    signed = any(kind == "anchored" and views[i].anchored for i, kind in kinds.items())
    under = set(_of_notes(views, kinds, taken))
    opening = {i: kind for i, kind in kinds.items() if kind == "alike" or _opens_something(views, i, kinds, taken)}
    often = Counter(opening.values())
    kinds = {i: kind for i, kind in kinds.items() if i in opening or _is_one_of_many(views, i, kinds, often)}
    if not signed:
        kinds.update(list(spaced(views, taken, kinds)))
    kinds.update([(i, "named") for i in _of_most(kinds, [i for i in _named(views, taken) if i not in kinds])])
    kinds.update(list(_numbers_above(views, kinds, taken)))
    if not signed:
        bylines = _bylines(views)
        kinds.update([(i, "title-like") for i in title_like(views, kinds, taken) if i not in bylines])
    kinds.update(list(titles_below(views, kinds, taken)))
    kinds |= dict.fromkeys(_listed(views, kinds, taken), "listed")
    if "capitals" in kinds.values():  # the name of a chapter may come again
        alike = (i for i, kind in kinds.items() if kind in ("title-like", "named") and views[i].text.isupper())
        kinds |= dict.fromkeys(alike, "capitals")
    kinds |= divisions(views, kinds)
    deep = levels(views, kinds)
    found = {index: Proposal("head", *WHY[kind], level=deep.get(kind, 1)) for index, kind in kinds.items()}
    found |= {index: Proposal("head", *WHY["of notes"], level=2) for index in under}
    found |= _nested(views, found, taken)
    found = {i: one for i, one in found.items() if not _is_label(views, i, found)}
    return found | dict(_of_chapters_notes(views, found))


def _is_label(views: Sequence[View], index: int, found: Proposals) -> bool:
    """Whether a line is only the label of notes in the midst of a chapter, which goes on behind them (`FOOTNOTES:`)."""
    of_notes = views[index].noted and is_notes(views[index].text) and views[index].text.rstrip().endswith(":")
    return of_notes and index + 1 < len(views) and index + 1 not in found


def _nested(views: Sequence[View], found: Proposals, taken: Proposals) -> Proposals:
    """Headings that nothing else ranks, as deep as the table of contents has them by its numbers (`2.1 Pledge` below
    `2 Values`); those below them are moved by as much."""
    numbers = {title_of(views[i].text): number_of(views[i].text) for i, p in taken.items() if p.type == "contents"}
    depths = {title: number.count(".") for title, number in numbers.items() if number[:1].isdecimal()}
    named = {i: depths[title] for i in found if (title := title_of(views[i].text)) in depths}
    levels = {found[i].level for i in named}
    if len(levels) != 1:
        return {}
    [level], deepest = levels, max(named.values())
    below = {i: replace(one, level=one.level + deepest) for i, one in found.items() if one.level > level}
    return below | {i: replace(found[i], level=level + depth) for i, depth in named.items()}


def _counted(views: Sequence[View], taken: Mapping[int, Proposal] = MappingProxyType({})) -> dict[int, str]:
    """The headings that a number shows; none where the first stands right below the caption of a table, and a part of
    the text has its name alone: the numbers are those of the table's rows."""
    kinds = by_number(views, taken)
    first = min((index for index, kind in kinds.items() if kind.startswith("numbered")), default=0)
    near = range(max(0, first - ROWS), first)
    captions = [i for i in near if is_of_table(views[i]) and not any(views[j].running for j in range(i + 1, first))]
    if captions and any(is_part(view.text) for view in views):
        return {index: kind for index, kind in kinds.items() if not kind.startswith("numbered")}
    return kinds


def _by_form(views: Sequence[View], taken: Proposals) -> dict[int, str]:
    """The lines that have the form of a heading, by the sort of that."""
    kinds = {index: kind for index, kind in _counted(views, taken).items() if index not in taken}
    free = [index for index in range(len(views)) if index not in taken]
    parts = (i for i in free if i not in kinds and (is_part(views[i].text) or is_signed_part(views, i)))
    kinds |= dict.fromkeys(parts, "part")
    for index in _capitals(views, kinds, taken):
        kinds.setdefault(index, "capitals")
    for index in addressed(views, taken):  # below the number of a letter it is a line of that heading
        above = kinds.get(index - 1, "")
        same = _counts(above) or (above and views[index].text[0] in "([")
        kinds.setdefault(index, above if same else "addressed")
    kinds |= dict.fromkeys(_anchored(views, free), "anchored")
    return kinds | {i: "underlined" for i in free if i + 1 < len(views) and _is_underlined(views, i)}


def _anchored(views: Sequence[View], free: Sequence[int]) -> list[int]:
    """The lines that end with the sign by which a web page links a heading to itself, if several do."""
    found = [i for i in free if views[i].words <= HEAD_WORDS and _is_anchored(views[i])]
    return found if len(found) >= LED else []


def _is_anchored(view: View) -> bool:
    return view.anchored or _ANCHOR.search(view.text) is not None


def _of_notes(views: Sequence[View], kinds: Mapping[int, str], taken: Proposals) -> Iterator[int]:
    """The names of chapters above their notes, below the name of a part (Notes) or below each other."""
    last = -2
    for index, view in enumerate(views):
        below = kinds.get(index - 1) == "part" or last == index - 1
        short = view.words <= HEAD_WORDS and not CLAUSE_END.search(view.text)
        if view.noted and below and short and index not in taken and kinds.get(index) != "part":
            last = index
            yield index


def _of_chapters_notes(views: Sequence[View], found: Proposals) -> Iterator[tuple[int, Proposal]]:
    """The headings *Notes* above the notes of a chapter, which stand at its end: the next chapter begins below them."""
    above = 0
    for index, below in pairwise(sorted(found)):
        of_notes = views[index].noted and is_notes(views[index].text)
        if of_notes and above and not is_part(views[below].text):
            yield index, Proposal("head", *WHY["of a chapter"], level=above + 1)
        else:
            above = found[index].level


def _above(views: Sequence[View], group: int) -> str:
    """The heading of a list of contents: the block that its group is numbered by. That of an editor has none."""
    return views[group - 1].text if 0 < group <= len(views) else ""


def _named(views: Sequence[View], taken: Proposals) -> Iterator[int]:
    """The first line of its own below a table of contents that is one of its entries, but for number and page."""
    entries = [i for i, p in taken.items() if p.type == "contents" and not is_of_pictures(_above(views, p.group))]
    wanted = {title_of(views[index].text) for index in entries}
    for index in range(max(entries, default=len(views)) + 1, len(views)):
        title = title_of(views[index].text) if views[index].words <= HEAD_WORDS else ""
        if title in wanted and index not in taken and len(title) > 2 and views[index].text[0].isalnum():
            wanted.discard(title)
            yield index


def _of_most(kinds: Mapping[int, str], named: Sequence[int]) -> list[int]:
    """The lines that a table of contents names, but for those right below the number of a chapter where most chapters
    have none: they are what the table has of the arguments of all."""
    numbers = [index for index, kind in kinds.items() if _counts(kind)]
    below = [index for index in named if index - 1 in numbers]
    few = len(below) < TITLED * len(numbers)
    return [index for index in named if not few or index not in below]


def _listed(views: Sequence[View], kinds: Mapping[int, str], taken: Proposals) -> Sequence[int]:
    """The headings that a table of contents names, if they stand above those with numbers, none of which it names: of
    letters or poems, say, which are counted."""
    entries = [i for i, p in taken.items() if p.type == "contents"]
    wanted = {title_of(views[index].text) for index in entries}
    below = [i for i in sorted(kinds) if i > max(entries, default=len(views))]
    named = [i for i in below if title_of(views[i].text) in wanted]
    counted = [i for i in below if _counts(kinds[i])]
    if len(named) < NAMED or not counted or any(i in named or i + 1 in named for i in counted):
        return ()
    return named if all(kinds[i] == "numbered" for i in counted) and named[0] < counted[0] else ()


def _numbers_above(views: Sequence[View], kinds: Mapping[int, str], taken: Proposals) -> Iterator[tuple[int, str]]:
    """The numbers that stand alone right above headings and that a table of contents has before the same titles."""
    entries = (views[index].text for index, proposal in taken.items() if proposal.type == "contents")
    wanted = {(number_of(entry), title_of(entry)) for entry in entries}
    for index, kind in kinds.items():
        above = index - 1
        free = above >= 0 and above not in kinds and above not in taken and is_number(views[above].text)
        if free and (number_of(views[above].text), title_of(views[index].text)) in wanted:
            yield above, kind


def _capitals(views: Sequence[View], known: dict[int, str], taken: Proposals) -> list[int]:
    """Lines in capitals that stand alone, but for one that recurs (the speakers of a play) or signs an epigraph
    (head, short quotation, NAME). A text with several such headings may have longer ones."""
    free = [view for i, view in enumerate(views) if i not in taken or taken[i].type != "contents"]
    if sum(1 for view in free if view.text.isupper()) > CAPITAL_SHARE * len(free):
        return []
    found = list(_in_capitals(views, known, taken, HEAD_WORDS))
    return found if len(found) < SEVERAL else list(_in_capitals(views, known, taken, LONGEST))


def _in_capitals(views: Sequence[View], known: dict[int, str], taken: Proposals, most: int) -> Iterator[int]:
    """Those of `most` words."""
    recurring, signed = _recurring(views, taken), _bylines(views)
    last = -3
    for index, view in enumerate(views):
        line = view.text
        if index in known:
            last = index
            continue
        if not line.isupper():
            continue
        letters = sum(map(str.isalpha, line))
        capital = view.words <= most and letters > 3 and line[0] not in "(["
        signature = (last == index - 2 and _is_epigraph(views, index)) or is_signature(views, index)
        none = signature or index in signed or is_none(views, index) or _is_piece(views, index)
        if index not in taken and capital and index not in recurring and _ends_bare(views, index) and not none:
            last = index
            yield index


def _bylines(views: Sequence[View]) -> frozenset[int]:
    """The lines that say by whom a poem or an article is (BY ANN EXAMPLE.), where several do: one alone may be a title
    (BY LAND AND SEA)."""
    found = frozenset(i for i, view in enumerate(views) if view.text.isupper() and _names_author(view.text))
    return found if len(found) >= BYLINES else frozenset()


def _names_author(text: str) -> bool:
    by = pattern("by").match(text)
    name = text[by.end() :].strip(" .:") if by else ""
    return _ONLY_INITIALS.fullmatch(name) is not None or any(map(is_full, persons(name)))


def _is_epigraph(views: Sequence[View], index: int) -> bool:
    """Whether a line may be the name below an epigraph: what it signs stands no farther above it than the heading above
    that."""
    above = views[index - 1]
    return not above.prose and views[index].above <= max(above.above, SECTION - 1)


def _is_piece(views: Sequence[View], index: int) -> bool:
    """Whether a line in capitals is a piece out of the midst of a title: `OF THE` above what is not in capitals, or
    what goes on from a comma in the line above it."""
    view, after = views[index], views[index + 1 : index + 2]
    small = [len(word) > 1 and word.casefold() in words("unfinished") for word in view.text.split()]
    above = views[index - 1].text if index and view.adjacent else ""
    return (all(small) and not (after and after[0].text.isupper())) or (above.isupper() and above[-1] == ",")


def _recurring(views: Sequence[View], taken: Proposals) -> frozenset[int]:
    """The lines whose words stand in several lines of their own, but for one that only lines of a list repeat."""
    free = [index for index in range(len(views)) if index not in taken]
    listed = {index for index in free if _is_listed(views, index)}
    seen = Counter(views[index].text for index in free)
    apart = Counter(views[index].text for index in free if index not in listed)
    return frozenset(i for i in free if seen[views[i].text] > 1 and (i in listed or apart[views[i].text] > 1))


def _is_listed(views: Sequence[View], index: int) -> bool:
    """Whether a line in capitals stands between others: in a table of contents, where it is no speaker's name."""
    return all(view.text.isupper() for view in views[max(0, index - 1) : index + 2])


def _ends_bare(views: Sequence[View], index: int) -> bool:
    """Whether a line ends without a mark; old printers put a full stop after headings that stand alone."""
    view = views[index]
    alone = not view.adjacent and index + 1 < len(views) and not views[index + 1].adjacent and view.text[0].isalnum()
    text = view.text.rstrip(".") if alone and view.words <= TITLE_WORDS else view.text
    return SENTENCE_END.search(text) is None


def is_part(text: str) -> bool:
    """Whether a line is the name of a part of a book."""
    bare = text.strip(" .:*_#[]").replace("’", "'").casefold()
    told = bare in words("parts") or bare in words("advertisements") or is_contents(text) or is_glossary(text)
    told = told or (_PREFACE.match(bare) is not None and len(bare.split()) <= TITLE_WORDS)
    return told or any(heading(text, name) for name in ("readings", "questions"))


def is_signed_part(views: Sequence[View], index: int) -> bool:
    """Whether a line right above running text is the name of a part of a book and by whom it is (INTRODUCTION BY MR.
    EXAMPLE); elsewhere on a title page it says so of the book."""
    text, below = views[index].text, views[index + 1 : index + 2]
    found = text.split()
    if not below or not below[0].running or below[0].adjacent or len(found) > TITLE_WORDS:
        return False
    named = range(1, min(3, len(found)))
    return any(is_part(" ".join(found[:n])) and pattern("by").match(" ".join(found[n:])) for n in named)


def _is_underlined(views: Sequence[View], index: int) -> bool:
    below = views[index + 1]
    rule = below.adjacent and _RULE.fullmatch(below.text) is not None
    return rule and views[index].words <= HEAD_WORDS and abs(len(below.text) - len(views[index].text)) <= 4


def _opens_something(views: Sequence[View], index: int, kinds: dict[int, str], taken: Proposals) -> bool:
    """Whether a heading is followed, perhaps after a heading or epigraph, by running text, a list, or its notes, or by
    a first chapter; the number of a division may have a long epigraph below it, of which a scan makes a block a
    line."""
    near = MOTTO if kinds[index] == "division" else NEAR
    following = [i for i in range(index + 1, min(index + near, len(views))) if i not in kinds]
    if kinds[index] == "part" and any(view.noted for view in views[index : index + 2]):  # Notes, Chapter I
        return True
    if kinds[index] == "part" or _counts(kinds[index]):
        first = next((i for i in following if not views[i].text.isupper()), None)
        if first is not None and first <= index + TITLE_LINES and first not in taken and views[first].running:
            return True
    near_first = any(kinds.get(i) == "division" and is_first(views[i].text) for i in range(index + 1, index + NEAR))
    return near_first or any(views[i].prose or (i in taken and taken[i].type in _OPENED) for i in following)


def _is_one_of_many(views: Sequence[View], index: int, kinds: dict[int, str], often: Counter[str]) -> bool:
    """Whether a numbered heading is followed by a short text only, but others of its run by running text."""
    kind, below = kinds[index], index + 1
    return _counts(kind) and often[kind] > 1 and below < len(views) and not _counts(kinds.get(below, ""))


def _counts(kind: str) -> bool:
    """Whether headings of a kind are told by their numbers."""
    return kind in ("division", "alike") or kind.startswith("numbered")
