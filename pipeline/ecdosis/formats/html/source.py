"""The source view: every line of the source with its number, all its characters, and what became of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from lxml import etree

from ecdosis.book.diplomatic import Line, Segment
from ecdosis.formats.html.context import Context, language

NOT_SHOWN: Final = frozenset(("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"))
"""Categories of characters (The Unicode Standard, 4.5) that have no form, or that HTML cannot hold."""
TOLD: Final = "Exactly the characters that came in. What was changed is marked, what was set aside is hatched."
SHAPING: Final = "\t\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Those of them that are needed as they are: scripts are written with the joiners."""


def source(lines: Sequence[Line], context: Context, tag: str) -> Iterator[str]:
    """The lines of the source. `tag` is the language of the book."""
    if not lines:
        return
    yield '<section id="source" lang="en" dir="ltr" aria-labelledby="source-title">'
    yield '<h1 id="source-title">The source, line by line</h1>'
    yield f'<p class="does">{TOLD}</p>'
    yield f"<ol{language(tag)}>"
    before = ""
    for line in lines:
        names = dict.fromkeys(segment.block for segment in line.segments if segment.block in context.levels)
        first = next(iter(names), "")
        yield _line(line, tuple(names), context, leads=first != before)
        before = first or before
    yield "</ol></section>"


def _line(line: Line, names: Sequence[str], context: Context, *, leads: bool) -> str:
    """A line; its number is a link to where it is read if that begins here."""
    level = max((context.levels[name] for name in names), default=0)
    attributes = (f' class="h{min(level, 3)}"' if level else "") + (
        f' data-b="{escape(" ".join(names))}"' if names else ""
    )
    number = (
        f'<a class="n" href="#{escape(names[0])}">{line.number}</a>'
        if names and leads
        else (f'<span class="n">{line.number}</span>')
    )
    inner = "".join(_segment(segment, context) for segment in line.segments)
    if line.joined in context.families and all(segment.change != line.joined for segment in line.segments):
        inner += f'<span class="c lines end" data-c="{line.joined}"></span>'
    return f'<li id="L{line.number}"{attributes}>{number}<span class="t" dir="auto">{inner}</span></li>'


def _segment(segment: Segment, context: Context) -> str:
    """Characters that are of one sort, in the element that tells which."""
    text = _characters(segment.text)
    ids = [id_ for id_ in (segment.change, segment.of, segment.query) if id_ in context.families]
    families = [context.families[id_] for id_ in ids]
    classes = [*(["c"] if ids else []), *families, *([f"z-{segment.zone}"] if segment.zone != "text" else [])]
    classes = list(dict.fromkeys(classes))
    if not classes:
        return text
    data = (f' data-c="{" ".join(ids)}"' if ids else "") + (
        f' data-n="{escape(segment.of)}"' if segment.zone == "page" else ""
    )
    return f'<span class="{" ".join(classes)}"{data}>{text}</span>'


def _characters(text: str) -> str:
    """Characters as they are; those that cannot be shown are named, and their code point stands beside the name."""
    if text.isprintable():
        return escape(text, quote=False)
    return "".join(_named(c) if _is_hidden(c) else escape(c, quote=False) for c in text)


def _is_hidden(c: str) -> bool:
    return unicodedata.category(c) in NOT_SHOWN and c not in SHAPING


def _named(c: str) -> str:
    code = ord(c)
    shown = f"byte {code - 0xDC00:02X}" if 0xDC80 <= code <= 0xDCFF else f"U+{code:04X}"
    known = unicodedata.name(c, "form feed" if c == "\f" else "")
    title = f' title="{escape(known.lower())}"' if known else ""
    return f'<b class="u" data-u="{code:x}"{title}>{shown}</b>'


def characters(page: etree._Element) -> str | None:
    """The lines of the source that a page shows, without their ends; None if it does not show the source."""
    view = page.find(".//section[@id='source']")
    if view is None:
        return None
    return "\n".join("".join(_read(text)) for text in view.iterfind(".//li/span[@class='t']"))


def _read(element: etree._Element) -> Iterator[str]:
    code = element.get("data-u")
    yield chr(int(code, 16)) if code else element.text or ""
    for child in element:
        yield from _read(child)
        yield child.tail or ""
