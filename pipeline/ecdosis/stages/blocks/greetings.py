"""Greetings and closings that are run in: a letter's first paragraph begins with one (`My dear Sir,--I have your
letter`), its last ends with one (`I am, dear Sir, your obedient servant, J. B.`).

Greetings are found by their formula and the dash behind it, below a line that dates the letter or heads it, or where a
letter is quoted among other text: its paragraphs each open a quotation mark that only the last of them closes, or none
of them has any, and somebody takes leave soon below. Closings are found as
the last sentence of a paragraph, which begins and ends with their formulas. Whether it is a letter, is told as with any
other: what is run in is only parted from the paragraph where it is taken for a part of one.
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
from ecdosis.stages.blocks.formulas import (
    LEAVE_WORDS,
    NAME_WORDS,
    WHOSE,
    is_greeting,
    is_name,
    leads_on,
    remains,
    takes_leave,
)
from ecdosis.stages.blocks.views import View

REST: Final = 5
"""Words of the paragraph behind the greeting at least."""
HEADING: Final = 10
"""Words of the line above that heads or dates the letter, at most."""
QUOTED: Final = 40
"""Paragraphs of a letter that is quoted, at most, if quotation marks show where it ends..."""
BARE: Final = 12
"""... and if none do."""
CLOSING: Final = {"“": r"”", "„": r"[“”]", "«": r"»", "‘": r"(?<=[.,;:!?—–-])’"}
"""The marks that close what some marks open (regular expressions); a single one is an apostrophe as well."""
QUOTES: Final = '"' + "".join(CLOSING)
_LAST: Final = re.compile(r"(?:(?<=[.!?][\s\"'”’])|(?<=[.!?])\s|(?<=[—–;])\s?|(?<=--))(?=[^\W\d_])")
"""Where a sentence begins, or what stands behind a dash or semicolon."""
_INITIAL: Final = re.compile(r"(?<!\w)[^\W\d_]\.$")
"""A full stop behind a single letter, which ends no sentence."""
_NAMED: Final = re.compile(r"(?<=[,.—–-])\s?(?P<name>[A-ZÀ-ÖØ-ÞА-Я][^,;:!?\d]{1,40})$")
"""The last words behind a mark: perhaps a name that signs."""
_RUN_IN: Final = re.compile(r"[^.?!—–\n]{2,90}?[,:;.!]?\s?(?:[—–]|--)\s?(?=[\"'“‘„«]?[A-ZÀ-ÖØ-ÞА-Я])")


def run_in(views: Sequence[View]) -> Iterator[int]:
    """The offsets at which paragraphs may be parted: behind what may be a greeting, before what may be a closing and
    the name in it."""
    yield from _greeted(views)
    for index, view in enumerate(views):
        below = views[index + 1] if index + 1 < len(views) else None
        yield from (view.start + at for at in (_led(view, below) or _closed(view)))


def _closed(view: View) -> Iterator[int]:
    """Where in a paragraph what may be its closing begins, and the name behind that."""
    for match in reversed(list(_LAST.finditer(view.text))):
        said = view.text[match.end() :]
        if len(said.split()) > LEAVE_WORDS + NAME_WORDS or len(view.text[: match.end()].split()) < REST:
            return
        if remains(said):
            yield from (match.end() + at for at in _leave(view, said))
            return


def _led(view: View, below: View | None) -> list[int]:
    """Where in a paragraph the words begin that lead to who takes leave, or signs, in the line below (`In haste,`)."""
    if below is None or below.prose or not (takes_leave(below) or is_name(below)):
        return []
    match = next(reversed(list(_LAST.finditer(view.text))), None)
    if match is None or view.text.rstrip()[-1:] in ".?!:;":
        return []
    before = view.text[: match.start()].rstrip()
    if len(before.split()) < REST or _INITIAL.search(before):
        return []
    said = view.text[match.end() :]
    words = len(said.split())
    leads = words <= LEAVE_WORDS and (remains(said) or words <= WHOSE)
    led = replace(view, text=said, words=words)
    return [match.end()] if leads and (takes_leave(led) or leads_on(led)) else []


def _leave(view: View, said: str) -> Iterator[int]:
    """Where in a sentence that may take leave this begins, and the name behind it; nothing if it takes none."""
    named = _NAMED.search(said)
    formula = said[: named.start()].rstrip() if named else said.rstrip()
    if takes_leave(replace(view, text=formula, words=len(formula.split()))):
        yield 0
        if named and is_name(replace(view, text=named["name"], words=len(named["name"].split()))):
            yield named.start("name")


def _greeted(views: Sequence[View]) -> Iterator[int]:
    """The offsets at which paragraphs go on behind what may be a greeting."""
    for index, view in enumerate(views):
        match = _RUN_IN.match(view.text)
        if match is None or index == 0 or len(view.text[match.end() :].split()) < REST:
            continue
        above = views[index - 1]
        greeting = replace(view, text=match[0].rstrip(), words=len(match[0].split()))
        heads = above.words <= HEADING and not above.prose and (above.text.isupper() or dated(above.text) is not None)
        if is_greeting(greeting) and not is_greeting(view) and (heads or _is_quoted(views, index)):
            yield view.start + match.end()


def _is_quoted(views: Sequence[View], index: int) -> bool:
    """Whether a letter that begins with a block is quoted, and leave is taken before anybody else speaks."""
    quoted = _opens(views[index])
    for view in views[index : index + (QUOTED if quoted else BARE)]:
        if _opens(view) != quoted:
            return False
        takes = view is not views[index] and (takes_leave(view) or remains(view.text))
        if takes or next(_closed(view), None) is not None:
            return True
        if quoted and not _is_open(view.text):
            return False
    return False


def _opens(view: View) -> bool:
    return view.text[0] in QUOTES


def _is_open(text: str) -> bool:
    """Whether a quotation mark that opens a text is not closed in it."""
    if text[0] == '"':
        return text.count('"') % 2 == 1
    return text.count(text[0]) > len(re.findall(CLOSING[text[0]], text))


def confirmed(blocks: Sequence[Block], cuts: Sequence[int]) -> tuple[int, ...]:
    """Those of some offsets before which a greeting stands, or behind which a closing or a name does."""
    ends = {b.start for a, b in pairwise(blocks) if a.type == Kind.SALUTE or b.type in (Kind.CLOSING, Kind.SIGNED)}
    return tuple(cut for cut in cuts if cut in ends)
