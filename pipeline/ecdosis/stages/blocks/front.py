"""What stands before the text proper: title, author, date, imprint, a reviewed book, an introducing paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ecdosis.languages.dates import YEAR, is_date, is_month, names_month
from ecdosis.stages.blocks.article import article
from ecdosis.stages.blocks.heads import is_part
from ecdosis.stages.blocks.masthead import masthead
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.titlepage import title_page
from ecdosis.stages.blocks.views import SENTENCE_END, View
from ecdosis.stages.persons import is_full, persons
from ecdosis.stages.words import pattern, words

MOST: Final = 12
"""Blocks that stand before the text at most."""
LINE: Final = 16
"""Words of a line of a title page at most."""
FOLLOWING: Final = 4
"""Blocks after the title page in which running text must begin; a sentence is enough where a line is a byline, a date
or an imprint."""
FAR: Final = 8
"""Blank lines above the title that part it from the head of a site."""
STANDFIRST: Final = 200
"""Words of an introducing paragraph at most."""
_ISSUE: Final = re.compile(r"(?:\b(?:no|nr|num|vol|issue|heft|jg|tome|t)\b\.?|№)\s*\d", re.IGNORECASE)
_BARE_ISSUE: Final = re.compile(r"(?:(?:no|nr|num|vol|issue|heft|jg|tome|t)\b\.?|№)\s*\d", re.IGNORECASE)
_PAGES: Final = re.compile(r"(?:pp?|pages?|S|Seiten?|с|стр|págs?|pagg?)\b\.?\s*\d[\d\s–-]*(?:$|[^\w\s])", re.IGNORECASE)
"""The pages of a periodical that a text stood on."""
_PRICE: Final = re.compile(r"[£$€]\s?\d|\d\s?(?:£|€|руб|DM|p\b|pp\b|pages\b|S\.)")
_QUOTED: Final = re.compile(r"[“«„\"].*[”»“\"]")
"""What may be an epigraph rather than a subtitle."""
_NAME: Final = re.compile(r"[^\W\d_][\w.’'-]*")
_ENTRY: Final = re.compile(r"[*•‣◦]\s")
"""How an entry of a list begins, such as the menu of a web page is."""


def front(views: Sequence[View], heads: Proposals, most: int = MOST) -> Proposals:
    """The blocks before the text, if there are any, `most` of them; `heads` are the lines that are chapter headings by
    their number."""
    if head := article(views, most):
        return head
    end = _body(views, heads, min(len(views), MOST, most))
    lines = [_kind(views[index].text, views[index].words) for index in range(end)]
    found: Proposals = {}
    for first in _reviewed(views, lines):
        why = "title, author and imprint of a book in three lines"
        found.update((i, _front("reviewed", BlockRule.REVIEWED, why, first)) for i in range(first, first + 3))
    for index, kind in enumerate(lines):
        if index not in found and kind:
            found[index] = _front(*_WHY[kind])
    _titles(views, heads, found, end, _standfirst(views, found, end))
    page = title_page(views, heads, most)
    printed = any(proposal.type == "imprint" for proposal in page.values())
    of_article = {proposal.type for proposal in found.values()} & {"reviewed", "standfirst"}
    same = all(index in found and found[index].type == proposal.type for index, proposal in page.items())
    if same or "reviewed" in of_article or (of_article and not printed):
        return found or masthead(views)
    return page


_WHY: Final = {
    "byline": ("byline", BlockRule.BYLINE, "a line above the text that names its author after “by”"),
    "date": ("date", BlockRule.DATE, "a line above the text that is a date"),
    "imprint": (
        "imprint",
        BlockRule.IMPRINT,
        "a line above the text that names an issue, a publisher or a price, and its date",
    ),
}


def _front(type_: str, certainty: float, why: str, group: int = 0) -> Proposal:
    return Proposal(type_, certainty, why, group=group, front=True)


def _body(views: Sequence[View], heads: Proposals, most: int) -> int:
    """The index of the first block that may be the text proper: the first long one after which no line of a title page
    comes, or a numbered heading; `most` at most."""
    last = 0
    for index, view in enumerate(views[:most]):
        if index in heads:
            break
        if view.words <= LINE and _kind(view.text, view.words):
            last = index + 1
        elif view.words > STANDFIRST:
            break
    end = last
    while end < most and end not in heads and _may_be_title(views[end]):
        end += 1
    follow = views[end : end + FOLLOWING]
    stanza = [view for view in follow[:2] if view.adjacent and view.words <= LINE]
    if end == 1 and not last and len(stanza) == 2 and not all(view.adjacent for view in views[1:]):
        return 0  # the first line of a poem
    return end if any(view.running if last else view.prose for view in follow) else 0


def _may_be_title(view: View) -> bool:
    letters = [c for c in view.text if c.isalpha()]
    capitals = sum(map(str.isupper, letters)) > 0.7 * len(letters)
    return view.words <= LINE and SENTENCE_END.search(view.text.rstrip("?!." if capitals else "?!")) is None


def _kind(text: str, count: int) -> str:
    """Whether a line is a byline, a date or an imprint; empty if it is none."""
    if count > LINE:
        return ""
    if is_date(re.split(r"\s[·|•]\s", text, maxsplit=1)[0]):
        return "date"
    if _is_byline(text) or _is_dated_byline(text):
        return "byline"
    if _PAGES.match(text):
        return "imprint"
    year = re.search(YEAR, text) is not None
    signs = (
        bool(_ISSUE.search(text)),
        bool(_PRICE.search(text)),
        bool(pattern("publishers").search(text)),
        names_month(text) and bool(re.search(r"\d", text)),
    )
    dated = signs[3] and _is_named(text)
    return "imprint" if year and (any(signs[:3]) or dated) and not SENTENCE_END.search(text.rstrip("?!")) else ""


def _is_named(text: str) -> bool:
    """Whether all words of a line have capitals, as the names of periodicals have, but for particles and months."""
    return all(
        word[0].isupper() or word.casefold() in words("particles") or is_month(word)
        for word in re.findall(r"[^\W\d_]+", text)
    )


def _is_name(text: str) -> bool:
    """Whether a line may be a name: a volume has a number, and a body (U.S. Patent Office Summary) is nobody."""
    return _is_named(text) and not any(map(str.isdigit, text)) and bool(persons(text))


def _is_byline(text: str) -> bool:
    """Whether a line names an author after `by`: each word of the name begins with a capital, but for particles."""
    first = pattern("by").match(text)
    if not first:
        return False
    names = _NAME.findall(text[first.end() :])
    capital = [name for name in names if name[0].isupper()]
    rest = [name for name in names if not name[0].isupper()]
    return (
        (1 if text[0].isupper() else 2) <= len(capital) <= 8
        and all(name in words("particles") for name in rest)
        and text[-1:] not in ",;:?!"
    )


def _is_dated_byline(text: str) -> bool:
    """Whether a line gives a date and then names an author after `by`."""
    found = list(pattern("by").finditer(text))
    return bool(found) and is_date(text[: found[-1].start()]) and _is_byline(text[found[-1].start() :])


def _reviewed(views: Sequence[View], lines: Sequence[str]) -> Iterator[int]:
    """Where, after something else, a title, its author and its imprint stand in three lines: a book that the text is
    about."""
    last = -3
    for index in range(1, len(lines) - 2):
        title = not lines[index] and _may_be_title(views[index]) and index >= last + 3
        if title and lines[index + 1] == "byline" and lines[index + 2] == "imprint":
            last = index
            yield index


def _standfirst(views: Sequence[View], found: Proposals, end: int) -> int | None:
    """The index of the paragraph that introduces the text: between the lines of the title page, or after them if it
    speaks of the text or its author. Adds it to what was found."""
    for index in range(end):
        if index not in found and (views[index].prose or (index and views[index].words > LINE)):
            found[index] = _front(
                "standfirst", BlockRule.STANDFIRST, "a paragraph among the lines above the text", index
            )
            return index
    if not found or end >= len(views) or not 1.5 * LINE < views[end].words <= STANDFIRST or end + 1 >= len(views):
        return None
    told = _names_author(views, found, views[end].text)
    speaks = pattern("introducing").search(views[end].text)
    if told or speaks:
        why = (
            "the first paragraph, which speaks of the author by name"
            if told
            else "the first paragraph, which speaks of the text"
        )
        rule = BlockRule.STANDFIRST if told and speaks else BlockRule.STANDFIRST_SPEAKS
        found[end] = _front("standfirst", rule, why, end)
        return end
    return None


def _names_author(views: Sequence[View], found: Proposals, text: str) -> bool:
    """Whether a text has a surname of the byline in it."""
    names = {name for i, p in found.items() if p.type == "byline" for name in _NAME.findall(views[i].text)}
    surnames = [name for name in names if len(name) > 3 and name.casefold() not in words("by")]
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in surnames)


def _is_apparatus(text: str) -> bool:
    """Whether a line is the heading of a table of contents, of notes, or the like."""
    return text.strip(" .:*_#").casefold() in words("apparatus")


def _titles(views: Sequence[View], heads: Proposals, found: Proposals, end: int, standfirst: int | None) -> None:
    """Add title and subtitle, or the author's bare name: the first two lines that are nothing else."""
    before = standfirst if standfirst is not None and standfirst < end else end
    rest = [i for i in range(before) if i not in found and i not in heads and _has_title(views[i])]
    if len(rest) > 1 and rest[0] + 1 in found and _BARE_ISSUE.match(views[rest[0] + 1].text):
        found[rest[0]] = _front("imprint", BlockRule.IMPRINT_ABOVE, "the line above the number of an issue")
        rest = rest[1:]
    top = max((i for i in rest if views[i].above >= FAR and any(j > i for j in found)), default=0)
    rest = [i for i in rest if i >= top]
    above = (i for i in range(top) if i not in found)
    found.update([(i, _front("title-page", BlockRule.TITLE_PAGE, "a line far above the title")) for i in above])
    part = bool(rest) and is_part(views[rest[0]].text) and bool(heads)
    if not rest or part or _is_apparatus(views[rest[0]].text) or (end < len(views) and _is_salutation(views[end].text)):
        return
    anchor = min((i for i in found if i > rest[0]), default=end)
    lines = [i for i in rest if i < anchor]
    doubted = len(lines) > 2 and anchor < end
    if doubted:  # which of them is the title is not sure
        found.update([(i, _front("title-page", BlockRule.TITLE_PAGE, "a line above the text")) for i in lines[1:]])
    rule = BlockRule.TITLE_DOUBTED if doubted else BlockRule.TITLE if found else BlockRule.TITLE_ALONE
    found[rest[0]] = _front("title", rule, "the first line above the text that is nothing else")
    _below_title(views, found, rest[0], rest[1:])


def _below_title(views: Sequence[View], found: Proposals, first: int, further: Sequence[int]) -> None:
    """Add what the lines below a title (`first`) are: more of it, a subtitle, a name."""
    for index in further:
        goes_on = index == further[0] == first + 1 and not _is_of_its_own(views[index].text)
        below = found.get(index + 1)
        dated = below is not None and below.type in ("date", "imprint", "reviewed")
        if goes_on and is_part(views[first].text):
            found[index] = _front("title", BlockRule.TITLE_BELOW, "the title, after the name of the part")
        elif dated and 2 <= views[index].words <= 4 and _is_name(views[index].text):
            found[index] = _front("byline", BlockRule.NAME, "a name between the title and the date or imprint")
        elif goes_on and _is_affiliated(views, index):
            found[index] = _front("byline", BlockRule.NAME, "a name between the title and a university or the like")
        elif goes_on:
            found[index] = _front("subtitle", BlockRule.SUBTITLE, "the line after the title")


def _is_affiliated(views: Sequence[View], index: int) -> bool:
    """Whether a line is a name of somebody, and the next names the body that they belong to."""
    below = views[index + 1] if index + 1 < len(views) else None
    if below is None or not _may_be_title(below) or not any(map(is_full, persons(views[index].text))):
        return False
    return bool({word.casefold() for word in re.findall(r"[^\W\d_]+", below.text)} & words("bodies"))


def _is_of_its_own(text: str) -> bool:
    """Whether a line below a title is none of it: the name of a part, or a quotation."""
    return is_part(text) or _QUOTED.match(text) is not None


def _is_salutation(text: str) -> bool:
    """Whether a line addresses somebody, as the first of a letter does."""
    return pattern("salutations").match(text) is not None and text[-1:] in ",!:"


def _has_title(view: View) -> bool:
    """Whether a line may be a title, and has letters enough for one: what stands in brackets was added by somebody, and
    an entry of a list is one of several."""
    added = (view.text[0], view.text[-1]) == ("[", "]") or _ENTRY.match(view.text) is not None
    return not added and _may_be_title(view) and sum(map(str.isalpha, view.text)) > 1
