"""What the editor says of blocks: where one begins, and what it is."""

from __future__ import annotations

from ecdosis.editor.decisions import EDITOR, Decisions
from ecdosis.model.text import Text
from ecdosis.stages.blocks.proposal import Proposal


def cuts(text: Text, decisions: Decisions) -> list[int]:
    """The offsets at which the editor has a new block begin."""
    return [text.offset(one.start) for one in decisions.of_sort("split")]


def proposals(text: Text, decisions: Decisions) -> dict[int, Proposal]:
    """What the editor says that the blocks at some offsets are."""
    found = {}
    for one in decisions.of_sort("block"):
        type_, _, more = one.decision.value.partition(" ")
        level = (int(more) if more.isdecimal() else 1) if type_ == "head" else 0
        why = one.decision.why
        found[text.offset(one.start)] = Proposal(type_, 1.0, why, level, by=EDITOR, goes_on=more == "+")
    return found
