"""How healthy an edition looks: what a whole text shows of faults that no single place shows. A bad edition must not
look like a good one, so what is bad is said at its build, on the shelf and in its header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecdosis.model.document import Document
from ecdosis.model.kinds import ASIDES
from ecdosis.model.pieces import Aside, leaves

LONG: Final = 40
"""Code points of a paragraph of which it can be told whether it ends in the midst of a sentence."""
BROKEN: Final = 0.02
"""Share of the paragraphs that may do so. Measured on thirty texts of many kinds, each beside itself in print: 0 to
1 % where paragraphs are whole, 2.6 % and more where they are not."""
SPECKS: Final = 0.02
"""Share of the blocks that may have no letter (numbers of pages, bits of tables and figures, dirt): 0 to 1 % in good
texts, 3 % and more in bad ones."""
ASIDE: Final = 0.1
"""Share of the letters of the source that may be left out of the running text: a head on each page is 1 to 3 %, the
furniture of a page of the web up to a third of a short one."""
UNMATCHED: Final = 0.2
"""Share of the markers and notes that may lack their partner."""
FEW: Final = 3
"""Cases that may be chance, whatever share they are."""
_OPEN: Final = re.compile(r"[^\W\d_][\"'”’»)]*$|[,-]$")
_SMALL: Final = re.compile(r"[\"'“‘«(„]*([^\W\d_])")
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Health:
    """What is counted in an edition: its long paragraphs with another behind them, and those of them that end in the
    midst of a sentence which that goes on; its blocks, and those without a letter; the letters of its source, and
    those that are left out of the running text, by kind; its markers and notes, and those without a partner."""

    paragraphs: int
    broken: int
    blocks: int
    specks: int
    letters: int
    aside: tuple[tuple[str, int], ...]
    notes: int
    unmatched: int

    def complaints(self) -> Iterator[str]:
        """What is bad, in a sentence each with what to do."""
        if _is_bad(self.broken, self.paragraphs, BROKEN):
            yield (
                f"{self.broken:,} of {self.paragraphs:,} paragraphs break off in the midst of a sentence: lines or "
                "columns of this text were probably not told rightly. Look at some pages before you use this edition."
            )
        if _is_bad(self.specks, self.blocks, SPECKS):
            yield (
                f"{self.specks:,} of {self.blocks:,} paragraphs and lines have no letter in them: numbers of pages, "
                "pieces of tables or figures, or dirt of the scan, stand in the text."
            )
        left_out = sum(count for _, count in self.aside)
        if left_out > ASIDE * self.letters and self.letters:
            kinds = ", ".join(f"{kind} {100 * count / self.letters:.0f} %" for kind, count in self.aside[:3])
            share = f"{100 * left_out / self.letters:.0f} %"
            yield (
                f"{share} of this text is left out of the running text ({kinds}). Look at what was left out: words of "
                "the author may be among it."
            )
        if _is_bad(self.unmatched, self.notes, UNMATCHED):
            yield (
                f"{self.unmatched:,} of {self.notes:,} markers and notes have no partner: notes are missing, or were "
                "not told from the text."
            )


def _is_bad(count: int, among: int, share: float) -> bool:
    return count > FEW and count > share * among


def health(document: Document) -> Health:
    """What is counted in a document whose blocks are known."""
    text = document.text
    blocks = [(block.type, text.reading[block.start : block.end]) for block in document.blocks]
    long = [(a, b) for (kind, a), (after, b) in pairwise(blocks) if kind == after == "p" and len(a) >= LONG]
    aside: Counter[str] = Counter()
    partners: Counter[tuple[bool, bool]] = Counter()
    for piece in text.pieces:
        if not isinstance(piece, Aside):
            continue
        if piece.kind in ASIDES:
            source = "".join(text.source[leaf.start : leaf.end] for leaf in leaves(piece.pieces))
            aside[piece.kind] += len(_LETTER.findall(source))
        elif piece.kind in ("note-marker", "footnote", "endnote"):
            partners[piece.kind == "note-marker", piece.target is not None] += 1
    bodies = partners[False, True] + partners[False, False]  # without any, the file has none: that is no fault
    return Health(
        paragraphs=len(long),
        broken=sum(1 for a, b in long if _goes_on(a, b)),
        blocks=len(blocks),
        specks=sum(1 for kind, words in blocks if kind != "ornament" and not _LETTER.search(words)),
        letters=len(_LETTER.findall(text.source)),
        aside=tuple(aside.most_common()),
        notes=partners.total() if bodies else 0,
        unmatched=partners[True, False] + partners[False, False] if bodies else 0,
    )


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph breaks off in the midst of a sentence that the next one goes on with. What ends with a figure
    or a dash does not say so: here, unlike at the edge of a page (`furniture.lines.cuts`), that ends items of lists."""
    first = _SMALL.match(after)
    return first is not None and first[1].islower() and _OPEN.search(before[-3:]) is not None
