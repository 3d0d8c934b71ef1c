"""Epigraphs: a short quotation below a title or heading, signed with a name; and the capital lead-ins of sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ecdosis.model.document import Mark
from ecdosis.stages.blocks.credits import credit
from ecdosis.stages.blocks.entries import is_contents
from ecdosis.stages.blocks.heads import is_part
from ecdosis.stages.blocks.layout import is_addressed
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import NEW_PAGE, View
from ecdosis.stages.words import words

EPIGRAPH_WORDS: Final = 40
"""Words of an epigraph at most, if only a name signs it; a dash before the name allows for more."""
DASHED_WORDS: Final = 120
SIGNATURE_WORDS: Final = 12
LEAST: Final = 3
"""Words of a quotation that no dash signs at least: fewer are a number, a year, a name."""
RIGHT: Final = 12
"""Columns by which a name of one word stands to the right of what it signs."""
_DASH: Final = re.compile(r"[—–―-]{1,2}\s*(?=[^\W\d_])")
_SPOKEN: Final = re.compile(r"[^\W\d_][,.!?…]\s*[—–―-]{1,2}\s")
"""In a line that a dash begins: a second dash after a mark, as between speech and who says it (— Yes, — he said)."""
_SIGNED: Final = re.compile(r"[“«„\"].+[”»\"]\s*(?P<by>[—–-]{1,2}\s*[^\W\d_][^“”«»\"]{2,60})")
_CLOSING: Final = "»”"
_OPENING: Final = re.compile("[«“„»”].")
_ENDED: Final = re.compile(r"[.!?…][\"'”’»)\]]*$|[”»]$")
LETTERS: Final = 8
"""Capital letters that a lead-in of several words has at least: fewer may be abbreviations."""


def epigraphs(views: Sequence[View], heads: Proposals, taken: Proposals) -> Proposals:
    """Quotations below headings or the title, and the names that sign them."""
    found: Proposals = {}
    fronts = (i for i, p in taken.items() if p.front and p.type not in ("p", "imprint", "title-page"))
    opening = [i for i in sorted({*heads, *fronts}) if i + 2 < len(views) and not _advertises(views[i].text)]
    if views and 0 not in taken and 0 not in heads:
        opening.insert(0, -1)
    for index in opening:
        end = _signature(views, index + 1, heads, taken)
        front = index in taken and taken[index].front
        if end is None:
            if index >= 0 and _is_signed(views[index + 1]) and index + 1 not in heads and index + 1 not in taken:
                why = "a quotation and who said it, in one line below a heading"
                found[index + 1] = Proposal("epigraph", BlockRule.EPIGRAPH_BARE, why, group=index + 1, front=front)
            continue
        dashed = _DASH.match(views[end].text) is not None
        why = "a short quotation below a heading, and the name that signs it"
        sure = BlockRule.EPIGRAPH if dashed else BlockRule.EPIGRAPH_BARE
        for place in range(index + 1, end):
            found[place] = Proposal("epigraph", sure, why, group=index + 1, front=front)
        found[end] = Proposal("attribution", sure, "the name below a short quotation", group=index + 1, front=front)
    return found


def _advertises(heading: str) -> bool:
    """Whether books are advertised below a heading, which the name of a publisher ends."""
    return heading.replace("’", "'").strip(" .:").casefold() in words("advertisements")


def _is_signed(view: View) -> bool:
    """Whether a block is a quotation in marks, a dash and a name."""
    match = _SIGNED.fullmatch(view.text)
    return match is not None and view.words <= EPIGRAPH_WORDS and _is_signature(match["by"])


def _signature(views: Sequence[View], start: int, heads: Proposals, taken: Proposals) -> int | None:
    """The index of the line that signs the blocks from `start`; None if none does."""
    count = 0
    for index in range(start, min(start + 6, len(views) - 1)):
        view = views[index]
        if index > start and index not in taken and _signs(views, index, taken):
            dashed = _DASH.match(view.text) is not None
            if dashed and any(_DASH.match(near.text) for near in (*views[start:index], views[index + 1])):
                return None  # lines of a dialogue: one of them signs nothing
            enough = start > 0 or (dashed and _is_signature(_DASH.sub("", view.text)))  # no heading leads to it
            enough = enough and (dashed or count >= LEAST)
            return index if enough and count <= (DASHED_WORDS if dashed else EPIGRAPH_WORDS) else None
        count += view.words
        placed = index in taken and taken[index].type != "verse"
        if index in heads or placed or is_contents(view.text) or count > DASHED_WORDS:
            return None
    return None


def _signs(views: Sequence[View], index: int, taken: Proposals) -> bool:
    """Whether a line signs what stands before it: that has ended, and what follows stands apart, and no nearer. What a
    web page says to be a heading signs nothing."""
    view, below = views[index], views[index + 1]
    ended = _ENDED.search(views[index - 1].text) is not None
    if credit(view.text) is not None:  # it says who wrote what stands below
        return False
    titled = view.text.isupper() and index + 1 in taken and taken[index + 1].type == "verse"
    apart = (not below.adjacent or below.prose) and not titled and below.above >= min(view.above, NEW_PAGE)
    short = view.words <= SIGNATURE_WORDS and not view.anchored
    return ended and apart and short and (_is_signature(view.text) or _is_set_right(views[index - 1], view))


def _is_set_right(above: View, view: View) -> bool:
    """Whether a line is one name in capitals, far to the right of what it signs (`PELLOW.`)."""
    name = view.text.rstrip(".")
    return name.isalpha() and name.isupper() and len(name) > 2 and view.column >= above.column + RIGHT


def _is_signature(text: str) -> bool:
    """Whether a line is a name, with or without a dash before it and a work after it."""
    dash = _DASH.match(text)
    bare = text[dash.end() :] if dash else text
    parts = re.split(r"[,(]", bare)[0].strip(" .").split()
    if (
        not parts
        or text[0] in "[(§"
        or text[0].isdigit()
        or text[-1] in "?!:;,-–—"
        or (text[-1] in _CLOSING and not _OPENING.search(text))  # the end of what somebody says
        or parts[0].casefold() in words("divisions")
        or (parts[-1].casefold() in words("divisions") and words("numerals") & {part.casefold() for part in parts})
        or is_part(text)
        or is_addressed(text)
    ):
        return False
    capital = [part for part in parts if part[:1].isupper()]
    if dash:
        return bool(capital) and len(parts) <= 6 and not _SPOKEN.search(bare)
    whole = re.findall(r"[^\W\d_]+", text)
    named = all(part[:1].isupper() or part.casefold() in words("particles") for part in whole)
    plain = "\t" not in text and not text[-1].isdigit() and parts[0].casefold() not in words("articles")
    return bool(capital) and named and plain and 2 <= len(parts) <= 5


def lead_ins(views: Sequence[View], types: Sequence[str]) -> Iterator[Mark]:
    """The capitals with which the first paragraph of a section begins, if small letters follow."""
    first = True
    for view, type_ in zip(views, types, strict=True):
        if type_ == "p" and first and (end := _capitals(view.text)):
            yield Mark(
                view.start, view.start + end, "lead-in", BlockRule.LEAD_IN, "the first words of a section, in capitals"
            )
        first = type_ not in ("p", "quote", "item", "entry", "contents", "verse", "caption", "ornament")


def _capitals(text: str) -> int:
    """How far the words in capitals reach that a paragraph begins with; 0 if they are too few, or all there are."""
    end = count = letters = 0
    for match in re.finditer(r"\S+", text):
        found = [c for c in match.group() if c.isalpha()]
        if not all(c.isupper() for c in found):
            return end if count > 1 and letters >= LETTERS else 0
        if found:
            end, count, letters = match.end(), count + 1, letters + len(found)
    return 0
