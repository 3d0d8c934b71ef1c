"""The marks of changes in the text, and the switches that tell which are shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Final

from ecdosis.book import words
from ecdosis.book.inlines import Asked, Emended, Place
from ecdosis.formats.html.context import FAMILIES, SIGNED, Context, language

_OPEN: Final = "\1"
_THEN: Final = "\2"
_END: Final = "\3"
"""Around the id and the mark of a change that the reading view has a sign for, until its word is known; no text of XML
can hold them."""
_ID: Final = re.compile(f"{_OPEN}([^{_THEN}]*){_THEN}")
_NOT_READ: Final = re.compile("<del>.*?</del>|<[^>]*>")
_LETTERS: Final = r"[\w’'-]"
_SIGNED: Final = re.compile(rf"(?:{_LETTERS}+|[^\s<>&;{_END}]?)(?:{_OPEN}[^{_END}]*{_END}{_LETTERS}*)+")
"""A word with its marks; the character before a mark that stands in no word."""
_LEFT_OUT: Final = re.compile(
    rf"(?<![^\s>])((?:{_OPEN}[^{_END}]*(?:</del>|>)</span>{_END})+)(\s?)([^\s\w<>&{_OPEN}{_END}]*+{_LETTERS}++)(?!{_OPEN})"
)
"""Words that were left out between blanks, and the word after them."""


def emended(inline: Emended, context: Context) -> tuple[str, str]:
    """The mark of a change with what the source has instead, which the changes view alone shows, and the words of the
    text that only follow it."""
    family = context.families.get(inline.id)
    text = escape(inline.text, quote=False)
    text = f"<span{language(inline.language)}>{text}</span>" if inline.language else text
    if family is None:
        return "", text
    follows = inline.borrowed or not inline.text.strip()
    was = f"<del>{_gone(inline.source)}</del>" if inline.source else ""
    blank = " blank" if follows and not inline.source else ""
    mark = f'<span class="c {family}{blank}" id="{escape(inline.id)}">{was}{"" if follows else text}</span>'
    if context.signs and family in SIGNED:
        mark = f"{_OPEN}{inline.id}{_THEN}{mark}{_END}"
    return mark, text if follows else ""


def _gone(source: str) -> str:
    """What is not read, as it is shown within a line."""
    lines = source.strip("\n") if source.strip() else source.replace(" ", "").replace("\n", "↵")
    return escape(words.visible(lines).strip(" ") or "␣", quote=False)


def signed(text: str) -> str:
    """HTML in which the words with a change that the reading view has a sign for are links to the list; if nothing of
    the change is read and no word is beside it, the next word."""
    return _SIGNED.sub(_sign, _LEFT_OUT.sub(_sign_next, text)) if _OPEN in text else text


def _sign(found: re.Match[str]) -> str:
    inner = _ID.sub("", found.group()).replace(_END, "")
    return _link(found.group(), inner) if _NOT_READ.sub("", inner).strip() else inner


def _sign_next(found: re.Match[str]) -> str:
    marks, blank, word = found.groups()
    return _ID.sub("", marks).replace(_END, "") + blank + _link(marks, word)


def _link(marks: str, words_: str) -> str:
    ids = _ID.findall(marks)
    return f'<a class="sign" data-c="{" ".join(ids)}" href="#list-{ids[0]}">{words_}</a>'


def place(inline: Place, context: Context) -> str:
    """Where something was set aside."""
    known = inline.id in context.families
    return f'<span{" class=" + chr(34) + "c aside" + chr(34) if known else ""} id="{escape(inline.id)}"></span>'


def asked(inline: Asked, question: str) -> str:
    """The beginning or the end of the words that a question is about; `question` is the one that is open."""
    if not inline.end:
        return "" if question else f'<span class="q" id="{escape(inline.id)}">'
    return f'<span class="c asked" data-c="{escape(question)}"></span></span>' if question else ""


def legend(context: Context) -> Iterator[str]:
    """Which marks there are, how many of each, and whether they are shown."""
    counted = Counter(context.families[id_] for id_ in context.placed if id_ in context.families)
    yield '<div id="legend" role="group" aria-label="Changes shown">'
    for family, name in FAMILIES.items():
        if counted[family]:
            yield (
                f'<label class="chip {family}"><input type="checkbox" id="show-{family}" checked autocomplete="off">'
                f"<span>{name} <small>{counted[family]:,}</small></span></label>"
            )
    yield '<span class="steps" hidden><button type="button" id="before" aria-label="Previous change">‹</button>'
    yield '<button type="button" id="after" aria-label="Next change">›</button></span></div>'
