"""An edition as the shelf and the report show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

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
    def language(self) -> str:
        """That of the title (BCP 47; empty if it is not known)."""
        return self.card.language if self.card else ""
