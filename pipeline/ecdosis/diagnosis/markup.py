"""Markup of web pages given as text: tags that would be printed."""

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


def examine(subject: Subject) -> Finding | None:
    """Tags of HTML throughout a text."""
    text = subject.text
    if text.count("<") < LEAST:
        return None
    found = [match.group() for match in _TAG.finditer(text)]
    if len(found) < max(LEAST, len(text) / PER):
        return None
    shown = ", ".join(f"“{tag}”" for tag in list(dict.fromkeys(found))[:EXAMPLES])
    return Finding(
        "markup",
        f"This text has {len(found):,} tags of HTML in it ({shown}), which stand in the edition.",
        "Can you open it in a browser, and save it as plain text?",
    )
