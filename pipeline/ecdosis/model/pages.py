"""The pages of a source, by their numbers."""

from __future__ import annotations

from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Aside, first_position, leaves
from ecdosis.model.text import Text


def page_ids(text: Text) -> dict[str, str]:
    """The numbers that one page alone has (in small letters), with the id of that page in the TEI: a letter and its
    position."""
    found: dict[str, str] = {}
    for piece in text.pieces:
        if isinstance(piece, Aside) and piece.kind == Kind.PAGE_BREAK and piece.label:
            label = piece.label.casefold()
            found[label] = "" if label in found else page_id(piece)
    return {label: name for label, name in found.items() if name}


def page_id(page: Aside) -> str:
    """The id of a page; that of a form feed, which is something set aside, begins as the others of these."""
    feeds = any(leaf.end > leaf.start for leaf in leaves(page.pieces))
    return f"{'a' if feeds else 'p'}{first_position(page)}"
