"""Whether a text, or a passage of it, is Markdown: several systems of marks must agree.

A `>` stands in mails, a `#` in programs, `*` and `_` in what anybody types; a link with its address, a fence, a table's
rule hardly anywhere else. Where one such stands, and others beside it, all of them are marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ecdosis.evidence import Sign, certainty

PRIOR: Final = -2.5
"""Log10 odds that a text of which nothing is known is Markdown."""
SURE: Final = 0.9
"""Certainty from which it is taken for that."""
STRONG: Final = 2.5
"""Weight of a sign that hardly anything else has: once in three hundred texts at most, as guessed."""
NAMED: Final = 3.5
"""Weight of the name of a file that says so: hardly anything speaks against it."""
DENSE: Final = 0.003
"""Strong marks and headings a line from which a whole text is Markdown, however they lie in it; fewer prove only what
stands around them."""
NEAR: Final = 60
"""Lines that a passage goes on without such a mark."""
_TARGET: Final = r"(?:<[^<>\n]{1,500}>|(?:https?://|mailto:|\.{0,2}/|#)[^\s()]{1,500}|[\w./%~-]{1,200}\.[A-Za-z]\w{1,4}(?:#\S{1,80})?)"
_LABEL: Final = r"\[[^\[\]\n]{1,300}\]"
_TITLED: Final = r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
_HASHES: Final = r"#{1,6}[ \t]+(?=\S)(?!p\.[ \t]*\w{0,8}[ \t]*\(#\d)[^\n]{1,200}"
"""A heading; HathiTrust's marks of pages (`## p. 12 (#34) ####`) are none."""
_INNER: Final = re.compile(rf"(?<=\n\n){_HASHES}(?=\n[ \t]*\n)")
SIGNS: Final[Mapping[str, tuple[re.Pattern[str], int, float]]] = {
    "links with their addresses": (re.compile(rf"(?<!!){_LABEL}\({_TARGET}{_TITLED}\)"), 1, STRONG),
    "pictures": (re.compile(rf"!\[[^\[\]\n]{{0,300}}\]\({_TARGET}{_TITLED}\)"), 1, STRONG),
    "addresses of links": (
        re.compile(rf"^ {{0,3}}\[[^^\[\]\n][^\[\]\n]{{0,200}}\]:[ \t]+{_TARGET}{_TITLED}[ \t]*$", re.M),
        1,
        STRONG,
    ),
    "fences": (re.compile(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*[\w+#.-]{0,30}[ \t]*$", re.M), 2, STRONG),
    "rules of tables": (
        re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$", re.M),
        1,
        STRONG,
    ),
    "notes": (re.compile(r"^\[\^[^\[\]\s]{1,40}\]:[ \t]", re.M), 1, STRONG),
    "headings": (re.compile(rf"(?:\A\s*|(?<=\n\n)){_HASHES}(?=\n[ \t]*\n|\Z)"), 1, 1.0),
    "headings inside": (_INNER, 2, 1.5),
    "many headings": (_INNER, 5, 1.0),
    "many headings right above text": (re.compile(rf"(?<=\n\n){_HASHES}(?=\n[^\s#])"), 5, 1.0),
    "words between **": (re.compile(r"(?<![*\w])\*\*(?=[^\s*])[^*\n]{1,300}(?<=\S)\*\*(?![*\w])"), 1, 1.0),
    "names between ** before what is said": (re.compile(r"^\*\*[^\W\d_][^*:\n]{0,40}:\*\* \S", re.M), 5, STRONG),
    "words between _": (re.compile(r"(?<![_\w])_(?=[^\s_])[^_\n]{1,300}(?<=\S)_(?![_\w])"), 1, 0.5),
    "quotations": (re.compile(r"^> ?\S", re.M), 1, 0.5),
    "bullets": (re.compile(r"^ {0,3}[*+-] \S", re.M), 2, 0.5),
    "rules": (re.compile(r"(?<=\n\n)(?:-{3,}|\*{3,}|_{3,}|\*(?: \*){2,}|-(?: -){2,})[ \t]*(?=\n[ \t]*\n)"), 1, 0.3),
    "code": (re.compile(r"(?<![`\w])`(?=[^\s`])[^`\n]{1,200}`(?![`\w])"), 2, 1.0),
    "lines that are underlined": (re.compile(r"(?:\A|(?<=\n\n))\S[^\n]{1,100}\n(?:={3,}|-{3,})[ \t]*(?=\n)"), 2, 1.0),
    "headers of a mail": (re.compile(r"^(?:From|To|Subject|Date|Message-I[Dd]|In-Reply-To): \S", re.M), 2, -1.5),
}  # fmt: skip
"""Each sign: how its marks look, how many of them there must be, and its weight (log10)."""
PROVING: Final = ("headings",)
"""Signs that are not strong, but show where Markdown stands."""


class Passage(NamedTuple):
    """A passage of Markdown: offsets of the text, and how sure."""

    start: int
    end: int
    certainty: float


def passages(text: str, named: float = 0.0) -> tuple[Passage, ...]:
    """The passages of a text (line ends LF) that are Markdown, in order and apart. `named`: what speaks for the whole
    text (log10), such as the name of its file."""
    places = sorted(_places(text))
    if not places and not named:
        return ()
    lines = text.count("\n") + 1
    sure = judged(text, named)
    if sure >= SURE and (named or len(places) >= DENSE * lines):
        return (Passage(0, len(text), sure),)
    found = (Passage(start, end, judged(text[start:end], named)) for start, end in _runs(text, places))
    return tuple(one for one in found if one.certainty >= SURE)


def judged(text: str, named: float = 0.0) -> float:
    """How sure it is that a text is Markdown."""
    signs = [
        Sign(what, weight)
        for what, (pattern, least, weight) in SIGNS.items()
        if sum(1 for _, _ in zip(pattern.finditer(text), range(least), strict=False)) >= least
    ]
    return certainty(PRIOR + named, sum(sign.weight for sign in signs))


def _places(text: str) -> Iterator[int]:
    """Where the marks begin that hardly anything else has, and headings."""
    for what, (pattern, _, weight) in SIGNS.items():
        if weight >= STRONG or what in PROVING:
            yield from (match.start() for match in pattern.finditer(text))


def _runs(text: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Passages whose marks stand near each other: from the line of the first to the end of the last one's paragraph."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    rows = [bisect_left(starts, place + 1) - 1 for place in places]
    first = 0
    for index in range(1, len(rows) + 1):
        if index < len(rows) and rows[index] - rows[index - 1] <= NEAR:
            continue
        blank = re.compile(r"\n[ \t]*\n").search(text, places[index - 1])
        yield starts[rows[first]], blank.start() if blank else len(text)
        first = index
