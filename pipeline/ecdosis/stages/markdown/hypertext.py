"""What stands in Markdown for the programs that make pages of it: tags of HTML, attributes of Pandoc and kramdown, and
lines that Hugo and Jekyll replace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TAG: Final = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]{0,10})(?:\s[^<>]{0,500})?/?>")
_INSIDE: Final = frozenset({"a", "span", "font", "small", "big", "abbr", "cite", "time", "wbr"})
"""Names of tags around words of a line..."""
_APART: Final = frozenset(
    {
        *(
            "p",
            "div",
            "section",
            "article",
            "aside",
            "header",
            "footer",
            "main",
            "nav",
            "center",
            "figure",
            "figcaption",
        ),
        *("br", "hr", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "address"),
        *("audio", "video", "source", "track", "iframe", "embed", "object"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
"""... and of those that part blocks or lines. The tags of tables are left: their cells would run together."""
_HEADING: Final = re.compile(r"<h(?P<level>[1-6])(?:\s[^<>]{0,500})?>(?P<words>[^<>\n]{1,300})</h(?P=level)>")
_PLAYED: Final = re.compile(
    r"<(?P<name>script|style|audio|video|iframe|object|noscript)\b[^<>]{0,500}>[^\x00]{0,2000}?</(?P=name)>"
)
"""What a page runs or plays, with what it says where it cannot be played."""
_PICTURE: Final = re.compile(r"<img\s[^<>]{0,500}>")
_ALT: Final = re.compile(r"\balt=([\"'])(?P<words>[^\"'<>]{1,300})\1")
_ATTRIBUTES: Final = re.compile(
    r"(?<=\s)\{:?(?: ?[#.][\w:.-]{1,60}| ?[\w-]{1,30}=(?:\"[^\"{}]{0,60}\"|[\w-]{1,30}))+ ?\}$"
)
"""`{#intro .unnumbered}` behind a heading (Pandoc, kramdown, Hugo)."""
_LINE: Final = re.compile(
    r":{3,}[ \t]*(?:\{[^{}\n]{0,200}\}|[\w-]{1,40})?|\{:[^{}\n]{1,200}\}|\{%[^%\n]{1,300}%\}"
    r"|\{\{[<%]?[^{}\n]{1,300}[>%]?\}\}"
)
"""A line of a fenced block (Pandoc), of attributes (kramdown), of Liquid (Jekyll), a shortcode (Hugo)."""
_SAYS: Final = re.compile(r"[\"'][^\"'\n]* [^\"'\n]*[\"']")
"""Words in quotation marks: a caption, say."""


class Tag(NamedTuple):
    """Signs that are left out (offsets), and what they are read as."""

    start: int
    end: int
    after: str = ""


class Head(NamedTuple):
    """The words of a heading (offsets), and its level."""

    start: int
    end: int
    level: int


def tags(text: str, start: int, end: int) -> Iterator[Tag]:
    """The tags between two offsets that say where blocks and lines begin, and how words look that stand in them; of a
    picture all but its description. Where one alone parts two words it is read as a blank."""
    for match in _TAG.finditer(text, start, end):
        name = match["name"].lower()
        if name == "img":
            yield from _picture(text, match.start(), match.end())
        elif name in _INSIDE or name in _APART:
            parts = name in _APART and not _is_edge(text, match.start() - 1) and not _is_edge(text, match.end())
            yield Tag(match.start(), match.end(), " " if parts else "")


def headings(text: str, start: int, end: int) -> Iterator[Head]:
    """The headings of HTML between two offsets."""
    for match in _HEADING.finditer(text, start, end):
        words = match["words"]
        start, end = match.span("words")
        yield Head(
            start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()), int(match["level"])
        )


def played(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What a page runs or plays, between two offsets."""
    return (match.span() for match in _PLAYED.finditer(text, start, end))


def is_break(text: str, start: int, end: int) -> bool:
    """Whether a tag ends a line that ends in the source as well."""
    match = _TAG.fullmatch(text, start, end)
    return match is not None and match["name"].lower() == "br" and re.compile(r"[ \t]*\n").match(text, end) is not None


def attributes(text: str, start: int, end: int) -> int:
    """Where the attributes of a heading begin behind its words, with the blanks before them; its end if it has none."""
    match = _ATTRIBUTES.search(text, start, end)
    return len(text[start : match.start()].rstrip()) + start if match else end


def is_for_program(line: str) -> bool:
    """Whether a line is nothing but a mark for a program that makes pages, and says nothing to readers."""
    return _LINE.fullmatch(line.strip()) is not None and _SAYS.search(line) is None


def _picture(text: str, start: int, end: int) -> Iterator[Tag]:
    described = _ALT.search(text, start, end)
    if described is None:
        yield Tag(start, end)
        return
    yield Tag(start, described.start("words"))
    yield Tag(described.end("words"), end)


def _is_edge(text: str, place: int) -> bool:
    """Whether nothing, a blank or another tag stands at a place."""
    return not 0 <= place < len(text) or text[place].isspace() or text[place] in "<>"
