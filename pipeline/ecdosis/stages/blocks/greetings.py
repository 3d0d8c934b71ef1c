"""Greetings that are run in: a letter's first paragraph begins with one (`My dear Sir,--I have your letter`).

They are found by their formula and the dash behind it, below a line that dates the letter or heads it. Whether it is a
letter, is told as with any other: the greeting is only parted from the paragraph where it is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ecdosis.model.document import Block
from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.datelines import dated
from ecdosis.stages.blocks.formulas import is_greeting
from ecdosis.stages.blocks.views import View

REST: Final = 5
"""Words of the paragraph behind the greeting at least."""
HEADING: Final = 10
"""Words of the line above that heads or dates the letter, at most."""
_RUN_IN: Final = re.compile(r"[^.?!—–\n]{2,90}?[,:;.!]?\s?(?:[—–]|--)\s?(?=[\"'“‘„«]?[A-ZÀ-ÖØ-ÞА-Я])")


def run_in(views: Sequence[View]) -> Iterator[int]:
    """The offsets at which paragraphs go on behind what may be a greeting."""
    for index, view in enumerate(views):
        match = _RUN_IN.match(view.text)
        if match is None or index == 0 or len(view.text[match.end() :].split()) < REST:
            continue
        above = views[index - 1]
        greeting = replace(view, text=match[0].rstrip(), words=len(match[0].split()))
        heads = above.words <= HEADING and not above.prose and (above.text.isupper() or dated(above.text) is not None)
        if heads and is_greeting(greeting) and not is_greeting(view):
            yield view.start + match.end()


def confirmed(blocks: Sequence[Block], cuts: Sequence[int]) -> tuple[int, ...]:
    """Those of some offsets before which a greeting stands."""
    ends = {b.start for a, b in pairwise(blocks) if a.type == Kind.SALUTE}
    return tuple(cut for cut in cuts if cut in ends)
