"""Markup of web pages and of word processors given as text: tags and control words that would be printed."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.diagnosis.finding import EXAMPLES, Finding, Subject

LEAST: Final = 10
"""Tags; fewer may be what a text writes about."""
PER: Final = 500
"""Code points in which a text has a tag on average from which it is one of markup."""
_TAG: Final = re.compile(
    r"</?(?:p|div|span|br|hr|a|ul|ol|li|t[dhr]|tbody|table|h[1-6]|script|style|img|section|article|header|footer|nav)"
    r"(?:\s+[\w:-]+(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"']+))?)*\s*/?>",
    re.IGNORECASE,
)
"""A tag of HTML that is none of those that proofreaders put in (`<i>`, `<b>`, `<sc>`: Distributed Proofreaders)."""


_CONTROL: Final = re.compile(
    r"\\(?:par|pard|plain|tab|line|lang\d+|fs?\d+|cf\d+|[bi]0?|ul(?:none)?|'[0-9a-f]{2})(?![a-z\d])"
)
"""A control word of RTF (Rich Text Format Specification 1.9.1). A whole file of it is refused when it is read
(`storage.files`); a part of one, or one pasted behind other words, is a text."""


def examine(subject: Subject) -> Finding | None:
    """Tags of HTML, or control words of RTF, throughout a text."""
    text = subject.text
    tags = _throughout(text, "<", _TAG)
    found = tags or _throughout(text, "\\", _CONTROL)
    if not found:
        return None
    shown = ", ".join(f"“{one}”" for one in list(dict.fromkeys(found))[:EXAMPLES])
    what = "tags of HTML" if tags else "control words of RTF"
    return Finding(
        "markup",
        f"This text has {len(found):,} {what} in it ({shown}), which stand in the edition.",
        f"Can you open it in a {'browser' if tags else 'word processor'}, and save it as plain text?",
    )


def _throughout(text: str, sign: str, pattern: re.Pattern[str]) -> list[str]:
    """What of a sort of markup a text has, if it has so much that it is no text about it."""
    if text.count(sign) < LEAST:
        return []
    found = [match.group() for match in pattern.finditer(text)]
    return found if len(found) >= max(LEAST, len(text) / PER) else []
