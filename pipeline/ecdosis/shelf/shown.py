"""An edition as the shelf and the report show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType
from typing import Literal

from ecdosis.languages.detect import right_to_left
from ecdosis.shelf.badges import Badge
from ecdosis.shelf.card import Card

State = Literal["built", "missing", "failed"]


@dataclass(frozen=True, slots=True)
class File:
    """A product: its address from the shelf, and its size in bytes."""

    address: str
    size: int


@dataclass(frozen=True, slots=True)
class Shown:
    """`message` says what is wrong, or which text is missing; `card` and `files` (by their endings) are those of the
    last build that worked, None and nothing if there was none; `given` is the title that the descriptor gives."""

    id: str
    state: State
    given: str
    author: str
    message: str = ""
    card: Card | None = None
    files: Mapping[str, File] = field(default_factory=lambda: MappingProxyType({}))
    badges: tuple[Badge, ...] = ()

    @property
    def title(self) -> str:
        """What the edition is called."""
        return (self.card.title if self.card else self.given) or self.id

    @property
    def spoken_title(self) -> str:
        """The title as HTML, in its language."""
        return spoken(self.title, self.card.language if self.card else "")


def spoken(text: str, language: str) -> str:
    """Text as HTML, with its language (BCP 47; empty if it is not known) and the direction in which that runs."""
    direction = ' dir="rtl"' if right_to_left(language) else ""
    return f'<span lang="{escape(language)}"{direction}>{escape(text)}</span>' if language else escape(text)
