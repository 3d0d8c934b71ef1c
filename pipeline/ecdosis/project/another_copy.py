"""An edition whose text is another copy than that which its decisions were made for: they find their places again.

The copy of the last build is in its TEI file. Where every decision finds its own place in the new copy, nothing is
asked; where not, the edition is not built unless the editor has said that decisions may be moved. Then the new places
are written into the file of decisions, and what has none stays there as a remark; the former file is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ecdosis.editor.move import Move, stands
from ecdosis.editor.moved_table import moved
from ecdosis.editor.moves import moves
from ecdosis.editor.places import Located, shortened
from ecdosis.editor.rows import decided, opened
from ecdosis.editor.table import DecisionTable, parse
from ecdosis.errors import EcdosisError, UsageError
from ecdosis.inputs.stream import Stream
from ecdosis.project.editions import EditionFiles
from ecdosis.storage.files import read_regular
from ecdosis.storage.writing import keep_former, locked, write_user_file

MOST: Final = 40
"""Decisions that are listed; of more, their number is told."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An edition with the decisions as they stand in a new copy of its text, the file that is to say so, what it was
    and what it is to be, and what a person should know."""

    edition: EditionFiles
    path: Path
    was: DecisionTable
    content: bytes
    told: tuple[str, ...]


def moved_edition(edition: EditionFiles, text: Stream, *, may_move: bool) -> Moved | None:
    """An edition with its decisions moved to where they belong in the text as it is now; None if nothing is to be
    written. Raises UsageError, naming the rows, if they do not find their places by themselves and may not be moved."""
    path = edition.decisions_file
    if not edition.decisions or path is None:
        return None
    new = text.decoded(text.described(edition.descriptor)).text
    old = _text_of(edition.tei)
    if old == new or not (old or may_move):
        return None
    table = opened(path)
    has_at = "at" in table.columns
    found = moves(decided(path, table), old, new, path.name, has_at=has_at)
    if all(_finds_itself(move, new, path.name) for move in found):
        return None
    if not may_move:
        raise UsageError(_refused(edition, path, found, new))
    content = moved(table, found)
    now = decided(path, parse(content))
    return Moved(replace(edition, decisions=now), path, table, content, tuple(_told(path, found)))


@contextmanager
def written(moving: Moved | None) -> Iterator[tuple[str, ...]]:
    """Write a file of decisions that was moved, by the order of the editor, before what is made with it is written; if
    that fails, it is as it was. Gives what a person should know: the former file is kept beside it. Raises UsageError
    if that cannot be done, or if the file is no longer what it was."""
    if moving is None:
        yield ()
        return
    with locked(moving.path.resolve().parent):
        if opened(moving.path) != moving.was:
            raise UsageError(f"{moving.path}: these decisions were changed during the build. Build again.")
        kept = keep_former(moving.path)
        write_user_file(moving.path, moving.content)
    try:
        yield *moving.told, f"The decisions as they were are kept in {kept}."
    except BaseException:
        with locked(moving.path.resolve().parent):
            if read_regular(moving.path) == moving.content:
                write_user_file(moving.path, read_regular(kept))
                kept.unlink()
        raise


def _text_of(tei: Path) -> str:
    """The source that the TEI file of the last build gives back, decoded; empty if there is none, or if it was
    altered so that it does not."""
    from ecdosis.tei.load import data_of, loaded
    from ecdosis.tei.restore import source_text

    try:
        return source_text(loaded(data_of(tei), tei))
    except (EcdosisError, LookupError, ValueError):
        return ""


def _finds_itself(move: Move, new: str, path: str) -> bool:
    """Whether a row, as it is, leads to the place where its decision belongs."""
    one = stands(move.was, new, path)
    if one is None or move.now is None:
        return one is not None and move.done and " ".join(new[one.start : one.end].split()) == one.decision.value
    return _place(one) == _place(stands(move.now, new, path))


def _place(one: Located | None) -> tuple[int, int, str] | None:
    return (one.start, one.end, one.decision.value) if one else None


def _refused(edition: EditionFiles, path: Path, found: Sequence[Move], new: str) -> str:
    """What is said if decisions may not be moved."""
    lost = [move for move in found if not _finds_itself(move, new, path.name)]
    surely = sum(move.now is not None for move in lost)
    those = "\n".join(_listed(lost))
    name = edition.text.name if edition.text else edition.id
    return (
        f"{path}: {name} is another copy of the text than that of the last build, and {len(lost):,} of "
        f"{len(found):,} decisions do not find their places in it by themselves:\n{those}\n"
        f"So nothing of this edition was written. Build with --move-decisions (with make: make MOVE_DECISIONS=yes): "
        f"{surely:,} are moved to where they belong, {len(lost) - surely:,} are kept in that file as remarks, with "
        "where they may belong; the former file is kept as well. Or correct these rows."
    )


def _told(path: Path, found: Sequence[Move]) -> Iterator[str]:
    """What is said of decisions that were moved."""
    lost = [move for move in found if move.now is None]
    yield (
        f"{path.name}: of {len(found):,} decisions {len(found) - len(lost):,} have their places in the new copy of the "
        "text" + (f"; {len(lost):,} are kept there as remarks:" if lost else ".")
    )
    yield from _listed(lost)


def _listed(found: Sequence[Move]) -> Iterator[str]:
    """A line for each of some decisions, up to a number: row, words, place, and where it may belong."""
    for move in found[:MOST]:
        was = move.was
        at = f", at {was.at}" if was.at >= 0 else ""
        yield f"  row {was.row}: {was.decision} “{shortened(was.text)}”{at}: {_verdict(move)}"
    if len(found) > MOST:
        yield f"  … and {len(found) - MOST:,} more"


def _verdict(move: Move) -> str:
    """What is said of a decision in a new copy of its text."""
    if move.done:
        return f"the text has “{move.was.value}” by now"
    if move.now:
        return f"moves to {move.now.at}" if move.now.at >= 0 else "moves"
    places = " or ".join(f"{at} (“{words}”)" for at, words in move.perhaps)
    return f"no sure place; perhaps at {places}" if places else "no place"
