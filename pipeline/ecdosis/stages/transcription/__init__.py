"""The marks of transcribers: what Distributed Proofreaders, Project Gutenberg and others write into plain texts for
what these cannot show.

None of them is read; each becomes what it means. Lines of signs around a block (`blocks`) and the brackets around a
caption (`brackets`) are set aside and stay known to later stages (`regions`); small marks (`signs`) are read as what
they stand for, set aside, or asked. The table of all of them is `marks.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecdosis.model.document import Document
from ecdosis.model.pieces import Query, Span, Stretch
from ecdosis.model.text import Text
from ecdosis.stages.stage import Context
from ecdosis.stages.transcription import blocks, brackets, signs
from ecdosis.stages.transcription.blocks import Pair
from ecdosis.stages.transcription.lines import Line, lines_of, names_images
from ecdosis.stages.transcription.rules import TranscriptionRule
from ecdosis.stages.transcription.table import STAGE


def repair(text: Text) -> tuple[Text, tuple[Query, ...]]:
    """Set the marks of transcribers aside, and ask what proofreaders have asked. A text in which that was done already
    is left alone. Marks that other texts have, too (an asterisk behind a hyphen, the comment of a program), are such
    only in a text that has others."""
    if any(not isinstance(piece, Stretch) and piece.by == STAGE for piece in text.pieces):
        return text, ()
    lines = lines_of(text.reading)
    pairs, alone = blocks.pairs(lines)
    pairs = [pair for pair in pairs if not blocks.is_comment(lines, pair)]
    if not _is_evident(text.reading, lines, pairs):
        return text, tuple(_doubts(text, lines, [index for pair in pairs for index in (pair.first, pair.last)]))
    queries = tuple(_doubts(text, lines, alone))
    text, more = text.edit(signs.breaks(lines))
    queries += (*more, *signs.question_queries(text, signs.questions(text.reading)))
    text, more = text.set_aside(_small(text.reading, pairs, alone))
    queries += more
    reading = text.reading
    text, more = text.set_aside(brackets.spans(reading, brackets.find(reading, lines_of(reading))))
    return brackets.bare(text), (*queries, *more)


def _is_evident(reading: str, lines: Sequence[Line], pairs: Sequence[Pair]) -> bool:
    """Whether a text has marks that only transcribers write."""
    if names_images(lines) or any(pair.sign != blocks.COMMENT for pair in pairs) or any(signs.breaks(lines)):
        return True
    return bool(signs.questions(reading)) or any(mark.alone and mark.strong for mark in brackets.find(reading, lines))


def _small(reading: str, pairs: Sequence[Pair], alone: Sequence[int]) -> list[Span]:
    """The marks that hold no others, in order: what stands in a caption is set aside before that is looked at."""
    lines = lines_of(reading)
    around = (*blocks.spans(lines, pairs), *blocks.left(lines, pairs, alone))
    among = (*signs.question_spans(signs.questions(reading)), *signs.asterisks(reading, lines))
    return sorted((*around, *among), key=lambda span: (span.start, span.end))


def _doubts(text: Text, lines: Sequence[Line], indices: Sequence[int]) -> Iterator[Query]:
    """Questions about lines that look like marks."""
    for index in indices:
        place = text.position(lines[index].start), text.position_after(lines[index].end)
        yield Query(*place, "format-mark", STAGE, TranscriptionRule.DOUBTED, TranscriptionRule.DOUBTED.what)


def work(document: Document, context: Context) -> Document:
    """A document with the marks of its transcribers set aside."""
    return document.read_as(*repair(document.text))
