"""Small marks: a break (`<tb>`), a proofreader's question (`[**typo?]`), and asterisks where a word goes on over the
end of a page or where a hyphen was not sure (`-*`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ecdosis.model.pieces import Edit, Query, Span
from ecdosis.model.text import Text
from ecdosis.stages.furniture.lines import IN_BRACKETS
from ecdosis.stages.transcription.lines import Line, beside
from ecdosis.stages.transcription.regions import HYPHEN, INSIDE
from ecdosis.stages.transcription.rules import TranscriptionRule
from ecdosis.stages.transcription.table import STAGE

BREAK: Final = "* * *"
"""What a mark of a break is read as, which is how most books and all plain texts show one."""
_BREAK: Final = re.compile(r"</?tb ?/?>", re.IGNORECASE)
_QUESTION: Final = re.compile(r"\[\*\*(?!\*)(?P<asked>(?:[^\[\]\n]|\[[^\[\]\n]{0,80}\]|\n(?!\s*\n)){0,400}?)\](?!\()")
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_]-)\*(?=[^\W\d_])")
_OPEN_END: Final = re.compile(r"(?:(?<=[^\W_])-|--|—)\*$")
_OPEN_START: Final = re.compile(r"\*(?=[\"'“‘]?[^\W_]|[-—])")
FOOT: Final = 60
"""Lines of the notes at the foot of a page at most."""
_WORD: Final = re.compile(r"\S{1,60}[ \t]?$")


def breaks(lines: Sequence[Line]) -> Iterator[Edit]:
    """The marks of breaks, read as such."""
    why = "a transcriber’s mark of a break, read as the sign that books have for one"
    for line in lines:
        if _BREAK.fullmatch(line.text):
            yield Edit(line.start, line.end, BREAK, "break-mark", STAGE, TranscriptionRule.BREAK, why)


def questions(reading: str) -> list[re.Match[str]]:
    """The questions of proofreaders; a link in bold (`[**so**](...)`) is none."""
    return [match for match in _QUESTION.finditer(reading) if not match["asked"].rstrip().endswith("**")]


def question_spans(found: Sequence[re.Match[str]]) -> Iterator[Span]:
    """The questions as marks to set aside."""
    for match in found:
        why = f"a proofreader’s question: “{_asked(match)}”" if _asked(match) else "a proofreader’s question"
        yield Span(*match.span(), "format-mark", STAGE, TranscriptionRule.QUESTION, why, INSIDE)


def question_queries(text: Text, found: Sequence[re.Match[str]]) -> Iterator[Query]:
    """The same questions, asked of the editor, about the word before each (or the mark, if none is)."""
    for match in found:
        start, end = match.span()
        before = _WORD.search(text.reading, max(0, start - 60), start)
        first = before.start() if before else start
        said = f": “{_asked(match)}”" if _asked(match) else ""
        why = f"a proofreader asks here{said}"
        place = text.position(first), text.position_after(end)
        yield Query(*place, "format-mark", STAGE, TranscriptionRule.ASKED, why)


def _asked(match: re.Match[str]) -> str:
    return " ".join(match["asked"].replace("*", "").split())


def _goes_on(lines: Sequence[Line], index: int) -> Line | None:
    """The line in which a word of another goes on: the first of the next page, or else the next; notes may stand at the
    foot of the page."""
    after = beside(lines, index, 1)
    if after is None or not IN_BRACKETS.match(after.text):
        return after
    page = next((i for i in range(index + 1, min(index + 1 + FOOT, len(lines))) if lines[i].page), None)
    return after if page is None else beside(lines, page, 1)


def asterisks(reading: str, lines: Sequence[Line]) -> Iterator[Span]:
    """Asterisks that proofreaders set where a word goes on over the end of a page (one at its end, mostly one where it
    goes on), and behind hyphens in the midst of a line of which they were not sure."""
    why = "a proofreader’s mark: what stands before it goes on over the end of the page"
    for index, line in enumerate(lines):
        if line.blank or not _OPEN_END.search(line.text):
            continue
        yield Span(line.end - 1, line.end, "format-mark", STAGE, TranscriptionRule.PAGE_END, why, INSIDE)
        after = _goes_on(lines, index)
        if after is not None and _OPEN_START.match(after.text):
            yield Span(after.start, after.start + 1, "format-mark", STAGE, TranscriptionRule.PAGE_END, why, INSIDE)
    for match in _HYPHEN.finditer(reading):
        doubt = "a proofreader was not sure of the hyphen before it"
        yield Span(*match.span(), "format-mark", STAGE, TranscriptionRule.HYPHEN, doubt, HYPHEN)
