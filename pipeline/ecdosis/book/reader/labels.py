"""What notes are called in a book. Markdown lets its writers name notes as they like (`[^2-01-1]`, `[^livy]`), and none
of its readers shows these names: notes have numbers there, as they follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Final

from lxml import etree

from ecdosis.stages.notes.tagged import LABEL
from ecdosis.tei.names import q

_PRINTED: Final = re.compile(rf"{LABEL}|\d+|(?:fn)?\d{{1,3}}|[^\W_]?|\W+", re.IGNORECASE)
"""What printers call notes: numbers, letters, signs."""


def numbered(root: etree._Element) -> Mapping[str, str]:
    """The names of notes that only their writer knows -> the numbers that a book shows in their place, in the order of
    the markers and then of the notes; what an editor has called a note it is called."""
    labels = list(_labels(root))
    free = (number for number in map(str, count(1)) if number not in labels)
    named = dict.fromkeys(label for label in labels if not _PRINTED.fullmatch(label))
    return dict(zip(named, free, strict=False))


def _labels(root: etree._Element) -> Iterator[str]:
    leading = (ref for ref in root.iter(q("ref")) if ref.get("type") == "noteAnchor")
    notes = (note for note in root.iter(q("note")) if note.get("place") in ("bottom", "end"))
    for element in (*leading, *notes):
        if element.get("resp") != "#editor":
            yield element.get("n", "")
