"""Breaks between scenes that only a wider space shows.

A blank line that stands out is a break only where the spacing of the text is even: nearly all of its paragraphs are
parted in the same way, and this one more. Where a page begins between the two, the space may be the page's, and the
editor is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.model.pieces import Aside, Span
from ecdosis.model.text import Text
from ecdosis.stages.blocks.proposal import Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import INSIDE_LINES, View
from ecdosis.stages.transcription.regions import INSIDE

FEWEST: Final = 40
"""Spaces between paragraphs that show what is usual."""
EVEN: Final = 0.97
"""Share of them that are alike where the spacing is even."""
PAGES: Final = frozenset(("page-break", "page-mark", "page-number", "running-head", "running-foot"))
"""What is set aside where a page begins."""
_ENDS: Final = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BEGINS: Final = re.compile(r"[\"'“‘«„(\[—–-]*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Space:
    """What stands between two paragraphs: where its last line end is and the second begins (offsets), how many blank
    lines it has, whether the first ends a sentence and the second begins one, and whether a page begins there."""

    at: int
    after: int
    blank: int
    whole: bool
    page: bool


def spaces(text: Text, views: Sequence[View], taken: Proposals) -> list[Span]:
    """The places of breaks between paragraphs that only a space shows, sure and unsure, in order."""
    found = list(_spaces(text, views, taken))
    wider = [span for page in (False, True) for span in _wider([space for space in found if space.page == page])]
    return sorted(wider, key=lambda span: span.start)


def _wider(found: Sequence[_Space]) -> Iterator[Span]:
    """Those of some spaces, between which and the others nothing else differs, that stand out."""
    [(usual, count), *_] = Counter(space.blank for space in found).most_common(1) or [(0, 0)]
    if len(found) < FEWEST or count < EVEN * len(found):
        return
    for space in found:
        if space.blank > usual and space.whole:
            why = f"{space.blank} blank lines between two paragraphs, where this text has {usual}"
            if space.page:
                why, sure = f"{why}; but a page begins there", BlockRule.SPACE_DOUBTED
                yield Span(space.after, space.after + 1, "scene-break", "blocks", sure, why, safe=False)
            else:
                yield Span(space.at, space.at, "scene-break", "blocks", BlockRule.SPACE, why)


def _spaces(text: Text, views: Sequence[View], taken: Proposals) -> Iterator[_Space]:
    """What stands between neighbours that are both running text, where nothing was set aside but the sign of a page."""
    asides = [
        (offset, piece.kind)
        for offset, piece in zip(text.offsets, text.pieces, strict=True)
        if isinstance(piece, Aside) and piece.kind not in INSIDE_LINES and not piece.label.startswith(INSIDE)
    ]
    offsets = [offset for offset, _ in asides]
    for index in range(1, len(views)):
        before, after = views[index - 1], views[index]
        at = text.reading.rfind("\n", before.end, after.start)
        if index - 1 in taken or index in taken or not (before.prose and after.prose) or at < 0:
            continue
        kinds = {kind for _, kind in asides[bisect_left(offsets, before.end) : bisect_left(offsets, after.start + 1)]}
        if kinds <= PAGES:
            whole = _ENDS.search(before.text) is not None and _starts(after.text)
            yield _Space(at, after.start, text.reading.count("\n", before.end, after.start) - 1, whole, bool(kinds))


def _starts(text: str) -> bool:
    """Whether a text begins a sentence: with a letter that is no small one."""
    first = _BEGINS.match(text)
    return first is not None and not first[0][-1].islower()
