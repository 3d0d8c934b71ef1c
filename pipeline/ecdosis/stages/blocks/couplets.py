"""Two lines of verse quoted in prose, or among other verse: too few for `verse` to tell them by their number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.verse import ITEM, LONGEST, WORDS, rhymes
from ecdosis.stages.blocks.views import View

SET_IN: Final = 2
"""Columns by which both lines stand further in than the line above."""
REFERRED: Final = 1
"""Lines below them at most, with who said it."""
ALIKE: Final = 2
"""Letters in which two lines end alike that a colon leads to."""
LONG: Final = 6
"""Letters of words whose endings may be but the same suffix (confusion, provision)..."""
SUFFIX: Final = 5
"""... unless they end alike in so many letters."""
_LAST: Final = re.compile(r"[^\W\d_]+(?=\W*$)")
WHY: Final = "two lines that rhyme, set in between blank lines"


def couplets(views: Sequence[View], taken: Proposals) -> Proposals:
    """The lines that are two alone between blank lines, set in, each with a capital and some words, and rhyme."""
    found: Proposals = {}
    for first in range(1, len(views) - 1):
        pair = (first, first + 1)
        if any(index in taken or index in found for index in pair) or not _stand_alone(views, first):
            continue
        if all(_may_be_line(views[index], views[first - 1]) for index in pair) and _rhyme(views, first):
            found |= {index: Proposal(Kind.VERSE, BlockRule.COUPLET, WHY, group=first) for index in pair}
    return found


def _stand_alone(views: Sequence[View], first: int) -> bool:
    """Whether a line and the next are two below a blank line; below them nothing stands but what may say whose they
    are, further to the right."""
    if views[first].adjacent or not views[first + 1].adjacent:
        return False
    below = first + 2
    if below >= len(views) or not views[below].adjacent:
        return True
    ends = below + REFERRED >= len(views) or not views[below + REFERRED].adjacent
    return ends and views[below].indent > max(views[first].indent, views[first + 1].indent)


def _may_be_line(view: View, above: View) -> bool:
    """Whether a block may be a line of verse, set in below another."""
    words = view.lines == 1 and len(view.text) <= LONGEST and view.words >= WORDS and not ITEM.match(view.text)
    return words and view.text.lstrip("“\"‘'«—(")[:1].isupper() and view.indent >= above.indent + SET_IN


def _rhyme(views: Sequence[View], first: int) -> bool:
    """Whether two lines end alike, in unlike words; in fewer letters where a colon leads to them."""
    lines = [views[first].text, views[first + 1].text]
    last = [word[0].casefold() if (word := _LAST.search(line)) else "" for line in lines]
    led = views[first - 1].text.endswith(":") and len(last[0]) > 1 and last[0][-ALIKE:] == last[1][-ALIKE:]
    if min(map(len, last)) >= LONG and last[0][-SUFFIX:] != last[1][-SUFFIX:]:
        return False
    return last[0] != last[1] and (led or rhymes(lines) > 0)
