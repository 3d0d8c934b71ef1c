"""Two encodings in one file, and bytes that are none."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.diagnosis.finding import Finding, Subject, examples

FEW: Final = 3
"""Bytes that nothing can be made of, which make no bad edition."""
_STRAY: Final = re.compile("[\udc80-\udcff]")
_UTF_8: Final = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")


def examine(subject: Subject) -> Finding | None:
    """That some bytes are in another character set than the others, and in which; or in none."""
    places = [match.span() for match in _STRAY.finditer(subject.text)]
    if not places:
        return None
    from ecdosis.model.mixed import strays

    found = strays(subject.text, None if subject.language == "und" else subject.language)
    readings = dict(found.readings) if found else {}
    left = len(places) - len(readings)
    shown = examples(subject.text, places)
    ask = f"Nothing could be made of {left:,} bytes: look for a copy of the text where they are right." if left else ""
    if found is None:
        said = f"{len(places):,} bytes of this file are no {subject.charset.upper()}: {shown}."
        return Finding("bytes-unknown", said, ask, grave=left > FEW)
    said = (
        f"Two encodings are in this file: {len(_UTF_8.findall(subject.text)):,} characters are UTF-8, and "
        f"{len(places):,} bytes are {found.charset} ({shown}). Each is read as what it is."
    )
    return Finding("two-encodings", said, ask, grave=left > FEW)
