"""What a text is made of, and what is proposed for it: pieces, edits, spans, queries.

Pieces are immutable and never drop what they replace: the characters of the source are their leaves.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import Final

from ecdosis.model.alike import opcodes

ANNOTATION: Final = "annotation"
"""The kind of an aside that marks where the editor has a note: none of the table of kinds, since it is no part of the
source. Its `why` is the note."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the source as they are: positions `start` to `end` (code points, end excluded)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """What is read differently: `before` is read as `after`.

    `at` is the source position at which the whole edit began; the parts of an edit share it: of one that was cut at an
    aside, and the two marks around words. `kind` is one of `ecdosis.model.kinds.CHANGES`, `by` the stage or editor,
    `certainty` 0 to 1.
    """

    before: tuple[Piece, ...]
    after: str
    kind: str
    by: str
    certainty: float
    why: str
    at: int


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in the stream but is not part of the running text. It has no width in the reading.

    `at` is the source position where it stands; `label` what it says of the text (the number of a page that begins, of
    a note), `image` which image shows that page; `target` the position of the aside that it belongs to (a marker's
    note, a note's marker), if there is one; `whose` in what part somebody wrote a note (editor, translator), where the
    note says so.
    An aside without pieces marks a place, such as the beginning of a page.
    """

    pieces: tuple[Piece, ...]
    kind: str
    by: str
    certainty: float
    why: str
    at: int
    label: str = ""
    target: int | None = None
    whose: str = ""
    image: str = ""


Piece = Stretch | Change | Aside


@dataclass(frozen=True, slots=True)
class Edit:
    """A proposal: the reading from offset `start` to `end` should read `after`. Not `safe`: asked, not done. `at`: the
    source position at which the edit begins that this is a part of, if it is one of several (see `Change`)."""

    start: int
    end: int
    after: str
    kind: str
    by: str
    certainty: float
    why: str
    safe: bool = True
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A proposal: the reading from offset `start` to `end` is not running text. Not `safe`: asked, not done."""

    start: int
    end: int
    kind: str
    by: str
    certainty: float
    why: str
    label: str = ""
    safe: bool = True
    target: int | None = None
    image: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """An open question to the editor about source positions `start` to `end`."""

    start: int
    end: int
    kind: str
    by: str
    certainty: float
    why: str
    suggestion: str = ""


def width(piece: Piece) -> int:
    """The number of code points of the reading that a piece makes."""
    if isinstance(piece, Stretch):
        return piece.end - piece.start
    return len(piece.after) if isinstance(piece, Change) else 0


def leaves(pieces: Iterable[Piece]) -> Iterator[Stretch]:
    """The stretches of the source under some pieces, in order."""
    for piece in pieces:
        match piece:
            case Stretch():
                yield piece
            case Change():
                yield from leaves(piece.before)
            case Aside():
                yield from leaves(piece.pieces)


def extent(pieces: Iterable[Piece]) -> tuple[int, int]:
    """Where the source under some pieces begins and ends; (0, 0) if there is none."""
    under = list(leaves(pieces))
    return (under[0].start, under[-1].end) if under else (0, 0)


def first_position(piece: Piece) -> int:
    """The source position at which a piece begins (of an empty piece: where it stands)."""
    leaf = next(leaves((piece,)), None)
    if leaf is not None:
        return leaf.start
    return piece.start if isinstance(piece, Stretch) else piece.at


def read(source: str, pieces: Iterable[Piece]) -> str:
    """The reading of some pieces (their asides have none)."""
    return "".join(
        source[piece.start : piece.end] if isinstance(piece, Stretch) else piece.after
        for piece in pieces
        if not isinstance(piece, Aside)
    )


def split(stretch: Stretch, length: int) -> tuple[Stretch, Stretch]:
    """The first `length` code points of a stretch, and the rest."""
    middle = stretch.start + length
    return Stretch(stretch.start, middle), Stretch(middle, stretch.end)


def changed(source: str, under: tuple[Piece, ...], edit: Edit, at: int) -> Iterator[Piece]:
    """The pieces under an edit with the edit done: cut at the asides, each part narrowed to what differs."""
    groups = [(aside, tuple(items)) for aside, items in groupby(under, key=lambda piece: isinstance(piece, Aside))]
    shares = iter(_shares([read(source, items) for aside, items in groups if not aside], edit.after))
    if not under:
        yield Change((), edit.after, edit.kind, edit.by, edit.certainty, edit.why, at)
    for aside, items in groups:
        if aside:
            yield from items
            continue
        lead, core, trail, after = _narrowed(source, items, next(shares))
        yield from lead
        if core or after:
            yield Change(core, after, edit.kind, edit.by, edit.certainty, edit.why, at)
        yield from trail


def _shares(texts: Sequence[str], after: str) -> list[str]:
    """`after` dealt out to the parts that asides cut from what it replaces, each getting what aligns with it."""
    if len(texts) < 2:
        return [after] * len(texts)
    found = opcodes("".join(texts), after, "it dealt a change out to the parts of what it changes")
    cuts = [0]
    for border in list(accumulate(map(len, texts)))[:-1]:
        _, i1, i2, j1, j2 = next(op for op in found if op[1] <= border <= op[2])
        letter_by_letter = i2 - i1 == j2 - j1
        cuts.append(j1 + border - i1 if letter_by_letter or border == i1 else j2)
    return [after[a:b] for a, b in pairwise([*cuts, len(after)])]


def _narrowed(
    source: str, pieces: tuple[Piece, ...], after: str
) -> tuple[list[Piece], tuple[Piece, ...], list[Piece], str]:
    """What stays before, what changes, what stays after, and what it changes to. Cuts no earlier change."""
    lead, rest, after = _stripped(source, list(pieces), after, left=True)
    trail, rest, after = _stripped(source, rest, after, left=False)
    return lead, tuple(rest), trail, after


def _stripped(source: str, pieces: list[Piece], after: str, *, left: bool) -> tuple[list[Piece], list[Piece], str]:
    """The pieces at one side whose reading `after` begins (or ends) with, the others, and the rest of `after`."""
    queue = deque(pieces)
    same: deque[Piece] = deque()
    while queue:
        piece = queue.popleft() if left else queue.pop()
        text = read(source, (piece,))
        if after.startswith(text) if left else after.endswith(text):
            same.append(piece) if left else same.appendleft(piece)
            after = after[len(text) :] if left else after[: len(after) - len(text)]
            continue
        if isinstance(piece, Stretch):
            common = _common(text, after) if left else _common(text[::-1], after[::-1])
            first, second = split(piece, common if left else len(text) - common)
            kept, piece = (first, second) if left else (second, first)
            if common:
                same.append(kept) if left else same.appendleft(kept)
                after = after[common:] if left else after[: len(after) - common]
        queue.appendleft(piece) if left else queue.append(piece)
        break
    return list(same), list(queue), after


def _common(first: str, second: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(first), len(second)))


def over(piece: Change | Aside, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a piece stands over any of some places of the source. What was put in has no width: it stands at the edge
    of words as well as among them."""
    under = list(leaves((piece,)))
    if not under:
        return any(a <= piece.at <= b for a, b in places)
    return any(under[0].start < b and a < under[-1].end for a, b in places)
