"""The book as it grows: inlines gather to a paragraph, paragraphs to passages and divisions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from ecdosis.book.book import Block, Item, Listing, Paragraph, Passage, Section
from ecdosis.book.inlines import Inline, LineBreak, Styled, collapsed, has_words, words_around, words_of
from ecdosis.book.reader.looks import Look
from ecdosis.model.kinds import Kind

DEEPEST: Final = 14
"""Passages, lists and tables within each other; deeper ones keep their words, not their shape (Typst has a bound)."""
_AT_LINE_END: Final = re.compile(r"[\u00ad¬⸗]\s*\Z|\s+\Z")
"""What goes where a word goes on in the next line: a hyphen that is only a sign of that, and blanks."""


@dataclass(slots=True)
class Frame:
    """An open passage (`passage` is empty if its blocks stand for themselves) and what it has so far; loose words in it
    are paragraphs of `role`, the first of which has the name, the language and the number. Where no name or language
    is told (an empty name, None), the book makes a name, and finds the language that all of the words are in."""

    passage: str
    role: str
    number: int | None = None
    name: str = ""
    language: str | None = None
    blocks: list[Block] = field(default_factory=list)
    used: bool = False


@dataclass(slots=True)
class Flow:
    """The open passages, innermost last, and the inlines of the open paragraph. `exact`: what stands at the end of a
    passage or division stays in it, behind its last words; else it waits for those that follow."""

    frames: list[Frame] = field(default_factory=lambda: [Frame("", "")])
    line: list[Inline] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)
    glued: bool = False
    last: str = ""
    """The last character written, empty at the beginning of a paragraph."""
    exact: bool = False
    gap: bool = False
    """Whether a wider space stands before the next paragraph."""
    ahead: list[Inline] = field(default_factory=list)
    """What stood between paragraphs and belongs to the first words of the next."""
    waiting: int = 0
    """How many of the inlines stood before the paragraph."""
    around: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The words before and after what is changed or set aside in a paragraph, by its id."""

    def apart(self) -> Flow:
        """A flow beside this one, which has the names and places in common with it."""
        return Flow(numbers=self.numbers, exact=self.exact, around=self.around)

    def new_id(self, letter: str) -> str:
        self.numbers[letter] += 1
        return f"{letter}{self.numbers[letter]}"

    # ------------------------------------------------------------------ inlines

    def text(self, text: str, look: Look) -> None:
        """Words. Blanks at the beginning are dropped where a word goes on from the line before."""
        if self.glued:
            text = text.lstrip(" \t\r\n")
            if not text:
                return
            self.glued = False
        if not text:
            return
        if self.ahead and not text.isspace():
            self.line += self.ahead
            self.ahead = []
        if look.preserve:
            self._preserved(text, look)
        else:
            self._write(text, look)
        self.last = text[-1]

    def _write(self, text: str, look: Look) -> None:
        plain = not (look.marks or look.language or look.target)
        self.line.append(text if plain else Styled(text, look.marks, look.language, look.target))

    def _preserved(self, text: str, look: Look) -> None:
        for index, line in enumerate(text.expandtabs(4).split("\n")):
            if index:
                self.line.append(LineBreak())
            indent = len(line) - len(line.lstrip(" "))
            if line:
                self._write("\u00a0" * indent + line[indent:], look)

    def add(self, inline: Inline) -> None:
        """Something that is no word: it stands here."""
        self.line.append(inline)
        self.last = words_of(inline)[-1:] or self.last

    def space(self) -> None:
        """A blank, unless there is one."""
        if self.last and not self.last.isspace() and not self.glued:
            self.line.append(" ")
            self.last = " "

    def glue(self) -> None:
        """The word before goes on in what comes next."""
        for index in range(len(self.line) - 1, -1, -1):
            inline = self.line[index]
            if not isinstance(inline, (str, Styled)):
                continue
            text = _AT_LINE_END.sub("", words_of(inline))
            if text:
                self.line[index] = text if isinstance(inline, str) else replace(inline, text=text)
                self.last = text[-1]
                break
            del self.line[index]
        self.glued = True

    @property
    def words(self) -> str:
        """The words of the open paragraph so far."""
        return "".join(map(words_of, self.line))

    def unspaced(self) -> None:
        """What comes next stands right behind the last word: no blank is between them."""
        while self.line and isinstance(last := self.line[-1], (str, Styled)):
            kept = words_of(last).rstrip()
            if kept:
                self.line[-1] = kept if isinstance(last, str) else replace(last, text=kept)
                return
            del self.line[-1]

    def ends_with(self, signs: str) -> bool:
        """Whether the words so far end with one of some signs behind a letter."""
        words = "".join(words_of(inline) for inline in self.line[-3:]).rstrip()
        return words[-1:] != "" and words[-1] in signs and words[-2:-1].isalpha()

    def attach(self, inline: Inline) -> None:
        """Something that belongs to the words before, though their paragraph has ended."""
        if not has_words(collapsed(self.line)) and _attached(self.frames[-1].blocks, inline):
            return
        self.line.append(inline)

    # ------------------------------------------------------------------ blocks

    def flush(self) -> None:
        """End the open paragraph; what has no words waits for the next."""
        if not self.line:
            self.waiting = 0
            return
        inlines = collapsed(self.line)
        self.glued, self.last = False, ""
        if not has_words(inlines):
            self.line = [inline for inline in inlines if not isinstance(inline, (str, Styled, LineBreak))]
            self.waiting = len(self.line)
            return
        self.around.update(words_around(inlines[self.waiting :]))
        frame = self.frames[-1]
        role = "continued" if frame.used and not frame.role else frame.role
        frame.used = True
        language, inlines = _own_language(inlines) if frame.language is None else (frame.language, inlines)
        frame.blocks.append(Paragraph(frame.name or self.new_id("p"), tuple(inlines), role, language, frame.number))
        frame.number, frame.name = None, ""
        self.line, self.waiting = [], 0

    def begin(
        self, passage: str, role: str, number: int | None = None, name: str = "", language: str | None = None
    ) -> None:
        """Open a passage, or (with an empty name) a paragraph, of which may be told what `Frame` has."""
        self.flush()
        role = role or ("after-break" if self.gap and not passage else "")
        self.gap = False
        if passage == "poem" and any(frame.passage == "poem" for frame in self.frames):
            passage = "stanza"
        self.frames.append(Frame(passage if len(self.frames) <= DEEPEST else "", role, number, name, language))

    def end(self) -> None:
        """Close it."""
        frame = self._closed()
        blocks = frame.blocks if frame.role == Kind.VERSE else in_stanzas(frame.blocks)
        if blocks:
            self.put([Passage(frame.passage, tuple(blocks))] if frame.passage else blocks)

    def put(self, blocks: Sequence[Block]) -> None:
        """Finished blocks."""
        self.flush()
        self.frames[-1].blocks.extend(blocks)
        self.frames[-1].used = True

    def before(self, blocks: Iterable[Block]) -> None:
        """Finished blocks that stand before the paragraph which is open."""
        self.frames[-1].blocks.extend(blocks)

    def open_capture(self, role: str = "") -> None:
        """Open something whose blocks are wanted, not placed."""
        self.flush()
        self.frames.append(Frame("", role, language="" if self.exact else None))

    def captured(self) -> tuple[Block, ...]:
        """The blocks of what `open_capture` has opened."""
        return tuple(in_stanzas(self._closed().blocks))

    def _closed(self) -> Frame:
        """The innermost passage, which ends here."""
        self.flush()
        frame = self.frames.pop()
        if self.exact:
            self.line = [inline for inline in self.line if not _attached(frame.blocks, inline)]
            self.waiting = len(self.line)
        return frame

    def finish(self) -> tuple[Block, ...]:
        """All blocks, with what still waits at their end."""
        self.line += self.ahead
        self.flush()
        return with_end(in_stanzas(self.frames[0].blocks), self.line)

    @property
    def within(self) -> bool:
        """Whether a passage is open, in which no division can stand."""
        return any(frame.passage for frame in self.frames)

    @property
    def too_deep(self) -> bool:
        """Whether another list or table inside of what is open would be too much."""
        return len(self.frames) > DEEPEST


def with_end(blocks: Iterable[Block], waiting: Iterable[Inline]) -> tuple[Block, ...]:
    """Blocks with what still waited behind the words of the last paragraph."""
    made = list(blocks)
    for inline in waiting:
        if not _attached(made, inline):
            made.append(Paragraph("", (inline,)))
    return tuple(made)


def _attached(blocks: list[Block], inline: Inline) -> bool:
    """Put an inline behind the words of the last paragraph; says whether there is one."""
    match blocks:
        case [*_, Paragraph() as last]:
            blocks[-1] = replace(last, inlines=(*last.inlines, inline))
            return True
        case [*_, (Passage() | Section()) as last]:
            inner = list(last.blocks)
            if _attached(inner, inline):
                blocks[-1] = replace(last, blocks=tuple(inner))
                return True
        case [*_, Listing(kind, (*before, Item() as item))]:
            inner = list(item.blocks)
            if _attached(inner, inline):
                blocks[-1] = Listing(kind, (*before, replace(item, blocks=tuple(inner))))
                return True
    return False


def in_stanzas(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with lines of verse that stand by themselves made poems."""
    result: list[Block] = []
    for verse, group in groupby(blocks, lambda block: isinstance(block, Paragraph) and block.role == Kind.VERSE):
        same = tuple(group)
        result += [Passage("poem", same)] if verse else same
    return result


def _own_language(inlines: list[Inline]) -> tuple[str, list[Inline]]:
    """The language of a whole paragraph, and its inlines without it. A paragraph of several has none of its own."""
    told = {inline.language if isinstance(inline, Styled) else "" for inline in inlines if words_of(inline).strip()}
    if len(told) != 1 or "" in told:
        return "", inlines
    plain = [replace(i, language="") if isinstance(i, Styled) else i for i in inlines]
    return told.pop(), [i.text if isinstance(i, Styled) and not (i.marks or i.target) else i for i in plain]
