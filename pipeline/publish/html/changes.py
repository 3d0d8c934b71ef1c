"""The marks of changes in the text, and the switches that tell which are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from pipeline.publish import words
from pipeline.publish.html.context import FAMILIES, SIGNED, Context
from pipeline.publish.inlines import Asked, Emended, Place


def emended(inline: Emended, context: Context) -> tuple[str, str]:
    """The mark of a change with what the source has instead, which the changes view alone shows, and the words of the
    text that only follow it. A sign of the reading view is a link to the list."""
    family = context.families.get(inline.id)
    text = escape(inline.text, quote=False)
    if family is None:
        return "", text
    follows = inline.borrowed or not inline.text.strip()
    was = f"<del>{_gone(inline.source)}</del>" if inline.source else ""
    classes = f"c {family}" + (" blank" if follows and not inline.source else "")
    signed = context.signs and family in SIGNED
    link = f'href="#list-{inline.id}"'
    if follows:
        mark = f'<span class="{classes}" id="{inline.id}">{was}</span>'
        return mark, f'<a class="sign" data-c="{inline.id}" {link}>{text}</a>' if signed and text.strip() else text
    if signed:
        return f'<a class="{classes} sign" id="{inline.id}" {link}>{was}{text}</a>', ""
    return f'<span class="{classes}" id="{inline.id}">{was}{text}</span>', ""


def _gone(source: str) -> str:
    """What is not read, as it is shown within a line."""
    shown = words.visible(source.strip("\n") if source.strip() else source).strip(" ")
    return escape(shown or "␣", quote=False)


def place(inline: Place, context: Context) -> str:
    """Where something was set aside."""
    known = inline.id in context.families
    return f'<span{" class=" + chr(34) + "c aside" + chr(34) if known else ""} id="{inline.id}"></span>'


def asked(inline: Asked, question: str) -> str:
    """The beginning or the end of the words that a question is about; `question` is the one that is open."""
    if not inline.end:
        return "" if question else f'<span class="q" id="{inline.id}">'
    return f'<span class="c asked" data-c="{question}"></span></span>' if question else ""


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
