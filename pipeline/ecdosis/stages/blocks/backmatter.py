"""What a printer and a publisher set below the end of a book: the line that says who printed it, and lists of other
books under the firm's name. They are kept, as what they are.

No word proves either: firms and prices stand in novels, and printers in bibliographies. The line of a printer is short,
and nothing of the book is below it; below the name of a firm most lines have a price or a format, to the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import pattern, words

ADVERTISEMENT: Final = "advertisement"
COLOPHON: Final = "colophon"
"""What the divisions are (TEI `div/@type`)."""
FIRM: Final = 10
"""Words of a heading with the name of a firm, at most."""
SOLD: Final = 3
"""Lines with a price or a format below it, at least..."""
SELLING: Final = 0.4
"""... and their share of all lines down to the end of the text."""
LIST: Final = 400
"""Lines of such a list at most."""
PRINTED: Final = 14
"""Words of a line of a printer's at most..."""
LINES: Final = 3
"""... and such lines."""
_SOLD: Final = re.compile(
    r"(?<!\w)(?:\d{1,3}s\.(?:\s?\d{1,2}d\.)?|\d{1,2}d\.|\d{1,2}/(?:\d{1,2}|-)|[$£]\s?\d|(?:16|12|8|4|18|24|32)(?:mo|vo|to|°)\b|octavo|quarto"
    r"|cloth\b|net\b|(?:Fr|M|Mk|fl)\. ?\d|\d{1,3} (?:cents|fr\.|Pf\.|коп))",
    re.IGNORECASE,
)
"""A price, a format or a binding."""


def back_matter(views: Sequence[View], taken: Proposals) -> Proposals:
    """The heading of a publisher's list of books at the end of a text, and the lines of a printer above that or at the
    end."""
    firms = [
        index
        for index in range(max(1, len(views) - LIST), len(views))
        if index not in taken and _is_firm(views[index]) and _are_sold(views[index + 1 :])
    ]
    heads = [i for i in firms if not any(i < other <= i + LINES for other in firms)]  # or the first is a printer
    one = Proposal(Kind.HEAD, BlockRule.ADVERTISED, BlockRule.ADVERTISED.what, level=1, genre=ADVERTISEMENT)
    found: Proposals = dict.fromkeys(heads, one)
    end = min(heads, default=len(views))
    for start in range(max(1, end - LINES), end):
        lines = range(start, end)
        if (
            not any(i in taken for i in lines)
            and any(view.prose for view in views[:start])
            and _is_printers(views, lines)
        ):
            line = Proposal(Kind.IMPRINT, BlockRule.PRINTER, BlockRule.PRINTER.what, group=start + 1)
            return found | dict.fromkeys(lines, line) | {start: replace(line, level=1, genre=COLOPHON)}
    return found


def _is_firm(view: View) -> bool:
    """Whether a line has the name of a firm in capitals, and little else."""
    alone = not view.adjacent and view.words <= FIRM and view.text.isupper()
    if view.text.replace("’", "'").strip(" .:").casefold() in words("advertisements"):  # which says so itself
        return False
    return alone and pattern("firm_words").search(view.text) is not None and not _SOLD.search(view.text)


def _are_sold(below: Sequence[View]) -> bool:
    """Whether some lines are of a list of books that are sold."""
    sold = sum(_SOLD.search(view.text) is not None for view in below)
    return sold >= max(SOLD, SELLING * len(below))


def _is_printers(views: Sequence[View], lines: range) -> bool:
    """Whether some lines, one right below the other, are those of a printer."""
    first = views[lines[0]]
    bare = " ".join(first.text.strip(" _*[]()—–-").casefold().split())
    above = views[lines[0] - 1].text.strip(" .—–-").casefold()
    below_end = above in words("ends") and first.text.isupper() and pattern("firm_words").search(first.text) is not None
    begins = below_end or any(
        bare.startswith(one) and not bare[len(one) : len(one) + 1].isalnum() for one in words("printers_lines")
    )
    near = all(views[i].adjacent for i in lines[1:])
    short = all(views[i].words <= PRINTED and views[i].lines == 1 for i in lines)
    named = any(word[:1].isupper() for word in " ".join(views[i].text for i in lines).split()[1:])
    return begins and named and near and short and not first.adjacent
