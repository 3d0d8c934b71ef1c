"""What stands in a block of a book: words, and what the products show or link beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

"""Stands for the words of a picture that has none."""
MOST_INDENTS: Final = 8
"""The ems by which a line of verse is set in at most: a third of a narrow page."""
CONTEXT: Final = 32
"""Code points shown on either side of a change."""
_WORD_END: Final = re.compile(r"\w+$")
_WORD_START: Final = re.compile(r"\w+")
_BLANKS: Final = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The beginning of a page of the source; its number may be unknown (empty)."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Emended:
    """Words of the text that a change stands behind; `borrowed`: they only follow it, since its own reading is none or
    a space; `apart`: and a blank stands between. `listed`: the appendix of a printed book has it (see `Group`);
    `source`: what the source has instead; `language` (BCP 47): that of the words, if it is not that of those around;
    `marks`: how they look (see `Styled`)."""

    id: str
    text: str
    borrowed: bool = False
    listed: bool = True
    source: str = ""
    language: str = ""
    apart: bool = False
    marks: tuple[str, ...] = ()

    @property
    def styled(self) -> Styled:
        """The words as they look."""
        return Styled(self.text, self.marks, self.language)


@dataclass(frozen=True, slots=True)
class AsidePlace:
    """Where something was set aside."""

    id: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the words begin, or (`end`) end, that an open question to the editor is about; `id` is that of the place,
    `query` that of the question, which may be about two places."""

    id: str
    query: str
    end: bool = False


@dataclass(frozen=True, slots=True)
class Styled:
    """Words that look different from the rest (`marks`, a few of MARKS, the innermost first), are in another language
    (BCP 47) or lead somewhere (`target`: `#` and the id of something in the book, or an address outside of it)."""

    text: str
    marks: tuple[str, ...] = ()
    language: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The end of a line inside a paragraph; `within`: a word goes on over it. `number`: that of the line that begins,
    where it is to be shown (empty elsewhere)."""

    within: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: its name in `Book.images`, what it shows, in words, and its size in pixels."""

    name: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The marker of a note; `note` is the note's id, empty where the source has none. `again`: an earlier marker leads
    to the same note; `own`: that is one of the editor's to the text."""

    id: str
    label: str
    note: str
    again: bool = False
    own: bool = field(default=False, repr=False)


Inline = str | PageBreak | Emended | AsidePlace | Asked | Styled | LineBreak | Image | NoteRef

MARKS: Final = (
    "capitals",  # the source has capitals, a printer sets small ones
    "small-caps",
    "italic",
    "bold",
    "underline",
    "strikethrough",
    "superscript",
    "subscript",
    "spaced",
    "code",
    "unclear",
    "quiet",
    "milestone",  # a number by which the text is cited, beside it
    "whole",  # words of a heading in which no line ends
)
"""The looks that words can have in every product."""


POINT: Final = " · "
"""What parts the lines of a heading."""
ROMAN: Final = 6
"""Letters of a line of a heading up to which it may be a Roman numeral, which stays in capitals."""

_NUMERALS: Final = frozenset("IVXLCDM. ")


def capitals(inline: Inline) -> Inline:
    """Words that the source has in capitals, or what stands among them."""
    if isinstance(inline, Styled):
        return replace(inline, marks=(*inline.marks, "capitals"))
    return Styled(inline, ("capitals",)) if isinstance(inline, str) else inline


def heading(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The words of a heading, those of its lines that are in capitals marked: none if a word was changed, which would
    stand out from the others. A short line (OF) is marked beside a longer one."""
    if any(isinstance(inline, Emended) for inline in inlines):
        return tuple(inlines)
    lines = [inline for inline in inlines if isinstance(inline, str) and inline.isupper()]
    beside = any(len(line) > ROMAN for line in lines)
    return tuple(
        capitals(i) if i in lines and (len(i) > ROMAN or (beside and set(i) - _NUMERALS)) else i for i in inlines
    )


WHOLE: Final = "whole"
"""The look of words in which no line ends."""
_COMPOUND: Final = re.compile(
    r"(?<![\w\u00ad\u200b-])(?=[\w’'\u00ad\u200b-]{3,30}(?![\w’'\u00ad\u200b-]))[\w’']+(?:[-\u00ad\u200b][\w’']+)+(?![\w-])"
)
"""A word with a hyphen or a soft place inside; one longer than any column has room for may be divided there."""


def heading_lines(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The words of a heading with its lines as lines: a break for each point in the middle between two."""
    parts = (LineBreak() if inline == POINT else inline for inline in heading_parts(inlines))
    return tuple(piece for part in parts for piece in unbroken(part))


def unbroken(inline: Inline) -> Iterator[Inline]:
    """Words of a heading, those with a hyphen or a soft place inside (`Twenty-One`) told from the others: in these no
    line ends."""
    if not isinstance(inline, (str, Styled)):
        yield inline
        return
    styled = inline if isinstance(inline, Styled) else Styled(inline)
    told, at = styled.text, 0
    for match in (*_COMPOUND.finditer(told), None):
        plain = told[at : match.start() if match else None]
        if plain:
            yield replace(styled, text=plain) if isinstance(inline, Styled) else plain
        if match:
            yield replace(styled, text=match.group(), marks=(*styled.marks, WHOLE))
            at = match.end()


def heading_parts(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """The lines of a heading, and the points between them."""
    for inline in inlines:
        if not isinstance(inline, str):
            yield inline
            continue
        for number, part in enumerate(inline.split(POINT)):
            if number:
                yield POINT
            if part:
                yield part


def spoken(inline: Inline, language: str) -> Inline:
    """Words in a language (BCP 47), or what stands among them."""
    if isinstance(inline, str):
        return Styled(inline, language=language) if inline else inline
    return replace(inline, language=language) if isinstance(inline, (Emended, Styled)) else inline


def set_in(inlines: Sequence[Inline]) -> int:
    """By how many ems a line of verse is set in: the em spaces that it begins with, up to MOST_INDENTS."""
    shown = next(filter(None, map(words_of, inlines)), "")
    return min(len(shown) - len(shown.lstrip("\N{EM SPACE}")), MOST_INDENTS)


def words_of(inline: Inline) -> str:
    """The words of the text that an inline shows."""
    match inline:
        case str():
            return inline
        case Emended() | Styled():
            return inline.text
        case LineBreak():
            return "" if inline.within else " "
        case PageBreak() | AsidePlace() | Asked() | Image() | NoteRef():
            return ""
        case _:
            assert_never(inline)


def has_words(inlines: Iterable[Inline]) -> bool:
    """Whether any inline is text, or a picture."""
    return any(isinstance(inline, (str, Emended, Styled, Image)) for inline in inlines)


def cut_left(text: str) -> str:
    """The end of a text, as context before a change."""
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:].partition(" ")[2]


def cut_right(text: str) -> str:
    """The beginning of a text, as context after a change."""
    return text if len(text) <= CONTEXT else text[:CONTEXT].rpartition(" ")[0] + "…"


def words_around(inlines: Sequence[Inline]) -> Iterator[tuple[str, tuple[str, str]]]:
    """What is changed or set aside in a paragraph: its id, with the words before and after it."""
    if not any(isinstance(inline, (Emended, AsidePlace)) for inline in inlines):
        return
    text = "".join(map(words_of, inlines))
    at = 0
    for inline in inlines:
        end = at + len(words_of(inline))
        if isinstance(inline, (Emended, AsidePlace)):
            own = isinstance(inline, Emended) and not inline.borrowed
            before, after = text[:at], text[end if own else at :]
            if isinstance(inline, AsidePlace) and before.endswith(" "):  # it stands between words, not inside of one
                after = f" {after}"
            yield inline.id, (cut_left(before), cut_right(after))
        at = end


def whole_words(inlines: Iterable[Inline]) -> list[Inline]:
    """Inlines in which a change inside of a word has the whole word, unless another change is in it: a letter alone is
    hard to see and to touch. A mark beside a word stays apart."""
    result: list[Inline] = []
    for inline in inlines:
        before = result[-1] if result else ""
        if isinstance(inline, Emended) and isinstance(before, (str, Styled)) and _goes_with(before, inline):
            words = words_of(before)
            start = _WORD_END.search(words)
            if start and _in_word(inline.text[:1]):
                result[-1] = _with(before, words[: start.start()])
                inline = replace(inline, text=start.group() + inline.text)
        elif isinstance(inline, (str, Styled)) and isinstance(before, Emended) and _goes_with(inline, before):
            words = words_of(inline)
            word = _WORD_START.match(words) if _in_word(before.text[-1:]) else None
            if word and any(c.isalnum() for c in before.text + word.group()):
                result[-1] = replace(before, text=before.text + word.group())
                inline = _with(inline, words[word.end() :])
        result.append(inline)
    return [inline for inline in result if not isinstance(inline, (str, Styled)) or words_of(inline)]


def _goes_with(words: str | Styled, change: Emended) -> bool:
    """Whether words look as those of a change do that a book lists: one of both is a part of a word of the other."""
    look = words if isinstance(words, Styled) else Styled("")
    return change.listed and replace(look, text="") == Styled("", change.marks, change.language)


def _in_word(edge: str) -> bool:
    """Whether a character can go on in a word."""
    return edge.isalnum() or edge in ("’", "'", "-")


def collapsed(inlines: Iterable[Inline]) -> list[Inline]:
    """Inlines with blanks collapsed, trimmed at both ends and around line breaks, like joined to like; an emendation
    without words takes the word after it, and its blank, if it is one, stands before that."""
    result: list[Inline] = []
    blank = True
    empty: Emended | None = None
    for inline in inlines:
        if isinstance(inline, LineBreak):
            _trim(result)
            result += [inline] if has_words(result) else []
            blank = True
        elif isinstance(inline, Emended) and not inline.text.strip():
            if empty:
                result.append(replace(empty, text=""))
            empty = inline
            if inline.text and not blank:
                result.append(" ")
                blank = True
        elif not isinstance(inline, (str, Styled)):
            result.append(inline)
            shown = words_of(inline)
            blank = shown.endswith(" ") if shown else blank and not isinstance(inline, Image)
        else:
            text = _BLANKS.sub(" ", words_of(inline))
            text = text[1:] if blank and text.startswith(" ") else text
            blank = text.endswith(" ") if text else blank
            taken, empty = _taken(inline, text, empty)
            result += taken
    if empty:
        result.append(replace(empty, text=""))
    while _trim(result) and isinstance(result[-1], LineBreak):
        result.pop()
    return _joined(result)


def _taken(inline: str | Styled, text: str, empty: Emended | None) -> tuple[list[Inline], Emended | None]:
    """Words (`text`, with blanks collapsed) as they are to stand, and the emendation without words that still waits: of
    words that lead nowhere it takes the first."""
    if not (empty and text.strip()) or (isinstance(inline, Styled) and inline.target):
        return [_with(inline, text)] if text else [], empty
    lead, word, rest = re.fullmatch(r"(\s*)(\S+)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    look = inline if isinstance(inline, Styled) else Styled("")
    borrowed = replace(empty, text=word, borrowed=True, language=look.language, apart=bool(lead), marks=look.marks)
    return [part for part in (_with(inline, lead), borrowed, _with(inline, rest)) if words_of(part)], None


def _with(inline: str | Styled, text: str) -> Inline:
    """Other words that look like those of an inline."""
    return replace(inline, text=text) if isinstance(inline, Styled) and inline != Styled(inline.text) else text


def _trim(inlines: list[Inline]) -> bool:
    """Take away blanks at the end, also where something without words stands behind them; says whether anything is
    left."""
    for index in range(len(inlines) - 1, -1, -1):
        inline = inlines[index]
        if isinstance(inline, (str, Styled)):
            text = words_of(inline).rstrip(" ")
            if text:
                inlines[index] = text if isinstance(inline, str) else replace(inline, text=text)
                break
            del inlines[index]
        elif words_of(inline) or isinstance(inline, LineBreak):
            break
    return bool(inlines)


def _joined(inlines: Iterable[Inline]) -> list[Inline]:
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, str) and isinstance(last, str):
            joined[-1] = last + inline
        elif isinstance(inline, Styled) and isinstance(last, Styled) and inline == replace(last, text=inline.text):
            joined[-1] = replace(last, text=last.text + inline.text)
        else:
            joined.append(inline)
    return joined
