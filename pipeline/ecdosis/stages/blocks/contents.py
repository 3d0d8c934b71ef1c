"""Tables of contents, and lists of pictures: the lines below their heading that lead to places in the book.

They look like headings and are none: each names one that stands in its place below. A table ends where the book begins:
at running text without a page number, or at a heading that it has named and that such text follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from ecdosis.stages.blocks.entries import (
    is_contents,
    is_number,
    is_numbered,
    is_paged,
    names_division,
    number_of,
    title_of,
    turned_round,
    unpaged,
)
from ecdosis.stages.blocks.heads import is_part
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import NEW_PAGE, View
from ecdosis.stages.words import words

SHORT: Final = 12
"""Words of an entry without a page number at most."""
LONGEST: Final = 120
"""The same with one: it may tell all that happens in a chapter."""
TITLE: Final = 16
"""The same of one that names a division, in one line."""
PARTS: Final = 3
"""Lines of which those below the first may name a part of the book, or its first chapter, within a table."""
AHEAD: Final = 6
"""Blocks after a gap, or after a heading named before, by which it is told whether the table goes on."""
GOES_ON: Final = 3
"""Lines that an entry goes on in at most."""
ENOUGH: Final = 6
"""Lines that make a table without a heading at least; and what its pages reach."""
COLUMN: Final = "a word above a column of a table of contents"
COUNTED: Final = "lines in a row with a number before them and a page behind them, which goes up"
_DASH: Final = re.compile(r"\s?(?:[—–]|--)\s?")
_STOP: Final = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_a-z]")
"""The end of a sentence within a block."""
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_COUNTED: Final = re.compile(r"(?:[IVXLC]{1,7}|\d{1,2})[.)]?\s+[^\W\d_].*\D\s(?P<page>\d{1,3})")
WORN: Final = "lines below the heading of a table, torn by the scan, whose titles are those of headings below"
_OF_THEIR_OWN: Final = ("head", "title", "contents")
"""What begins something of its own."""
SHARE: Final = 0.4
"""Share of the lines of a table that show by themselves, or by their heading below, that they are entries."""


def contents(views: Sequence[View], taken: Proposals) -> Proposals:
    """The entries below each heading of a table of contents or list of pictures."""
    found: Proposals = {}
    for index, view in enumerate(views):
        if index in taken or index in found:
            continue
        if not is_contents(view.text):
            run = _counted(views, index, taken)
            found.update((i, Proposal("contents", BlockRule.CONTENTS, COUNTED, group=index + 1)) for i in run)
            continue
        run = _entries(views, index + 1, taken)
        worn = _worn(views, index + 1, taken)
        if len(set(worn) - set(run)) > len(run):
            found.update((i, Proposal("contents", BlockRule.CONTENTS_WORN, WORN, group=index + 1)) for i in worn)
            continue
        if len(run) > 1 and _is_table(views, run):
            why = f"lines below “{view.text}”"
            columns = {i: Proposal("line", BlockRule.CONTENTS, COLUMN) for i in run if _names_columns(views[i].text)}
            entries = (i for i in run if i not in columns)
            found |= columns | {i: Proposal("contents", BlockRule.CONTENTS, why, group=index + 1) for i in entries}
    return found


def _names_columns(text: str) -> bool:
    """Whether the words of a line only say what stands below each of them: `Plate`, `Chapter   Page`."""
    return all(word.strip(".:").casefold() in words("columns") for word in text.split())


def begun_below(views: Sequence[View], taken: Proposals) -> Proposals:
    """The blocks with which the text begins below a table, if no chapter does: its title, or the text itself. They open
    a division of their own, as wide as that of the table's heading. More blank lines part the text from the table than
    its entries."""
    groups: dict[int, list[int]] = {}
    for index, proposal in taken.items():
        if proposal.type == "contents":
            groups.setdefault(proposal.group, []).append(index)
    found: Proposals = {}
    for group, run in groups.items():
        above, first = taken.get(group - 1), max(run) + 1
        widest = max((views[i].above for i in sorted(run)[1:]), default=0)
        if first == len(views) or above is None or above.type != "head":
            continue
        below = taken.get(first) or Proposal("p", 1.0, "")
        titled = below.type == "head" and below.level > above.level and not is_numbered(views[first].text)
        parted = views[first].above > max(widest, 1) and _leads_to_text(views, first, taken)
        if parted or titled:
            found[first] = replace(below, level=above.level)
    return found


def _leads_to_text(views: Sequence[View], first: int, taken: Proposals) -> bool:
    """Whether running text follows before another heading does."""
    for index in range(first, len(views)):
        if index in taken and taken[index].type in _OF_THEIR_OWN:
            return False
        if views[index].prose:
            return True
    return False


def _entries(views: Sequence[View], first: int, taken: Proposals) -> list[int]:
    """The blocks from one on that may be entries of a table."""
    run: list[int] = []
    named: set[str] = set()
    for index in range(first, len(views)):
        view = views[index]
        if index in taken or (is_contents(view.text) and not is_paged(view.text)) or not _may_be_entry(views, index):
            break
        if run and not _counts_on(views[run[-1]].text, view.text) and _begins_text(views, index, named):
            break
        if not (run and view.adjacent and _is_below(views[run[-1]].text, view.text)):
            named.add(_said(view.text))
        run.append(index)
    return run


def _worn(views: Sequence[View], first: int, taken: Proposals) -> list[int]:
    """The blocks from one on that are a table which a scan has torn: its numbers, titles, leaders and pages stand each
    in a line, or a column of them below the other, many misread. Enough of its titles are those of headings below to
    show what all of it is; it ends with the last of these, or of what has no word of three letters."""
    run: list[int] = []
    named: set[str] = set()
    for index in range(first, len(views)):
        view = views[index]
        if index in taken or view.prose or view.words > SHORT or is_contents(view.text):
            break
        if run and _begins_text(views, index, named):
            break
        named.add(_said(view.text))
        run.append(index)
    if len(run) < ENOUGH:
        return []
    texts = [view.text for view in views[first + len(run) :] if view.words <= SHORT]
    below = {form(text) for text in texts for form in (_bare, title_of)}
    titled = {index for index in run if not below.isdisjoint((_bare(views[index].text), title_of(views[index].text)))}
    while run and run[-1] not in titled and _WORD.search(views[run[-1]].text):
        run.pop()
    others = sum(_is_title(views[index].text) for index in run if index not in titled)
    return run if len(titled) >= ENOUGH and others <= len(titled) else []


def _is_title(text: str) -> bool:
    """Whether a line has two words, as titles have and what is left of a number, a page or leaders has not."""
    return sum(sum(map(str.isalpha, word)) > 1 for word in text.split()) > 1


def _counts_on(entry: str, line: str) -> bool:
    """Whether the number of a line is the next after that of the entry above (`6` after `5.3.3`): it is an entry, too,
    though a gap stands above it."""
    last, number = (number_of(text).split(".")[0] for text in (entry, line))
    return last.isdecimal() and number.isdecimal() and int(number) == int(last) + 1


def _is_below(entry: str, line: str) -> bool:
    """Whether a line says more of the entry above it: where a picture hangs, say, as other lines may say again."""
    return is_paged(entry) and not (is_paged(line) or is_numbered(line))


def _counted(views: Sequence[View], first: int, taken: Proposals) -> list[int]:
    """The lines from one on that begin with a number and end with that of a page, which never falls: a table without a
    heading that says so. None if they are few."""
    run: list[int] = []
    page = 0
    for index in range(first, len(views)):
        match = _COUNTED.fullmatch(views[index].text) if views[index].words <= SHORT else None
        if match is None or index in taken or int(match["page"]) < page:
            break
        run.append(index)
        page = int(match["page"])
    return run if len(run) >= ENOUGH and page > ENOUGH else []


def _may_be_entry(views: Sequence[View], index: int) -> bool:
    view = views[index]
    if not (any(map(str.isalnum, view.text)) or is_paged(view.text)):  # an ornament
        return False
    paged = _leads_to_page(views, index)
    short = (
        view.words <= (LONGEST if paged else SHORT) or _may_name(view) or (not view.prose and is_numbered(view.text))
    )
    return short or _is_synopsis(view)


def _is_synopsis(view: View) -> bool:
    """Whether a block tells what is in a chapter: set in, phrases with capitals between dashes, and no sentences."""
    phrases = _DASH.split(view.text)
    capitals = all(phrase[:1].isupper() or phrase[:1].isdigit() for phrase in phrases)
    return len(phrases) > 1 and view.indent > 1 and view.words <= LONGEST and capitals and not _STOP.search(view.text)


def _leads_to_page(views: Sequence[View], index: int) -> bool:
    """Whether a block, or what goes on from it in the next lines, ends with the number of a page."""
    last = index
    for below in range(index + 1, min(index + 1 + GOES_ON, len(views))):
        if is_paged(views[last].text) or not views[below].adjacent:
            break
        last = below
    return is_paged(views[last].text)


def _begins_text(views: Sequence[View], index: int, named: set[str]) -> bool:
    """Whether the book begins at a line: a heading that the table has named, or the first line of a new page, and soon
    after it running text without a page number."""
    view = views[index]
    ahead = views[index : index + AHEAD]
    runs = _runs(views, index)
    told = _said(view.text) in named or _numbers_named(views, index, named)
    unnamed = not _leads_to_named(ahead[1:], named)
    divided = unnamed and (is_part(view.text) or (names_division(view.text) and not view.adjacent))
    if not is_paged(view.text) and runs and (told or view.above >= NEW_PAGE - 1 or divided):
        return True
    named_below = any(names_division(below.text) for below in ahead[1:PARTS])
    return view.above >= NEW_PAGE - 1 and not (
        named_below or any(is_paged(v.text) or is_numbered(v.text) for v in ahead)
    )


def _leads_to_named(ahead: Sequence[View], named: set[str]) -> bool:
    """Whether the text that stands below some lines is that of a heading far below them which the table has named: they
    are entries still."""
    lines = takewhile(lambda view: not view.prose, ahead)
    return any(view.above >= NEW_PAGE - 1 and _said(view.text) in named for view in lines)


def _numbers_named(views: Sequence[View], index: int, named: set[str]) -> bool:
    """Whether a line is the number, alone, of a heading in the next line that the table has named."""
    below = views[index + 1].text if index + 1 < len(views) else ""
    return bool(below) and is_number(views[index].text) and _said(below) in named and not names_division(below)


def _runs(views: Sequence[View], index: int) -> bool:
    """Whether running text follows a line soon, and no entry with a page before it."""
    for below in range(index + 1, min(index + AHEAD, len(views))):
        if _leads_to_page(views, below):
            return False
        if views[below].prose and not (_is_synopsis(views[below]) or _may_name(views[below])):
            return True
    return False


def _may_name(view: View) -> bool:
    """Whether a line is long for a title, and names a division all the same."""
    return view.lines == 1 and view.words <= TITLE and names_division(view.text)


def _said(text: str) -> str:
    """What an entry and its heading have in common: the title, or the name of a division with its number."""
    return unpaged(text) if names_division(text) else title_of(text)


def _is_table(views: Sequence[View], run: Sequence[int]) -> bool:
    """Whether enough of some lines are entries: by a page or number, or because a heading below says the same."""
    titles = {_bare(view.text) for view in views[run[-1] + 1 :] if view.words <= LONGEST // 4}
    texts = [views[index].text for index in run]
    shown = sum(
        is_paged(t) or is_numbered(t) or names_division(t) or not titles.isdisjoint((_bare(t), turned_round(t)))
        for t in texts
    )
    return shown >= SHARE * len(run)


def _bare(text: str) -> str:
    """The title of a line without its article: a table may leave that out."""
    first, _, rest = text.strip().partition(" ")
    return title_of(rest if rest and first.casefold() in words("articles") else text)
