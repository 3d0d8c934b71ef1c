"""Quotations set apart as blocks. No single sign proves one: the signs are added up.

A paragraph that a colon leads to may be the writer's own; one that ends with the page of a book may quote inside its
sentences. Where the signs are strong enough together it is a quotation; where they disagree the editor is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from ecdosis.evidence import Sign, certainty, total
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.code import is_command
from ecdosis.stages.words import pattern

PRIOR: Final = -0.55
"""Log10 odds that a paragraph is a quotation, if nothing tells: 0.22."""
ENOUGH: Final = 1.0
"""Weight of the signs from which a paragraph is a quotation."""
ASKED: Final = 0.875
"""Weight from which the editor is asked."""
NEARLY: Final = 0.75
"""Weight of the other signs from which it matters whose voice a paragraph has."""
INDENTED: Final = 16
"""Words of a quotation that only its indent shows at least: more than a line of verse has."""
DIALOGUE: Final = 0.2
"""Share of the paragraphs of a text that begin with a quotation mark from which these are speech, as in novels."""
FEWEST: Final = 12
"""Words of a quotation at least; less is what an OCR engine left of a line."""
OPENING: Final = "“«„"
CLOSING: Final = "”»"
_REFERENCE: Final = re.compile(
    r"(?:(?<!\s)\s+)?\((?:[^()]{0,80}?\b)?(?:pp?|pages?|S|Seiten?|с|стр|págs?|pagg?|blz)\.?\s*\d[^()]{0,40}\)[.,;]?\s*$|"
    r"(?:(?<!\s)\s+)?\([^()]{2,60}\b(?:1[5-9]|20)\d\d\)[.]?\s*$"
)
"""A page of a book, or a source with its date, in brackets at the end."""
_ITEM: Final = re.compile(r"(?:[-•*·]|\(?\w{1,3}[.)])\s|[–—―]")
"""How an item of a list begins; with a dash, also what somebody says."""
_SECTION: Final = re.compile(r"\[\s*\d+[a-z]?\s*\]")
"""The number of a section, as editions of ancient authors have it."""
_INSERTED: Final = re.compile(r"(?<!\w)\[(?!\s*\d|sic\b|…|\.\.\.)[^\]\[]{1,60}\]")
"""Words or letters in brackets: no number, and none inside of a word, where an editor supplies what is lost."""
_REPORTING: Final = re.compile(
    r"[”»\"][,.]?\s*(?P<after>(?:[^\W\d_][\w’'.-]*\s+){0,3}[^\W\d_]+)|"
    r"(?P<before>(?<![^\W\d_])[^\W\d_]+(?:\s+\w+){0,2})[,:]?\s*[“«„\"]"
)
_INVERTED: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-(?:t-)?(?:il|elle|on|ils|elles|je)\b")
"""Who speaks, as French puts it between the words that are spoken: dit-il."""
_QUOTED: Final = re.compile(r"[“„«][^“”„«»]*[”“»]|\"[^\"]*\"")


def quotations(views: Sequence[View], taken: Proposals, width: int) -> Proposals:
    """The block quotations of a text whose lines are `width` wide (columns, 0 if they are not wrapped)."""
    paragraphs = [index for index in range(len(views)) if index not in taken]
    reopened = list(_reopened(views, paragraphs))
    speech = _is_dialogue(views, paragraphs, {index for run in reopened for index in run})
    found: Proposals = {}
    for run in () if speech else reopened:
        why = f"{len(run)} paragraphs, of which each opens the quotation mark again that only the last closes"
        found.update((i, Proposal("quote", BlockRule.REOPENED, why, group=run[0])) for i in run)
    margin = _margin(views, paragraphs)
    for index in paragraphs:
        if index in found:
            continue
        signs = list(_signs(views, index, taken, width, margin, speech=speech))
        if total(signs) >= NEARLY:
            signs += _voice(views[index].text)
        weight = total(signs)
        why = ", ".join(sign.what for sign in signs if sign.weight > 0)
        if weight >= ENOUGH:
            found[index] = Proposal("quote", certainty(PRIOR, weight), why, group=index)
        elif weight >= ASKED:
            found[index] = Proposal(
                "quote", BlockRule.QUOTATION_DOUBTED, f"perhaps a quotation: {why}", group=index, safe=False
            )
    return found


def _reopened(views: Sequence[View], paragraphs: Sequence[int]) -> Iterator[list[int]]:
    """Runs of paragraphs that each open a quotation mark, which only the last closes."""
    run: list[int] = []
    for index in paragraphs:
        text = views[index].text
        opens = text[0] in OPENING + '"'
        if run and (not opens or run[-1] != index - 1):
            run = []
        if opens and (_depth(text) > 0 or _is_straight_open(text)):
            run.append(index)
        elif opens and run and _spans(text):
            yield [*run, index]
            run = []
        else:
            run = []


def _is_dialogue(views: Sequence[View], paragraphs: Sequence[int], reopened: set[int]) -> bool:
    """Whether paragraphs in quotation marks are speech here: many are, and nothing leads to them."""
    said = [
        index
        for index in paragraphs
        if views[index].text[0] in OPENING + '"'
        and index not in reopened
        and not (index and views[index - 1].text.endswith(":"))
        and not _REFERENCE.search(views[index].text)
    ]
    return len(said) > max(2, DIALOGUE * len(paragraphs))


def _depth(text: str) -> int:
    """How many double quotation marks are open at the end of a text; negative if one closes that never opened."""
    lowest = depth = 0
    for c in text:
        if c in "“«" or (c == "„"):
            depth += 1
        elif c in CLOSING:
            depth -= 1
            lowest = min(lowest, depth)
    return lowest if lowest < 0 else depth


def _is_straight_open(text: str) -> bool:
    """Whether a text opens with a straight quotation mark that none closes."""
    return text[0] == '"' and text.count('"') == 1


def _spans(text: str) -> bool:
    """Whether one pair of quotation marks encloses a paragraph, but for a reference after it."""
    bare = _REFERENCE.sub("", text).rstrip(" .,;")
    if len(bare) > 1 and bare[0] == '"':
        return bare[-1] == '"' and bare.count('"') == 2
    if not bare or bare[0] not in OPENING or bare[-1] not in CLOSING:
        return False
    depth = 0
    for place, c in enumerate(bare):
        depth += (c in OPENING) - (c in CLOSING)
        if depth == 0:
            return place == len(bare) - 1
    return False


def _margin(views: Sequence[View], paragraphs: Sequence[int]) -> int:
    """The indent (columns) that most paragraphs have."""
    indents = [views[index].indent for index in paragraphs if views[index].prose]
    return max(set(indents), key=Counter(indents).__getitem__, default=0)


def _signs(
    views: Sequence[View], index: int, taken: Proposals, width: int, margin: int, *, speech: bool
) -> Iterator[Sign]:
    """The signs for and against a paragraph being a quotation."""
    view = views[index]
    text = view.text
    if view.words < FEWEST or _ITEM.match(text) or is_command(text):
        return
    quoted = text[0] in OPENING + '"'
    if index and (index - 1 not in taken or not taken[index - 1].front) and not (speech and quoted):
        wrapped = width > 0 or view.adjacent
        yield from _leading(views[index - 1].text, text, speech=speech, may_go_on=view.prose and not wrapped)
    if not speech:
        yield from _marks(text)
    yield from _words(text)
    if view.marked:
        yield Sign("a note’s marker ends it", 0.375)
    if view.indent >= margin + 2 and (view.lines > 1 or (view.words >= INDENTED and not width)):
        yield Sign("it is indented as a whole", 1.0)
    if width and view.lines > 3 and 30 < view.width <= 0.85 * width:
        yield Sign("its lines are shorter than those of the text", 0.375 if speech else 0.75)


def _leading(before: str, text: str, *, speech: bool, may_go_on: bool) -> Iterator[Sign]:
    """What the paragraph before says of it; in a novel it is speech more often that is led to."""
    share = 0.5 if speech else 1.0
    says = before[-1:] in ":," and pattern("saying").search(before[-120:]) is not None
    if before.endswith(":"):
        what = "a sentence leads to it that says who speaks" if says else "a colon leads to it"
        yield Sign(what, share * (1.25 if says else 0.75))
    elif before.endswith(",") and says and len(before) < 120:
        yield Sign("words lead to it that say who speaks", share * 1.0)
    elif may_go_on and before[-1:].isalpha() and text[0].islower():
        yield Sign("the sentence before goes on in it", share * 0.625)


def _marks(text: str) -> Iterator[Sign]:
    """What its quotation marks say."""
    if _spans(text):
        yield Sign("quotation marks enclose it", 0.75)
    elif text[0] in OPENING and text.rstrip(" .,;")[-1:] in CLOSING:
        yield Sign("it begins and ends with quotation marks", 0.375)
    elif text[0] in OPENING and _depth(text) > 0:
        yield Sign("a quotation mark opens it that nothing closes", 0.5)
    elif _depth(text) < 0:
        yield Sign("a quotation mark closes that never opened", 0.5)


def _words(text: str) -> Iterator[Sign]:
    """What its beginning, its end and its words say."""
    if reference := _REFERENCE.search(text) if text.rstrip(" .,;").endswith(")") else None:
        before = text[: reference.start()].rstrip()
        yield Sign("a reference ends it", 0.5)
        if before[-1:] not in CLOSING + '"':
            yield Sign("no quotation mark stands before the reference", 0.25)
    inserted = text[0] == "[" and 0 < text.find("]") < 40 and text[-1] != "]"
    inserted = inserted and not _SECTION.match(text)
    if inserted or text[0] == "…" or text.startswith("..."):
        yield Sign("it begins with an omission or an insertion", 0.625)
    if "[" in text and _INSERTED.search(_QUOTED.sub(" ", text)[1:]):
        yield Sign("an editor’s words in brackets stand in it", 0.375)
    if text[0].islower():
        yield Sign("it begins with a small letter", 0.125)


def _voice(text: str) -> Iterator[Sign]:
    """Who speaks in it."""
    own = _QUOTED.sub(" ", text)
    inverted = any(pattern("saying").search(match[1]) for match in _INVERTED.finditer(text))
    if inverted or any(_says(match) for match in _REPORTING.finditer(text)):
        yield Sign("it says itself who speaks", -0.75)
    if pattern("first_person").search(own) and not pattern("saying").search(own):
        yield Sign("somebody speaks of himself", 0.125)


def _says(match: re.Match[str]) -> bool:
    """Whether a verb of saying stands beside quotation marks."""
    return pattern("saying").search(match["after"] or match["before"]) is not None
