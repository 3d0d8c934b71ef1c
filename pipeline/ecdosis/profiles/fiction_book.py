"""FictionBook: texts that e-libraries write from their files (`.fb2.txt`): author, title, publisher and ISBN in the
first lines."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.profile import File, Finding, Passage
from ecdosis.profiles.rules import ProfileRule

FIRST: Final = 40
"""Lines in which the ISBN stands: an annotation may come before it."""
ABOVE: Final = 4
"""Lines above the ISBN that tell the book."""
_ISBN: Final = re.compile(r"ISBN(?:\s*:)?\s+[\dX-]{10,17}(?:,\s+[\dX-]{10,17})*", re.IGNORECASE)
_BOOK: Final = re.compile(r"[«\"“].+[»\"”]:\s.+;\s.+;\s(?:1[89]|20)\d\d")
"""`«A Book»: A Publisher; A Place; 2007`."""
_PUBLISHER: Final = re.compile(r"[«\"“][^»\"”]{2,60}[»\"”]")
_NAME: Final = re.compile(r"(?:[^\W\d_a-zа-я][^\W\d_]*(?:[’'-][^\W\d_]+)*\.?\s?){2,4}")
_LOOKS: Final = 60
"""Code points of an author's name or a title in the first two lines."""


def look(file: File) -> Finding | None:
    """What such a file says of its book."""
    lines = file.lines[:FIRST]
    at = next((i for i, line in enumerate(lines) if i > 1 and _ISBN.fullmatch(line.text)), None)
    if at is None or not _BOOK.fullmatch(lines[at - 1].text):
        return None
    first = at - 2 if at > 3 and _PUBLISHER.fullmatch(lines[at - 2].text) else at - 1
    author, title = lines[0].text, lines[1].text
    named = bool(_NAME.fullmatch(author)) and len(title) <= _LOOKS and not title.endswith((".", ","))
    told = Provenance(
        origins=("an e-library, in FictionBook’s form",),
        author=author if named else "",
        title=title if named else "",
        imprint=f"{lines[at - 1].text}, {lines[at].text}",
    )
    why = "the publisher and ISBN of the book that the file was made from"
    return Finding(told, (Passage(lines[first].start, lines[at].end, ProfileRule.MARKED, why),))
