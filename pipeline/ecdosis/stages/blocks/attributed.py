"""Who said what stands above: a line below verse or a quotation that names somebody behind a dash (`—HESTER LOWE.`),
and the lines of a reference in brackets below it (`(Pt. 2, p. 25)`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

WORDS: Final = 12
"""Words of such a line at most."""
NAME: Final = 6
"""Words of the name at most, before a comma or colon and a work."""
ABOVE: Final = 2
"""Blank lines between what is said and who said it, at most."""
FURTHER: Final = 4
"""Columns by which a line stands further to the right than what it signs, if one word in small letters is all of the
name: `— Yes.` is what somebody says."""
WHY_NAMED: Final = "a name behind a dash, below {}"
WHY_CITED: Final = "a place in a book, in brackets, below {}"
_DASH: Final = re.compile(r"[—–―-]{1,2}\s?[\[(]?(?=[^\W\d_])")
_REFERENCE: Final = re.compile(
    r"[(\[](?:[^()\[\]]{0,60}[\s,])?(?:pp?|pt|part|vol|ch|chap|act|sc|scene|stanza|canto|book|bk|lines?|ll?|S|t|стр|гл)"
    r"(?:\.\s?|\s)(?:\d{1,4}|[ivxlc]{1,7})(?!\w)[^()\[\]]{0,40}[)\]][.,;]?",
    re.IGNORECASE,
)
"""A reference that is all of a line, with the number of a page, a part, a line."""
_WORK: Final = re.compile(r"[,:(]|\s[—–-]\s|\sin\s")
"""What parts a name from the work, or from what else is said of somebody."""


def attributed(views: Sequence[View], taken: Proposals) -> Proposals:
    """The lines right below verse and quotations that say whose words they are, by their index."""
    found: Proposals = {}
    for index in range(1, len(views)):
        above = taken.get(index - 1)
        if index in taken or above is None or above.type not in (Kind.VERSE, "quote") or not _is_near(views, index):
            continue
        what = "verse" if above.type == Kind.VERSE else "a quotation"
        if _REFERENCE.fullmatch(views[index].text):
            found[index] = Proposal("attribution", BlockRule.ATTRIBUTED, WHY_CITED.format(what), group=above.group)
        elif _names(views, index) and not _is_dialogue(views, index):
            found[index] = Proposal("attribution", BlockRule.ATTRIBUTED, WHY_NAMED.format(what), group=above.group)
    return found


def _is_near(views: Sequence[View], index: int) -> bool:
    """Whether a line stands near what is above it, and no nearer to what follows."""
    view = views[index]
    following = views[index + 1].above if index + 1 < len(views) else view.above
    return view.above <= ABOVE and view.words <= WORDS and view.lines == 1 and following >= view.above


def _names(views: Sequence[View], index: int) -> bool:
    """Whether a line is a dash and somebody's name, with a work or without."""
    text = views[index].text
    dash = _DASH.match(text)
    if dash is None or text[-1] in '?!:;,-–—”»"':
        return False
    name = _WORK.split(text[dash.end() :], maxsplit=1)[0].strip(" .)]")
    parts = name.split()
    capitals = [part for part in parts if part[0].isupper()]
    named = bool(capitals) and all(part[0].isupper() or part.casefold() in words("particles") for part in parts)
    alone = len(parts) == 1 and not name.isupper()
    further = views[index].column >= views[index - 1].column + FURTHER
    return named and len(parts) <= NAME and (not alone or further)


def _is_dialogue(views: Sequence[View], index: int) -> bool:
    """Whether a line with a dash before or behind is one of those in which somebody speaks."""
    near = (views[i].text for i in (index - 1, index + 1) if 0 <= i < len(views))
    return any(map(_DASH.match, near))
