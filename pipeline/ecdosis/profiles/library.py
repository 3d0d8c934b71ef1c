"""A library's copy: stamps, plates and cards on the pages before and after the work.

Only pages that a mark or form feed parts are looked at (or, in a file that says that it was scanned, some blank lines),
only those of a few words, and only outside of all pages that have more: a page of the work is never one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Finding, Passage, letters_of
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.furniture.lines import Lines, split

WORDS: Final = 70
"""Words of a page with a stamp or plate at most, whatever a reading program has made of its ornaments."""
FULL: Final = 120
"""Words of a page of the work; before the first of these, and behind the last, are covers and front matter."""
REST: Final = 6
"""Words beside the name of a library at most."""
SMALL: Final = 80
"""The same of a small book..."""
USUAL: Final = 0.75
"""... whose pages have mostly few words: a share of those of the usual one."""
LETTERS: Final = 3
"""Letters of a word; what is shorter may be dirt."""
_BARCODE: Final = re.compile(r"(?<!\d)3\s?\d{4}\s?\d{5}\s?\d{4}(?!\d)")
"""The number of a library's copy: 14 figures, the first a 3 (Codabar)."""
_CLASS: Final = re.compile(r"\d{3}\.\d{1,6}")
_CUTTER: Final = re.compile(r"(?:[A-Z]\d{1,4}|\d{1,4}[A-Z])[A-Za-z]{0,3}")
"""A shelf mark in two lines: the number of a class (Dewey), and an author's (Cutter)."""
_CALL: Final = re.compile(
    r"[A-Z]{1,3} ?\d{1,4}(?:\.\d{1,4})?(?: ?\.? ?[A-Z]\d{1,4}[a-z]{0,2}){1,2}(?: (?:1[5-9]|20)\d\d)?"
)
"""One of the Library of Congress, in one line: `PR5112 .O7 T6 1888`."""
_UNIVERSITYS: Final = re.compile(r"\buniversity\W+of(?:\W+\w+){1,4}?\W+library\b", re.IGNORECASE)
GAP: Final = 3
"""Blank lines at least between pages that nothing else parts."""
SCANNED: Final = ("digitized by the internet archive", "digitized by google", "see other formats")
"""What only the file of a scan says."""
_WORD: Final = re.compile(rf"[^\W\d_]{{{LETTERS},}}")


def _is_of_a_university(words: str) -> bool:
    """Whether a page says of which university’s library it is, and hardly anything else."""
    found = _UNIVERSITYS.search(words)
    return found is not None and len(_WORD.findall(words[: found.start()] + words[found.end() :])) <= REST


def look(file: File) -> Finding | None:
    """The plates and stamps in a file."""
    lines = split(file.text)
    if len(lines.marks) < 2 and not any(map(file.find, SCANNED)):
        return None
    pages = lines.pages if len(lines.marks) > 1 else list(_apart(lines))
    counted = [sum(len(_WORD.findall(lines.lines[i].text)) for i in page) for page in pages]
    usual = [words for words in counted if words > WORDS]
    least = min(FULL, max(SMALL, USUAL * median(usual))) if usual else FULL
    full = [index for index, words in enumerate(counted) if words >= least]
    if not full:
        return None
    sure, also, never = (tuple(map(letters_of, table("library")[name])) for name in ("sure", "also", "never"))
    passages = []
    for index, page in enumerate(pages):
        if full[0] <= index <= full[-1] or not page or counted[index] > WORDS:
            continue
        words = " ".join(lines.lines[i].text for i in page)
        key = letters_of(words)
        signs = sum(one in key for one in also) + bool(_BARCODE.search(words))
        signs += _is_of_a_university(words)
        if any(one in key for one in sure) or (signs > 1 and not any(one in key for one in never)):
            why = "a page with the stamp, plate or card of a library"
            passages.append(Passage(lines.lines[page[0]].start, lines.lines[page[-1]].end, ProfileRule.PLATE, why))
        else:
            passages += _marks(lines, page)
    return Finding(Provenance(), tuple(passages)) if passages else None


def _marks(lines: Lines, page: range) -> Iterator[Passage]:
    """The shelf marks among the lines of a page."""
    for index in page:
        line = lines.lines[index]
        after = lines.lines[index + 1] if index + 1 in page else line
        two = _CLASS.fullmatch(line.text) and _CUTTER.fullmatch(after.text)
        if two or _CALL.fullmatch(line.text):
            why = "a library’s shelf mark"
            yield Passage(line.start, after.end if two else line.end, ProfileRule.PLATE, why)


def _apart(lines: Lines) -> Iterator[range]:
    """The lines between wide gaps, which is how a scan without marks of its pages shows what stood on one."""
    begins = [index for index, line in enumerate(lines.lines) if line.gap >= GAP or not index]
    yield from (range(a, b) for a, b in zip(begins, [*begins[1:], len(lines.lines)], strict=True))
