"""The nodes of pandoc's document type, as its JSON has them (https://hackage.haskell.org/package/pandoc-types)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Node = dict[str, Any]
Attributes = Sequence[Sequence[str]]
"""Pairs of a name and a value."""


def node(type_: str, *content: Any) -> Node:
    """A node; of several parts its content is a list."""
    return {"t": type_, "c": content[0] if len(content) == 1 else list(content)}


def attr(id_: str = "", classes: Sequence[str] = (), attributes: Attributes = ()) -> list[Any]:
    return [id_, list(classes), list(attributes)]


def string(text: str) -> list[Node]:
    """Text as one of pandoc's words: that its blanks are not nodes of their own makes a book three times as fast."""
    return [node("Str", text)] if text else []


def para(inlines: list[Node]) -> Node:
    return node("Para", inlines)


def div(id_: str, blocks: list[Node], classes: Sequence[str] = (), attributes: Attributes = ()) -> Node:
    return node("Div", attr(id_, classes, attributes), blocks)


def header(level: int, id_: str, inlines: list[Node], classes: Sequence[str] = ()) -> Node:
    return node("Header", level, attr(id_, classes), inlines)


def link(
    inlines: list[Node], target: str, id_: str = "", classes: Sequence[str] = (), attributes: Attributes = ()
) -> Node:
    return node("Link", attr(id_, classes, attributes), inlines, [target, ""])


def span(inlines: list[Node], id_: str = "", classes: Sequence[str] = (), attributes: Attributes = ()) -> Node:
    return node("Span", attr(id_, classes, attributes), inlines)


def meta(value: Any) -> Node:
    """Metadata: a text, or a list of such."""
    return node("MetaList", list(map(meta, value))) if isinstance(value, list) else node("MetaString", value)
