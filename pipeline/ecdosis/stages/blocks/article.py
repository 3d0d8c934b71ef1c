"""The head of an article: its title, and below it the bare names of its authors, above the abstract or, if it has none,
the first section. No `by` names them, but hardly anything else stands there: the bodies they belong to, an address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ecdosis.languages.dates import is_date
from ecdosis.stages.blocks.entries import is_contents
from ecdosis.stages.blocks.frontmatter import AFFILIATED, NEAR, are_all, is_imprint, is_said
from ecdosis.stages.blocks.masthead import ISSUE
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.persons import LONG, is_full, persons
from ecdosis.stages.words import pattern, words

WITHIN: Final = 30
"""Blocks within which the abstract begins."""
LINES: Final = 4
"""Lines of a title at most."""
WORDS: Final = 40
"""Words of a title at most..."""
LABEL: Final = 3
"""Words at most of what a journal calls an article, in capitals above a title that is not: RESEARCH ARTICLE."""
SHORTEST: Final = 2
"""... and at least."""
FIRST: Final = 3
"""Words with which a line begins that may tell it as the name of a periodical."""
_DIGIT: Final = re.compile(r"\d")
MARKERS: Final = "*∗†‡§¶❶❷❸❹❺"
"""What leads from a name to a note on it."""
_NUMBER: Final = re.compile(r"(?:1|I)\.?\s+")
_RUN_IN: Final = re.compile(r"(?P<word>[^\W\d_]+)\s?[.:—–-]\s?\S")


def article(views: Sequence[View], most: int) -> Proposals:
    """The blocks of the head of an article, `most` of them; none if the text has none."""
    begins = next((index for index in range(min(WITHIN, len(views))) if _begins(views, index)), 0)
    end = min(most, next((index for index in range(begins) if is_contents(views[index].text)), begins))
    named = (index for index in range(1, end) if _names(views[index].text))
    first = next((index for index in named if not is_said(views[index].text, views[end:])), 0)
    title = _title(views, first)
    if not title:
        return {}
    end = next((index for index in range(first, end) if views[index].prose), end)  # an abstract without a heading
    found = {index: Proposal("title-page", BlockRule.TITLE_PAGE, _BESIDE, front=True) for index in range(end)}
    for index in range(first, end):
        if is_date(views[index].text):
            found[index] = Proposal("date", BlockRule.DATE, BlockRule.DATE.what, front=True)
    main = next((at + 1 for at, index in enumerate(title) if views[index].text.endswith(":")), len(title))
    for at, index in enumerate(title):
        type_ = "title" if at < main else "subtitle"
        found[index] = Proposal(type_, BlockRule.ARTICLE, BlockRule.ARTICLE.what, group=title[0], front=True)
    for index in _authors(views, first, end):
        found[index] = Proposal("byline", BlockRule.AUTHORS, BlockRule.AUTHORS.what, group=index, front=True)
    return found


_BESIDE: Final = "another line between the title of an article and its abstract"


def _begins(views: Sequence[View], index: int) -> bool:
    """Whether a block begins the abstract or, with its number, the first section."""
    text = views[index].text
    bare = text.strip(" .:—–-").casefold()
    if bare in words("abstracts"):
        return True
    run_in = _RUN_IN.match(text)
    if run_in and run_in["word"].casefold() in words("abstracts"):
        return True
    above = views[index - 1].text if index else ""
    number = _NUMBER.match(f"{above} {text}" if above in ("1", "I") else text)
    return number is not None and re.sub(_NUMBER, "", bare) in words("introductions")


def _names(text: str) -> tuple[str, ...]:
    """The full names that are all of a line; none if it is anything else."""
    bare = re.sub(rf"\s?[{MARKERS}]+", "", text)
    names = () if pattern("periodicals").search(bare) else persons(bare)
    return names if names and all(map(is_full, names)) and are_all(bare, names) else ()


def _title(views: Sequence[View], first: int) -> list[int]:
    """The lines above the first line of names that are the title; none if that is not plain."""
    lines: list[int] = []
    for index in range(first - 1, -1, -1):
        text, gap = views[index].text, views[index + 1].above
        capitals = text.isupper() and views[index].words <= LABEL and lines and not views[lines[0]].text.isupper()
        label = (capitals and gap) or text.strip(" .:").casefold() in words("article_labels")
        if (
            (lines and gap > NEAR)
            or label
            or is_date(text)
            or is_imprint(text)
            or (lines and gap and _is_of_issue(text))
        ):
            break
        lines.insert(0, index)
    count = sum(views[index].words for index in lines)
    letters = all(sum(map(str.isalpha, views[index].text)) > 1 for index in lines)
    return lines if len(lines) <= LINES and SHORTEST <= count <= WORDS and letters else []


def _is_of_issue(text: str) -> bool:
    """Whether a line names what an article was printed in: the issue, or a periodical or a meeting by its number or
    year, or by the word for a periodical among the first of it (International Journal of Lamps)."""
    first = " ".join(text.split()[:FIRST])
    if ISSUE.search(text) or pattern("periodicals").search(first):
        return True
    return _DIGIT.search(text) is not None and pattern("meetings").search(text) is not None


def _authors(views: Sequence[View], first: int, end: int) -> Sequence[int]:
    """The lines of names: the first ones, and others above the name of a body or an address, or below a blank line as
    the first ones are."""
    named = [index for index in range(first, end) if _names(views[index].text)]
    found: list[int] = []
    for index in reversed(named):
        together = all(one in named for one in range(first, index))
        second = index - 1 in named and not views[index].above and not together
        begins = views[index].above > 0 and index + 1 < end and not views[index + 1].above
        below = index + 1 < end and (index + 1 in found or _is_body(views[index + 1].text))
        lettered = index + 1 < end and AFFILIATED.match(views[index + 1].text)
        if (together or begins or below) and not (lettered or second):
            found.append(index)
    return sorted(found)


def _is_body(text: str) -> bool:
    """Whether a line names a university or the like, or an address."""
    closed = any(word.strip(",.").endswith(LONG) for word in text.casefold().split())
    return closed or "@" in text or any(pattern(name).search(text) is not None for name in ("bodies", "publishers"))
