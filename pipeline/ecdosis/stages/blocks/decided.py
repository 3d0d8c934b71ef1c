"""What the editor says of blocks: where one begins, and what it is."""

from __future__ import annotations

from ecdosis.editor.decisions import EDITOR, Decisions
from ecdosis.model.kinds import DIARY, Kind
from ecdosis.model.pieces import Aside, Edit, extent
from ecdosis.model.text import Text
from ecdosis.stages.blocks.proposal import Proposal


def as_read(text: Text, decisions: Decisions) -> Text:
    """A text with the readings that the editor gives: they are carried out after the proofs are read, but a quotation
    mark, say, that the editor puts in tells what a block is."""
    edits = []
    for one in decisions.of_sort("read", "accept"):
        start, end = text.offset(one.start), text.offset_after(one.end)
        if start < end and (one.decision.decision == "read" or one.decision.value):
            edits.append(Edit(start, end, one.decision.value, "emendation", EDITOR, 1.0, one.decision.why))
    return text.edit(edits)[0] if edits else text


def cuts(text: Text, decisions: Decisions) -> list[int]:
    """The offsets at which the editor has a new block begin. Where a paragraph of a caption does that stands in a
    sentence, the caption is parted, and not the sentence."""
    held = [piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind == Kind.CAPTION]
    captions = [(*extent((piece,)), Text(text.source, piece.pieces)) for piece in held]

    def is_in_caption(at: int) -> bool:
        inner = next((caption for start, end, caption in captions if start < at < end), None)
        return inner is not None and inner.reading[: inner.offset(at)].rstrip(" \t").endswith("\n")

    return [text.offset(one.start) for one in decisions.of_sort("split") if not is_in_caption(one.start)]


def proposals(text: Text, decisions: Decisions) -> dict[int, Proposal]:
    """What the editor says that the blocks at some offsets are."""
    found = {}
    for one in decisions.of_sort("block"):
        type_, _, more = one.decision.value.partition(" ")
        level = (int(more) if more.isdecimal() else 1) if type_ == "head" else int(type_ in DIARY)
        why = one.decision.why
        found[text.offset(one.start)] = Proposal(type_, 1.0, why, level, by=EDITOR, goes_on=more == "+")
    return found
