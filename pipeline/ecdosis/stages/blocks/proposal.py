"""What a recognition proposes for a block."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A block is of a type (see `model.document.Block`), this surely and for this reason. Not `safe`: only asked.

    `genre`: see `Block`. `goes_on`: an editor wants it together with the block before.
    """

    type: str
    certainty: float
    why: str
    level: int = 0
    group: int = 0
    part: int = 0
    front: bool = False
    safe: bool = True
    by: str = "blocks"
    goes_on: bool = False
    genre: str = ""


Proposals = dict[int, Proposal]
"""Proposals by the index of the block."""
