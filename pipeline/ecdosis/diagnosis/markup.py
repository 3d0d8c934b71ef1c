"""Markup of web pages, word processors and LaTeX given as text: tags and commands that would be printed."""

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


_HTML: Final = ("<", "tags of HTML", "Can you open it in a browser, and save it as plain text?")
_RTF: Final = ("\\", "control words of RTF", "Can you open it in a word processor, and save it as plain text?")
_LATEX: Final = ("\\", "commands of LaTeX", "Can you make plain text of it, say with `pandoc -f latex -t plain`?")
"""What shows it at a glance, what it is, and what can be done."""
_CONTROL: Final = re.compile(
    r"\\(?:par|pard|plain|tab|line|lang\d+|fs?\d+|cf\d+|[bi]0?|ul(?:none)?|'[0-9a-f]{2})(?![a-z\d])"
)
"""A control word of RTF (Rich Text Format Specification 1.9.1). A whole file of it is refused when it is read
(`storage.files`); a part of one, or one pasted behind other words, is a text."""
_TEX: Final = re.compile(
    r"\\(?:documentclass|usepackage|begin|end|(?:sub){0,2}section|chapter|paragraph|emph|text(?:it|bf|sc|tt)|footnote|"
    r"cite[tp]?|ref|label|item|title|author|maketitle)(?![A-Za-z])\*?"
)
"""A command of LaTeX that stands in nearly every file of it."""


def examine(subject: Subject) -> Finding | None:
    """Tags of HTML, control words of RTF, or commands of LaTeX, throughout a text."""
    kinds = ((*_HTML, _TAG), (*_RTF, _CONTROL), (*_LATEX, _TEX))
    looked = ((_throughout(subject.text, sign, pattern), what, ask) for sign, what, ask, pattern in kinds)
    found, what, ask = next((one for one in looked if one[0]), ([], "", ""))
    if not found:
        return None
    shown = ", ".join(f"“{one}”" for one in list(dict.fromkeys(found))[:EXAMPLES])
    return Finding(
        "markup",
        f"This text has {len(found):,} {what} in it ({shown}), which stand in the edition.",
        ask,
    )


def _throughout(text: str, sign: str, pattern: re.Pattern[str]) -> list[str]:
    """What of a sort of markup a text has, if it has so much that it is no text about it."""
    if text.count(sign) < LEAST:
        return []
    found = [match.group() for match in pattern.finditer(text)]
    return found if len(found) >= max(LEAST, len(text) / PER) else []
